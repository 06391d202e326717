"""Large files brought here from a web server or a folder: resumable, checked, and in place whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urljoin

from parallax.errors import FetchError, InputError, ModelCorrupt, ModelError, TooLarge
from parallax.model import Request, Response

# What is being done ("pt-en: vocab.pten.spm"), bytes so far, bytes in all.
Progress = Callable[[str, int, int], None]
Sink = Callable[[bytes], None]

# Begins with a dot, so that nothing takes it for a model.
STAGING = ".staging"


def nothing(_what: str, _done: int, _total: int) -> None:
    """Progress nobody watches."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file as it is transferred: its place below the source's, its bytes, and its SHA-256, hexadecimal."""

    name: str
    location: str
    size: int
    sha256: str


class Downloader(Protocol):
    """The door, as far as large files need it."""

    def get(self, request: Request) -> Response: ...

    def download(
        self, request: Request, sink: Sink, progress: Callable[[int, int | None], None] | None = None
    ) -> Response:
        """Gives ``sink`` every byte from ``request.start_at`` on exactly once."""
        ...


class Files(Protocol):
    """A place that has files."""

    def read(self, location: str, start_at: int, size: int, sink: Sink) -> None:
        """The bytes of a file from ``start_at`` on, of ``size`` in all; never more than that."""
        ...


def is_url(where: str) -> bool:
    """Whether what somebody named is on the web, and no file or folder."""
    return where[:8].lower().startswith(("https://", "http://"))


class FolderFiles:
    """A folder; ``setting`` is what named it."""

    def __init__(self, folder: Path, setting: str) -> None:
        if not folder.is_dir():
            raise InputError(f"{folder} is not a folder with models", hint=f"Check {setting}.")
        self.folder = folder

    def read(self, location: str, start_at: int, size: int, sink: Sink) -> None:
        path = self.folder / location
        try:
            if not path.resolve().is_relative_to(self.folder.resolve()):
                raise ModelError(f"{location} lies outside of {self.folder}")
            with path.open("rb") as file:
                file.seek(start_at)
                left = size - start_at
                while left > 0 and (piece := file.read(min(left, 1 << 20))):
                    sink(piece)
                    left -= len(piece)
        except OSError as error:
            raise ModelError(f"{path} cannot be read: {error.strerror}") from error


class WebFiles:
    """A web server with the files below one address."""

    def __init__(self, base: str, door: Downloader) -> None:
        self._base = base if base.endswith("/") else base + "/"
        self.door = door

    def files_base(self) -> str:
        return self._base

    def read(self, location: str, start_at: int, size: int, sink: Sink) -> None:
        url = urljoin(self.files_base(), location)
        try:
            self.door.download(Request(url, purpose="model", max_bytes=size, start_at=start_at), sink)
        except TooLarge as error:
            raise ModelCorrupt(f"{url} is larger than the recorded {size} bytes") from error
        except FetchError as error:
            raise ModelError(
                f"{url} could not be downloaded: {error}",
                hint=error.hint or "What has arrived is kept; run the same command to go on.",
            ) from error


def counter(progress: Progress, what: str, before: int, total: int) -> Callable[[int], None]:
    """Counts the bytes of one file of several, so many bytes of which lie ``before`` it."""
    return lambda so_far: progress(what, before + so_far, total)


def check_room(folder: Path, wanted: int) -> None:
    """Raises :class:`ModelError` where the disk has fewer bytes free."""
    if shutil.disk_usage(folder).free < wanted:
        raise ModelError(f"{folder} has not the {wanted // 10**6} MB of room the model needs")


def transfer(files: Files, wanted: Wanted, staging: Path, count: Callable[[int], None]) -> Path:
    """The file, whole and checked. What has arrived when it breaks off stays, and the next try goes on from there."""
    part = part_of(wanted, staging)
    have = part.stat().st_size if part.exists() else 0
    if have > wanted.size:
        part.unlink()
        have = 0
    count(have)
    if have < wanted.size:
        try:
            have = _receive(files, wanted, part, have, count)
        except ModelCorrupt:
            part.unlink()
            raise
    if have < wanted.size:
        raise ModelError(
            f"{wanted.name} ended after {have} of {wanted.size} bytes",
            hint="What has arrived is kept; run the same command to go on.",
        )
    if sha256_of(part) != wanted.sha256:
        part.unlink()
        raise ModelCorrupt(
            f"{wanted.name} is not the recorded file: its SHA-256 differs",
            hint="The source may be damaged or between two versions; try later or another source.",
        )
    return part


def part_of(wanted: Wanted, staging: Path) -> Path:
    """Where a file arrives. Named by its hash: a part belongs to one version only."""
    return staging / f"{wanted.sha256}.part"


def _receive(files: Files, wanted: Wanted, part: Path, have: int, count: Callable[[int], None]) -> int:
    with part.open("ab") as out:

        def sink(piece: bytes) -> None:
            nonlocal have
            if have + len(piece) > wanted.size:
                raise ModelCorrupt(f"{wanted.name} is larger than the recorded {wanted.size} bytes")
            out.write(piece)
            have += len(piece)
            count(have)

        files.read(wanted.location, have, wanted.size, sink)
    return have


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of one model's files found. ``detail`` is empty when all is well."""

    name: str
    folder: Path
    detail: str = ""

    @property
    def ok(self) -> bool:
        return not self.detail


def fault_of(path: Path, size: int, sha256: str) -> str:
    """What is wrong with a file that should have this size and SHA-256; empty if nothing is."""
    if not path.is_file():
        return f"{path.name} is missing"
    if path.stat().st_size != size:
        return f"{path.name} has {path.stat().st_size} bytes, not {size}"
    return "" if sha256_of(path) == sha256 else f"{path.name} is damaged: its SHA-256 differs"


def put_in_place(ready: Path, place: Path) -> None:
    """A folder takes another's place in one step."""
    for path in ready.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    ready.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
