"""A newsroom on this machine, and everything the journey needs to read it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from parallax.extract import ExtractionPool, reading_minutes
from parallax.fetch import FetchSettings, LiveFetcher, read_rights
from parallax.model import Article, Block, Content, LanguageGuess, Outlet, Rights, article_id
from parallax.pipeline.tools import Tools
from parallax.store.sqlite import SqliteStore
from parallax.translate.translator import Translator

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


class Clock:
    """The time of a test, moved by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


class Newsroom:
    """A real HTTP server whose answers a test sets by path: (status, headers, body)."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        room = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                room.asked.append(self.path)
                status, headers, body = room.pages.get(self.path, (404, {}, b"not here"))
                if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(
        self,
        path: str,
        title: str = "Bridge over the Lune opens again",
        *,
        head: str = "",
        status: int = 200,
        text: str = "",
    ) -> str:
        """Set an article page; its address."""
        body = "".join(
            f"<p>{sentence}</p>"
            for sentence in (
                text or f"{title}: the council said on Monday that every lane is open to traffic once more.",
                "Engineers had closed the crossing for two years after cracks were found in a pier.",
                "Shopkeepers on both banks said they expected more customers before the summer fair.",
            )
        )
        html = (
            f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body><nav><a href=/>Home</a></nav>"
            f"<article><h1>{title}</h1><time datetime=2026-03-14T10:00:00Z>today</time>{body}</article>"
            "<footer>About us</footer></body></html>"
        )
        self.pages[path] = (status, {"Content-Type": "text/html; charset=utf-8"}, html.encode())
        return self.url + path

    def feed(self, path: str, *links: str, etag: str = '"1"') -> str:
        items = "".join(
            f"<item><title>T</title><link>{link}</link><pubDate>Sat, 14 Mar 2026 10:00:00 GMT</pubDate></item>"
            for link in links
        )
        body = f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>".encode()
        self.pages[path] = (200, {"Content-Type": "application/rss+xml", "ETag": etag}, body)
        return self.url + path


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    room = Newsroom()
    yield room
    room.server.shutdown()
    room.server.server_close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "parallax.db", clock=clock)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def pool() -> Iterator[ExtractionPool]:
    with ExtractionPool(workers=1, seconds=20, memory_mb=1024) as opened:
        yield opened


def as_declared(title: str, body: str, *, declared: str | None, hints: object) -> LanguageGuess:
    return LanguageGuess(declared or "und", 1.0, "declared")


@pytest.fixture
def tools(newsroom: Newsroom, store: SqliteStore, pool: ExtractionPool, clock: Clock) -> Iterator[Tools]:
    outlet = Outlet(
        "lune", "Lune Post", newsroom.url + "/", "GB", languages=("en",), feeds=(newsroom.url + "/feed",)
    )
    store.sync_outlets([outlet])
    settings = FetchSettings(
        contact="mailto:test@parallax.example",
        allow_networks=("127.0.0.0/8",),
        host_delay=0.0,
        ignore_validators=0.0,
    )
    with LiveFetcher(settings, clock, sleep=lambda seconds: None) as fetcher:
        yield Tools(
            fetcher=fetcher,
            rights=read_rights,
            reader=pool,
            outlets={"lune": outlet},
            outlet_of=lambda url: outlet if url.startswith(newsroom.url) else None,
            identify=as_declared,
            translator=Translator([], store),
            reading_minutes=reading_minutes,
            keep_pictures=lambda article: None,
            store=store,
            clock=clock,
        )


@pytest.fixture
def make_article(store: SqliteStore):
    """Builds stored-looking articles of one outlet, apart by number."""
    store.add_outlets([Outlet("lune", "Lune Post", "https://lune.example/", "GB")])

    def build(number: int) -> Article:
        url = f"https://lune.example/{number}"
        content = Content(
            f"Title {number}", url, blocks=(Block("paragraph", f"Text {number}."),), published=NOON
        )
        return Article(article_id(url), "lune", "GB", "en", "model", content, Rights(), NOON, 1, str(number))

    return build
