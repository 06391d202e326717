"""Pictures are drawn from a seed and are real PNG files."""

from __future__ import annotations

import struct
import zlib

import pytest

from parallax.sample.edition import articles
from parallax.sample.pictures import HEIGHT, WIDTH, picture

SCENES = ["hills", "sea", "city", "bridge", "night", "comet", "portrait"]


@pytest.mark.parametrize("scene", SCENES)
def test_a_picture_is_a_png_whose_chunks_check(scene: str) -> None:
    data = picture("seed", scene)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    at, pixels = 8, b""
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + body)
        if kind == b"IHDR":
            assert struct.unpack(">II", body[:8]) == (WIDTH, HEIGHT)
        pixels += body if kind == b"IDAT" else b""
        at += 12 + length
    assert len(zlib.decompress(pixels)) == HEIGHT * (1 + WIDTH * 3)


def test_the_same_seed_gives_the_same_picture_and_another_seed_another() -> None:
    assert picture("one", "hills") == picture("one", "hills")
    assert picture("one", "hills") != picture("two", "hills")


def test_every_scene_an_article_asks_for_is_known() -> None:
    assert {article.scene for article in articles() if article.scene} <= set(SCENES)
