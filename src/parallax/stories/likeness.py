"""How alike two articles are, graded, whether or not they tell one event: 0 nothing in common, 1 the same.

Grouping asks yes or no within a window of days; a reader comparing any two texts asks how much.
A quadratic of a few terms, learned from pairs that people graded (``model.json``).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parallax.stories.center import LanguageMeans
from parallax.stories.embed import Vectors
from parallax.stories.marks import base, marks_of
from parallax.stories.pair import FEATURES, Side, features, side
from parallax.stories.rarity import Rarity
from parallax.telling import Told

# No time and no crowd: two texts may come from anywhere.
TERMS = ("cosine", "names", "name", "words", "number", "across")
Terms = NDArray[np.float64]


def terms(one: Side, other: Side, cosine: float) -> list[float]:
    """The row of :data:`TERMS` of one pair."""
    row = dict(zip(FEATURES, features(one, [other], [cosine])[0].tolist(), strict=True))
    names = row["names_own"] + row["names_across"]
    return [cosine, names, row["name"], row["words"], row["number"], row["across"]]


def expand(rows: Terms) -> Terms:
    """Each row with the products of any two of its terms, squares included."""
    ones, others = np.triu_indices(rows.shape[1])
    return np.concatenate([rows, rows[:, ones] * rows[:, others]], axis=1)


def terms_of_pairs(pairs: Sequence[tuple[Told, Told]], raw: Vectors) -> Terms:
    """The terms of many pairs, whose texts themselves show where languages lie and which words are rare.

    ``raw`` has two rows a pair, in order.
    """
    told = [one for pair in pairs for one in pair]
    languages = [base(one.language) for one in told]
    means, rarity = LanguageMeans(), Rarity()
    means.learn(languages, raw)
    marks = [marks_of(one) for one in told]
    for its in marks:
        rarity.learn(its.all)
    points = means.centered(languages, raw)
    sides = [
        side(language, 0.0, its, {mark: rarity.weight(mark) for mark in sorted(its.all)}, (0.0, 0.0))
        for language, its in zip(languages, marks, strict=True)
    ]
    return np.array(
        [
            terms(sides[place], sides[place + 1], float(points[place] @ points[place + 1]))
            for place in range(0, len(sides), 2)
        ]
    )
