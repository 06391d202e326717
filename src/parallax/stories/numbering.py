"""Marks by number, so that what many articles share is found by looking numbers up in one array."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parallax.stories.marks import KINDS

START_MARKS = 4_096
# Rows looked through at once for a saved state.
ROWS = 1_024

Ids = NDArray[np.int32]


class Numbering:
    """Gives each mark a number while anything speaks of it. 0 stands for no mark, in places an article has left
    over."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        # Which of :data:`KINDS` a number's mark is.
        self.kinds: NDArray[np.uint8] = np.zeros(START_MARKS, dtype=np.uint8)
        self._marks: list[str] = [""]
        self._free: list[int] = []

    def __len__(self) -> int:
        """One more than the highest number."""
        return len(self._marks)

    def number(self, mark: str) -> int:
        """A mark's number, a new one where it has none."""
        return self.ids.get(mark) or self._enter(mark)

    def give_up(self, used: NDArray[np.bool_]) -> None:
        """Forget the marks of all numbers that are not ``used``."""
        unused = np.flatnonzero(~used[: len(self)])
        for number in unused.tolist():
            if mark := self._marks[number]:
                del self.ids[mark]
                self._marks[number] = ""
                self._free.append(number)

    def put(self, ids: Ids) -> tuple[list[str], Ids]:
        """The marks that rows bear, in the order in which they come first, and the rows with their places in it for
        numbers: the same whatever was numbered before, for a saved state."""
        first = np.full(len(self), ids.size, dtype=np.int64)
        for start in range(0, len(ids), ROWS):
            some = ids[start : start + ROWS].ravel()
            np.minimum.at(first, some, start * ids.shape[1] + np.arange(len(some)))
        first[0] = -1
        order = np.flatnonzero(first < ids.size)
        order = order[first[order].argsort()]
        places = np.zeros(len(self), dtype=np.int32)
        places[order] = np.arange(len(order))
        return [self._marks[number] for number in order.tolist()], places[ids]

    def revive(self, marks: list[str], free: list[int]) -> None:
        """Take over saved marks by number, of which some are free."""
        self._marks, self._free = marks, free
        for number in free:
            marks[number] = ""
        self.ids = {mark: number for number, mark in enumerate(marks) if mark}
        self.kinds = np.zeros(max(START_MARKS, 2 * len(marks)), dtype=np.uint8)
        self.kinds[list(self.ids.values())] = [KINDS.index(mark[0]) for mark in self.ids]

    def _enter(self, mark: str) -> int:
        if self._free:
            number = self._free.pop()
            self._marks[number] = mark
        else:
            number = len(self._marks)
            self._marks.append(mark)
            if number == len(self.kinds):
                self.kinds = np.concatenate([self.kinds, np.zeros_like(self.kinds)])
        self.kinds[number] = KINDS.index(mark[0])
        self.ids[mark] = number
        return number
