"""Articles' pictures: fetched through the guarded door, checked, and kept on disk."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from parallax.errors import FetchError
from parallax.model import Article, Fetcher, Request

# How each picture format begins, as its specification says. A server's own content type is not
# believed: what is passed on to browsers is what the bytes are. SVG is absent on purpose: it can run
# scripts and load things from elsewhere.
SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypavis", "image/avif"),
)


@dataclass(frozen=True, slots=True)
class StoredPicture:
    body: bytes
    mime: str


class Pictures:
    """A folder of pictures, named by the SHA-256 of their addresses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, url: str, fetcher: Fetcher) -> StoredPicture | None:
        """The picture at an address, from the folder or else the network; None if it cannot be had."""
        body = self._kept(url)
        if body is None:
            try:
                body = fetcher.get(Request(url, purpose="image")).body
            except FetchError:
                return None
            if kind_of(body) is None:
                return None
            self._keep(url, body)
        mime = kind_of(body)
        return StoredPicture(body, mime) if mime else None

    def keep_all(self, article: Article, fetcher: Fetcher) -> None:
        """Keep every picture of an article that the fetcher (a capture) has."""
        for url in filter(None, article.content.pictures):
            self.get(url, fetcher)

    def _path(self, url: str) -> Path:
        name = hashlib.sha256(url.encode()).hexdigest()
        return self.folder / name[:2] / name[2:]

    def _kept(self, url: str) -> bytes | None:
        try:
            return self._path(url).read_bytes()
        except FileNotFoundError:
            return None

    def _keep(self, url: str, body: bytes) -> None:
        path = self._path(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        unfinished.write_bytes(body)
        unfinished.replace(path)  # at once, so that a killed process leaves no half picture


def kind_of(body: bytes) -> str | None:
    """The media type a picture's first bytes show, or None if we do not pass such files on."""
    for at, signature, mime in SIGNATURES:
        if body[at : at + len(signature)] == signature:
            return mime
    return None
