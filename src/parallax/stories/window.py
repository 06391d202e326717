"""The live articles: what is kept of each, and which of them lie nearest to a point."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from parallax.stories.cells import NOTHING, Cells, Found, Rows, highest, longest_axes
from parallax.stories.copies import Sketch
from parallax.stories.embed import Vectors, unit
from parallax.stories.numbering import Ids
from parallax.stories.pair import TRAITS, Traits

START_ROWS = 1_024
# Up to here one matrix product over everything is quicker than cells, and misses nothing.
EXACT = 4_096
# Points moved at once when a language's mean moves.
RECENTERED = 512
# Candidates of the cells that are looked at in full.
RERANKED = 48
# Live articles a new one is measured against to see how crowded its corner is; more say the same.
BACKGROUND = 1_024
# Until as many articles are live, the crowd is supposed to be what it is in a mixed stream, and so is the share of
# a language.
SUPPOSED = 50.0
SUPPOSED_MEAN, SUPPOSED_SPREAD = 0.0, 0.17
# What a language's share is measured against, and the least of it: below, nothing was measured.
USUAL_SHARE, LEAST_SHARE = 0.35, 0.02
# Places for marks are added by so many.
MARKS = 16


@dataclass(slots=True)
class Member:
    """One live article. ``row`` is its place in the window's matrix; ``order`` sorts by arrival."""

    article_id: str
    outlet_id: str
    language: str
    hours: float
    sketch: Sketch = field(repr=False)
    agency: str
    order: int
    row: int
    story_id: str = ""
    copy_of: str = ""


class Window:
    """Vectors of the live articles in one matrix, with rows reused as articles leave."""

    def __init__(self) -> None:
        self.members: dict[str, Member] = {}
        self.raw: Vectors = np.zeros((0, 0), dtype=np.float32)
        self.points: Vectors = np.zeros((0, 0), dtype=np.float32)
        self.traits: Traits = np.zeros(0, dtype=TRAITS)
        # As wide as the article with the most marks so far asks for.
        self.marks: Ids = np.zeros((0, 0), dtype=np.int32)
        self.rows: list[Member | None] = []
        # Rows that hold an article.
        self.live: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
        self.free: list[int] = []
        self.languages: dict[str, int] = {}
        self.cells: Cells | None = None
        self._oldest: list[tuple[float, int, str]] = []
        self._languages: defaultdict[str, set[int]] = defaultdict(set)

    def place(self, raw: Vectors) -> int:
        """Takes an article's raw vector in and says in which row."""
        if not self.free:
            self._grow(raw.shape[0])
        row = self.free.pop()
        self.raw[row] = raw
        return row

    def language(self, name: str) -> int:
        """The number under which a language stands in :attr:`traits`."""
        return self.languages.setdefault(name, len(self.languages))

    def describe(self, rows: list[int], traits: Traits, ids: Ids) -> None:
        """Keep what rows' articles bring to a pair: their traits, and the numbers of their marks."""
        if ids.shape[1] > self.marks.shape[1]:
            self._widen(ids.shape[1])
        self.traits[rows] = traits
        self.marks[rows] = 0
        self.marks[rows, : ids.shape[1]] = ids

    def ids(self, rows: Sequence[int] | Rows) -> Ids:
        """The numbers of rows' marks, and 0 in places left over."""
        return self.marks.take(rows, axis=0)

    def add(self, member: Member) -> None:
        self.members[member.article_id] = member
        self.rows[member.row] = member
        self.live[member.row] = True
        self._languages[member.language].add(member.row)
        heappush(self._oldest, (member.hours, member.order, member.article_id))

    def member(self, row: int) -> Member:
        """The article in a row that holds one."""
        found = self.rows[row]
        if found is None:
            raise IndexError(f"row {row} of the window is empty")
        return found

    def leaving(self, oldest: float, most: int) -> Iterator[Member]:
        """Removes and yields what is older than ``oldest`` (hours) or one too many, oldest first."""
        while self._oldest and (self._oldest[0][0] < oldest or len(self.members) > most):
            _, order, name = heappop(self._oldest)
            member = self.members.get(name)
            if member is not None and member.order == order:
                self.remove(member)
                yield member

    def remove(self, member: Member) -> None:
        del self.members[member.article_id]
        self.rows[member.row] = None
        self.live[member.row] = False
        self.points[member.row] = 0
        self._languages[member.language].discard(member.row)
        self.free.append(member.row)
        if self.cells:
            self.cells.remove(member.row)

    def recenter(self, language: str, mean: Vectors) -> None:
        """Move all of a language's points to where its mean is now seen to be."""
        rows = sorted(self._languages[language])
        # A few at a time stay near the processor.
        for start in range(0, len(rows), RECENTERED):
            some = rows[start : start + RECENTERED]
            points = self.center(some, mean)
            if self.cells:
                self.cells.move(some, points)

    def center(self, rows: list[int], mean: Vectors) -> Vectors:
        """Place rows' points by their language's mean, and tell them."""
        points = self.points[rows] = unit(self.raw.take(rows, axis=0) - mean)
        return points

    def enter(self, rows: list[int], count: int) -> list[Found]:
        """Make new rows' points findable, and find for each the ``count`` rows of highest cosine (itself
        among them) and these cosines, best first."""
        points = self.points[rows]
        if self.cells is None and len(self.members) > EXACT:
            # There are too many now to look at all.
            older = sorted({member.row for member in self.members.values()}.difference(rows))
            self.open_cells(longest_axes(self.points[older])).add(older)
        if self.cells:
            near = self.cells.enter(rows, max(count, RERANKED))
            # Where there are not so many, the last row stands in; it is passed over then.
            cosines = np.stack(
                [self.points.take(its, axis=0) @ point for its, point in zip(near, points, strict=True)]
            )
            return best(near, np.where(near < 0, NOTHING, cosines), count)
        # Empty rows stand at 0: they are near only where nothing is.
        cosines = np.where(self.live, points @ self.points.T, NOTHING)
        return best(np.broadcast_to(np.arange(len(self.rows)), cosines.shape), cosines, count)

    def open_cells(self, axes: Vectors) -> Cells:
        """Search by cells from now on."""
        self.cells = Cells(axes, lambda rows: self.points[rows])
        return self.cells

    def background(self, points: Vectors) -> list[tuple[float, float]]:
        """Mean and standard deviation of each point's cosine to the live articles, from an even sample."""
        live = np.flatnonzero(self.live[: 8 * BACKGROUND])
        if not len(live):
            return [(SUPPOSED_MEAN, SUPPOSED_SPREAD)] * len(points)
        sample = live[:: max(1, len(live) // BACKGROUND)]
        # So many by so few are quicker than so few by so many.
        cosines = self.points.take(sample, axis=0) @ points.T
        count = len(sample)
        sums, squares = cosines.sum(axis=0), np.einsum("ij,ij->j", cosines, cosines)
        means = (sums + SUPPOSED * SUPPOSED_MEAN) / (count + SUPPOSED)
        variances = (squares - sums * sums / count + SUPPOSED * SUPPOSED_SPREAD**2) / (count + SUPPOSED)
        return list(zip(means.tolist(), np.sqrt(variances).tolist(), strict=True))

    def share(self, language: str) -> float:
        """How much of the live articles are in a language, as a logarithm: 0 is :data:`USUAL_SHARE`.

        A stream that only begins is supposed to have as much of it as that.
        """
        its, live = len(self._languages[language]), len(self.members)
        share = (its + USUAL_SHARE * SUPPOSED) / (live + SUPPOSED)
        return math.log(max(LEAST_SHARE, share) / USUAL_SHARE)

    def reserve(self, rows: int, free: list[int], size: int, width: int) -> None:
        """An empty window of a given shape, to be filled from a saved state."""
        self.marks = np.zeros((0, width), dtype=np.int32)
        self._lengthen(rows, size)
        self.free = list(free)

    def _grow(self, size: int) -> None:
        before = len(self.rows)
        after = max(START_ROWS, 2 * before)
        self._lengthen(after, size)
        self.free.extend(range(after - 1, before - 1, -1))

    def _lengthen(self, rows: int, size: int) -> None:
        before = len(self.rows)
        self.rows.extend([None] * (rows - before))
        if not before:
            self.raw, self.points = (np.zeros((0, size), dtype=np.float32) for _ in range(2))
        for name in ("raw", "points", "traits", "marks", "live"):
            its = getattr(self, name)
            grown = np.zeros((rows, *its.shape[1:]), dtype=its.dtype)
            grown[:before] = its
            setattr(self, name, grown)

    def _widen(self, width: int) -> None:
        wider = np.zeros((len(self.marks), -(-width // MARKS) * MARKS), dtype=np.int32)
        wider[:, : self.marks.shape[1]] = self.marks
        self.marks = wider


def best(rows: Rows, cosines: Vectors, count: int) -> list[Found]:
    """Of each row of candidates the ``count`` highest, best first, the lower row first where two are equal;
    fewer where some are nothing."""
    if cosines.shape[1] > count:
        picked = highest(cosines, count)
        rows, cosines = np.take_along_axis(rows, picked, axis=1), np.take_along_axis(cosines, picked, axis=1)
    order = np.lexsort((rows, -cosines), axis=1)
    rows, cosines = np.take_along_axis(rows, order, axis=1), np.take_along_axis(cosines, order, axis=1)
    ends = (cosines > NOTHING).sum(axis=1).tolist()
    return [(its[:end], near[:end]) for its, near, end in zip(rows, cosines, ends, strict=True)]
