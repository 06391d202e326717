"""Places by hash, many looked up at once: nothing waits for one look into memory before the next."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parallax.stories.spans import Hashes, Places


class Table:
    """Open addressing: a hash stands where its first bits say, or in the next slot that was free."""

    def __init__(self, bits: int) -> None:
        """``bits`` is the logarithm of how many slots there are; no more than half of them should be taken."""
        self._bits = np.uint64(64 - bits)
        self._last = (1 << bits) - 1
        self._hashes: Hashes = np.zeros(1 << bits, dtype=np.uint64)
        # A slot without a place is free.
        self._places: NDArray[np.int32] = np.zeros(1 << bits, dtype=np.int32)

    def get(self, hashes: Hashes) -> Places:
        """The place of each of some hashes, 0 where it has none."""
        slots = self._slots(hashes)
        places = self._places.take(slots)
        left = np.flatnonzero((self._hashes.take(slots) != hashes) & (places > 0))
        while len(left):
            slots[left] = slots[left] + 1 & self._last
            its = places[left] = self._places.take(slots[left])
            left = left[(self._hashes.take(slots[left]) != hashes[left]) & (its > 0)]
        return places.astype(np.int64)

    def put(self, hashes: Hashes, places: Places) -> None:
        """Give hashes that have no place one above 0, each its own."""
        slots = self._slots(hashes)
        while len(slots):
            free = self._places.take(slots) == 0
            self._places[slots[free]] = places[free]
            # Of several that want one slot one has got it.
            got = self._places.take(slots) == places
            self._hashes[slots[got]] = hashes[got]
            slots, hashes, places = slots[~got] + 1 & self._last, hashes[~got], places[~got]

    def _slots(self, hashes: Hashes) -> Places:
        return (hashes >> self._bits).astype(np.int64)
