"""Nearest points without looking at all of them: points lie in cells, and only the nearest cells are searched.

An inverted file as in Jégou et al. (2011), whose cells split in two when they are full, so that the
work for one point stays the same as the window grows. Nothing is random: the same points in the
same order give the same cells.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from parallax.stories.embed import Vectors, unit

# A cell is one small matrix product; half this size is what a split leaves.
CELL = 256
# Cells searched for a point. See benchmarks/stories for what is missed.
PROBES = 8
ROUNDS = 4  # of two-means at a split; the fourth moves hardly a point

Found = tuple[NDArray[np.int64], Vectors]


class Cell:
    """Some points, side by side in memory, with the rows they stand for."""

    def __init__(self, size: int) -> None:
        self.rows: NDArray[np.int64] = np.zeros(CELL, dtype=np.int64)
        self.points: Vectors = np.zeros((CELL, size), dtype=np.float32)
        self.count = 0


class Cells:
    """Rows by where their points lie."""

    def __init__(self, size: int) -> None:
        self._size = size
        self.centers: Vectors = np.zeros((1, size), dtype=np.float32)
        self.cells = [Cell(size)]
        self._where: dict[int, tuple[int, int]] = {}

    def add(self, row: int, point: Vectors) -> None:
        number = int(np.argmax(self.centers @ point))
        # What is nearest after a split may be another full cell.
        while self.cells[number].count == CELL:
            self._split(number)
            number = int(np.argmax(self.centers @ point))
        self._put(number, row, point)

    def remove(self, row: int) -> None:
        number, slot = self._where.pop(row)
        cell = self.cells[number]
        cell.count -= 1
        if slot < cell.count:
            cell.rows[slot] = cell.rows[cell.count]
            cell.points[slot] = cell.points[cell.count]
            self._where[int(cell.rows[slot])] = (number, slot)

    def move(self, row: int, point: Vectors) -> None:
        """A point shifted a little: it stays in its cell."""
        number, slot = self._where[row]
        self.cells[number].points[slot] = point

    def nearest(self, point: Vectors, scores: Vectors, count: int) -> Found:
        """The rows of highest cosine and these cosines, best first, of the cells ``scores`` puts first."""
        probes = min(PROBES, len(self.cells))
        numbers = np.argpartition(-scores, probes - 1)[:probes]
        parts = [self.cells[number] for number in np.sort(numbers)]
        rows = np.concatenate([cell.rows[: cell.count] for cell in parts])
        cosines = np.concatenate([cell.points[: cell.count] @ point for cell in parts])
        return best(rows, cosines, count)

    def layout(self) -> list[list[int]]:
        """Each cell's rows in order, for a saved state."""
        return [cell.rows[: cell.count].tolist() for cell in self.cells]

    def revive(self, centers: Vectors, layout: Iterable[list[int]], points: Vectors) -> None:
        self.centers = centers
        self.cells = []
        for number, rows in enumerate(layout):
            self.cells.append(Cell(self._size))
            for row in rows:
                self._put(number, row, points[row])

    def _put(self, number: int, row: int, point: Vectors) -> None:
        cell = self.cells[number]
        cell.rows[cell.count] = row
        cell.points[cell.count] = point
        self._where[row] = (number, cell.count)
        cell.count += 1

    def _split(self, number: int) -> None:
        cell = self.cells[number]
        first = cell.points[0]
        centers = np.stack([first, cell.points[int(np.argmin(cell.points @ first))]])
        side = np.zeros(CELL, dtype=np.int64)
        for _ in range(ROUNDS):
            side = np.argmax(cell.points @ centers.T, axis=1)
            if 0 < side.sum() < CELL:
                centers = unit(np.stack([cell.points[side == which].mean(axis=0) for which in (0, 1)]))
        if side.min() == side.max():
            # All points are one: any half will do.
            side = np.arange(CELL) % 2
        rows, points = cell.rows.copy(), cell.points.copy()
        self.centers[number] = centers[0]
        self.centers = np.concatenate([self.centers, centers[1:]])
        cell.count = 0
        self.cells.append(Cell(self._size))
        for slot, which in enumerate(side.tolist()):
            self._put(len(self.cells) - 1 if which else number, int(rows[slot]), points[slot])


def best(rows: NDArray[np.int64], cosines: Vectors, count: int) -> Found:
    """The ``count`` highest, best first; the lower row first where two are equal."""
    if len(rows) > count:
        picked = np.argpartition(-cosines, count - 1)[:count]
        rows, cosines = rows[picked], cosines[picked]
    order = np.lexsort((rows, -cosines))
    return rows[order], cosines[order]
