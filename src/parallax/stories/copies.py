"""The same text twice: wire copy and near-duplicates, by the shingles two bodies share.

A sketch keeps the shingles whose hash falls below a bound (FracMinHash, Irber et al. 2022), so
that a copy cut short is still seen to lie within the longer one.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

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

# Beyond lie no letters so far (Unicode 16).
LAST_CHARACTER = 0x323B0
# A polynomial over 64 bits that wraps (Knuth's multiplier of an MMIX generator); odd, so that it has an inverse.
_BASE = 6_364_136_223_846_793_005
_MIX = np.uint64(0x9E37_79B9_7F4A_7C15)  # Fibonacci hashing: 2^64 over the golden ratio
EMPTY: Sketch = np.zeros(0, dtype=np.uint32)


def sketch(text: str) -> Sketch:
    """The sorted kept shingles of a text; empty where it is too short to tell copies by."""
    if len(text) < LEAST_TOKENS:
        return EMPTY
    beginning = text[: MAX_TOKENS * 8].lower().encode("utf-32-le", "surrogatepass")
    codes = np.minimum(np.frombuffer(beginning, dtype=np.uint32), LAST_CHARACTER)
    letters = _alphanumeric()[codes]
    codes = codes[letters]
    starts = np.flatnonzero((letters & ~np.concatenate([[False], letters[:-1]]))[letters])
    width = SHINGLE
    if len(codes) > 12 * len(starts):
        starts = np.arange(len(codes))
        width = SHINGLE_CHARACTERS
    if len(starts) < LEAST_TOKENS:
        return EMPTY
    ends = np.append(starts, len(codes))[: MAX_TOKENS + 1]
    hashes = _hashes(codes, ends[:-width], ends[width:])
    kept = np.sort(hashes[hashes < KEPT])
    distinct: Sketch = kept[np.append(True, kept[1:] != kept[:-1])[: len(kept)]]
    return distinct


def _hashes(codes: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Sketch:
    """A hash of the characters between each start and end, whatever stands before."""
    powers, inverses = _powers()
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    # What overflows is dropped, as it should.
    np.cumsum(codes * powers[: len(codes)], out=sums[1:])
    mixed = (sums[ends] - sums[starts]) * inverses[starts] * _MIX
    return (mixed >> np.uint64(32)).astype(np.uint32)


@cache
def _powers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of the base and of its inverse, modulo 2^64."""
    bases = np.array([[_BASE], [pow(_BASE, -1, 2**64)]], dtype=np.uint64)
    rows = np.repeat(bases, MAX_TOKENS * 16, axis=1)
    rows[:, 0] = 1
    powers, inverses = np.cumprod(rows, axis=1)
    return powers, inverses


@cache
def _alphanumeric() -> NDArray[np.bool_]:
    """Of each character whether it belongs to a word."""
    return np.array([chr(code).isalnum() for code in range(LAST_CHARACTER)] + [False])


def overlap(one: Sketch, other: Sketch) -> float:
    """The estimated share of the shorter text that is in the other, 0 to 1."""
    shorter = min(len(one), len(other))
    if shorter < LEAST_KEPT:
        return 0.0
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter


def is_copy(one: Sketch, other: Sketch) -> bool:
    return overlap(one, other) >= COPIED
