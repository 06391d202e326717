"""A capture answers like the network did; a recording can be replayed."""

from __future__ import annotations

import gzip
import json
import threading
import zlib
from datetime import UTC, datetime

import pytest

from parallax.errors import (
    BadResponse,
    CaptureError,
    FetchError,
    HttpStatus,
    NotInCapture,
    RefusedUrl,
    TooLarge,
    TooManyRedirects,
)
from parallax.fetch.capture import CaptureFetcher
from parallax.fetch.recording import RecordingFetcher
from parallax.model import Request, Response, Validators

DAY = "2026-03-01T10:00:00Z"


def record(
    url,
    block=b"",
    *,
    kind="response",
    date=DAY,
    length=None,
    media="application/http; msgtype=response",
    **more,
):
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Target-URI": url,
        "WARC-Date": date,
        "Content-Type": media,
        "Content-Length": str(len(block) if length is None else length),
    } | {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def page(url, body=b"<p>hello", status="200 OK", date=DAY, **headers):
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return record(url, f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body, date=date)


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


# --- damage -----------------------------------------------------------------------------

ONE, TWO, THREE = (page(f"https://a.example/{n}", b"<p>" + bytes(range(256)) * 300) for n in (1, 2, 3))


def break_off(pieces):
    return b"".join(pieces)[:-200]


def flip_a_bit(pieces):
    return pieces[0] + pieces[1][:400] + bytes([pieces[1][400] ^ 0x55]) + pieces[1][401:] + pieces[2]


def garbage(pieces):
    return pieces[0] + pieces[1] + b"\x00garbage" * 20


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(("harm", "readable", "at"), [(break_off, 2, 3), (garbage, 2, 3)])
def test_a_damaged_file_gives_what_comes_before_and_names_the_record(tmp_path, packed, harm, readable, at):
    pieces = [gzip.compress(piece) if packed else piece for piece in (ONE, TWO, THREE)]
    path = tmp_path / "damaged.warc"
    path.write_bytes(harm(pieces))
    replay = CaptureFetcher(path)
    kept = []
    with pytest.raises(CaptureError, match=f"record {at}") as caught:
        kept.extend(response.url for response in replay.responses())
    assert len(kept) == readable
    assert caught.value.hint
    assert replay.get(Request("https://a.example/1")).status == 200
    assert replay.damage is not None
    with pytest.raises(NotInCapture, match="damaged at record"):
        replay.get(Request("https://a.example/3"))


def test_a_flipped_bit_is_noticed(tmp_path):
    path = tmp_path / "flipped.warc.gz"
    path.write_bytes(flip_a_bit([gzip.compress(piece) for piece in (ONE, TWO, THREE)]))
    with pytest.raises(CaptureError, match="record 2"):
        list(CaptureFetcher(path).responses())


@pytest.mark.parametrize(
    "content",
    [
        b"<html>not a capture</html>",
        gzip.compress(b"not a capture either"),
        b"\x1f\x8b\x08broken",
        gzip.compress(ONE + TWO),  # one member for all: its records cannot be found again
        b"WARC/1.0\r\nWARC-Type: response\r\n",
        record("https://a.example/", b"x", length="many"),
        record("https://a.example/", b"x", length=-4),
    ],
)
def test_what_is_no_capture_is_said(tmp_path, content):
    path = tmp_path / "odd.warc"
    path.write_bytes(content)
    with pytest.raises(CaptureError):
        list(CaptureFetcher(path).responses())


def test_no_file_and_an_empty_file(tmp_path):
    with pytest.raises(CaptureError, match="no capture at"):
        CaptureFetcher(tmp_path / "none.warc.gz")
    (tmp_path / "empty.warc").write_bytes(b"")
    assert list(CaptureFetcher(tmp_path / "empty.warc").responses()) == []


def test_every_cut_of_a_capture_gives_whole_pages_or_an_error(tmp_path):
    small = [page(f"https://a.example/{n}", b"<p>" + b"abc" * 10) for n in (1, 2)]
    whole = b"".join(gzip.compress(piece, mtime=0) for piece in small)
    path = tmp_path / "cut.warc.gz"
    for length in range(1, len(whole)):
        path.write_bytes(whole[:length])
        kept = []
        try:
            for response in CaptureFetcher(path).responses():
                kept.append(response.body)
        except CaptureError:
            pass
        assert kept == [b"<p>" + b"abc" * 10] * len(kept)
        assert len(kept) <= 2


# --- recording --------------------------------------------------------------------------


class Scripted:
    """A fetcher with answers ready."""

    def __init__(self, *responses: Response) -> None:
        self.responses = {response.requested: response for response in responses}

    def get(self, request: Request) -> Response:
        if request.url not in self.responses:
            raise NotInCapture(request.url)
        return self.responses[request.url]


AT = datetime(2026, 3, 1, 10, 0, 0, 123456, tzinfo=UTC)
ANSWERS = [
    Response(
        "https://a.example/f",
        "https://a.example/f",
        200,
        (("ETag", '"1"'), ("X-Note", "Grüße — Київ")),
        b"feed",
        AT,
    ),
    Response("https://a.example/o", "https://b.example/n", 200, (("Content-Type", "text/html"),), b"<p>", AT),
    Response("https://a.example/p", "https://c.example/q", 200, (), b"", AT, "https://c.example/q"),
    Response(
        "https://a.example/r", "https://d.example/t", 200, (), bytes(range(256)), AT, "https://d.example/s"
    ),
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_is_recorded_is_replayed(tmp_path, answer):
    path = tmp_path / "new.warc.gz"
    with RecordingFetcher(Scripted(answer), path) as recorder:
        assert recorder.get(Request(answer.requested)) == answer
    again = CaptureFetcher(path).get(Request(answer.requested))
    assert (again.url, again.status, again.body, again.moved_to) == (
        answer.url,
        answer.status,
        answer.body,
        answer.moved_to,
    )
    assert again.fetched_at == answer.fetched_at
    assert again.validators == answer.validators
    for name, value in answer.headers:
        assert again.header(name) == value


def test_a_recording_of_the_network_is_replayed(tmp_path, site, fetcher):
    site.redirect("/old", "/new", "301 Moved Permanently")
    site.page(
        "/new",
        gzip.compress(BODY),
        Content_Encoding="gzip",
        Content_Type="text/html; charset=utf-8",
        ETag='"7"',
    )
    path = tmp_path / "day.warc.gz"
    with RecordingFetcher(fetcher, path) as recorder:
        live = recorder.get(Request(f"{site.base}/old"))
        with pytest.raises(FetchError):
            recorder.get(Request(f"{site.base}/missing"))
    again = CaptureFetcher(path).get(Request(f"{site.base}/old"))
    assert again.body == live.body == BODY
    assert (again.url, again.moved_to, again.validators) == (live.url, live.moved_to, live.validators)
    assert [response.body for response in CaptureFetcher(path).responses()] == [BODY]


def test_a_304_is_recorded_and_the_page_it_confirms_is_replayed(tmp_path):
    page_ = ANSWERS[0]
    later = Response(page_.requested, page_.url, 304, page_.headers, b"", datetime(2026, 3, 2, tzinfo=UTC))
    path = tmp_path / "x.warc.gz"
    for answer in (page_, later):
        with RecordingFetcher(Scripted(answer), path) as recorder:
            recorder.get(Request(page_.requested, validators=Validators('"1"')))
    assert CaptureFetcher(path).get(Request(page_.requested)).body == b"feed"


def test_recording_goes_on_in_an_existing_file_from_many_threads(tmp_path):
    answers = [
        Response(f"https://a.example/{n}", f"https://a.example/{n}", 200, (), b"<%d" % n, AT)
        for n in range(30)
    ]
    path = tmp_path / "x.warc.gz"
    for part in (answers[:10], answers[10:]):
        with RecordingFetcher(Scripted(*part), path) as recorder:
            threads = [
                threading.Thread(target=recorder.get, args=(Request(answer.requested),)) for answer in part
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(5)
    assert sorted(response.body for response in CaptureFetcher(path).responses()) == sorted(
        answer.body for answer in answers
    )


def test_a_damaged_capture_is_not_recorded_into(tmp_path):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(gzip.compress(ONE)[:-30])
    with pytest.raises(CaptureError, match="damaged"):
        RecordingFetcher(Scripted(), path)


def test_a_full_disk_leaves_the_capture_whole(tmp_path, monkeypatch):
    path = tmp_path / "x.warc.gz"
    recorder = RecordingFetcher(Scripted(*ANSWERS), path)
    recorder.get(Request(ANSWERS[0].requested))
    import os

    real = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda file, data: real(file, data[:50]))
        with pytest.raises(CaptureError, match="disk is full"):
            recorder.get(Request(ANSWERS[1].requested))
    recorder.get(Request(ANSWERS[2].requested))
    recorder.close()
    assert [response.body for response in CaptureFetcher(path).responses()] == [b"feed", b""]
    with pytest.raises(CaptureError, match="closed"):
        recorder.get(Request(ANSWERS[0].requested))


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(CaptureError, match="cannot be written"):
        RecordingFetcher(Scripted(), tmp_path / "no" / "such" / "folder.warc.gz")


# --- real pages -------------------------------------------------------------------------


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
