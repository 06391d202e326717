"""Polling a real server on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random

import pytest

from parallax.errors import DeadlineExceeded, FetchError, NoNetwork, RefusedAddress, RefusedByRobots, TooLarge
from parallax.feeds import PollOutcome, PollResult, poll
from parallax.model import FeedState, Fetcher, Request, Response

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FEED = (
    b"<rss version='2.0'><channel><title>H</title><item><title>Ferry late</title>"
    b"<link>https://h.example/1</link><pubDate>2026-11-23T11:00:00Z</pubDate></item></channel></rss>"
)


@dataclass
class Site:
    """A server whose pages a test writes; it remembers the headers it was sent."""

    root: str = ""
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@pytest.fixture
def site() -> Iterator[Site]:
    state = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            sent = {name.lower(): value for name, value in self.headers.items()}
            state.asked.append((self.path, sent))
            status, headers, body = state.pages.get(self.path, (404, {}, b"no"))
            if status == 200 and "ETag" in headers and sent.get("if-none-match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    state.root = f"http://127.0.0.1:{server.server_port}"
    yield state
    server.shutdown()
    server.server_close()


def ask(fetcher: Fetcher, site: Site, path: str = "/feed") -> PollResult:
    return poll(fetcher, FeedState(site.root + path, "h"), NOW, Random(1))


def test_a_feed_is_read_and_asked_for_conditionally_next_time(fetcher: Fetcher, site: Site) -> None:
    headers = {
        "ETag": '"a1"',
        "Last-Modified": "Mon, 23 Nov 2026 11:00:00 GMT",
        "Cache-Control": "public, max-age=3600",
    }
    site.pages["/feed"] = (200, headers, FEED)

    first = ask(fetcher, site)
    assert first.outcome is PollOutcome.READ
    assert first.feed is not None and [e.title for e in first.feed.entries] == ["Ferry late"]
    assert first.state.last_entry == NOW - timedelta(hours=1)
    assert first.state.next_poll is not None and first.state.next_poll >= NOW + timedelta(minutes=54)

    second = poll(fetcher, first.state, NOW + timedelta(hours=1), Random(1))
    assert (second.outcome, second.feed) == (PollOutcome.NOT_MODIFIED, None)
    assert site.asked[1][1]["if-none-match"] == '"a1"'
    assert site.asked[1][1]["if-modified-since"] == "Mon, 23 Nov 2026 11:00:00 GMT"
    assert second.state.validators == first.state.validators


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (401, PollOutcome.BLOCKED),
        (403, PollOutcome.BLOCKED),
        (404, PollOutcome.NOT_FOUND),
        (410, PollOutcome.GONE),
        (418, PollOutcome.FAILED),
        (429, PollOutcome.RATE_LIMITED),
        (451, PollOutcome.BLOCKED),
        (500, PollOutcome.SERVER_ERROR),
        (503, PollOutcome.SERVER_ERROR),
    ],
)
def test_an_error_status_is_an_outcome_with_words(
    fetcher: Fetcher, site: Site, status: int, outcome: PollOutcome
) -> None:
    site.pages["/feed"] = (status, {}, b"")
    result = ask(fetcher, site)
    assert (result.outcome, result.feed, result.state.failures) == (outcome, None, 1)
    assert str(status) in result.detail


def test_retry_after_is_obeyed(fetcher: Fetcher, site: Site) -> None:
    site.pages["/feed"] = (429, {"Retry-After": "18000"}, b"")
    assert ask(fetcher, site).state.next_poll == NOW + timedelta(hours=5)


def test_a_permanent_move_is_followed_from_then_on(fetcher: Fetcher, site: Site) -> None:
    site.pages["/feed"] = (301, {"Location": "/new"}, b"")
    site.pages["/new"] = (200, {}, FEED)
    moved = ask(fetcher, site)
    assert (moved.state.url, moved.state.moved_to) == (site.root + "/feed", site.root + "/new")
    poll(fetcher, moved.state, NOW, Random(1))
    assert [path for path, _ in site.asked] == ["/feed", "/new", "/new"]


def test_a_temporary_move_is_not_remembered(fetcher: Fetcher, site: Site) -> None:
    site.pages["/feed"] = (302, {"Location": "/new"}, b"")
    site.pages["/new"] = (200, {}, FEED)
    assert ask(fetcher, site).state.moved_to is None


def test_a_move_to_a_page_that_is_no_feed_is_not_believed(fetcher: Fetcher, site: Site) -> None:
    site.pages["/feed"] = (301, {"Location": "/home"}, b"")
    site.pages["/home"] = (200, {"ETag": '"h"'}, b"<!doctype html><p>Subscribe")
    result = ask(fetcher, site)
    assert result.outcome is PollOutcome.NOT_A_FEED
    assert result.state.moved_to is None and result.state.validators.etag is None
    assert "web page" in result.detail


def test_an_index_of_sitemaps_is_followed_to_its_newest(fetcher: Fetcher, site: Site) -> None:
    site.pages["/index.xml"] = (
        200,
        {},
        b"<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2019-01-01</lastmod></sitemap>"
        b"<sitemap><loc>/new.xml</loc><lastmod>2026-11-23</lastmod></sitemap>"
        b"<sitemap><loc>/lost.xml</loc><lastmod>2026-11-22</lastmod></sitemap></sitemapindex>",
    )
    page = b"<urlset><url><loc>https://h.example/%s</loc><lastmod>2026-11-23T%s:00Z</lastmod></url></urlset>"
    site.pages["/new.xml"] = (200, {}, page % (b"new", b"09:00"))
    site.pages["/old.xml"] = (200, {}, page % (b"old", b"10:00"))
    result = ask(fetcher, site, "/index.xml")
    assert result.feed is not None
    assert [entry.url for entry in result.feed.entries] == ["https://h.example/old", "https://h.example/new"]
    assert [path for path, _ in site.asked[1:]] == ["/new.xml", "/lost.xml", "/old.xml"]
    assert "could not be read" in result.detail


def test_a_replayed_poll_gives_the_same_next_time(fetcher: Fetcher, site: Site) -> None:
    site.pages["/feed"] = (200, {}, FEED)
    state = FeedState(site.root + "/feed", "h")
    assert poll(fetcher, state, NOW) == poll(fetcher, state, NOW)
    later = poll(fetcher, state, NOW + timedelta(seconds=1)).state.next_poll
    assert later != (poll(fetcher, state, NOW).state.next_poll or NOW) + timedelta(seconds=1)


def test_a_server_that_is_down_is_unreachable(fetcher: Fetcher, site: Site) -> None:
    down = replace(FeedState("", "h"), url="http://127.0.0.1:9/feed")
    assert poll(fetcher, down, NOW, Random(1)).outcome is PollOutcome.UNREACHABLE


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (NoNetwork("no route"), PollOutcome.OFFLINE),
        (DeadlineExceeded("slow"), PollOutcome.UNREACHABLE),
        (RefusedByRobots("robots"), PollOutcome.REFUSED_ROBOTS),
        (RefusedAddress("private"), PollOutcome.REFUSED_ADDRESS),
        (TooLarge("big"), PollOutcome.TOO_LARGE),
        (FetchError("other"), PollOutcome.FAILED),
    ],
)
def test_what_the_door_refuses_is_an_outcome(error: FetchError, outcome: PollOutcome) -> None:
    class Refusing:
        def get(self, request: Request) -> Response:
            raise error

    result = poll(Refusing(), FeedState("https://h.example/feed", "h"), NOW, Random(1))
    assert (result.outcome, str(error) in result.detail) == (outcome, True)
