"""Reads the files of all-mpnet-base-v2 (Song et al. 2020, MPNet), in the form the safetensors library reads.

The file stays mapped from the disk, and what is looked up in it (words, places) is copied row by row. Weights are
read through a map of their own that is closed at once, as its pages would count as the process's memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from parallax.errors import ModelError
from parallax.tone.base import Floats
from parallax.tone.gelu import gelu
from parallax.tone.wordpiece import WordPieces
from parallax.transfer import sha256_of

WEIGHTS = "model.safetensors"
VOCABULARY = "vocab.txt"
FIRST, LAST, MASK, UNKNOWN = "<s>", "</s>", "<mask>", "[UNK]"
HEADS = 12
EPSILON = 1e-5
# Places are counted from here: those before belong to padding, which is not needed.
FIRST_PLACE = 2
# Distances are told apart up to eight; beyond, ever wider ranges share a bucket, up to 128 (Raffel et al. 2020, T5).
BUCKETS = 32
FARTHEST = 128
# Our names for parts of a layer, by the file's.
PARTS = {
    "q": "attention.attn.q",
    "k": "attention.attn.k",
    "v": "attention.attn.v",
    "ao": "attention.attn.o",
    "aln": "attention.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
OTHERS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
    "near": "encoder.relative_attention_bias.weight",
}


@dataclass(frozen=True, slots=True)
class Mpnet:
    """An opened folder, as a :class:`parallax.tone.base.Base`."""

    width: int
    digest: str
    pieces: WordPieces
    _file: Path
    _looked_up: Any
    heads: int = HEADS
    epsilon: float = EPSILON
    opening: int = 1

    def floats(self, name: str) -> Floats:
        with safe_open(self._file, framework="numpy") as tensors:
            return np.asarray(tensors.get_tensor(_named(name)), dtype=np.float32)

    def weights(self, name: str, rows: int) -> Floats:
        return self.floats(name).reshape(rows, -1)

    def words(self, numbers: Sequence[int]) -> Floats:
        """The states that pieces begin with."""
        table = self._looked_up.get_slice(_named("emb.word"))
        return np.asarray([table[number] for number in numbers], dtype=np.float32).reshape(-1, self.width)

    def begun(self, texts: Sequence[Sequence[int]]) -> Floats:
        longest = max(map(len, texts))
        places = self._looked_up.get_slice(_named("emb.pos"))[FIRST_PLACE : FIRST_PLACE + longest]
        words = self.words([number for pieces in texts for number in pieces])
        stand = np.concatenate([places[: len(pieces)] for pieces in texts])
        return np.asarray(words + stand, dtype=np.float32)

    def nearness(self, length: int) -> Floats:
        apart = np.arange(length)[None, :] - np.arange(length)[:, None]
        near: Floats = self._looked_up.get_tensor(_named("near"))
        return near.T[:, _buckets(apart)]

    def bent(self, values: Floats) -> Floats:
        return gelu(values)

    def covered(self, sentence: str, start: int, end: int) -> tuple[list[int], int]:
        numbers = self.pieces.numbers
        before = [numbers[FIRST], *self.pieces.of(sentence[:start])]
        after = [*self.pieces.of(sentence[end:]), numbers[LAST]]
        return [*before, numbers[MASK], *after], len(before)


def open_mpnet(folder: Path) -> Mpnet:
    """Raises :class:`ModelError` where the files are missing or are no such model. Reads all of the weights once,
    for their SHA-256."""
    weights, vocabulary = folder / WEIGHTS, folder / VOCABULARY
    try:
        digest = sha256_of(weights)
        tensors: Any = safe_open(weights, framework="numpy")
        width = tensors.get_slice(_named("emb.pos")).get_shape()[1]
    except (OSError, SafetensorError) as error:
        raise ModelError(f"{weights} cannot be read as a language model: {error}") from error
    return Mpnet(width, digest, _vocabulary(vocabulary), weights, tensors)


def _vocabulary(path: Path) -> WordPieces:
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read as a vocabulary: {error}") from error
    numbers = {piece: number for number, piece in enumerate(lines) if piece}
    if not {FIRST, LAST, MASK, UNKNOWN} <= numbers.keys():
        raise ModelError(f"{path} is not the vocabulary of this model: its marks are missing")
    return WordPieces(numbers, numbers[UNKNOWN])


def _named(name: str) -> str:
    """The file's name for one of ours: ``l3.ao.w``."""
    if name in OTHERS:
        return OTHERS[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{PARTS[part]}.{'weight' if kind == 'w' else 'bias'}"


def _buckets(apart: NDArray[np.int64]) -> NDArray[np.int64]:
    """The bucket of each distance: one half for those ahead, of each half the first for single distances."""
    half = BUCKETS // 2
    single = half // 2
    far = np.abs(apart)
    wide = np.log(np.maximum(far, 1) / single) / np.log(FARTHEST / single) * (half - single)
    bucket = np.where(far < single, far, np.minimum(single + wide.astype(np.int64), half - 1))
    return np.asarray(bucket + np.where(apart > 0, half, 0), dtype=np.int64)
