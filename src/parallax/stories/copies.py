"""The same text twice: wire copy and near-duplicates, by the shingles two bodies share.

A sketch keeps the shingles whose hash falls below a bound (FracMinHash, Irber et al. 2022), so
that a copy cut short is still seen to lie within the longer one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from parallax.stories.spans import AT_ONCE, codes_of, hashes

Sketch = NDArray[np.uint32]

# Five words in a row are rarely written twice by chance.
SHINGLE = 5
# Of a script without spaces, as many characters say as much.
SHINGLE_CHARACTERS = 9
MAX_TOKENS = 1_500
# Below this many words a "copy" is a formula: weather, results, a headline.
LEAST_TOKENS = 40
# One shingle in four is kept: about 75 of a report of 300 words.
KEPT = 2**32 // 4
# The part of the shorter text that must be found in the longer one. Rewritten reports of one
# event share quotations, some 10 to 30%.
COPIED = 0.6
# Of two texts with fewer kept shingles the share is a guess.
LEAST_KEPT = 8
# The character that ends a text, and what it is read as.
END, ENDED = "\0", 1

# Beyond lie no letters so far (Unicode 16).
LAST_CHARACTER = 0x323B0
EMPTY: Sketch = np.zeros(0, dtype=np.uint32)


def sketch(text: str) -> Sketch:
    """The sorted kept shingles of a text; empty where it is too short to tell copies by."""
    return sketches([text])[0]


def sketches(texts: Sequence[str]) -> list[Sketch]:
    """:func:`sketch` of each of some texts, many characters at once."""
    found: list[Sketch] = []
    some: list[str] = []
    length = 0
    for text in texts:
        beginning = text[: MAX_TOKENS * 8]
        if length + len(beginning) >= AT_ONCE:
            found += _sketches(some)
            some, length = [], 0
        some.append(beginning.replace(END, " "))
        length += len(beginning) + 1
    return found + _sketches(some) if some else found


def _sketches(texts: Sequence[str]) -> list[Sketch]:
    codes = _folded().take(codes_of(END.join([*texts, ""])), mode="clip")
    begins = codes > 0
    # Of truths this is several times as quick as of numbers.
    kept = np.flatnonzero(begins)
    begins[1:] &= codes[:-1] <= ENDED
    begins |= codes == ENDED
    codes, begins = codes.take(kept), begins.take(kept)
    ends = np.flatnonzero(codes == ENDED)
    lengths, (_, words) = np.diff(ends, prepend=-1), _numbered(begins, ends)
    unspaced = lengths - 1 > 12 * words
    begins |= np.repeat(unspaced, lengths)
    firsts, tokens = _numbered(begins, ends)
    widths = np.where(unspaced, SHINGLE_CHARACTERS, SHINGLE)
    counts = np.minimum(tokens, MAX_TOKENS) + 1 - widths
    counts[tokens < LEAST_TOKENS] = 0
    which = np.repeat(np.arange(len(texts)), counts)
    tokens_before = np.arange(len(which)) - np.repeat(counts.cumsum() - counts, counts) + firsts[which]
    starts = np.flatnonzero(begins)
    found = hashes(codes, starts[tokens_before], starts[tokens_before + widths[which]]) >> np.uint64(32)
    few = found < KEPT
    # In the order of the texts, then of the hashes.
    keys = np.sort(which[few].astype(np.uint64) << np.uint64(32) | found[few])
    keys = keys[np.diff(keys, prepend=np.uint64(2**64 - 1)) != 0]
    borders = (keys >> np.uint64(32)).searchsorted(np.arange(1, len(texts)))
    return [its.astype(np.uint32) for its in np.split(keys, borders)]


def _numbered(
    begins: NDArray[np.bool_], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of each text the number of its first token among all and how many it has; its end counts as one more."""
    before = begins.cumsum()[ends] - 1
    firsts = np.append(0, before[:-1] + 1)
    return firsts, before - firsts


@cache
def _folded() -> NDArray[np.uint32]:
    """Of each character the small letter that stands for it, :data:`ENDED` of :data:`END`, and 0 of what belongs
    to no word."""
    characters = (chr(code) for code in range(LAST_CHARACTER))
    folded = [ord(its.lower()[0]) if its.isalnum() else 0 for its in characters]
    folded[ord(END)] = ENDED
    return np.array([*folded, 0], dtype=np.uint32)


def overlap(one: Sketch, other: Sketch) -> float:
    """The estimated share of the shorter text that is in the other, 0 to 1."""
    return float(overlaps([(one, other)])[0])


def overlaps(pairs: Sequence[tuple[Sketch, Sketch]]) -> NDArray[np.float64]:
    """:func:`overlap` of each of some pairs."""
    sizes = np.array([(len(one), len(other)) for one, other in pairs])
    pair = np.repeat(np.arange(len(pairs), dtype=np.uint64), sizes.sum(axis=1)) << np.uint64(32)
    # A sketch has each of its shingles once: what a pair has twice is in both. Sketches are sorted, of which this
    # kind of sorting makes use.
    keys = np.sort(pair | np.concatenate([sketch for both in pairs for sketch in both]), kind="stable")
    shared = keys[1:][keys[1:] == keys[:-1]] >> np.uint64(32)
    shorter = sizes.min(axis=1)
    counts = np.bincount(shared.astype(np.int64), minlength=len(pairs))
    return np.where(shorter < LEAST_KEPT, 0.0, counts / np.maximum(shorter, 1))
