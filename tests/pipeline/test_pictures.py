"""Pictures come through the door, are what their bytes say they are, and are kept once."""

from __future__ import annotations

import struct
import zlib

import pytest

from parallax.pipeline.pictures import Pictures, kind_of


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def test_a_picture_is_fetched_once_and_then_kept(newsroom, tools, tmp_path):
    newsroom.pages["/p.png"] = (200, {"Content-Type": "image/png"}, png())
    pictures = Pictures(tmp_path)
    for _ in range(3):
        found = pictures.get(newsroom.url + "/p.png", tools.fetcher)
        assert (found.mime, found.body) == ("image/png", png())
    assert newsroom.asked.count("/p.png") == 1


@pytest.mark.parametrize(
    "body",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html>",
        b"",
        b"GIF",
        b"\x89PNX",
    ],
)
def test_what_is_no_picture_is_not_passed_on_whatever_it_is_called(newsroom, tools, tmp_path, body):
    newsroom.pages["/p.png"] = (200, {"Content-Type": "image/png"}, body)
    assert Pictures(tmp_path / "pictures").get(newsroom.url + "/p.png", tools.fetcher) is None
    assert not (tmp_path / "pictures").exists()


def test_a_picture_that_cannot_be_had_is_none(tools, newsroom, tmp_path):
    assert Pictures(tmp_path).get(newsroom.url + "/gone.png", tools.fetcher) is None
    assert Pictures(tmp_path).get("http://10.0.0.1/p.png", tools.fetcher) is None
    assert Pictures(tmp_path).get("data:image/png;base64,AA", tools.fetcher) is None


@pytest.mark.parametrize(
    ("start", "mime"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"\0\0\0\x20ftypavif", "image/avif"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WAVE", None),
    ],
)
def test_formats_are_told_by_their_first_bytes(start, mime):
    assert kind_of(start + b"\0" * 20) == mime
