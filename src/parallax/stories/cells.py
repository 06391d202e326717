"""Nearest points without looking at all of them: points lie in cells, and only the nearest cells are searched.

An inverted file as in Jégou et al. (2011), whose cells part in two when they are full and are given up
when they are nearly empty, so that the work for one point stays about the same as the window grows and
as it moves on. Nothing is random: the same points in the same order give the same cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from parallax.stories.embed import Vectors, unit

# Many small cells find more of the nearest than a few large ones: of the 16 nearest among 6,000 headlines of one
# month of sport, 15 cells of 64 find .85 by reading 680 points, 8 cells of 256 find .87 by reading 1,410.
CELL = 64
# Cells searched for a point.
PROBES = 15
# A cell that has lost a point and has fewer left is given up, and its points go to other cells.
LEAST = CELL // 8
START_CELLS = 64
# Turns of the power method towards a full cell's longest axis, and of two-means from there on.
TURNS = 6
ROUNDS = 2
# No cosine is as low; it fills the places that no point of a cell takes.
NOTHING = -2.0

Rows = NDArray[np.int64]
Found = tuple[Rows, Vectors]


class Cells:
    """Rows by where their points lie. Each cell's points lie side by side in memory."""

    def __init__(self, size: int) -> None:
        self.count = 1
        self._centers: Vectors = np.zeros((START_CELLS, size), dtype=np.float32)
        self._points: Vectors = np.zeros((START_CELLS, CELL, size), dtype=np.float32)
        self._rows: Rows = np.zeros((START_CELLS, CELL), dtype=np.int64)
        self._held: Rows = np.zeros(START_CELLS, dtype=np.int64)
        # For each row its cell times CELL and its place there.
        self._where: Rows = np.zeros(0, dtype=np.int64)

    @property
    def centers(self) -> Vectors:
        return self._centers[: self.count]

    def add(self, rows: Sequence[int], points: Vectors) -> Vectors:
        """Take points in, and say how near each is to each cell's centre, for :meth:`nearest`."""
        scores: Vectors = points @ self.centers.T
        homes = scores.argmax(axis=1)
        for place, row in enumerate(rows):
            # What is nearest after a split may be another full cell.
            while self._held[homes[place]] == CELL:
                parted = int(homes[place])
                self._split(parted)
                scores[:, parted] = points @ self._centers[parted]
                scores = np.column_stack([scores, points @ self._centers[self.count - 1]])
                homes = scores.argmax(axis=1)
            self._put(int(homes[place]), np.array([row]), points[place])
        return scores

    def remove(self, row: int) -> None:
        number, slot = divmod(int(self._where[row]), CELL)
        last = self._held[number] = self._held[number] - 1
        self._points[number, slot] = self._points[number, last]
        moved = self._rows[number, slot] = self._rows[number, last]
        self._where[moved] = self._where[row]
        if last < LEAST and self.count > 1:
            rows, points = self._rows[number, :last].tolist(), self._points[number, :last].copy()
            self._drop(number)
            self.add(rows, points)

    def move(self, rows: Sequence[int], points: Vectors) -> None:
        """Points shifted a little: they stay in their cells."""
        numbers, slots = np.divmod(self._where[list(rows)], CELL)
        self._points[numbers, slots] = points

    def nearest(self, points: Vectors, scores: Vectors, count: int) -> list[Found]:
        """For each point the rows of highest cosine and these cosines, best first, of the cells ``scores``
        puts first."""
        probes = min(PROBES, self.count)
        picked = np.argpartition(scores, -probes, axis=1)[:, -probes:]
        cosines = self._cosines(points, picked).reshape(len(points), -1)
        count = min(count, cosines.shape[1])
        top = np.argpartition(cosines, -count, axis=1)[:, -count:]
        cosines = np.take_along_axis(cosines, top, axis=1)
        rows = self._rows[np.take_along_axis(picked, top // CELL, axis=1), top % CELL]
        order = np.lexsort((rows, -cosines), axis=1)
        rows, cosines = np.take_along_axis(rows, order, axis=1), np.take_along_axis(cosines, order, axis=1)
        ends = (cosines > NOTHING).sum(axis=1).tolist()
        return [(its[:end], near[:end]) for its, near, end in zip(rows, cosines, ends, strict=True)]

    def layout(self) -> list[list[int]]:
        """Each cell's rows in order, for a saved state."""
        return [self._rows[number, : self._held[number]].tolist() for number in range(self.count)]

    def revive(self, centers: Vectors, layout: Iterable[list[int]], points: Vectors) -> None:
        self.count = 0
        for center, rows in zip(centers, layout, strict=True):
            number = self._open(center)
            self._put(number, np.array(rows, dtype=np.int64), points[rows])

    def _cosines(self, points: Vectors, picked: Rows) -> Vectors:
        """Each point's cosines with all that its picked cells hold, (points, cells picked, CELL)."""
        found: Vectors = np.full((*picked.shape, CELL), NOTHING, dtype=np.float32)
        # A cell that several points look into is fetched from memory once.
        order = np.argsort(picked, axis=None, kind="stable")
        numbers, starts = np.unique(picked.ravel()[order], return_index=True)
        ends = [*starts[1:].tolist(), len(order)]
        places = np.divmod(order, picked.shape[1])
        held = self._held[numbers].tolist()
        for number, start, end, its in zip(numbers.tolist(), starts.tolist(), ends, held, strict=True):
            who, which = places[0][start:end], places[1][start:end]
            found[who, which, :its] = points[who] @ self._points[number, :its].T
        return found

    def _put(self, number: int, rows: Rows, points: Vectors) -> None:
        """Append rows to a cell that has room for them."""
        start = int(self._held[number])
        end = start + len(rows)
        self._rows[number, start:end] = rows
        self._points[number, start:end] = points
        self._held[number] = end
        highest = int(rows.max(initial=0))
        if highest >= len(self._where):
            self._where = np.concatenate([self._where, np.zeros(highest + 1, dtype=np.int64)])
        self._where[rows] = number * CELL + np.arange(start, end)

    def _open(self, center: Vectors) -> int:
        if self.count == len(self._held):
            for name in ("_centers", "_points", "_rows", "_held"):
                its = getattr(self, name)
                # Untouched zeros take no memory.
                grown = np.zeros((2 * len(its), *its.shape[1:]), dtype=its.dtype)
                grown[: len(its)] = its
                setattr(self, name, grown)
        number = self.count
        self.count += 1
        self._centers[number] = center
        self._held[number] = 0
        return number

    def _drop(self, number: int) -> None:
        """Give a cell up; the last one takes its number."""
        self.count -= 1
        last, held = self.count, int(self._held[self.count])
        self._held[number] = 0
        if number != last:
            self._centers[number] = self._centers[last]
            self._put(number, self._rows[last, :held], self._points[last, :held])

    def _split(self, number: int) -> None:
        rows, points = self._rows[number].copy(), self._points[number].copy()
        other = halves(points)
        self._centers[number] = _middle(points[~other])
        self._held[number] = 0
        self._put(number, rows[~other], points[~other])
        self._put(self._open(_middle(points[other])), rows[other], points[other])


def halves(points: Vectors) -> NDArray[np.bool_]:
    """Which points lie on the other side when some are parted in two, along the longest axis at first."""
    away = points - points.mean(axis=0)
    axis = away[np.einsum("ij,ij->i", away, away).argmax()]
    for _ in range(TURNS):
        axis = unit((away.T @ (away @ axis))[None])[0]
    side: NDArray[np.bool_] = away @ axis > 0
    for _ in range(ROUNDS):
        if side.any() and not side.all():
            side = points @ _middle(points[side]) > points @ _middle(points[~side])
    if not side.any() or side.all():
        # All points are one: any half will do.
        side = np.arange(len(points)) % 2 == 1
    return side


def _middle(points: Vectors) -> Vectors:
    middle: Vectors = unit(points.mean(axis=0)[None])[0]
    return middle


def best(rows: Rows, cosines: Vectors, count: int) -> Found:
    """The ``count`` highest, best first; the lower row first where two are equal."""
    if len(rows) > count:
        picked = np.argpartition(-cosines, count - 1)[:count]
        rows, cosines = rows[picked], cosines[picked]
    order = np.lexsort((rows, -cosines))
    return rows[order], cosines[order]
