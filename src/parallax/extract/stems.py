"""Finds which of many stems of words are in which of many texts, in one pass over all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

# By so many of its first characters a stem is looked up; shorter ones by two, or by one.
_KEY_SIZES = (4, 2, 1)
# Of a hash of 16 bits: odd, so that no bit of a character is lost.
_FACTOR = 31
_HASHES = 1 << 16


class StemFinder:
    """Looks for stems by a hash of their first characters, which is taken at all places of the texts at once:
    a place whose hash no stem has needs no second look, and hardly any other remains."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._by_key: dict[str, list[str]] = {}
        self._tables = {size: np.zeros(_HASHES, np.bool_) for size in _KEY_SIZES}
        for stem in stems:
            size = next(size for size in _KEY_SIZES if size <= len(stem))
            key = stem[:size]
            self._by_key.setdefault(key, []).append(stem)
            self._tables[size][_hashes(characters(key), size)] = True

    def count(self, texts: Sequence[str]) -> list[int]:
        """How many of the stems are in each text; none may hold a line break.

        One in ASCII counts if a word of the texts begins with it; the others, anywhere.
        """
        whole = "\n".join(texts)
        signs = characters(whole)
        ends = list(accumulate(len(text) + 1 for text in texts))
        found: dict[str, set[int]] = {}
        begun: set[str] = set()
        for size, table in self._tables.items():
            for place in np.flatnonzero(table[_hashes(signs, size)]).tolist():
                for stem in self._by_key.get(whole[place : place + size], ()):
                    if whole.startswith(stem, place):
                        found.setdefault(stem, set()).add(bisect_right(ends, place))
                        if not stem.isascii() or not place or whole[place - 1].isspace():
                            begun.add(stem)
        counts = [0] * len(texts)
        for stem in begun:
            for index in found[stem]:
                counts[index] += 1
        return counts


def characters(text: str) -> NDArray[np.uint16]:
    """The characters, each in the 16 bits that tell it from nearly all others."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint16)


def _hashes(characters: NDArray[np.uint16], size: int) -> NDArray[np.uint16]:
    """A hash of the characters from each place on; it overflows as it should."""
    count = max(0, characters.size - size + 1)
    hashes = characters[:count]
    for offset in range(1, size):
        hashes = hashes * np.uint16(_FACTOR) + characters[offset : offset + count]
    return hashes
