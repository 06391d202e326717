"""The larger model for tone: fetched on request, checked, and looked after in the models folder."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from parallax.errors import InputError, ModelCorrupt, ModelError
from parallax.tone.encoder import Encoder
from parallax.tone.head import LARGER_VERSION, ToneModel, packaged_tunings, read_tuned
from parallax.tone.joined import join
from parallax.tone.mpnet import WEIGHTS, open_mpnet
from parallax.tone.published import MPNET, Kept, Published
from parallax.transfer import (
    STAGING,
    Downloader,
    Files,
    FolderFiles,
    Progress,
    Sink,
    Verdict,
    WebFiles,
    check_room,
    counter,
    fault_of,
    is_url,
    nothing,
    part_of,
    put_in_place,
    transfer,
)

# What the commands call it, and its folder among the models. No language has a tag of four letters.
NAME = "tone"
TUNED = "larger"
MANIFEST = "manifest.json"
SETTING = "tone.model_from"
PIECE = 1 << 20
MEND = f"`parallax models install --again {NAME}` fetches it anew."


def open_files(where: str, door: Downloader, published: Published = MPNET) -> Files:
    """``where`` is empty (PyPI itself), a URL below which the packages lie by their names, or a folder of them."""
    where = where.strip()
    if not where:
        return _Index(published, door)
    return WebFiles(where, door) if is_url(where) else FolderFiles(Path(where).expanduser(), SETTING)


class _Index(WebFiles):
    """The Python package index, where every file lies in a folder of its own."""

    def __init__(self, published: Published, door: Downloader) -> None:
        super().__init__(published.address, door)
        self._paths = published.paths

    def read(self, location: str, start_at: int, size: int, sink: Sink) -> None:
        super().read(self._paths[location], start_at, size, sink)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the model is and whether it is here. Sizes are bytes; ``architecture`` is its published name."""

    name: str
    version: str
    architecture: str
    folder: Path
    installed: bool
    size: int
    download_size: int


@dataclass(frozen=True, slots=True)
class LargerModel:
    """The model in a folder of models, whether or not it is there; ``tuned`` is where what was trained for it lies."""

    models: Path
    published: Published = MPNET
    tuned: Traversable = field(default_factory=packaged_tunings)

    @property
    def folder(self) -> Path:
        return self.models / NAME

    def state(self) -> int | None:
        """None where it cannot be used; another number when it was replaced, so that a running site notices."""
        if not (self.tuned / f"{TUNED}.npz").is_file():
            return None
        try:
            return (self.folder / MANIFEST).stat().st_mtime_ns
        except OSError:
            return None

    @property
    def name(self) -> str:
        return NAME

    @property
    def installed(self) -> bool:
        return self.folder.is_dir()

    @property
    def standing(self) -> Standing:
        its = self.published
        return Standing(NAME, its.version, its.name, self.folder, self.installed, its.size, its.download_size)

    def load(self) -> ToneModel:
        """Raises :class:`ModelError` where a file is missing, damaged, or another than what was tuned."""
        return load_larger(self.folder, self.published, self.tuned)

    def verify(self) -> Verdict:
        """Every file read and its SHA-256 compared."""
        faults = (fault_of(self.folder / file.name, file.size, file.sha256) for file in self.published.kept)
        missing = "" if (self.folder / MANIFEST).is_file() else f"{MANIFEST} is missing"
        return Verdict(NAME, self.folder, missing or next(filter(None, faults), ""))

    def install(self, source: Files, progress: Progress = nothing, *, again: bool = False) -> bool:
        """Fetch it, unless it is here and intact; ``again`` fetches it even then. Whether it was fetched.

        Packages that have arrived stay until all is in place, so that a broken transfer goes on. Raises
        :class:`ModelCorrupt` for what is not as recorded, :class:`ModelError` for all else.
        """
        if not again and self.installed and self.verify().ok:
            return False
        try:
            self._install(source, progress)
        except OSError as error:
            raise ModelError(
                f"The model {NAME} could not be written to {self.models}: {error.strerror}"
            ) from error
        return True

    def _install(self, source: Files, progress: Progress) -> None:
        ready = self._staging / "ready"
        shutil.rmtree(ready, ignore_errors=True)
        ready.mkdir(parents=True)
        arriving = (part_of(part.wanted, self._staging) for part in self.published.parts)
        arrived = sum(path.stat().st_size for path in arriving if path.exists())
        check_room(self.models, self.published.download_size + self.published.size - arrived)
        parts, done = [], 0
        for part in self.published.parts:
            count = counter(progress, f"{NAME}: {part.name}", done, self.published.download_size)
            parts.append((transfer(source, part.wanted, self._staging, count), part.member))
            done += part.size
        self._unpack(parts, ready, progress)
        (ready / MANIFEST).write_text(json.dumps(self._manifest(), indent=1) + "\n", encoding="utf-8")
        put_in_place(ready, self.folder)
        shutil.rmtree(self._staging, ignore_errors=True)

    def _unpack(self, parts: list[tuple[Path, str]], ready: Path, progress: Progress) -> None:
        try:
            with join(parts) as joined, ZipFile(joined) as whole:
                for file in self.published.kept:
                    _take_out(whole, file, ready / file.name, progress)
        except (BadZipFile, KeyError, EOFError, ZlibError) as error:
            raise ModelCorrupt(f"The parts of the model {NAME} cannot be unpacked: {error}") from error

    def _manifest(self) -> dict[str, object]:
        return {
            "name": NAME,
            "model": self.published.name,
            "version": self.published.version,
            "parts": [part.name for part in self.published.parts],
            "files": [asdict(file) for file in self.published.kept],
        }

    def remove(self) -> Standing:
        """Delete it, and what a broken transfer left; what it was. Raises :class:`InputError` if there is neither."""
        if not (self.installed or self._staging.is_dir()):
            raise InputError(
                f"The model {NAME} is not installed", hint="`parallax models list` shows what is installed."
            )
        was = self.standing
        shutil.rmtree(self._staging, ignore_errors=True)
        if was.installed:
            shutil.rmtree(self.folder)
        return was

    @property
    def _staging(self) -> Path:
        return self.models / STAGING / f"{NAME}-{self.published.version}"


def load_larger(folder: Path, published: Published = MPNET, tuned: Traversable | None = None) -> ToneModel:
    """The model in this folder, tuned. Raises :class:`ModelError` as :meth:`LargerModel.load` does."""
    small = (file for file in published.kept if file.name != WEIGHTS)  # the weights' digest is told with them
    try:
        faults = [fault_of(folder / file.name, file.size, file.sha256) for file in small]
    except OSError as error:
        raise ModelError(f"{folder} cannot be read: {error.strerror}") from error
    if any(faults):
        raise ModelCorrupt(f"{folder}: {next(filter(None, faults))}", hint=MEND)
    base = open_mpnet(folder)
    tuning, head = read_tuned(tuned or packaged_tunings(), TUNED)
    if base.digest != head.base:
        raise ModelCorrupt(f"{folder / WEIGHTS} is damaged, or another than what was tuned", hint=MEND)
    return ToneModel(Encoder(base, tuning), head, LARGER_VERSION)


def _take_out(whole: ZipFile, file: Kept, target: Path, progress: Progress) -> None:
    digest, size = sha256(), 0
    with whole.open(file.member) as packed, target.open("wb") as out:
        while piece := packed.read(PIECE):
            size += len(piece)
            if size > file.size:
                break
            digest.update(piece)
            out.write(piece)
            progress(f"{NAME}: {file.name}", size, file.size)
    if size != file.size or digest.hexdigest() != file.sha256:
        raise ModelCorrupt(f"{file.name} is not the recorded file: its size or its SHA-256 differs")
