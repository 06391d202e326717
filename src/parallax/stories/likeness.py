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
from parallax.stories.pair import FEATURES, Matrix, features, numbered, traits
from parallax.stories.rarity import Rarity
from parallax.telling import Told

# No time and no crowd: two texts may come from anywhere.
TERMS = ("cosine", "names", "name", "words", "number", "across")
Terms = NDArray[np.float64]


def terms(rows: Matrix) -> Terms:
    """Rows of :data:`TERMS` from rows of pairs' features."""
    its = {name: rows[:, place] for place, name in enumerate(FEATURES)}
    cosine = its["alike_own"] + its["alike_across"]
    names = its["names_own"] + its["names_across"]
    return np.stack([cosine, names, its["name"], its["words"], its["number"], its["across"]], axis=1)


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
    ids = np.stack([numbered(rarity, its) for its in marks])
    points = means.centered(languages, raw)
    numbers = {language: number for number, language in enumerate(sorted(set(languages)))}
    sides = traits(
        [numbers[its] for its in languages],
        [0.0] * len(told),
        ids,
        rarity.weights(ids),
        [(0.0, 0.0)] * len(told),
    )
    ones, others = sides[::2], sides[1::2]
    shared = np.concatenate(
        [rarity.shared(a, b[None]) for a, b in zip(ones["marks"], others["marks"], strict=True)]
    )
    cosines = np.einsum("ij,ij->i", points[::2], points[1::2])
    return terms(features(ones, others, cosines, shared))
