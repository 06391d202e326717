"""A damaged capture gives what comes before the damage and says where it is."""

from __future__ import annotations

import gzip

import pytest

from parallax.errors import (
    CaptureError,
    NotInCapture,
)
from parallax.fetch.capture import CaptureFetcher
from parallax.model import Request

from .warc import page, record

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
        gzip.compress(ONE + TWO),
        b"WARC/1.0\r\nWARC-Type: response\r\n",
        record("https://a.example/", b"x", length="many"),
        record("https://a.example/", b"x", length=-4),
    ],
    ids=[
        "a page",
        "a packed text",
        "a broken packing",
        "one member for all, whose records cannot be found again",
        "a header without an end",
        "a length that is no number",
        "a negative length",
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
