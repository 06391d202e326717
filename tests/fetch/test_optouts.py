"""What publishers reserve is read where they say it, and recorded in their words."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.errors import ConnectionFailed, HttpStatus, NoNetwork, NotInCapture
from parallax.fetch.optouts import read_rights
from parallax.fetch.tdm import Rule, TdmReservations, parse_rules
from parallax.model import Response, Rights

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FREE = Rights()


def response(body=b"", *headers, url="https://a.example/news/1"):
    return Response(url, url, 200, headers, body, NOW)


def tagged(*values):
    return read_rights(response(b"", *(("X-Robots-Tag", value) for value in values)))


def meta(content, name="robots"):
    return read_rights(response(f'<html><head><meta name="{name}" content="{content}"></head>'.encode()))


def test_a_page_that_says_nothing_is_free():
    assert read_rights(response(b"<html><head><title>x</title></head>")) == FREE
    assert tagged("all", "index, follow, max-image-preview:large", "noodp") == FREE
    assert meta("index, follow, max-snippet:-1, max-video-preview:0") == FREE


@pytest.mark.parametrize("say", [tagged, meta])
@pytest.mark.parametrize(
    ("said", "archive", "snippet", "mining"),
    [
        ("noarchive", False, -1, True),
        ("NOARCHIVE,noodp", False, -1, True),
        ("nosnippet", True, 0, True),
        ("max-snippet:50", True, 50, True),
        ("max-snippet: 50 , index", True, 50, True),
        ("max-snippet:50, max-snippet:20", True, 20, True),
        ("max-snippet:50, nosnippet", True, 0, True),
        ("max-snippet:-1, max-snippet:30", True, 30, True),
        ("max-snippet:lots", True, -1, True),
        ("max-snippet:-7", True, -1, True),
        ("noindex", False, 0, True),
        ("none", False, 0, True),
        ("noai", True, -1, False),
        ("noai, noimageai", True, -1, False),
        ("noimageai", True, -1, True),
        ("unavailable_after: 2026-02-28T10:00:00+01", False, 0, True),
        ("unavailable_after: 2027-02-28", True, -1, True),
        ("unavailable_after: 25 Jun 2010 15:00:00 GMT", False, 0, True),
        ("unavailable_after: Friday, 25-Jun-10 15:00:00 GMT, noarchive", False, 0, True),
        ("unavailable_after: Fri, 25 Jun 2027 15:00:00 GMT, nosnippet", True, 0, True),
        ("unavailable_after: one day", True, -1, True),
    ],
)
def test_directives_mean_the_same_in_header_and_page(say, said, archive, snippet, mining):
    rights = say(said)
    assert (rights.archive, rights.max_snippet, rights.text_mining) == (archive, snippet, mining)
    assert (rights.basis == ()) == (said in {"max-snippet:lots", "max-snippet:-7"})


def test_the_strictest_statement_counts_wherever_it_stands():
    page = b'<meta name=robots content="max-snippet:80"><meta content=noarchive name="ROBOTS" />'
    rights = read_rights(response(page, ("x-robots-tag", "max-snippet:120"), ("X-Robots-Tag", "noai")))
    assert rights == Rights(
        archive=False,
        max_snippet=80,
        text_mining=False,
        basis=(
            "X-Robots-Tag header: max-snippet:120",
            "X-Robots-Tag header: noai",
            "meta robots: max-snippet:80",
            "meta robots: noarchive",
        ),
    )


def test_directives_for_another_robot_are_not_ours():
    assert tagged("otherbot: noarchive, nosnippet") == FREE
    assert tagged("googlebot: noarchive") == FREE
    assert tagged("bingbot: unavailable_after: 2000-01-01") == FREE
    assert meta("noarchive", name="bingbot") == FREE


def test_directives_for_us_or_news_aggregators_are():
    assert not tagged("parallax: noarchive").archive
    assert not tagged("otherbot: nosnippet, Parallax: noindex, noai").text_mining
    assert not tagged("*: noarchive").archive
    assert not meta("noarchive", name="Parallax").archive
    assert meta("nosnippet", name="googlebot-news").max_snippet == 0
    assert tagged("googlebot-news: noarchive").basis == ("X-Robots-Tag header: googlebot-news: noarchive",)


def test_not_in_that_aggregator_is_not_a_withdrawal():
    assert meta("noindex", name="googlebot-news") == FREE


@pytest.mark.parametrize(
    ("page", "headers", "mining"),
    [
        (b"", [("tdm-reservation", "1")], False),
        (b"", [("TDM-Reservation", " 1 "), ("tdm-policy", "https://a.example/p.json")], False),
        (b"", [("tdm-reservation", "0")], True),
        (b"", [("tdm-reservation", "yes")], True),
        (b'<meta name="tdm-reservation" content="1">', [], False),
        (b'<meta data-rh="true" content="1" name="TDM-Reservation"/>', [], False),
        (b'<meta name="tdm-reservation" content="0">', [], True),
        (b'<meta name="tdm-reservation" content="1">', [("tdm-reservation", "0")], False),
    ],
)
def test_text_mining_reservations_are_read(page, headers, mining):
    assert read_rights(response(page, *headers)).text_mining is mining


@pytest.mark.parametrize(
    "page",
    [
        b"<!-- <meta name=robots content=noarchive> -->",
        b"<script>var x = '<meta name=robots content=noarchive>';</script>",
        b"<title><meta name=robots content=noarchive></title>",
        b"<p>robots, parallax and the tdm-reservation debate",
        b"<meta name=robots>",
        b"<meta property=robots content=noarchive>",
    ],
)
def test_what_only_looks_like_a_directive_is_none(page):
    assert read_rights(response(page)) == FREE


@pytest.mark.parametrize(
    "page",
    [
        b"<meta\n name = 'robots'\n content = 'noarchive' >",
        b"<META NAME=robots CONTENT=noarchive>",
        b"<style>" + b"a{b:c}" * 40_000 + b"</style><meta name=robots content=noarchive>",
        '<meta name="robots" content="noarchive">'.encode("utf-16"),
        b"<body><p>text<meta name=robots content=noarchive>",
    ],
)
def test_a_directive_is_found_however_it_is_written(page):
    assert not read_rights(response(page)).archive


def test_a_hostile_page_is_read_in_linear_time():
    began = time.perf_counter()
    for page in (
        b"<meta " * 1_000_000,
        b"<meta name=robots " * 300_000,
        b"robots" * 900_000,
        b"<!--robots" * 500_000,
    ):
        read_rights(response(page))
    assert time.perf_counter() - began < 3


@given(st.text(max_size=200))
def test_any_header_is_read(value):
    rights = tagged(value)
    assert rights.max_snippet >= -1


@given(st.binary(max_size=300))
def test_any_page_is_read(body):
    read_rights(response(b"<meta name=robots content=" + body))


@pytest.mark.shared
def test_real_pages_speak_for_themselves(shared):
    from parallax.fetch.capture import CaptureFetcher

    pages = list(CaptureFetcher(shared / "data" / "capture" / "news-pages.warc.gz").responses())
    rights = [read_rights(page) for page in pages]
    assert 20 <= sum(not right.archive for right in rights) <= 50
    assert sum(not right.text_mining for right in rights) == 4
    assert all(right.basis for right in rights if right != FREE)


# --- the file for a whole site ----------------------------------------------------------

RULES = json.dumps(
    [
        {"location": "/open/*", "tdm-reservation": 0},
        {"location": "/*.pdf$", "tdm-reservation": 1},
        {"location": "news", "tdm-reservation": "1", "tdm-policy": "https://a.example/policy"},
    ]
).encode()


class Site:
    def __init__(self, answer):
        self.answer = answer
        self.asked = []

    def get(self, request):
        self.asked.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        return Response(request.url, request.url, 200, (), self.answer, NOW)


@pytest.mark.parametrize(
    ("path", "mining"),
    [("/news/1", False), ("/open/news/1", True), ("/a/b.pdf", False), ("/a/b.pdf?x", True), ("/", True)],
)
def test_a_sites_file_decides_by_path(path, mining):
    site = Site(RULES)
    rights = TdmReservations(site, lambda: NOW).apply(response(url=f"https://a.example{path}"), FREE)
    assert rights.text_mining is mining
    assert site.asked[0].url == "https://a.example/.well-known/tdmrep.json"
    assert site.asked[0].purpose == "robots"
    assert bool(rights.basis) is not mining


def test_a_page_that_speaks_for_itself_is_not_overruled():
    page = response(b"", ("tdm-reservation", "0"))
    site = Site(RULES)
    assert TdmReservations(site, lambda: NOW).apply(page, read_rights(page)).text_mining
    assert site.asked == []


def test_the_file_is_asked_for_once_a_day():
    now = [NOW]
    site = Site(RULES)
    reservations = TdmReservations(site, lambda: now[0])
    for _ in range(5):
        reservations.apply(response(), FREE)
    assert len(site.asked) == 1
    now[0] += timedelta(hours=25)
    reservations.apply(response(), FREE)
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    ("answer", "mining"),
    [
        (HttpStatus("x", status=404), True),
        (HttpStatus("x", status=403), True),
        (NotInCapture("x"), True),
        (b"<html>not found", True),
        (b"{}", True),
        (b"[" * 100_000, True),
        (b'[1, null, {"location": 3}, {"location": "/", "tdm-reservation": true}]', True),
        (HttpStatus("x", status=503), False),
        (HttpStatus("x", status=429), False),
        (ConnectionFailed("x"), False),
    ],
)
def test_no_file_is_no_reservation_but_a_failing_site_is(answer, mining):
    assert TdmReservations(Site(answer), lambda: NOW).apply(response(), FREE).text_mining is mining


def test_without_a_network_nothing_is_concluded():
    with pytest.raises(NoNetwork):
        TdmReservations(Site(NoNetwork("x")), lambda: NOW).apply(response(), FREE)


@pytest.mark.parametrize(
    ("location", "target", "matches"),
    [
        ("/", "/x", True),
        ("/a", "/ab", True),
        ("/a$", "/ab", False),
        ("/a$", "/a", True),
        ("/*/c", "/a/b/c", True),
        ("/a*b$", "/axxb", True),
        ("/a*b$", "/ab", True),
        ("/a*a$", "/a", False),
        ("*.pdf", "/x.pdf?y", True),
        ("/a*", "/b", False),
        ("/" + "a*" * 500 + "b", "/" + "a" * 5000, False),
    ],
)
def test_locations_match_like_robots_rules(location, target, matches):
    assert Rule(location, reserved=True).matches(target) is matches


@given(st.binary(max_size=100))
def test_any_file_has_rules_or_none(body):
    assert isinstance(parse_rules(body), tuple)
