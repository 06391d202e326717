"""Where models come from: Mozilla's store, a mirror, or a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol
from urllib.parse import urljoin

from parallax.errors import FetchError, ModelError
from parallax.model import Request
from parallax.transfer import Downloader, Files, FolderFiles, WebFiles, is_url

# The collection Firefox itself reads, as its server's address for records.
MOZILLA = (
    "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records"
)
# A record is about 1 kB; this leaves room for ten thousand times three.
MAX_RECORDS_BYTES = 32 * 1024 * 1024


class Source(Files, Protocol):
    """A place that lists models and has their files."""

    def records(self) -> bytes:
        """The list, in the form of Remote Settings records."""
        ...


def open_source(where: str, door: Downloader | None) -> Source:
    """``where`` is empty (Mozilla's store), a URL, or a folder.

    A URL that ends in ``/records`` is a Remote Settings collection; any other is the base of
    a plain mirror, with ``records.json`` and the files below it, as in a folder.
    """
    where = where.strip() or MOZILLA
    if not is_url(where):
        return FolderSource(Path(where).expanduser())
    if door is None:
        raise ModelError("Models cannot be fetched without a network", hint="Set models_from to a folder.")
    if where.rstrip("/").endswith("/records"):
        return RemoteSettingsSource(where.rstrip("/"), door)
    return MirrorSource(where, door)


class FolderSource(FolderFiles):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "models_from")

    def records(self) -> bytes:
        path = self.folder / "records.json"
        try:
            return path.read_bytes()
        except OSError as error:
            raise ModelError(f"{path} cannot be read: {error.strerror}") from error


class MirrorSource(WebFiles):
    """A web server with ``records.json`` and the files below one address."""

    def records(self) -> bytes:
        return _get(self.door, self.records_url())

    def records_url(self) -> str:
        return urljoin(self.files_base(), "records.json")


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
                answer = json.loads(_get(self.door, root))
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
