"""Bringing one model here: resumable, checked, and complete or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

from parallax.errors import ModelCorrupt, ModelError
from parallax.transfer import STAGING, Progress, Wanted, check_room, counter, put_in_place, transfer
from parallax.translate.catalogue import InstalledFile, InstalledModel, RemoteModel
from parallax.translate.manifest import write_manifest
from parallax.translate.sources import Source
from parallax.translate.unpack import unpack


def install_model(source: Source, model: RemoteModel, folder: Path, progress: Progress) -> InstalledModel:
    """Fetch, unpack and check every file, then put the model in place in one step.

    What has arrived of a file stays when the transfer breaks, and the next try goes on from
    there. Raises :class:`ModelCorrupt` when a file is not what its record says.
    """
    name = f"{model.source}-{model.target}"
    staging = folder / STAGING / f"{name}-{model.version}-{model.architecture}"
    try:
        staging.mkdir(parents=True, exist_ok=True)
        check_room(
            folder, model.download_size + sum(file.size or 2 * file.packed_size for file in model.files)
        )
        ready = staging / "ready"
        shutil.rmtree(ready, ignore_errors=True)
        ready.mkdir()
        files, done = [], 0
        for file in model.files:
            wanted = Wanted(file.name, file.location, file.packed_size, file.packed_sha256)
            count = counter(progress, f"{name}: {file.name}", done, model.download_size)
            part = transfer(source, wanted, staging, count)
            size, digest = unpack(part, ready / file.name, file)
            files.append(InstalledFile(file.name, file.kind, size, digest))
            done += file.packed_size
        installed = InstalledModel(
            model.source, model.target, model.version, model.architecture, folder / name, tuple(files)
        )
        write_manifest(installed, ready)
        put_in_place(ready, folder / name)
    except ModelCorrupt:
        # Nothing of it can be trusted, not even as the beginning of a next try.
        shutil.rmtree(staging, ignore_errors=True)
        raise
    except OSError as error:
        raise ModelError(f"The model {name} could not be written to {folder}: {error.strerror}") from error
    shutil.rmtree(staging, ignore_errors=True)
    return installed
