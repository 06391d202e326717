"""A server on this machine, the real door to it, and a stand-in for language identification."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from parallax.feeds import parse
from parallax.fetch import FetchSettings, LiveFetcher
from parallax.model import Feed, Health, Outlet
from parallax.outlets import check_feed

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
Page = tuple[int, dict[str, str], bytes]


@pytest.fixture
def site() -> Iterator[Callable[[dict[str, Page]], str]]:
    """Serve pages by path from an ephemeral port; gives the server's address."""
    servers: list[ThreadingHTTPServer] = []

    def serve(pages: dict[str, Page]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, headers, body = pages.get(self.path, (404, {}, b"gone"))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def fetcher() -> Iterator[LiveFetcher]:
    """The real client, let on to this machine, without waits between tries."""
    settings = FetchSettings(
        contact="mailto:test@example.org", allow_networks=("127.0.0.0/8",), host_delay=0.0
    )
    live = LiveFetcher(settings, sleep=lambda _: None, available=lambda: True)
    yield live
    live.close()


@pytest.fixture
def outlet() -> Outlet:
    return Outlet("vale-news", "Vale News", "https://vale.example/", "PT", languages=("pt",))


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def rss() -> Callable[..., bytes]:
    """Makes a feed of these titles, published at one time."""

    def make(*titles: str, published: str = "Tue, 30 Jun 2026 10:00:00 GMT") -> bytes:
        items = "".join(
            f"<item><title>{title}</title><link>https://vale.example/{n}</link><pubDate>{published}</pubDate></item>"
            for n, title in enumerate(titles)
        )
        return f'<rss version="2.0"><channel><title>V</title>{items}</channel></rss>'.encode()

    return make


@pytest.fixture
def check(fetcher: LiveFetcher, outlet: Outlet) -> Callable[..., Health]:
    """Checks one address as the outlet's feed, with the real parser."""

    def run(url: str, outlet: Outlet = outlet) -> Health:
        return check_feed(fetcher, read_feed, identify, outlet, url, lambda: NOW)

    return run


def read_feed(body: bytes, url: str) -> Feed:
    return parse(body, url, now=NOW)


def identify(text: str) -> str:
    """Tells Portuguese, Galician and English apart by one word that only each of them has."""
    words = set(text.lower().split())
    return "pt" if "não" in words else "gl" if "non" in words else "en" if "the" in words else "und"
