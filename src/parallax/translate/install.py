"""Bringing one model here: resumable, checked, and complete or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from parallax.errors import ModelCorrupt, ModelError
from parallax.translate.catalogue import InstalledFile, InstalledModel, RemoteFile, RemoteModel
from parallax.translate.manifest import write_manifest
from parallax.translate.sources import Source
from parallax.translate.unpack import sha256_of, unpack

# What is being done ("pt-en: vocab.pten.spm"), bytes of the model so far, bytes in all.
Progress = Callable[[str, int, int], None]

# Begins with a dot, so that nothing takes it for a model.
STAGING = ".staging"


def nothing(_what: str, _done: int, _total: int) -> None:
    """Progress nobody watches."""


def install_model(source: Source, model: RemoteModel, folder: Path, progress: Progress) -> InstalledModel:
    """Fetch, unpack and check every file, then put the model in place in one step.

    What has arrived of a file stays when the transfer breaks, and the next try goes on from
    there. Raises :class:`ModelCorrupt` when a file is not what its record says.
    """
    name = f"{model.source}-{model.target}"
    staging = folder / STAGING / f"{name}-{model.version}-{model.architecture}"
    try:
        staging.mkdir(parents=True, exist_ok=True)
        _check_room(folder, model)
        ready = staging / "ready"
        shutil.rmtree(ready, ignore_errors=True)
        ready.mkdir()
        files, done = [], 0
        for file in model.files:
            part = _transfer(source, file, staging, _counter(progress, f"{name}: {file.name}", done, model))
            size, digest = unpack(part, ready / file.name, file)
            files.append(InstalledFile(file.name, file.kind, size, digest))
            done += file.packed_size
        installed = InstalledModel(
            model.source, model.target, model.version, model.architecture, folder / name, tuple(files)
        )
        write_manifest(installed, ready)
        _put_in_place(ready, folder / name)
    except ModelCorrupt:
        # Nothing of it can be trusted, not even as the beginning of a next try.
        shutil.rmtree(staging, ignore_errors=True)
        raise
    except OSError as error:
        raise ModelError(f"The model {name} could not be written to {folder}: {error.strerror}") from error
    shutil.rmtree(staging, ignore_errors=True)
    return installed


def _counter(progress: Progress, what: str, before: int, model: RemoteModel) -> Callable[[int], None]:
    return lambda so_far: progress(what, before + so_far, model.download_size)


def _check_room(folder: Path, model: RemoteModel) -> None:
    wanted = model.download_size + sum(file.size or 2 * file.packed_size for file in model.files)
    if shutil.disk_usage(folder).free < wanted:
        raise ModelError(f"{folder} has not the {wanted // 10**6} MB of room the model needs")


def _transfer(source: Source, file: RemoteFile, staging: Path, count: Callable[[int], None]) -> Path:
    """The packed file, whole and checked. Named by its hash: a part belongs to one version only."""
    part = staging / f"{file.packed_sha256}.part"
    have = part.stat().st_size if part.exists() else 0
    if have > file.packed_size:
        part.unlink()
        have = 0
    count(have)
    if have < file.packed_size:
        have = _receive(source, file, part, have, count)
    if have < file.packed_size:
        raise ModelError(
            f"{file.name} ended after {have} of {file.packed_size} bytes",
            hint="What has arrived is kept; run the same command to go on.",
        )
    if sha256_of(part) != file.packed_sha256:
        part.unlink()
        raise ModelCorrupt(
            f"{file.name} is not the recorded file: its SHA-256 differs",
            hint="The source may be damaged or between two versions; try later or another source.",
        )
    return part


def _receive(source: Source, file: RemoteFile, part: Path, have: int, count: Callable[[int], None]) -> int:
    with part.open("ab") as out:

        def sink(piece: bytes) -> None:
            nonlocal have
            if have + len(piece) > file.packed_size:
                raise ModelCorrupt(f"{file.name} is larger than the recorded {file.packed_size} bytes")
            out.write(piece)
            have += len(piece)
            count(have)

        source.read(file.location, have, file.packed_size, sink)
    return have


def _put_in_place(ready: Path, place: Path) -> None:
    for path in ready.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    ready.rename(place)
    shutil.rmtree(old, ignore_errors=True)
