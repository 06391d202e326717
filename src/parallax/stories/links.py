"""How strongly articles and stories hang together: mean log-odds over pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parallax.stories.book import Story
from parallax.stories.cells import Found
from parallax.stories.model import PairModel
from parallax.stories.pair import Matrix, features
from parallax.stories.rarity import Rarity
from parallax.stories.settings import Settings
from parallax.stories.window import Window

# One pair's evidence is bounded, so that no single member decides for a whole story.
MOST_EVIDENCE = 6.0
# Stories an article is held against: those of its likeliest neighbours.
MOST_STORIES = 5
# Members looked at when a story is parted, evenly over its life.
PARTED_SAMPLE = 32
ROUNDS = 4

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rival:
    """A story that an article may belong to, by its id, and the mean log-odds that it does."""

    story: str
    odds: float


class Links:
    """Weighs pairs of a window's articles by the learned model."""

    def __init__(self, window: Window, rarity: Rarity, model: PairModel, settings: Settings) -> None:
        self._window = window
        self._rarity = rarity
        self._weights = model.vector
        self._intercept = model.intercept
        self._settings = settings

    def neighbours(self, ones: Sequence[int], found: Sequence[Found]) -> list[NDArray[np.float64]]:
        """The log-odds of some articles with those that lie nearest to each, all weighed at once."""
        others = np.concatenate([rows for rows, _ in found])
        counts = [len(rows) for rows, _ in found]
        mine, theirs = self._window.traits[list(ones)], self._window.traits[others]
        ends = np.cumsum(counts)
        shared = self._rarity.shared_each(mine["marks"], np.split(theirs["marks"], ends[:-1]))
        cosines = np.concatenate([its for _, its in found])
        odds = self._weighed(features(np.repeat(mine, counts), theirs, cosines, shared))
        return np.split(odds, ends[:-1])

    def rivals(
        self, row: int, near: Rows, odds: NDArray[np.float64], stories: Mapping[str, Story]
    ) -> list[Rival]:
        """The stories of an article's neighbours that may tell the same event, likeliest first."""
        known = dict(zip(near.tolist(), odds.tolist(), strict=True))
        best: dict[str, float] = {}
        promising = odds > self._settings.join
        for other, its in zip(near[promising].tolist(), odds[promising].tolist(), strict=True):
            name = self._window.member(other).story_id
            best[name] = max(best.get(name, its), its)
        likely = sorted(best, key=lambda name: (-best[name], name))[:MOST_STORIES]
        samples = {name: self.sample(stories[name]).tolist() for name in likely}
        missing = {other: None for sample in samples.values() for other in sample if other not in known}
        if missing:
            others = np.array(list(missing), dtype=np.int64)
            known |= zip(missing, self.odds(row, others).tolist(), strict=True)
        found = [
            Rival(name, sum(known[other] for other in sample) / len(sample))
            for name, sample in samples.items()
        ]
        return sorted(found, key=lambda rival: (-rival.odds, rival.story))

    def together(self, one: Story, other: Story) -> float:
        """The mean log-odds between two stories' samples."""
        return float(self._matrix(self.sample(one), self.sample(other)).mean())

    def odds(self, one: int, others: Rows) -> NDArray[np.float64]:
        """The log-odds of one article with each of some others, all by their rows."""
        cosines = self._window.points[others] @ self._window.points[one]
        mine, theirs = self._window.traits[one], self._window.traits[others]
        shared = self._rarity.shared(mine["marks"], theirs["marks"])
        return self._weighed(features(mine, theirs, cosines, shared))

    def sample(self, story: Story) -> Rows:
        """The members that stand for a story: its first ones and its newest."""
        first, newest = self._settings.first_members, self._settings.newest_members
        ids = story.members
        if len(ids) > first + newest:
            ids = ids[:first] + ids[-newest:]
        return self._rows(ids)

    def parting(self, story: Story) -> list[str]:
        """The members that belong no longer: the smaller side of the story's best cut in two, where
        the sides hang together less than they may; empty where they do."""
        members = self._rows(story.members)
        sample = members[:: max(1, -(-len(members) // PARTED_SAMPLE))]
        odds = self._matrix(sample, sample)
        odds = (odds + odds.T) / 2
        seeds = np.unravel_index(int(np.argmin(odds)), odds.shape)
        side = odds[seeds[1]] > odds[seeds[0]]
        for _ in range(ROUNDS):
            if not 0 < side.sum() < len(side):
                return []
            side = odds[:, side].mean(axis=1) > odds[:, ~side].mean(axis=1)
        if not 0 < side.sum() < len(side) or odds[np.ix_(side, ~side)].mean() >= self._settings.part:
            return []
        ours, theirs = self._matrix(members, sample[side]), self._matrix(members, sample[~side])
        nearer = ours.mean(axis=1) > theirs.mean(axis=1)
        split = [name for name, its in zip(story.members, nearer.tolist(), strict=True) if its]
        rest = [name for name, its in zip(story.members, nearer.tolist(), strict=True) if not its]
        # Of two sides of one size the one with the first article keeps the id.
        return split if len(split) < len(rest) or (len(split) == len(rest) and not nearer[0]) else rest

    def _rows(self, names: list[str]) -> Rows:
        return np.array([self._window.members[name].row for name in names], dtype=np.int64)

    def _matrix(self, ones: Rows, others: Rows) -> Matrix:
        """The log-odds between any two of some articles."""
        points, mine, theirs = self._window.points, self._window.traits[ones], self._window.traits[others]
        shared = self._rarity.shared_each(mine["marks"], [theirs["marks"]] * len(ones))
        rows = features(
            np.repeat(mine, len(others)),
            np.tile(theirs, len(ones)),
            (points[ones] @ points[others].T).ravel(),
            shared,
        )
        return self._weighed(rows).reshape(len(ones), len(others))

    def _weighed(self, rows: Matrix) -> NDArray[np.float64]:
        odds: NDArray[np.float64] = rows @ self._weights + self._intercept
        return np.minimum(np.maximum(odds, -MOST_EVIDENCE), MOST_EVIDENCE)
