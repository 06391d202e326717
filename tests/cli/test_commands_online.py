"""Commands against a newsroom on this machine: feeds, pages, checks, recordings, and a Ctrl-C in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

TITLES = ("Old mill turns again", "Ferry keeps its winter times", "Bakery orders ten sacks of flour")


def page(title: str) -> bytes:
    text = "".join(
        f"<p>{sentence}</p>"
        for sentence in (
            f"{title}, the society that owns the place said on Saturday in front of a hundred neighbours.",
            "Volunteers had spent three winters on the repairs, which the valley paid for by selling jam.",
            "A fair with music is planned for the first weekend of the summer, if the river stays low.",
        )
    )
    return f"<!doctype html><html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>".encode()


class Newsroom(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind, body, status = "text/html", b"", 200
        if self.path == "/feed":
            host = self.headers["Host"]
            now = format_datetime(datetime.now(UTC))
            items = "".join(
                f"<item><title>{title}</title><link>http://{host}/{n}</link><pubDate>{now}</pubDate></item>"
                for n, title in enumerate(TITLES)
            )
            kind, body = (
                "application/rss+xml",
                f"<rss version='2.0'><channel><title>V</title>{items}</channel></rss>".encode(),
            )
        elif self.path.strip("/").isdigit():
            body = page(TITLES[int(self.path.strip("/"))])
        elif self.path == "/packed":
            body = b"?"
        elif self.path == "/slow":
            time.sleep(30)
        else:
            status = 404
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if self.path == "/packed":
            self.send_header("Content-Encoding", "unheard-of")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def newsroom(environment: dict[str, str], parallax) -> Iterator[str]:
    """The newsroom's address; this machine's network is allowed, and the outlet is the user's own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Newsroom)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    environment |= {
        "PARALLAX_FETCH__ALLOW_NETWORKS": '["127.0.0.0/8"]',
        "PARALLAX_FETCH__DELAY_SECONDS": "0",
        "PARALLAX_FETCH__CONTACT": "mailto:test@parallax.example",
    }
    added = parallax(
        "outlets",
        "add",
        f"{url}/",
        "-c",
        "NZ",
        "--id",
        "valley",
        "--name",
        "Valley News",
        "--feed",
        f"{url}/feed",
        "--language",
        "en",
    )
    assert added.code == 0, added.err
    yield url
    server.shutdown()
    server.server_close()


def test_a_feed_is_read_recorded_and_can_be_replayed(parallax, newsroom, tmp_path):
    capture = tmp_path / "day.warc.gz"
    first = json.loads(parallax("ingest", f"{newsroom}/feed", "--record", str(capture), "--json").out)
    assert first["outcomes"] == {"stored": 3}
    assert json.loads(parallax("ingest", f"{newsroom}/feed", "--json").out)["outcomes"] == {"unchanged": 3}
    other = {"PARALLAX_DATA_DIR": str(tmp_path / "other")}
    replayed = json.loads(parallax("ingest", str(capture), "--json", **other).out)
    assert replayed["outcomes"] == {"stored": 3}
    listed = parallax("read", "nz", **other).out
    assert all(title in listed for title in TITLES)


def test_one_page_is_read_by_its_address(parallax, newsroom):
    assert json.loads(parallax("ingest", f"{newsroom}/0", "--json").out)["outcomes"] == {"stored": 1}
    assert json.loads(parallax("extract", f"{newsroom}/1", "--json").out)["title"] == TITLES[1]


def test_feeds_are_checked_and_the_answer_is_remembered(parallax, newsroom):
    (health,) = json.loads(parallax("outlets", "check", "valley", "--json").out)
    assert health["verdict"] == "alive"
    shown = json.loads(parallax("outlets", "show", "valley", "--json").out)
    assert shown["health"][0]["verdict"] == "alive"


def test_two_reports_are_compared(parallax, newsroom):
    done = parallax("compare", f"{newsroom}/0", f"{newsroom}/1", "--json")
    assert done.code == 0, done.err
    (pair,) = json.loads(done.out)["comparison"]["pairs"]
    assert pair["reasons"]


def test_of_several_addresses_the_one_that_failed_is_named(parallax, newsroom):
    done = parallax("compare", f"{newsroom}/0", f"{newsroom}/packed")
    assert done.code == 1
    assert f"{newsroom}/packed: The body is encoded as 'unheard-of'" in done.err
    missing = parallax("compare", f"{newsroom}/0", f"{newsroom}/missing")
    assert missing.err.count(f"{newsroom}/missing") == 1


def heed_ctrl_c() -> None:
    """A test run that a shell started in the background ignores SIGINT, and so would what it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_ctrl_c_ends_with_130_and_loses_nothing(environment, newsroom, parallax):
    command = [str(Path(sys.executable).with_name("parallax")), "ingest", f"{newsroom}/0", f"{newsroom}/slow"]
    running = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_ctrl_c,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and "Old mill" not in parallax("read", "nz").out:
        time.sleep(0.3)
    os.kill(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130, said
    assert "What was finished is kept" in said
    assert "Traceback" not in said
    assert "Old mill" in parallax("read", "nz").out
