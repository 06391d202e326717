"""Nearest points without looking at all of them: points lie in cells, and only the nearest cells are searched.

An inverted file as in Jégou et al. (2011), whose cells part in two when they are full and are given up
when they are nearly empty, so that the work for one point stays about the same as the window grows and
as it moves on. Nothing is random: the same points in the same order give the same cells.

In a large window what costs is fetching points from memory, so cells hold of each point only where it lies
along the axes on which points differ most, in eight bits. That tells which are worth a look in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from parallax.stories.embed import Vectors, unit

# Axes kept of a point: 128 of the 384 of multilingual-e5-small hold .78 of the variance of one month of sport in
# nineteen languages, and 48 candidates by them .98 of the 16 nearest of all.
AXES = 128
# Many small cells find more of the nearest than a few large ones, but each takes a matrix product of its own.
CELL = 64
# Cells searched for a point. With 48 candidates looked at in full they find .87 of the 16 nearest among 6,000
# headlines of that month, and .72 among 40,000 articles of the invented stream.
PROBES = 18
# A cell that has lost a point and has fewer left is given up, and its points go to other cells.
LEAST = CELL // 8
START_CELLS = 64
# Turns of the power method towards a full cell's longest axis, and of two-means from there on.
TURNS = 6
ROUNDS = 2
# Points taken in at once, and cells multiplied at once: half a megabyte.
CHUNK = 64
TOGETHER = 16
# Columns that scores have to spare for cells that open meanwhile.
SPARE = 16
# No cosine is as low; it fills the places that no point of a cell takes.
NOTHING = -2.0
# Steps of 1 that eight bits have for a coordinate up to .6 either way; hardly any is further out.
STEPS = 127 / 0.6

Rows = NDArray[np.int64]
# Coordinates along the longest axes, in steps.
Short = NDArray[np.int8]
Found = tuple[Rows, Vectors]
_SLOTS = np.arange(CELL)


class Cells:
    """Rows by where their points lie. Each cell's points lie side by side in memory.

    ``axes`` are :func:`longest_axes` of points of the kind that is to come; ``points_of`` gives rows' points.
    """

    def __init__(self, axes: Vectors, points_of: Callable[[Sequence[int]], Vectors]) -> None:
        self.axes = axes
        self.count = 1
        self._points_of = points_of
        size, kept = axes.shape
        self._centers: Vectors = np.zeros((START_CELLS, size), dtype=np.float32)
        self._points: Short = np.zeros((START_CELLS, CELL, kept), dtype=np.int8)
        self._rows: Rows = np.zeros((START_CELLS, CELL), dtype=np.int64)
        self._held: Rows = np.zeros(START_CELLS, dtype=np.int64)
        # For each row its cell times CELL and its place there.
        self._where: Rows = np.zeros(0, dtype=np.int64)

    @property
    def centers(self) -> Vectors:
        return self._centers[: self.count]

    def add(self, rows: Sequence[int]) -> None:
        """Take rows in."""
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK]
            points = self._points_of(chunk)
            self._add(chunk, points, _short(self._along(points)))

    def enter(self, rows: Sequence[int], count: int) -> Rows:
        """Take rows in, and find for each ``count`` rows that are likely the nearest (itself among them), in no
        order; -1 where there are not so many."""
        points = self._points_of(rows)
        along = self._along(points)
        return self._nearest(along, self._add(rows, points, _short(along)), count)

    def remove(self, row: int) -> None:
        number, slot = divmod(int(self._where[row]), CELL)
        last = self._held[number] = self._held[number] - 1
        self._points[number, slot] = self._points[number, last]
        moved = self._rows[number, slot] = self._rows[number, last]
        self._where[moved] = self._where[row]
        if last < LEAST and self.count > 1:
            left, short = self._rows[number, :last].tolist(), self._points[number, :last].copy()
            self._drop(number)
            self._add(left, self._points_of(left), short)

    def move(self, rows: Sequence[int], points: Vectors) -> None:
        """Rows' points shifted a little, to where they lie now: they stay in their cells."""
        numbers, slots = np.divmod(self._where[list(rows)], CELL)
        self._points[numbers, slots] = _short(self._along(points))

    def layout(self) -> list[list[int]]:
        """Each cell's rows in order, for a saved state."""
        return [self._rows[number, : self._held[number]].tolist() for number in range(self.count)]

    def revive(self, centers: Vectors, layout: Iterable[list[int]]) -> None:
        """Take over a saved layout."""
        self.count = 0
        for center, rows in zip(centers, layout, strict=True):
            points = _short(self._along(self._points_of(rows)))
            self._put(self._open(center), np.array(rows, dtype=np.int64), points)

    def _along(self, points: Vectors) -> Vectors:
        # A single row takes another way through BLAS and comes out different in its last bits, by which a restart
        # could tell.
        if len(points) == 1:
            return self._along(np.repeat(points, 2, axis=0))[:1]
        shorter: Vectors = points @ self.axes
        return shorter

    def _add(self, rows: Sequence[int], points: Vectors, short: Short) -> Vectors:
        """Take points in, and say how near each is to each cell's centre."""
        # So many by so few are quicker than so few by so many.
        scores = _spared((self.centers @ points.T).T)
        homes = scores.argmax(axis=1).tolist()
        for place, row in enumerate(rows):
            # What is nearest after a split may be another full cell.
            while self._held[homes[place]] == CELL:
                parted, opened = homes[place], self.count
                self._split(parted)
                if opened == scores.shape[1]:
                    scores = _spared(scores)
                scores[:, [parted, opened]] = points @ self._centers[[parted, opened]].T
                homes = scores.argmax(axis=1).tolist()
            self._put_one(homes[place], row, short[place])
        return scores

    def _nearest(self, points: Vectors, scores: Vectors, count: int) -> Rows:
        probes = min(PROBES, self.count)
        picked = highest(scores, probes)
        cosines = self._cosines(points, picked).reshape(len(points), -1)
        top = highest(cosines, min(count, cosines.shape[1]))
        rows = self._rows[np.take_along_axis(picked, top // CELL, axis=1), top % CELL]
        rows[np.take_along_axis(cosines, top, axis=1) == NOTHING] = -1
        return rows

    def _cosines(self, points: Vectors, picked: Rows) -> Vectors:
        """Each point's cosines with all that its picked cells hold, nearly: (points, cells picked, CELL)."""
        # A cell that several points look into is fetched from memory once, and cells that equally many look into
        # are multiplied together: one by one, the calls would cost more than the products.
        # Those that hold as many stand together, so that what is empty of each is left out.
        flat, looking = picked.ravel(), points / np.float32(STEPS)
        held = self._held[flat]
        order = np.lexsort((flat, held))
        starts = np.flatnonzero(np.diff(flat[order], prepend=-1))
        counts = np.diff(starts, append=len(order))
        short: Short = np.empty((TOGETHER, *self._points.shape[1:]), dtype=np.int8)
        cells: Vectors = np.empty(short.shape, dtype=np.float32)
        found: Vectors = np.empty((len(flat), CELL), dtype=np.float32)
        for count in np.unique(counts).tolist():
            places = order[starts[counts == count][:, None] + np.arange(count)]
            for start in range(0, len(places), TOGETHER):
                looks = places[start : start + TOGETHER]
                most = int(held[looks[-1, 0]])
                its = cells[: len(looks), :most]
                # Every number is in range; this mode only spares a copy.
                self._points.take(flat[looks[:, 0]], axis=0, out=short[: len(looks)], mode="clip")
                np.copyto(its, short[: len(looks), :most])
                found[looks, :most] = looking[looks // picked.shape[1]] @ its.transpose(0, 2, 1)
        found = found.reshape(*picked.shape, CELL)
        found[self._held[picked][..., None] <= _SLOTS] = NOTHING
        return found

    def _put(self, number: int, rows: Rows, points: Short) -> None:
        """Append rows to a cell that has room for them."""
        start = int(self._held[number])
        end = start + len(rows)
        self._rows[number, start:end] = rows
        self._points[number, start:end] = points
        self._held[number] = end
        self._reach(int(rows.max(initial=0)))
        self._where[rows] = number * CELL + np.arange(start, end)

    def _put_one(self, number: int, row: int, point: Short) -> None:
        """The same of a single row, which is what mostly comes."""
        start = int(self._held[number])
        self._rows[number, start] = row
        self._points[number, start] = point
        self._held[number] = start + 1
        self._reach(row)
        self._where[row] = number * CELL + start

    def _reach(self, row: int) -> None:
        """Make room to say where a row is."""
        if row >= len(self._where):
            self._where = np.concatenate([self._where, np.zeros(row + 1, dtype=np.int64)])

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
        rows, short = self._rows[number].copy(), self._points[number].copy()
        points = self._points_of(rows.tolist())
        other = halves(points)
        self._centers[number] = _middle(points[~other])
        self._held[number] = 0
        self._put(number, rows[~other], short[~other])
        self._put(self._open(_middle(points[other])), rows[other], short[other])


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


def _short(points: Vectors) -> Short:
    short: Short = np.clip(np.rint(points * np.float32(STEPS)), -127, 127).astype(np.int8)
    return short


def longest_axes(points: Vectors) -> Vectors:
    """The directions in which points differ most, at most :data:`AXES`, a column each."""
    _, axes = np.linalg.eigh(points.T @ points)
    longest: Vectors = np.ascontiguousarray(axes[:, ::-1][:, :AXES])
    return longest


def highest(scores: Vectors, count: int) -> Rows:
    """The places of the ``count`` highest of each row, in no order."""
    # To put numbers in order is twice as quick as to put their places in order.
    least = np.partition(scores, -count, axis=1)[:, -count, None]
    places = np.flatnonzero(scores >= least)
    if len(places) != len(scores) * count:
        # Some are equal, or no numbers.
        return np.argpartition(scores, -count, axis=1)[:, -count:]
    found: Rows = places.reshape(len(scores), count) % scores.shape[1]
    return found


def _spared(scores: Vectors) -> Vectors:
    """Scores with columns for cells to come, which so far are nearest to nothing."""
    width = scores.shape[1]
    spared: Vectors = np.full((len(scores), width + SPARE), -np.inf, dtype=np.float32)
    spared[:, :width] = scores
    return spared


def _middle(points: Vectors) -> Vectors:
    middle: Vectors = unit(points.mean(axis=0)[None])[0]
    return middle
