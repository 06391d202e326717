"""What two articles have in common, as numbers a model can weigh."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parallax.stories.marks import MAX_NAMES, MAX_NUMBERS, MAX_WORDS, Marks
from parallax.stories.rarity import Ids, Rarity, Weights

Matrix = NDArray[np.float64]
# Records of :data:`TRAITS`.
Traits = NDArray[np.void]

# ``alike`` is the cosine of the centred embeddings, within one language (``_own``) or between two
# (``_across``); ``names``, ``words`` are cosines of rarity-weighted marks, ``name`` and ``number``
# the weight of what is shared in nats; ``number_only`` says both have numbers and share none.
# ``crowd`` and ``spread`` are the mean and deviation of both articles' cosines to the live stream:
# where everything is alike (a month of sport), being alike says less.
FEATURES = (
    "alike_own", "alike_across", "across", "names_own", "names_across", "name", "words", "number",
    "number_only", "days", "crowd", "spread",
)  # fmt: skip

# Places for an article's marks, by kind.
NAMES = slice(0, MAX_NAMES)
WORDS = slice(NAMES.stop, NAMES.stop + MAX_WORDS)
NUMBERS = slice(WORDS.stop, WORDS.stop + MAX_NUMBERS)
# One article's part of a pair: its language's number, its time in hours, the numbers of its marks,
# the lengths of its names and words as vectors of rarity, how crowded its corner was when it came.
TRAITS = np.dtype(
    [
        ("language", np.int32), ("hours", np.float64), ("marks", np.int32, (NUMBERS.stop,)),
        ("names", np.float64), ("words", np.float64), ("crowd", np.float64), ("spread", np.float64),
    ]
)  # fmt: skip


def numbered(rarity: Rarity, articles: Sequence[Marks]) -> Ids:
    """The numbers of some articles' marks, as :func:`placed` puts them."""
    return placed(articles, [rarity.ids[mark] for its in articles for mark in its.all])


def placed(articles: Sequence[Marks], numbers: Sequence[int]) -> Ids:
    """The numbers of some articles' marks (one article's after another's), a row each, each in its kind's
    places; 0 in places left over."""
    ids: Ids = np.zeros((len(articles), NUMBERS.stop), dtype=np.int32)
    places: list[int] = []
    for row, its in enumerate(articles):
        start = row * NUMBERS.stop
        for marks, kind in ((its.names, NAMES), (its.words, WORDS), (its.numbers, NUMBERS)):
            places += range(start + kind.start, start + kind.start + len(marks))
    ids.ravel()[places] = numbers
    return ids


def traits(
    languages: Sequence[int],
    hours: Sequence[float],
    ids: Ids,
    weights: Weights,
    background: Sequence[tuple[float, float]],
) -> Traits:
    """The records of some articles; ``ids`` and ``weights`` have a row each."""
    its = np.zeros(len(languages), dtype=TRAITS)
    its["language"], its["hours"], its["marks"] = languages, hours, ids
    its["names"], its["words"] = _length(weights[:, NAMES]), _length(weights[:, WORDS])
    its["crowd"], its["spread"] = np.reshape(background, (-1, 2)).T
    return its


def features(one: np.void | Traits, others: Traits, cosines: NDArray[Any], shared: Weights) -> Matrix:
    """A row of :data:`FEATURES` for each of ``others``, against one article or each its own.

    ``cosines`` are of the centred embeddings, ``shared`` is :meth:`Rarity.shared` of both marks.
    """
    own = others["language"] == one["language"]
    names = _squares(shared[:, NAMES]) / (one["names"] * others["names"])
    numbers = shared[:, NUMBERS].sum(axis=1)
    both_count = (one["marks"][..., NUMBERS.start] > 0) & (others["marks"][:, NUMBERS.start] > 0)
    rows: Matrix = np.empty((len(others), len(FEATURES)))
    for place, values in enumerate(
        (
            cosines * own,
            cosines * ~own,
            ~own,
            names * own,
            names * ~own,
            np.log1p(shared[:, NAMES].sum(axis=1)),
            _squares(shared[:, WORDS]) / (one["words"] * others["words"]),
            np.log1p(numbers),
            both_count & (numbers == 0),
            np.log1p(np.abs(others["hours"] - one["hours"]) / 24.0),
            one["crowd"] + others["crowd"],
            one["spread"] + others["spread"],
        )
    ):
        rows[:, place] = values
    return rows


def _squares(weights: Weights) -> NDArray[np.float32]:
    found: NDArray[np.float32] = np.einsum("ij,ij->i", weights, weights)
    return found


def _length(weights: Weights) -> NDArray[np.float64]:
    lengths = np.sqrt(_squares(weights)).astype(np.float64)
    lengths[lengths == 0] = 1.0
    return lengths
