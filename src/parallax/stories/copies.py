"""The same text twice: wire copy and near-duplicates, by the shingles two bodies share.

A sketch keeps the shingles whose hash falls below a bound (FracMinHash, Irber et al. 2022), so
that a copy cut short is still seen to lie within the longer one.
"""

from __future__ import annotations

import re
import zlib

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

_WORD = re.compile(r"[^\W_]+")
_MIX = np.uint32(2_654_435_761)  # Knuth's multiplicative hash
EMPTY: Sketch = np.zeros(0, dtype=np.uint32)


def sketch(text: str) -> Sketch:
    """The sorted kept shingles of a text; empty where it is too short to tell copies by."""
    tokens = _WORD.findall(text[: MAX_TOKENS * 8].lower())
    width = SHINGLE
    if tokens and sum(map(len, tokens)) > 12 * len(tokens):
        tokens = list("".join(tokens))
        width = SHINGLE_CHARACTERS
    if len(tokens) < LEAST_TOKENS:
        return EMPTY
    hashes = np.array([zlib.crc32(token.encode()) for token in tokens[:MAX_TOKENS]], dtype=np.uint32)
    rolled = np.zeros(len(hashes) - width + 1, dtype=np.uint32)
    for place in range(width):
        # Overflow wraps, which is what mixes the words' places in.
        rolled = (rolled ^ hashes[place : place + len(rolled)]) * _MIX
        rolled ^= rolled >> np.uint32(15)
    return np.unique(rolled[rolled < KEPT])


def overlap(one: Sketch, other: Sketch) -> float:
    """The estimated share of the shorter text that is in the other, 0 to 1."""
    shorter = min(len(one), len(other))
    if shorter < LEAST_KEPT:
        return 0.0
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter


def is_copy(one: Sketch, other: Sketch) -> bool:
    return overlap(one, other) >= COPIED
