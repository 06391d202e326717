"""Hashes of stretches of text, of many at once."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

# Characters of many texts that are read at once.
AT_ONCE = 2**17

# A polynomial over 64 bits that wraps (Knuth's multiplier of an MMIX generator); odd, so that it has an inverse.
_BASE = 6_364_136_223_846_793_005
_MIX = np.uint64(0x9E37_79B9_7F4A_7C15)  # Fibonacci hashing: 2^64 over the golden ratio

Codes = NDArray[np.uint32]
Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]


def codes_of(text: str) -> Codes:
    """The numbers of a text's characters."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def hashes(codes: Codes, starts: Places, ends: Places) -> Hashes:
    """A hash of the characters between each start and end, whatever stands before; its first bits are the best."""
    powers, inverses = _powers(max(AT_ONCE, 1 << len(codes).bit_length()))
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    # What overflows is dropped, as it should.
    np.cumsum(codes * powers[: len(codes)], out=sums[1:])
    mixed: Hashes = (sums[ends] - sums[starts]) * inverses[starts] * _MIX
    return mixed


@cache
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The powers of the base and of its inverse, modulo 2^64."""
    bases = np.array([[_BASE], [pow(_BASE, -1, 2**64)]], dtype=np.uint64)
    rows = np.repeat(bases, count, axis=1)
    rows[:, 0] = 1
    powers, inverses = np.cumprod(rows, axis=1)
    return powers, inverses
