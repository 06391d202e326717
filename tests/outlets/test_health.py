"""What is said of a feed, after asking a real server for it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from parallax.errors import FeedError, NoNetwork
from parallax.feeds import parse
from parallax.fetch import LiveFetcher
from parallax.model import Feed, Health, Outlet, Request, Response
from parallax.outlets import check_all, check_feed

PORTUGUESE = ("Chuva não chega", "Porto não fecha", "Governo não cai", "Rio não sobe", "Greve não para")
ENGLISH = ("Rain in the north", "Over the river", "The strike ends", "The port opens", "On the hill")
GALICIAN = (
    "A choiva non chega",
    "O porto non pecha",
    "Goberno non cae",
    "O río non sobe",
    "A folga non para",
)

Serve = Callable[[dict[str, tuple[int, dict[str, str], bytes]]], str]
Check = Callable[..., Health]


def test_a_feed_that_speaks_is_alive(site: Serve, check: Check, rss: Callable[..., bytes]) -> None:
    health = check(site({"/feed": (200, {}, rss(*PORTUGUESE))}) + "/feed")
    assert (health.verdict, health.entries, health.outlet_id) == ("alive", 5, "vale-news")
    assert health.newest == datetime(2026, 6, 30, 10, tzinfo=UTC)


def test_a_permanent_move_says_where_to(site: Serve, check: Check, rss: Callable[..., bytes]) -> None:
    base = site({"/old": (301, {"Location": "/new"}, b""), "/new": (200, {}, rss(*PORTUGUESE))})
    health = check(base + "/old")
    assert health.verdict == "redirected"
    assert base + "/new" in health.detail


def test_a_passing_redirect_is_no_move(site: Serve, check: Check, rss: Callable[..., bytes]) -> None:
    base = site({"/old": (302, {"Location": "/new"}, b""), "/new": (200, {}, rss(*PORTUGUESE))})
    assert check(base + "/old").verdict == "alive"


@pytest.mark.parametrize(
    ("status", "verdict"), [(404, "dead"), (410, "dead"), (401, "blocked"), (403, "blocked")]
)
def test_a_refusal_says_its_status(site: Serve, check: Check, status: int, verdict: str) -> None:
    health = check(site({"/feed": (status, {}, b"no")}) + "/feed")
    assert health.verdict == verdict
    assert str(status) in health.detail


def test_a_server_in_trouble_is_dead_for_now(site: Serve, check: Check) -> None:
    health = check(site({"/feed": (500, {}, b"")}) + "/feed")
    assert health.verdict == "dead"
    assert "may pass" in health.detail


def test_robots_that_keep_us_out_block(site: Serve, check: Check, rss: Callable[..., bytes]) -> None:
    robots = b"User-agent: *\nDisallow: /feed"
    base = site({"/robots.txt": (200, {}, robots), "/feed": (200, {}, rss(*PORTUGUESE))})
    assert check(base + "/feed").verdict == "blocked"


def test_a_captcha_in_place_of_a_feed_blocks(site: Serve, check: Check) -> None:
    wall = b"<html><title>Just a moment...</title><p>Solve the captcha to go on</p></html>"
    health = check(site({"/feed": (200, {"Content-Type": "text/html"}, wall)}) + "/feed")
    assert health.verdict == "blocked"


def test_a_home_page_in_place_of_a_feed_is_dead(site: Serve, check: Check) -> None:
    health = check(
        site({"/feed": (200, {"Content-Type": "text/html"}, b"<html><p>Welcome</p></html>")}) + "/feed"
    )
    assert health.verdict == "dead"
    assert "not a feed" in health.detail


def test_nobody_listening_is_dead(check: Check) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert check(f"http://127.0.0.1:{taken.getsockname()[1]}/feed").verdict == "dead"


def test_an_address_we_never_dial_is_dead(check: Check) -> None:
    assert check("http://10.0.0.1/feed").verdict == "dead"


@pytest.mark.parametrize(
    ("published", "verdict"),
    [("Tue, 02 Jun 2026 12:00:00 GMT", "alive"), ("Sun, 31 May 2026 12:00:00 GMT", "stale")],
)
def test_a_month_of_silence_is_stale(
    site: Serve, check: Check, rss: Callable[..., bytes], published: str, verdict: str
) -> None:
    body = rss(*PORTUGUESE, published=published)
    assert check(site({"/feed": (200, {}, body)}) + "/feed").verdict == verdict


def test_a_feed_that_lists_nothing_is_stale(site: Serve, check: Check, rss: Callable[..., bytes]) -> None:
    assert check(site({"/feed": (200, {}, rss())}) + "/feed").verdict == "stale"


def test_a_feed_without_dates_is_alive(site: Serve, check: Check, rss: Callable[..., bytes]) -> None:
    health = check(site({"/feed": (200, {}, rss(*PORTUGUESE, published=""))}) + "/feed")
    assert (health.verdict, health.newest) == ("alive", None)
    assert "no dates" in health.detail


def test_english_titles_under_a_portuguese_outlet_are_the_wrong_language(
    site: Serve, check: Check, rss: Callable[..., bytes]
) -> None:
    health = check(site({"/feed": (200, {}, rss(*ENGLISH))}) + "/feed")
    assert health.verdict == "wrong-language"
    assert "'en'" in health.detail


def test_a_mixed_feed_is_not_called_wrong(site: Serve, check: Check, rss: Callable[..., bytes]) -> None:
    assert check(site({"/feed": (200, {}, rss(*ENGLISH, *PORTUGUESE[:2]))}) + "/feed").verdict == "alive"


def test_few_titles_do_not_tell_a_language(site: Serve, check: Check, rss: Callable[..., bytes]) -> None:
    assert check(site({"/feed": (200, {}, rss(*ENGLISH[:4]))}) + "/feed").verdict == "alive"


def test_languages_that_are_confused_in_headlines_do_not_count_as_wrong(
    site: Serve, check: Check, outlet: Outlet, rss: Callable[..., bytes]
) -> None:
    url = site({"/feed": (200, {}, rss(*GALICIAN))}) + "/feed"
    assert check(url, replace(outlet, languages=("es",))).verdict == "alive"
    assert check(url, replace(outlet, languages=("en",))).verdict == "wrong-language"


def test_an_outlet_whose_language_is_unknown_cannot_have_the_wrong_one(
    site: Serve, check: Check, outlet: Outlet, rss: Callable[..., bytes]
) -> None:
    url = site({"/feed": (200, {}, rss(*ENGLISH))}) + "/feed"
    assert check(url, replace(outlet, languages=())).verdict == "alive"


def test_without_a_network_nothing_is_said_of_the_feed(outlet: Outlet, now: datetime) -> None:
    class Offline:
        def get(self, request: Request) -> Response:
            raise NoNetwork(f"no route for {request.url}")

    def parse_nothing(body: bytes, url: str) -> Feed:
        raise FeedError("never reached")

    health = check_feed(
        Offline(), parse_nothing, lambda _: "und", outlet, "https://vale.example/feed", lambda: now
    )
    assert health.verdict == "unchecked"


def test_many_feeds_are_checked_and_each_is_answered_once(
    site: Serve, fetcher: LiveFetcher, outlet: Outlet, rss: Callable[..., bytes], now: datetime
) -> None:
    base = site({f"/{n}": (200, {}, rss(*PORTUGUESE)) for n in range(0, 30, 2)})
    outlets = [
        replace(outlet, id=f"o-{n}", feeds=(f"{base}/{n}", f"{base}/{n + 1}")) for n in range(0, 30, 2)
    ]

    def read(body: bytes, url: str) -> Feed:
        return parse(body, url, now=now)

    found = {
        health.feed: health.verdict
        for health in check_all(fetcher, read, lambda _: "und", outlets, lambda: now)
    }
    assert found == {f"{base}/{n}": "alive" if n % 2 == 0 else "dead" for n in range(30)}


def test_each_feed_is_told_of_its_own_outlet(outlet: Outlet, now: datetime) -> None:
    class Offline:
        def get(self, request: Request) -> Response:
            raise NoNetwork(request.url)

    many = [
        replace(outlet, id=f"o-{n}", feeds=(f"https://{n}.example/a", f"https://{n}.example/b"))
        for n in range(9)
    ]
    checks = check_all(Offline(), lambda b, u: parse(b, u, now=now), lambda _: "und", many, lambda: now)
    found = {health.feed: health.outlet_id for health in checks}
    assert found == {feed: one.id for one in many for feed in one.feeds}


def test_a_check_that_is_given_up_stops_asking(outlet: Outlet, now: datetime) -> None:
    asked: list[str] = []

    class Counting:
        def get(self, request: Request) -> Response:
            asked.append(request.url)
            raise NoNetwork(request.url)

    many = (replace(outlet, id=f"o-{n}", feeds=(f"https://{n}.example/",)) for n in range(1000))
    checks = check_all(
        Counting(), lambda b, u: parse(b, u, now=now), lambda _: "und", many, lambda: now, workers=4
    )
    assert next(iter(checks)).verdict == "unchecked"
    checks.close()
    assert len(asked) <= 8
