"""We post to the one server that was named, and nowhere else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from parallax.errors import ConfigError, ConnectionFailed, DeadlineExceeded, HttpStatus, RefusedUrl, TooLarge
from parallax.fetch.endpoint import MAX_BYTES, EndpointDoor


class Model(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/redirect":
            self.send_response(307)
            self.send_header("Location", "http://127.0.0.1:1/stolen")
            self.end_headers()
        elif self.path == "/flood":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * (MAX_BYTES + 1))
        elif self.path == "/slow":
            threading.Event().wait(2)
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.headers["Authorization"].encode() + b" " + body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def test_json_goes_there_and_the_answer_comes_back(server):
    with EndpointDoor(f"{server}/v1") as door:
        assert door.post(f"{server}/v1/chat", {"Authorization": "Bearer k"}, b"{}") == b"Bearer k {}"


def test_another_server_is_refused_before_it_is_dialled(server):
    with EndpointDoor(f"{server}/v1") as door, pytest.raises(RefusedUrl, match=r"translation\.endpoint"):
        door.post("http://127.0.0.1:1/v1", {}, b"")


def test_a_redirect_is_an_error_and_is_not_followed(server):
    with EndpointDoor(server) as door, pytest.raises(HttpStatus) as caught:
        door.post(f"{server}/redirect", {}, b"")
    assert caught.value.status == 307


def test_a_flood_is_cut(server):
    with EndpointDoor(server) as door, pytest.raises(TooLarge):
        door.post(f"{server}/flood", {}, b"")


def test_a_silent_server_is_left(server):
    with EndpointDoor(server, deadline=0.2) as door, pytest.raises(DeadlineExceeded):
        door.post(f"{server}/slow", {}, b"")


def test_a_server_that_is_down_is_named():
    with EndpointDoor("http://127.0.0.1:1") as door, pytest.raises(ConnectionFailed, match=r"127\.0\.0\.1:1"):
        door.post("http://127.0.0.1:1/v1", {}, b"")


@pytest.mark.parametrize("url", ["", "ollama", "ftp://x/", "http://", "http://h:x/"])
def test_what_is_no_web_address_is_refused_with_an_example(url):
    with pytest.raises(ConfigError) as caught:
        EndpointDoor(url)
    assert "http://localhost:11434/v1" in caught.value.hint
