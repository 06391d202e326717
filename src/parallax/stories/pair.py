"""What two articles have in common, as numbers a model can weigh."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parallax.stories.marks import Marks

Matrix = NDArray[np.float64]

# ``alike`` is the cosine of the centred embeddings, within one language (``_own``) or between two
# (``_across``); ``names``, ``words`` are cosines of rarity-weighted marks, ``name`` and ``number``
# the weight of what is shared in nats; ``number_only`` says both have numbers and share none.
FEATURES = (
    "alike_own", "alike_across", "across", "names_own", "names_across", "name", "words", "number",
    "number_only", "days",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One article's part of a pair. ``weighed`` has the rarity of each of its marks when it arrived."""

    language: str
    hours: float
    marks: Marks
    weighed: Mapping[str, float]
    name_length: float
    word_length: float


def side(language: str, hours: float, marks: Marks, weighed: Mapping[str, float]) -> Side:
    return Side(
        language,
        hours,
        marks,
        weighed,
        math.sqrt(math.fsum(weighed[mark] ** 2 for mark in marks.names)) or 1.0,
        math.sqrt(math.fsum(weighed[mark] ** 2 for mark in marks.words)) or 1.0,
    )


def features(one: Side, others: Sequence[Side], cosines: NDArray[Any]) -> Matrix:
    """A row of :data:`FEATURES` for each of ``others``; ``cosines`` are of the centred embeddings."""
    return np.array(
        [_row(one, other, float(cosine)) for other, cosine in zip(others, cosines, strict=True)],
        dtype=np.float64,
    ).reshape(len(others), len(FEATURES))


def _row(one: Side, other: Side, cosine: float) -> tuple[float, ...]:
    # Sets have no order of their own: an exact sum does not depend on it, so a replay cannot differ.
    own = one.language == other.language
    weighed = one.weighed
    shared = [weighed[mark] for mark in one.marks.names & other.marks.names]
    names = math.fsum(weight * weight for weight in shared) / (one.name_length * other.name_length)
    words = math.fsum(weighed[mark] ** 2 for mark in one.marks.words & other.marks.words)
    numbers = [weighed[mark] for mark in one.marks.numbers & other.marks.numbers]
    return (
        cosine if own else 0.0,
        0.0 if own else cosine,
        0.0 if own else 1.0,
        names if own else 0.0,
        0.0 if own else names,
        math.log1p(math.fsum(shared)),
        words / (one.word_length * other.word_length),
        math.log1p(math.fsum(numbers)),
        1.0 if not numbers and one.marks.numbers and other.marks.numbers else 0.0,
        math.log1p(abs(one.hours - other.hours) / 24.0),
    )
