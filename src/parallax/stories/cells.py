"""Nearest points without looking at all of them: points lie in cells, and only the nearest cells are searched.

An inverted file as in Jégou et al. (2011), whose cells split in two when they are full, so that the
work for one point stays the same as the window grows. Nothing is random: the same points in the
same order give the same cells.

What lies in them is each point's *look*: its coordinates along the few axes on which points of the
stream differ most. Reading whole points from memory is what a search in a large window waits for.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from parallax.stories.embed import Vectors, unit

# A cell is one small matrix product; half this size is what a split leaves.
CELL = 256
# Coordinates of a look, cells searched for a point, and rows found in them that are measured exactly.
# Of the 16 nearest among 6,000 articles of one month of sport 87 of 100 are found, 98 of those with a
# cosine above .45; by whole points in eight cells 84 and 95. With axes of other news, 82 and 96.
AXES = 96
PROBES = 10
CLOSE = 96
ROUNDS = 4  # of two-means at a split; the fourth moves hardly a point

Found = tuple[NDArray[np.int64], Vectors]


class Cell:
    """Some looks, side by side in memory, with the rows they stand for."""

    def __init__(self, size: int) -> None:
        self.rows: NDArray[np.int64] = np.zeros(CELL, dtype=np.int64)
        self.looks: Vectors = np.zeros((CELL, size), dtype=np.float32)
        self.count = 0


class Cells:
    """Rows by where their points lie, seen along ``axes`` (a column each)."""

    def __init__(self, axes: Vectors) -> None:
        self.axes = axes
        self._size = axes.shape[1]
        self.centers: Vectors = np.zeros((1, self._size), dtype=np.float32)
        self.cells = [Cell(self._size)]
        self._where: dict[int, tuple[int, int]] = {}

    def add(self, row: int, point: Vectors) -> None:
        look = point @ self.axes
        number = int(np.argmax(self.centers @ look))
        # What is nearest after a split may be another full cell.
        while self.cells[number].count == CELL:
            self._split(number)
            number = int(np.argmax(self.centers @ look))
        self._put(number, row, look)

    def remove(self, row: int) -> None:
        number, slot = self._where.pop(row)
        cell = self.cells[number]
        cell.count -= 1
        if slot < cell.count:
            cell.rows[slot] = cell.rows[cell.count]
            cell.looks[slot] = cell.looks[cell.count]
            self._where[int(cell.rows[slot])] = (number, slot)

    def move(self, row: int, point: Vectors) -> None:
        """A point shifted a little: it stays in its cell."""
        number, slot = self._where[row]
        self.cells[number].looks[slot] = point @ self.axes

    def close(self, points: Vectors) -> list[NDArray[np.int64]]:
        """For each point, the rows that look nearest to it: at most :data:`CLOSE`, of the nearest cells."""
        looks = points @ self.axes
        return [self._close(look, scores) for look, scores in zip(looks, looks @ self.centers.T, strict=True)]

    def _close(self, look: Vectors, scores: Vectors) -> NDArray[np.int64]:
        probes = min(PROBES, len(self.cells))
        numbers = np.argpartition(-scores, probes - 1)[:probes]
        parts = [self.cells[number] for number in np.sort(numbers)]
        rows = np.concatenate([cell.rows[: cell.count] for cell in parts])
        alike = np.concatenate([cell.looks[: cell.count] @ look for cell in parts])
        return best(rows, alike, CLOSE)[0]

    def layout(self) -> list[list[int]]:
        """Each cell's rows in order, for a saved state."""
        return [cell.rows[: cell.count].tolist() for cell in self.cells]

    def revive(self, centers: Vectors, layout: Iterable[list[int]], points: Vectors) -> None:
        """Take over saved cells; ``points`` are the window's, by row."""
        self.centers = centers
        self.cells = []
        for number, rows in enumerate(layout):
            self.cells.append(Cell(self._size))
            for row in rows:
                self._put(number, row, points[row] @ self.axes)

    def _put(self, number: int, row: int, look: Vectors) -> None:
        cell = self.cells[number]
        cell.rows[cell.count] = row
        cell.looks[cell.count] = look
        self._where[row] = (number, cell.count)
        cell.count += 1

    def _split(self, number: int) -> None:
        cell = self.cells[number]
        first = cell.looks[0]
        centers = np.stack([first, cell.looks[int(np.argmin(cell.looks @ first))]])
        side = np.zeros(CELL, dtype=np.int64)
        for _ in range(ROUNDS):
            side = np.argmax(cell.looks @ centers.T, axis=1)
            if 0 < side.sum() < CELL:
                centers = unit(np.stack([cell.looks[side == which].mean(axis=0) for which in (0, 1)]))
        if side.min() == side.max():
            # All looks are one: any half will do.
            side = np.arange(CELL) % 2
        rows, looks = cell.rows.copy(), cell.looks.copy()
        self.centers[number] = centers[0]
        self.centers = np.concatenate([self.centers, centers[1:]])
        cell.count = 0
        self.cells.append(Cell(self._size))
        for slot, which in enumerate(side.tolist()):
            self._put(len(self.cells) - 1 if which else number, int(rows[slot]), looks[slot])


def principal_axes(points: Vectors) -> Vectors:
    """The axes along which points are spread widest (Pearson 1901), a column each; at most :data:`AXES`.

    Points are taken as they are: of a language less its mean the middle is 0 already.
    """
    _, axes = np.linalg.eigh(points.T @ points)
    return np.ascontiguousarray(axes[:, ::-1][:, :AXES])


def best(rows: NDArray[np.int64], cosines: Vectors, count: int) -> Found:
    """The ``count`` highest, best first; the lower row first where two are equal."""
    if len(rows) > count:
        picked = np.argpartition(-cosines, count - 1)[:count]
        rows, cosines = rows[picked], cosines[picked]
    order = np.lexsort((rows, -cosines))
    return rows[order], cosines[order]
