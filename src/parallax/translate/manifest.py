"""What is written beside a model's files, so that they can be checked at every load."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from parallax.errors import ModelCorrupt
from parallax.translate.catalogue import FILE_KINDS, InstalledFile, InstalledModel, is_complete

MANIFEST = "manifest.json"


def write_manifest(model: InstalledModel, folder: Path) -> None:
    record = {
        "source": model.source,
        "target": model.target,
        "version": model.version,
        "architecture": model.architecture,
        "files": [
            {"name": file.name, "kind": file.kind, "size": file.size, "sha256": file.sha256}
            for file in model.files
        ],
    }
    (folder / MANIFEST).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> InstalledModel:
    """Raises :class:`ModelCorrupt` when it is missing or is not one of ours."""
    path = folder / MANIFEST
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        model = InstalledModel(
            source=str(record["source"]),
            target=str(record["target"]),
            version=str(record["version"]),
            architecture=str(record["architecture"]),
            folder=folder,
            files=tuple(
                InstalledFile(str(file["name"]), file["kind"], int(file["size"]), str(file["sha256"]))
                for file in record["files"]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelCorrupt(f"{path} cannot be read as a model's list of files") from error
    kinds = [file.kind for file in model.files]
    plain_names = all(Path(file.name).name == file.name for file in model.files)
    if not (FILE_KINDS.issuperset(kinds) and is_complete(kinds) and plain_names):
        raise ModelCorrupt(f"{path} does not list a complete model")
    return model
