"""What two articles have in common, as numbers a model can weigh."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parallax.stories.marks import Marks

Matrix = NDArray[np.float64]

# ``alike`` is the cosine of the centred embeddings, within one language (``_own``) or between two
# (``_across``); ``names``, ``words`` are cosines of rarity-weighted marks, ``name`` and ``number``
# the weight of what is shared in nats; ``number_only`` says both have numbers and share none.
# ``crowd`` and ``spread`` are the mean and deviation of both articles' cosines to the live stream:
# where everything is alike (a month of sport), being alike says less.
FEATURES = (
    "alike_own", "alike_across", "across", "names_own", "names_across", "name", "words", "number",
    "number_only", "days", "crowd", "spread",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One article's part of a pair. ``weighed`` has the rarity of each of its marks when it arrived,
    ``crowd`` and ``spread`` how near the live articles lay to it."""

    language: str
    hours: float
    marks: Marks
    weighed: Mapping[str, float]
    name_length: float
    word_length: float
    crowd: float
    spread: float


def side(
    language: str, hours: float, marks: Marks, weighed: Mapping[str, float], background: tuple[float, float]
) -> Side:
    names = math.sqrt(_squares(weighed, marks.names)) or 1.0
    words = math.sqrt(_squares(weighed, marks.words)) or 1.0
    return Side(language, hours, marks, weighed, names, words, *background)


def features(one: Side, others: Sequence[Side], cosines: Sequence[float] | NDArray[Any]) -> Matrix:
    """A row of :data:`FEATURES` for each of ``others``; ``cosines`` are of the centred embeddings."""
    rows = [_row(one, other, float(cosine)) for other, cosine in zip(others, cosines, strict=True)]
    return np.array(rows, dtype=np.float64).reshape(len(others), len(FEATURES))


def _row(one: Side, other: Side, cosine: float) -> tuple[float, ...]:
    own = one.language == other.language
    mine, its = one.marks, other.marks
    shared = mine.names & its.names
    # Most pairs share nothing, and this is the program's most frequent computation.
    names = _squares(one.weighed, shared) / (one.name_length * other.name_length) if shared else 0.0
    words = mine.words & its.words
    numbers = mine.numbers & its.numbers
    return (
        cosine if own else 0.0,
        0.0 if own else cosine,
        0.0 if own else 1.0,
        names if own else 0.0,
        0.0 if own else names,
        _nats(one.weighed, shared) if shared else 0.0,
        _squares(one.weighed, words) / (one.word_length * other.word_length) if words else 0.0,
        _nats(one.weighed, numbers) if numbers else 0.0,
        1.0 if not numbers and mine.numbers and its.numbers else 0.0,
        math.log1p(abs(one.hours - other.hours) / 24.0),
        one.crowd + other.crowd,
        one.spread + other.spread,
    )


# Sets have no order of their own: an exact sum does not depend on it, so that a replay cannot differ.
def _squares(weighed: Mapping[str, float], marks: Iterable[str]) -> float:
    return math.fsum([weighed[mark] ** 2 for mark in marks])


def _nats(weighed: Mapping[str, float], marks: Iterable[str]) -> float:
    return math.log1p(math.fsum([weighed[mark] for mark in marks]))
