"""Pictures for an edition: several at once, within a time, and what there was no time for is counted."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from parallax.errors import FetchError
from parallax.model import Request, Response
from parallax.pipeline.gathering import gather_pictures
from parallax.pipeline.pictures import Pictures


class Slow:
    """Answers each request after a while, and notes how many were under way at once."""

    def __init__(self, body: bytes, seconds: float) -> None:
        self.body, self.seconds = body, seconds
        self.asked: list[str] = []
        self.at_once = self.most = 0
        self._guard = threading.Lock()

    def get(self, request: Request) -> Response:
        with self._guard:
            self.asked.append(request.url)
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        time.sleep(self.seconds)
        with self._guard:
            self.at_once -= 1
        if "gone" in request.url:
            raise FetchError(f"{request.url} is not there")
        return Response(request.url, request.url, 200, (), self.body, datetime(2026, 3, 14, tzinfo=UTC))


@pytest.fixture
def pictures(tmp_path: Path) -> Iterator[Pictures]:
    opened = Pictures(tmp_path / "pictures")
    yield opened
    opened.close()


@pytest.fixture
def png(tmp_path: Path) -> bytes:
    path = tmp_path / "one.png"
    Image.new("RGB", (8, 5)).save(path)
    return path.read_bytes()


def gather(
    pictures: Pictures, urls: list[str], door: Slow, seconds: float
) -> tuple[int, list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    left = gather_pictures(
        pictures, urls, door, parallel=4, seconds=seconds, told=lambda *done: told.append(done)
    )
    return left, told


def test_they_come_several_at_once_each_of_them_once_and_are_kept(pictures: Pictures, png: bytes) -> None:
    door = Slow(png, 0.05)
    urls = [f"https://a.example/{number}.png" for number in range(12)]
    left, told = gather(pictures, urls + urls, door, 30)
    assert left == 0
    assert door.most == 4
    assert sorted(door.asked) == sorted(urls)
    assert told[-1] == (12, 12)
    assert all(pictures.get(url, 320, "image/webp", None) for url in urls)
    assert gather(pictures, urls, door, 30)[0] == 0
    assert len(door.asked) == 12, "what is kept is not asked for again"


def test_after_its_time_nothing_more_is_asked_and_what_hangs_is_not_waited_for(
    pictures: Pictures, png: bytes
) -> None:
    door = Slow(png, 1.5)
    begun = time.monotonic()
    left, _ = gather(pictures, [f"https://a.example/{number}.png" for number in range(20)], door, 0.2)
    assert time.monotonic() - begun < 1.2
    assert left == 20
    time.sleep(1.6)
    assert len(door.asked) <= 4


def test_an_address_without_a_picture_was_asked_and_is_not_among_those_left(
    pictures: Pictures, png: bytes
) -> None:
    door = Slow(png, 0.0)
    urls = ["https://a.example/gone.png", "https://a.example/here.png"]
    assert gather(pictures, urls, door, 30)[0] == 0
    assert pictures.get(urls[0], 320, "image/webp", None) is None
    assert gather(pictures, urls, door, 30)[0] == 0
    assert len(door.asked) == 2, "nor is it asked again at once"
