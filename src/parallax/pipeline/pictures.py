"""Articles' pictures: fetched through the guarded door, kept on disk, and made small for pages."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from parallax.errors import FetchError, ParallaxError, PictureError
from parallax.model import Article, Fetcher, Request
from parallax.pipeline.folder import Folder
from parallax.pipeline.resizing import Made, Order
from parallax.workers import Supervisor

# How each picture format begins, as its specification says. A server's own content type is not
# believed. SVG is absent on purpose: it can run scripts and load things from elsewhere.
SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypavis", "image/avif"),
)

# The slowest picture we decode, 50 megapixels of AVIF, takes 3 s of processor time here.
PICTURE_SECONDS = 12.0
# Private memory of the process that decodes: 50 megapixels as RGBA, its upright copy, and the libraries.
PICTURE_MEMORY_MB = 768
# An address that brought no picture is left alone for a while, so that a dead server costs one wait.
FAILED_FOR = 600.0  # seconds
MOST_FAILED = 5_000


@dataclass(frozen=True, slots=True)
class StoredPicture:
    body: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What is known of a picture seen before: its full size, and a tiny version as a ``data:`` address."""

    width: int
    height: int
    data: str


class Pictures:
    """A folder of pictures named by their addresses, and the one process that makes them small.

    Safe to use from several threads: pictures are fetched side by side and made one at a time.
    """

    def __init__(self, folder: Path, *, most_mb: int = 2_000) -> None:
        self._folder = Folder(folder, most_mb * 1_000_000)
        self._maker: Supervisor[str, Order, Made] = Supervisor(
            "parallax.pipeline.resizing:resizer", seconds=PICTURE_SECONDS, memory_mb=PICTURE_MEMORY_MB
        )
        self._making = threading.Lock()
        self._failed: dict[str, float] = {}
        self._guard = threading.Lock()
        self._turns = tuple(threading.Lock() for _ in range(256))

    def close(self) -> None:
        """End the process, whatever it does."""
        self._maker.close()

    def get(self, url: str, width: int, mime: str, fetcher: Fetcher | None) -> StoredPicture | None:
        """The picture at an address, at most so wide, in that format; None if it cannot be had.

        ``mime`` is one of :data:`parallax.pipeline.resizing.ENCODERS`. Without a ``fetcher`` only what is
        kept already can be had.
        """
        name = _name(url)
        made = f"{name}.{width}.{mime.removeprefix('image/')}"
        # Whoever wants a picture that is being made waits for it instead of making it again.
        with self._turns[int(name[:2], 16)]:
            kept = self._folder.read(made)
            if kept is None and not self._failed_lately(url):
                kept = self._make(url, name, made, Order(b"", width, mime), fetcher)
        return StoredPicture(kept, mime) if kept is not None else None

    def holds(self, url: str) -> bool:
        """Whether the picture at an address is kept here, or was asked for in vain a short time ago."""
        return self._folder.read(_name(url)) is not None or self._failed_lately(url)

    def keep(self, url: str, fetcher: Fetcher) -> None:
        """Bring the picture at an address here, as its publisher has it; an address without one is remembered."""
        if self._original(url, fetcher) is None:
            self._note_failed(url)

    def glimpse(self, url: str) -> Glimpse | None:
        """What is known of a picture that was made before; asks nobody."""
        kept = self._folder.read(f"{_name(url)}.glimpse")
        return Glimpse(**json.loads(kept)) if kept else None

    def keep_all(self, article: Article, fetcher: Fetcher) -> None:
        """Keep every picture of an article that the fetcher (a capture) has."""
        for url in filter(None, article.content.pictures):
            self._original(url, fetcher)

    def _make(self, url: str, name: str, made: str, order: Order, fetcher: Fetcher | None) -> bytes | None:
        original = self._original(url, fetcher)
        found = self._ordered(url, Order(original, order.width, order.mime)) if original else None
        if not isinstance(found, Made):
            self._note_failed(url)
            return None
        self._folder.write(made, found.body)
        seen = Glimpse(found.full_width, found.full_height, found.glimpse)
        self._folder.write(f"{name}.glimpse", json.dumps(asdict(seen)).encode())
        return found.body

    def _ordered(self, url: str, order: Order) -> Made | ParallaxError:
        with self._making:
            for _, found in self._maker.run([(url, order)]):
                return found
        return PictureError("The picture was not made.")

    def _original(self, url: str, fetcher: Fetcher | None) -> bytes | None:
        name = _name(url)
        kept = self._folder.read(name)
        if kept is None and fetcher is not None:
            try:
                body = fetcher.get(Request(url, purpose="image")).body
            except FetchError:
                return None
            if kind_of(body) is None:
                return None
            self._folder.write(name, body)
            kept = body
        return kept

    def _failed_lately(self, url: str) -> bool:
        return time.monotonic() - self._failed.get(url, -FAILED_FOR) < FAILED_FOR

    def _note_failed(self, url: str) -> None:
        with self._guard:
            if len(self._failed) >= MOST_FAILED:
                self._failed.clear()
            self._failed[url] = time.monotonic()


def _name(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()


def kind_of(body: bytes) -> str | None:
    """The media type a picture's first bytes show, or None if we do not decode such files."""
    for at, signature, mime in SIGNATURES:
        if body[at : at + len(signature)] == signature:
            return mime
    return None
