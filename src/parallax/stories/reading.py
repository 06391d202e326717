"""Some articles' marks by number, all at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parallax.stories.marks import KINDS, MOST_OF_A_KIND, texts_of
from parallax.stories.numbering import Ids
from parallax.stories.pair import Numbered
from parallax.stories.pieces import MOST_OF_A_TEXT, Pieces
from parallax.telling import Told


def read(articles: Sequence[Told], pieces: Pieces) -> Numbered:
    """What :func:`parallax.stories.marks.marks_of` finds of each."""
    numbers, told_by = pieces.read([text for told in articles for text in texts_of(told)])
    if told_by.max(initial=0) > MOST_OF_A_TEXT:
        numbers = numbers[_ranks(told_by) < MOST_OF_A_TEXT]
        told_by = np.minimum(told_by, MOST_OF_A_TEXT)
    return _once(numbers, told_by.reshape(len(articles), -1).sum(axis=1), pieces.numbering.kinds)


def _once(numbers: Ids, counts: NDArray[np.int64], kinds: NDArray[np.uint8]) -> Numbered:
    """Of each article's numbers each once, by kind, in reading order, and no more than are kept of a kind."""
    count = len(counts)
    which = np.repeat(np.arange(count), counts)
    # One sorting of whole numbers is several times as quick as one of their places.
    places, bits = np.arange(len(numbers)), len(numbers).bit_length()
    keys = (which * (int(numbers.max(initial=0)) + 1) + numbers) << bits | places
    keys.sort()
    firsts = (keys & (1 << bits) - 1)[np.diff(keys >> bits, prepend=-1) != 0]
    keys = (which[firsts] * len(KINDS) + kinds[numbers[firsts]]) << bits | firsts
    keys.sort()
    numbers = numbers[keys & (1 << bits) - 1]
    by_kind = np.bincount(keys >> bits, minlength=count * len(KINDS))
    kept = np.minimum(by_kind.reshape(count, -1), MOST_OF_A_KIND)
    numbers = numbers[_ranks(by_kind) < np.repeat(kept.ravel(), by_kind)]
    return Numbered.laid(numbers, kept.cumsum(axis=1, dtype=np.int32))


def _ranks(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """0, 1, 2 and so on for each of some counts."""
    ranks: NDArray[np.int64] = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
    return ranks
