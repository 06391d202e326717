"""Finds which of many stems of words are in which of many texts, in one pass over all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

# By so many of its first characters a stem is looked up; shorter ones by the first alone.
_KEY_SIZE = 4
# Of a hash of 16 bits: odd, so that no bit of a character is lost.
_FACTOR = 31
_HASHES = 1 << 16


class StemFinder:
    """Looks for stems by a hash of their first characters, which is taken at all places of the texts at once:
    a place whose hash no stem has needs no second look, and hardly any other remains."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._by_key: dict[str, list[str]] = {}
        self._begin, self._begin_short = np.zeros(_HASHES, np.bool_), np.zeros(_HASHES, np.bool_)
        for stem in stems:
            is_short = len(stem) < _KEY_SIZE
            key = stem[:1] if is_short else stem[:_KEY_SIZE]
            self._by_key.setdefault(key, []).append(stem)
            if is_short:
                self._begin_short[characters(key)] = True
            else:
                self._begin[_hashes(characters(key))] = True

    def count(self, texts: Sequence[str]) -> list[int]:
        """How many of the stems are in each text; none may hold a line break.

        One in ASCII counts if a word of the texts begins with it; the others, anywhere.
        """
        whole = "\n".join(texts)
        ends = list(accumulate([len(text) + 1 for text in texts]))
        found: dict[str, set[int]] = {}
        begun: set[str] = set()
        for stem, place in self._places(whole):
            found.setdefault(stem, set()).add(bisect_right(ends, place))
            if not stem.isascii() or not place or whole[place - 1].isspace():
                begun.add(stem)
        counts = [0] * len(texts)
        for stem in begun:
            for index in found[stem]:
                counts[index] += 1
        return counts

    def _places(self, whole: str) -> Iterator[tuple[str, int]]:
        """Each stem wherever it is."""
        signs = characters(whole)
        for table, keys, size in (
            (self._begin, _hashes(signs), _KEY_SIZE),
            (self._begin_short, signs, 1),
        ):
            for place in table.take(keys).nonzero()[0].tolist():
                for stem in self._by_key.get(whole[place : place + size], ()):
                    if whole.startswith(stem, place):
                        yield stem, place


def characters(text: str) -> NDArray[np.uint16]:
    """The characters, each in the 16 bits that tell it from nearly all others."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) == 2 * len(text):
        return np.frombuffer(units, np.uint16)
    # Where some take two units, places in the text would no longer be places here.
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint16)


def _hashes(characters: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """A hash of the characters from each place on; it overflows as it should."""
    count = max(0, characters.size - _KEY_SIZE + 1)
    hashes = characters[:count]
    for offset in range(1, _KEY_SIZE):
        hashes = hashes * np.uint16(_FACTOR) + characters[offset : offset + count]
    return hashes
