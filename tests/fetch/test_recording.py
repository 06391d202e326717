"""What is recorded can be replayed."""

from __future__ import annotations

import gzip
import threading
from datetime import UTC, datetime

import pytest

from parallax.errors import (
    CaptureError,
    FetchError,
    NotInCapture,
)
from parallax.fetch.capture import CaptureFetcher
from parallax.fetch.recording import RecordingFetcher
from parallax.model import Request, Response, Validators

from .warc import page

BODY = b"<html>" + b"news " * 500
ONE = page("https://a.example/1", b"<p>" + bytes(range(256)) * 300)


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
