"""Where models come from: Mozilla's store, a mirror, or a folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from parallax.errors import FetchError, InputError, ModelCorrupt, ModelError, TooLarge
from parallax.model import Request, Response

# The collection Firefox itself reads, as its server's address for records.
MOZILLA = (
    "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records"
)
# A record is about 1 kB; this leaves room for ten thousand times three.
MAX_RECORDS_BYTES = 32 * 1024 * 1024

Sink = Callable[[bytes], None]
Progress = Callable[[int, int | None], None]


class Downloader(Protocol):
    """The door, as far as models need it."""

    def get(self, request: Request) -> Response: ...

    def download(self, request: Request, sink: Sink, progress: Progress | None = None) -> Response:
        """Gives ``sink`` every byte from ``request.start_at`` on exactly once."""
        ...


class Source(Protocol):
    """A place that lists models and has their files."""

    def records(self) -> bytes:
        """The list, in the form of Remote Settings records."""
        ...

    def read(self, location: str, start_at: int, size: int, sink: Sink) -> None:
        """The bytes of a file from ``start_at`` on, of ``size`` in all; never more than that."""
        ...


def open_source(where: str, door: Downloader | None) -> Source:
    """``where`` is empty (Mozilla's store), a URL, or a folder.

    A URL that ends in ``/records`` is a Remote Settings collection; any other is the base of
    a plain mirror, with ``records.json`` and the files below it, as in a folder.
    """
    where = where.strip() or MOZILLA
    if urlsplit(where).scheme not in {"http", "https"}:
        return FolderSource(Path(where).expanduser())
    if door is None:
        raise ModelError("Models cannot be fetched without a network", hint="Set models_from to a folder.")
    if where.rstrip("/").endswith("/records"):
        return RemoteSettingsSource(where.rstrip("/"), door)
    return MirrorSource(where, door)


class FolderSource:
    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise InputError(f"{folder} is not a folder with models", hint="Check models_from.")
        self._folder = folder

    def records(self) -> bytes:
        path = self._folder / "records.json"
        try:
            return path.read_bytes()
        except OSError as error:
            raise ModelError(f"{path} cannot be read: {error.strerror}") from error

    def read(self, location: str, start_at: int, size: int, sink: Sink) -> None:
        path = self._folder / location
        try:
            if not path.resolve().is_relative_to(self._folder.resolve()):
                raise ModelError(f"{location} lies outside of {self._folder}")
            with path.open("rb") as file:
                file.seek(start_at)
                left = size - start_at
                while left > 0 and (piece := file.read(min(left, 1 << 20))):
                    sink(piece)
                    left -= len(piece)
        except OSError as error:
            raise ModelError(f"{path} cannot be read: {error.strerror}") from error


class MirrorSource:
    """A web server with ``records.json`` and the files below one address."""

    def __init__(self, base: str, door: Downloader) -> None:
        self._base = base if base.endswith("/") else base + "/"
        self._door = door

    def records(self) -> bytes:
        return _get(self._door, self.records_url())

    def records_url(self) -> str:
        return urljoin(self._base, "records.json")

    def files_base(self) -> str:
        return self._base

    def read(self, location: str, start_at: int, size: int, sink: Sink) -> None:
        url = urljoin(self.files_base(), location)
        try:
            self._door.download(Request(url, purpose="model", max_bytes=size, start_at=start_at), sink)
        except TooLarge as error:
            raise ModelCorrupt(f"{url} is larger than the recorded {size} bytes") from error
        except FetchError as error:
            raise ModelError(
                f"{url} could not be downloaded: {error}",
                hint=error.hint or "What has arrived is kept; run the same command to go on.",
            ) from error


class RemoteSettingsSource(MirrorSource):
    """A Remote Settings server, which says itself where its attachments are."""

    def __init__(self, records_url: str, door: Downloader) -> None:
        super().__init__(records_url, door)
        self._records_url = records_url
        self._attachments = ""

    def records_url(self) -> str:
        return self._records_url

    def files_base(self) -> str:
        if not self._attachments:
            root = self._records_url.split("/buckets/", 1)[0] + "/"
            try:
                answer = json.loads(_get(self._door, root))
                base = str(answer["capabilities"]["attachments"]["base_url"])
            except (ValueError, KeyError, TypeError) as error:
                raise ModelError(f"{root} does not say where its files are") from error
            self._attachments = urljoin(root, base if base.endswith("/") else base + "/")
        return self._attachments


def _get(door: Downloader, url: str) -> bytes:
    try:
        return door.get(Request(url, purpose="model", max_bytes=MAX_RECORDS_BYTES)).body
    except FetchError as error:
        raise ModelError(
            f"The list of models could not be read from {url}: {error}",
            hint=error.hint or "A mirror or a folder can be set as models_from.",
        ) from error
