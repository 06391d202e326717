"""How alike two articles are, graded, whether or not they tell one event: 0 nothing in common, 1 the same.

Grouping asks yes or no within a window of days, by titles and leads; a reader comparing any two texts asks
how much, and texts are read further for it. A quadratic of a few terms, learned from pairs that people
graded (``model.json``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parallax.stories.center import LanguageMeans
from parallax.stories.embed import Vectors, unit
from parallax.stories.marks import Marks, marks_of
from parallax.stories.pair import FEATURES, Matrix, Numbered, features, traits
from parallax.stories.rarity import Rarity
from parallax.stories.text import EMBEDDED_CHARACTERS, embedded_text, read_text, tongue_of
from parallax.telling import Told

# No time and no crowd: two texts may come from anywhere. ``cosine`` is of the beginnings, ``whole`` of the
# beginnings and what follows them together; ``longer`` is the ratio of the lengths and ``shorter`` the
# lesser length, both as logarithms.
TERMS = ("cosine", "whole", "names", "name", "words", "number", "across", "longer", "shorter")
Terms = NDArray[np.float64]
# How far a text is read for its marks, and how many words of it are told. People graded whole reports.
MARKED_CHARACTERS = 1_200
MARKED_WORDS = 96
# Lengths in characters, beyond which they say no more.
SHORTEST, LONGEST = 40, 2_000


def whole(told: Told) -> Told:
    """The article with as much of its body for its lead as is read."""
    return replace(
        told,
        lead=_continued(told.lead, told.body),
        lead_english=_continued(told.lead_english, told.body_english),
    )


def chunks(told: Told) -> tuple[str, str]:
    """The two texts that are embedded of what :func:`whole` gave: its beginning, and what comes then."""
    text = read_text(told)
    return embedded_text(told), text[EMBEDDED_CHARACTERS : 2 * EMBEDDED_CHARACTERS] or text[
        :EMBEDDED_CHARACTERS
    ]


def words_of(told: Told) -> tuple[str, str]:
    """The words that are compared of what :func:`whole` gave: title and text."""
    return told.title_english or told.title, read_text(told)


def marks_to_compare(told: Told) -> Marks:
    """The marks of what :func:`whole` gave, read further than for grouping."""
    return marks_of(told, MARKED_CHARACTERS, MARKED_WORDS)


def expand(rows: Terms) -> Terms:
    """Each row with the products of any two of its terms, squares included."""
    ones, others = np.triu_indices(rows.shape[1])
    return np.concatenate([rows, rows[:, ones] * rows[:, others]], axis=1)


def terms_of_pairs(pairs: Sequence[tuple[Told, Told]], raw: Vectors) -> Terms:
    """The terms of many pairs, whose texts themselves show where languages lie and which words are rare.

    ``pairs`` are as :func:`whole` gives them; ``raw`` has a row for each of their :func:`chunks`, in order.
    """
    told = [one for pair in pairs for one in pair]
    means, rarity = LanguageMeans(), Rarity()
    means.learn([tongue_of(one) for one in told], raw[::2])
    marks = [marks_to_compare(one) for one in told]
    rarity.learn(Numbered.by(rarity, marks).ids)
    return terms(told, marks, raw, means, rarity)


def terms(
    told: Sequence[Told], marks: Sequence[Marks], raw: Vectors, means: LanguageMeans, rarity: Rarity
) -> Terms:
    """Rows of :data:`TERMS`: of the first article and the second, the third and the fourth, and so on.

    ``raw`` has two rows an article, by its :func:`chunks`; ``rarity`` knows all ``marks``.
    """
    languages = [tongue_of(one) for one in told]
    numbers = {language: number for number, language in enumerate(sorted(set(languages)))}
    its_marks = Numbered.by(rarity, marks)
    ids = its_marks.ids
    sides = traits(
        [numbers[its] for its in languages],
        [0.0] * len(told),
        its_marks.ends,
        rarity.borne(ids),
        [(0.0, 0.0)] * len(told),
        [0.0] * len(told),
    )
    ones, others = sides[::2], sides[1::2]
    shared = rarity.shared_each(ids[::2], ids[1::2], [1] * len(ones))
    beginnings = means.centered(languages, raw[::2])
    both = unit(beginnings + means.centered(languages, raw[1::2]))
    its = _by_name(features(ones, others, _cosines(beginnings), shared))
    lengths = np.clip([len(read_text(one)) for one in told], SHORTEST, LONGEST).reshape(-1, 2)
    columns = (
        its["alike_own"] + its["alike_across"],
        _cosines(both),
        its["names_own"] + its["names_across"],
        its["name"],
        its["words"],
        its["number"],
        its["across"],
        np.log(lengths.max(axis=1) / lengths.min(axis=1)),
        np.log(lengths.min(axis=1)),
    )
    return np.stack(columns, axis=1)


def _by_name(rows: Matrix) -> dict[str, NDArray[np.float64]]:
    return {name: rows[:, place] for place, name in enumerate(FEATURES)}


def _cosines(points: Vectors) -> Vectors:
    found: Vectors = np.einsum("ij,ij->i", points[::2], points[1::2])
    return found


def _continued(lead: str, body: str) -> str:
    """The lead with the body after it, which may begin with it."""
    return body if body.startswith(lead) else f"{lead} {body}"[: LONGEST + len(lead)].strip()
