"""The live articles: what is kept of each, and which of them lie nearest to a point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parallax.stories.copies import Sketch
from parallax.stories.embed import Vectors, unit
from parallax.stories.pair import Side

START_ROWS = 1_024


@dataclass(slots=True)
class Member:
    """One live article. ``row`` is its place in the window's matrix; ``order`` sorts by arrival."""

    article_id: str
    outlet_id: str
    side: Side
    sketch: Sketch
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
        self.rows: list[Member | None] = []
        self.free: list[int] = []

    def place(self, raw: Vectors) -> int:
        """Takes an article's raw vector in and says in which row."""
        if not self.free:
            self._grow(raw.shape[0])
        row = self.free.pop()
        self.raw[row] = raw
        return row

    def add(self, member: Member) -> None:
        self.members[member.article_id] = member
        self.rows[member.row] = member

    def remove(self, member: Member) -> None:
        del self.members[member.article_id]
        self.rows[member.row] = None
        self.points[member.row] = 0
        self.free.append(member.row)

    def recenter(self, language: str, mean: Vectors) -> None:
        """Move all of a language's points to where its mean is now seen to be."""
        rows = [member.row for member in self.members.values() if member.side.language == language]
        self.center(rows, mean)

    def center(self, rows: list[int], mean: Vectors) -> None:
        """Place these rows' points by their language's mean."""
        self.points[rows] = unit(self.raw[rows] - mean)

    def nearest(self, points: Vectors, count: int) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """For each point, the ``count`` rows of highest cosine and these cosines, best first."""
        cosines = points @ self.points.T
        count = min(count, cosines.shape[1])
        picked = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
        values = np.take_along_axis(cosines, picked, axis=1)
        # Row breaks ties, so that the answer is the same on every machine.
        order = np.lexsort((picked, -values), axis=1)
        return np.take_along_axis(picked, order, axis=1), np.take_along_axis(values, order, axis=1)

    def reserve(self, rows: int, free: list[int], size: int) -> None:
        """An empty window of a given shape, to be filled from a saved state."""
        self.raw = np.zeros((rows, size), dtype=np.float32)
        self.points = np.zeros((rows, size), dtype=np.float32)
        self.rows = [None] * rows
        self.free = list(free)

    def _grow(self, size: int) -> None:
        before = len(self.rows)
        after = max(START_ROWS, 2 * before)
        for name in ("raw", "points"):
            grown = np.zeros((after, size), dtype=np.float32)
            if before:
                grown[:before] = getattr(self, name)
            setattr(self, name, grown)
        self.rows.extend([None] * (after - before))
        self.free.extend(range(after - 1, before - 1, -1))
