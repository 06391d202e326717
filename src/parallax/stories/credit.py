"""Whose text an article is: of which earlier one it is a copy, within its language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from parallax.stories.cells import Rows
from parallax.stories.copies import COPIED, overlaps
from parallax.stories.weigher import parted
from parallax.stories.window import Member, Window


def credit(window: Window, members: Sequence[Member], near: Sequence[Rows]) -> None:
    """Say of each of some articles, in the order they came, which earlier one ``near`` it (rows) it is a copy of,
    and whose."""
    pairs = [
        (member, other)
        for member, other in _of_one_language(window, members, near)
        if other.order < member.order and len(member.sketch) and len(other.sketch)
    ]
    if not pairs:
        return
    shares = overlaps([(member.sketch, other.sketch) for member, other in pairs])
    originals: defaultdict[int, list[Member]] = defaultdict(list)
    for place in np.flatnonzero(shares >= COPIED).tolist():
        member, other = pairs[place]
        originals[member.order].append(other)
    for member in members:
        if found := originals.get(member.order):
            first = min(found, key=lambda its: (its.hours, its.article_id))
            member.copy_of = first.copy_of or first.article_id
            member.agency = member.agency or first.agency


def _of_one_language(
    window: Window, members: Sequence[Member], near: Sequence[Rows]
) -> Iterator[tuple[Member, Member]]:
    """Each article with those near it that are of its language."""
    languages, counts = window.traits["language"], list(map(len, near))
    own = languages[[member.row for member in members]].repeat(counts) == languages[np.concatenate(near)]
    for member, rows, same in zip(members, near, parted(own, near), strict=True):
        for row in rows[same].tolist():
            yield member, window.member(row)
