"""What two articles have in common, as numbers a model can weigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parallax.stories.marks import Marks
from parallax.stories.numbering import Ids
from parallax.stories.rarity import Borne, Rarity

Matrix = NDArray[np.float64]
# Records of :data:`TRAITS`.
Traits = NDArray[np.void]

# ``alike`` is the cosine of the centred embeddings, within one language (``_own``) or between two
# (``_across``); ``names``, ``words`` are cosines of rarity-weighted marks, ``name`` and ``number``
# the weight of what is shared in nats; ``number_only`` says both have numbers and share none.
# ``crowd`` and ``spread`` are the mean and deviation of both articles' cosines to the live stream:
# where everything is alike (a month of sport), being alike says less. ``share`` is how much of the live stream is
# in the language of both: the more there is, the more events it tells, the less likely are two of one.
FEATURES = (
    "alike_own", "alike_across", "across", "names_own", "names_across", "name", "words", "number",
    "number_only", "days", "crowd", "spread", "share",
)  # fmt: skip

# One article's part of a pair: its language's number, its time in hours, where in the row of its marks the
# names end, the words and the numbers, the lengths of its names and words as vectors of rarity, how crowded its
# corner was and how much of the stream was in its language when it came.
TRAITS = np.dtype(
    [
        ("language", np.int32), ("hours", np.float64), ("ends", np.int32, (3,)),
        ("names", np.float64), ("words", np.float64), ("crowd", np.float64), ("spread", np.float64),
        ("share", np.float64),
    ]
)  # fmt: skip
# The kinds of marks, in the order of a row.
NAMES, WORDS, NUMBERS = range(3)


@dataclass(frozen=True, slots=True)
class Numbered:
    """The numbers of some articles' marks: a row each, its names first, then its words, then its numbers, and 0
    in places left over; and where in its row each kind ends."""

    ids: Ids
    ends: Ids

    @classmethod
    def of(cls, articles: Sequence[Marks], numbers: Sequence[int]) -> Numbered:
        """``numbers`` are of all marks, one article's after another's."""
        counts = np.array(
            [[len(its.names), len(its.words), len(its.numbers)] for its in articles], dtype=np.int32
        )
        return cls.laid(numbers, counts.cumsum(axis=1, dtype=np.int32))

    @classmethod
    def laid(cls, numbers: Sequence[int] | Ids, ends: Ids) -> Numbered:
        """``numbers`` are of all marks, one article's after another's, by kind."""
        ids: Ids = np.zeros((len(ends), ends[:, NUMBERS].max(initial=0)), dtype=np.int32)
        ids[np.arange(ids.shape[1]) < ends[:, NUMBERS, None]] = numbers
        return cls(ids, ends)

    @classmethod
    def by(cls, rarity: Rarity, articles: Sequence[Marks]) -> Numbered:
        """The marks of some articles, by ``rarity``'s numbers."""
        return cls.of(articles, [rarity.numbering.number(mark) for its in articles for mark in its.all])


def traits(
    languages: Sequence[int],
    hours: Sequence[float],
    ends: Ids,
    marks: Borne,
    background: Sequence[tuple[float, float]],
    shares: Sequence[float],
) -> Traits:
    """The records of some articles; ``marks`` are all of theirs."""
    its = np.zeros(len(languages), dtype=TRAITS)
    its["language"], its["hours"], its["ends"] = languages, hours, ends
    lengths = np.sqrt(_sums(marks, ends)[1])
    lengths[lengths == 0] = 1.0
    its["names"], its["words"] = lengths[NAMES], lengths[WORDS]
    its["crowd"], its["spread"] = np.reshape(background, (-1, 2)).T
    its["share"] = shares
    return its


def features(one: np.void | Traits, others: Traits, cosines: NDArray[Any], shared: Borne) -> Matrix:
    """A row of :data:`FEATURES` for each of ``others``, against one article or each its own.

    ``cosines`` are of the centred embeddings, ``shared`` are the marks of each of ``others`` that both bear.
    """
    own = others["language"] == one["language"]
    sums, squares = _sums(shared, others["ends"])
    names = squares[NAMES] / (one["names"] * others["names"])
    both_count = _counts(one) & _counts(others)
    rows: Matrix = np.empty((len(FEATURES), len(others)))
    for place, values in enumerate(
        (
            cosines * own,
            cosines * ~own,
            ~own,
            names * own,
            names * ~own,
            np.log1p(sums[NAMES]),
            squares[WORDS] / (one["words"] * others["words"]),
            np.log1p(sums[NUMBERS]),
            both_count & (sums[NUMBERS] == 0),
            np.log1p(np.abs(others["hours"] - one["hours"]) / 24.0),
            one["crowd"] + others["crowd"],
            one["spread"] + others["spread"],
            (one["share"] + others["share"]) / 2 * own,
        )
    ):
        rows[place] = values
    return rows.T


def _counts(its: np.void | Traits) -> NDArray[np.bool_]:
    """Whether an article gives any number."""
    counts: NDArray[np.bool_] = its["ends"][..., NUMBERS] > its["ends"][..., WORDS]
    return counts


def _sums(marks: Borne, ends: Ids) -> tuple[Matrix, Matrix]:
    """By kind of mark, the sum of each row's weights and of their squares; ``ends`` says where in a row each kind
    ends."""
    kinds = (marks.places >= ends[:, NAMES].take(marks.rows)).astype(np.int64)
    kinds += marks.places >= ends[:, WORDS].take(marks.rows)
    cells, whole = kinds * marks.count + marks.rows, 3 * marks.count
    weights = marks.weights.astype(np.float64)
    sums: Matrix = np.bincount(cells, weights, whole).astype(np.float64)
    squares: Matrix = np.bincount(cells, weights * weights, whole).astype(np.float64)
    return sums.reshape(3, -1), squares.reshape(3, -1)
