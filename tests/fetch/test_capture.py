"""A capture answers like the network did."""

from __future__ import annotations

import gzip
import json
import threading
import zlib
from datetime import UTC, datetime

import pytest

from parallax.errors import (
    BadResponse,
    HttpStatus,
    NotInCapture,
    RefusedUrl,
    TooLarge,
    TooManyRedirects,
)
from parallax.fetch.capture import CaptureFetcher
from parallax.model import Request, Validators

from .warc import page, record


@pytest.fixture
def capture(tmp_path):
    def make(*records, packed=True):
        path = tmp_path / ("test.warc.gz" if packed else "test.warc")
        path.write_bytes(b"".join(gzip.compress(piece) if packed else piece for piece in records))
        return CaptureFetcher(path)

    return make


@pytest.mark.parametrize("packed", [True, False])
def test_pages_come_back_with_the_time_of_capture(capture, packed):
    replay = capture(
        record("", b"software: x\r\n", kind="warcinfo", media="application/warc-fields"),
        page("https://a.example/1", b"<p>one", Content_Type="text/html"),
        record("https://a.example/1", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        page("https://a.example/2", b"<p>two"),
        packed=packed,
    )
    assert list(replay.urls()) == ["https://a.example/1", "https://a.example/2"]
    assert [response.body for response in replay.responses()] == [b"<p>one", b"<p>two"]
    response = replay.get(Request("https://a.example/1"))
    assert response.body == b"<p>one"
    assert response.header("content-type") == "text/html"
    assert response.fetched_at == datetime(2026, 3, 1, 10, tzinfo=UTC)


def test_a_fragment_or_another_spelling_finds_the_page(capture):
    replay = capture(page("https://A.example:443/x#ref=rss"))
    for url in ("https://a.example/x", "https://a.example/x#top", "HTTPS://a.example/y/../x"):
        assert replay.get(Request(url)).body == b"<p>hello"


def test_what_is_missing_is_not_in_the_capture(capture):
    with pytest.raises(NotInCapture):
        capture(page("https://a.example/x")).get(Request("https://a.example/y"))


def test_even_a_replay_refuses_bad_urls(capture):
    with pytest.raises(RefusedUrl):
        capture(page("https://a.example/x")).get(Request("file:///etc/passwd"))


BODY = b"<html>" + b"news " * 500


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(BODY), {"Content_Encoding": "gzip"}),
        (zlib.compress(BODY), {"Content_Encoding": "deflate"}),
        (BODY, {"Content_Encoding": "gzip"}),
        (BODY, {"Content_Encoding": "br"}),
        (BODY, {"Content_Encoding": "deflate"}),
        (BODY, {"Transfer_Encoding": "chunked"}),
        (
            b"9c9;x=y\r\n" + BODY[:2505] + b"\r\n1\r\n" + BODY[2505:] + b"\r\n0\r\n\r\n",
            {"Transfer_Encoding": "chunked"},
        ),
        (
            b"%x\r\n" % len(gzip.compress(BODY, mtime=0)) + gzip.compress(BODY, mtime=0) + b"\r\n0\r\n\r\n",
            {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"},
        ),
    ],
    ids=[
        "gzip kept",
        "deflate kept",
        "gzip undone",
        "brotli undone",
        "deflate undone",
        "chunks undone",
        "chunks kept",
        "chunks of gzip kept",
    ],
)
def test_codings_are_undone_whether_the_archiver_kept_them_or_not(capture, body, headers):
    response = capture(page("https://a.example/", body, **headers)).get(Request("https://a.example/"))
    assert response.body == BODY
    assert response.header("content-encoding") is None
    assert response.header("transfer-encoding") is None


def test_records_without_http_headers_are_read(capture):
    replay = capture(
        record("https://a.example/r", b"<p>resource", kind="resource", media="text/html"),
        record("https://a.example/b", b"<p>bare"),
        record("https://a.example/n", b"HTTP/1.1 200 OK\nContent-Type: text/plain\n folded\n\nunix lines"),
        record("https://a.example/h", b"HTTP/1.1 200 OK\r\nX: y"),
    )
    resource = replay.get(Request("https://a.example/r"))
    assert (resource.body, resource.header("content-type")) == (b"<p>resource", "text/html")
    assert replay.get(Request("https://a.example/b")).body == b"<p>bare"
    unix = replay.get(Request("https://a.example/n"))
    assert (unix.body, unix.header("content-type")) == (b"unix lines", "text/plain folded")
    assert replay.get(Request("https://a.example/h")).body == b""


def test_recorded_redirects_are_followed(capture):
    replay = capture(
        page("https://a.example/old", b"", "301 Moved", Location="/new"),
        page("https://a.example/new", b"", "302 Found", Location="https://b.example/here#x"),
        page("https://b.example/here", b"<p>there"),
        page("https://a.example/loop", b"", "302 Found", Location="/loop"),
    )
    response = replay.get(Request("https://a.example/old"))
    assert (response.body, response.url) == (b"<p>there", "https://b.example/here")
    assert response.moved_to == "https://a.example/new"
    with pytest.raises(TooManyRedirects):
        replay.get(Request("https://a.example/loop"))
    assert list(replay.urls()) == ["https://b.example/here"]


def test_error_pages_are_errors_and_are_told_of(capture):
    replay = capture(
        page("https://a.example/404", b"gone", "404 Not Found"),
        page("https://a.example/odd", b"\x00\x01\x02", Content_Encoding="br"),
        page("https://a.example/ok"),
    )
    with pytest.raises(HttpStatus, match="404"):
        replay.get(Request("https://a.example/404"))
    refused = []
    kept = list(replay.responses(lambda url, error: refused.append((url, type(error)))))
    assert [response.url for response in kept] == ["https://a.example/ok"]
    assert refused == [("https://a.example/404", HttpStatus), ("https://a.example/odd", BadResponse)]


def test_the_latest_is_replayed_or_what_was_there_at_the_time(capture):
    times = {"b": "2026-03-01T12:00:00Z", "a": "2026-03-01T11:00:00Z", "c": "2026-03-01T13:00:00Z"}
    replay = capture(*(page("https://a.example/", name.encode(), date=date) for name, date in times.items()))
    assert replay.get(Request("https://a.example/")).body == b"c"
    for hour, body in ((10, b"a"), (11, b"a"), (12, b"b"), (20, b"c")):
        now = datetime(2026, 3, 1, hour, 30, tzinfo=UTC)
        past = CaptureFetcher(replay.path, clock=lambda now=now: now)
        assert past.get(Request("https://a.example/")).body == body


def test_validators_are_answered(capture):
    replay = capture(page("https://a.example/f", ETag='"1"', Last_Modified="Sun, 01 Mar 2026 10:00:00 GMT"))
    same = replay.get(Request("https://a.example/f", validators=Validators('"1"')))
    assert (same.status, same.body) == (304, b"")
    assert replay.get(Request("https://a.example/f", validators=Validators('"0"'))).status == 200
    since = Validators(None, "Sun, 01 Mar 2026 10:00:00 GMT")
    assert replay.get(Request("https://a.example/f", validators=since)).status == 304


def test_a_revisit_gives_what_it_repeats(capture):
    replay = capture(
        page("https://a.example/x", b"<p>first"),
        record(
            "https://a.example/x", b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit", date="2026-03-02T00:00:00Z"
        ),
        record(
            "https://a.example/y",
            b"HTTP/1.1 200 OK\r\n\r\n",
            kind="revisit",
            WARC_Refers_To_Target_URI="https://a.example/x",
        ),
        record("https://a.example/z", b"", kind="revisit", WARC_Refers_To_Target_URI="https://a.example/z"),
    )
    assert replay.get(Request("https://a.example/x")).body == b"<p>first"
    assert replay.get(Request("https://a.example/y")).body == b"<p>first"
    with pytest.raises(NotInCapture):
        replay.get(Request("https://a.example/z"))


def test_bombs_in_a_capture_are_stopped(capture):
    bomb = gzip.compress(bytes(80 << 20), 9)
    replay = capture(page("https://a.example/", bomb, Content_Encoding="gzip"))
    with pytest.raises(TooLarge):
        replay.get(Request("https://a.example/", max_bytes=1000))
    refused = []
    assert list(replay.responses(lambda url, error: refused.append(type(error)))) == []
    assert refused == [TooLarge]


def test_a_part_can_be_asked_for(capture):
    replay = capture(page("https://a.example/m", b"<0123456789"))
    response = replay.get(Request("https://a.example/m", "model", start_at=5))
    assert (response.status, response.body) == (206, b"456789")
    with pytest.raises(BadResponse):
        replay.get(Request("https://a.example/m", "model", start_at=500))


def test_many_threads_may_ask(capture):
    replay = capture(*(page(f"https://a.example/{number}", b"<%d" % number) for number in range(40)))
    got = {}
    threads = [
        threading.Thread(
            target=lambda n: got.__setitem__(n, replay.get(Request(f"https://a.example/{n}")).body),
            args=(number,),
        )
        for number in range(40)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert got == {number: b"<%d" % number for number in range(40)}


@pytest.mark.shared
@pytest.mark.parametrize(("name", "pages"), [("news-pages", 101), ("mixed-pages", 102)])
def test_real_captures_are_read_to_the_last_page(shared, name, pages):
    folder = shared / "data" / "capture"
    replay = CaptureFetcher(folder / f"{name}.warc.gz")
    responses = list(replay.responses())
    assert len(responses) == len(list(replay.urls())) == pages
    assert all(b"<" in response.body for response in responses)
    assert all(response.fetched_at.year >= 2015 for response in responses)
    for response in responses[::10]:
        assert replay.get(Request(response.url)).body == response.body
    assert replay.damage is None
    gold = (folder / f"{name}.gold.jsonl").read_text().splitlines()
    assert len(gold) <= pages
    assert json.loads(gold[0])
