"""How strongly articles and stories hang together: what their pairs say, pooled.

Of many pairs the strong ones say more than the weak: a story told over days has members that share little
with most others, and much with some. So log-odds are not averaged as they are, but as what pulls two
articles together, ``exp(odds / 2)``: between average linkage (of a small exponent) and single (of a large).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parallax.stories.book import Story
from parallax.stories.cells import Found
from parallax.stories.embed import Vectors
from parallax.stories.model import PairModel
from parallax.stories.pair import Matrix, features
from parallax.stories.rarity import Rarity
from parallax.stories.settings import Settings
from parallax.stories.window import Window

# One pair's evidence is bounded, so that no single member decides for a whole story.
MOST_EVIDENCE = 6.0
# Stories an article is held against: those of its likeliest neighbours.
MOST_STORIES = 5
# The exponent of a pair's pull, and the odds beyond which it grows no more.
PULL = 0.5
MOST_PULL = 4.0
# No mean pull is as low; it stands for a half that went into another.
GONE = -1.0
# Members looked at when a story is parted, evenly over its life.
PARTED_SAMPLE = 32
# Pairs weighed at once where more are to be; each takes some two kilobytes meanwhile.
MOST_PAIRS = 4_096

Rows = NDArray[np.int64]
# Log-odds of one article with others, by their rows.
Known = dict[int, float]


@dataclass(frozen=True, slots=True)
class Rival:
    """A story that an article may belong to, by its id, and the pooled log-odds that it does."""

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

    def neighbours(
        self, ones: Sequence[int], found: Sequence[Found], stories: Mapping[str, Story]
    ) -> list[Known]:
        """For each of some articles its log-odds with those that lie nearest, and with those that stand for
        the stories of the likeliest of these: all that :meth:`rivals` will ask, unless the batch itself
        changes these stories. Many pairs at once are weighed several times as fast as a few at a time."""
        rows = [near for near, _ in found]
        weighed = self._pairs(ones, rows, np.concatenate([cosines for _, cosines in found]))
        known = [
            dict(zip(near.tolist(), odds.tolist(), strict=True))
            for near, odds in zip(rows, _parted(weighed, rows), strict=True)
        ]
        asked: dict[int, list[int]] = {}
        for place, its in enumerate(known):
            if missing := self._missing(its, self._samples(its, its, stories)):
                asked[place] = missing
        if asked:
            asking = [ones[place] for place in asked]
            others = [np.array(missing, dtype=np.int64) for missing in asked.values()]
            for place, missing, odds in zip(
                asked, asked.values(), _parted(self._pairs(asking, others), others), strict=True
            ):
                known[place] |= zip(missing, odds.tolist(), strict=True)
        return known

    def rivals(
        self, row: int, near: Sequence[int], known: Known, stories: Mapping[str, Story]
    ) -> list[Rival]:
        """The stories of an article's neighbours that may tell the same event, likeliest first. ``known`` has
        its log-odds with these and any others; what else is needed is weighed."""
        samples = self._samples(near, known, stories)
        if missing := self._missing(known, samples):
            odds = self.odds(row, np.array(missing, dtype=np.int64))
            known = known | dict(zip(missing, odds.tolist(), strict=True))
        found = [Rival(name, pooled([known[other] for other in sample])) for name, sample in samples.items()]
        return sorted(found, key=lambda rival: (-rival.odds, rival.story))

    def together(self, one: Story, other: Story) -> float:
        """The pooled log-odds between those members of two stories that were there first and came last."""
        first, newest = self._settings.merged_first, self._settings.merged_newest
        ones, others = (self._ends(story, first, newest) for story in (one, other))
        return pooled(self._matrix(np.array(ones, dtype=np.int64), np.array(others, dtype=np.int64)))

    def odds(self, one: int, others: Rows) -> NDArray[np.float64]:
        """The log-odds of one article with each of some others, all by their rows."""
        cosines = self._window.points[others] @ self._window.points[one]
        mine, theirs = self._window.traits[one], self._window.traits[others]
        shared = self._rarity.shared(mine["marks"], theirs["marks"])
        return self._weighed(features(mine, theirs, cosines, shared))

    def partings(self, stories: Sequence[Story]) -> list[list[str]]:
        """The members of each story that belong no longer: the smaller side of its best cut in two, where
        the sides hang together less than they may; empty where they do."""
        rows = [np.array(story.rows, dtype=np.int64) for story in stories]
        samples = [its[:: max(1, -(-len(its) // PARTED_SAMPLE))] for its in rows]
        return [
            self._parting(story, members, sample, odds)
            for story, members, sample, odds in zip(
                stories, rows, samples, self._squares(samples), strict=True
            )
        ]

    def _parting(self, story: Story, members: Rows, sample: Rows, odds: Matrix) -> list[str]:
        # Where no two hang together so little, no two sides do.
        if odds.min() >= self._settings.part:
            return []
        side, between = halves(pulls(odds))
        if np.log(between) / PULL >= self._settings.part:
            return []
        ours, theirs = self._matrix(members, sample[side]), self._matrix(members, sample[~side])
        nearer = pulls(ours).mean(axis=1) > pulls(theirs).mean(axis=1)
        split = [name for name, its in zip(story.members, nearer.tolist(), strict=True) if its]
        rest = [name for name, its in zip(story.members, nearer.tolist(), strict=True) if not its]
        # Of two sides of one size the one with the first article keeps the id.
        return split if len(split) < len(rest) or (len(split) == len(rest) and not nearer[0]) else rest

    def _samples(
        self, near: Iterable[int], known: Known, stories: Mapping[str, Story]
    ) -> dict[str, list[int]]:
        """Those that stand for the stories of an article's likeliest neighbours."""
        join = self._settings.join
        best: dict[str, float] = {}
        for other in near:
            # Articles of this batch that come later have no story yet.
            if (odds := known[other]) > join and (name := self._window.member(other).story_id):
                best[name] = max(best.get(name, odds), odds)
        likely = sorted(best, key=lambda name: (-best[name], name))[:MOST_STORIES]
        first, newest = self._settings.first_members, self._settings.newest_members
        return {name: self._ends(stories[name], first, newest) for name in likely}

    @staticmethod
    def _ends(story: Story, first: int, newest: int) -> list[int]:
        """The members that stand for a story: its first ones and its newest."""
        rows = story.rows
        return rows if len(rows) <= first + newest else rows[:first] + rows[-newest:]

    @staticmethod
    def _missing(known: Known, samples: Mapping[str, Sequence[int]]) -> list[int]:
        return list({other: None for sample in samples.values() for other in sample if other not in known})

    def _squares(self, samples: Sequence[Rows]) -> list[Matrix]:
        """The log-odds between any two members of each sample, those of many samples weighed at once."""
        found: list[Matrix] = []
        start = 0
        while start < len(samples):
            end, pairs = start + 1, len(samples[start]) ** 2
            while end < len(samples) and pairs + len(samples[end]) ** 2 <= MOST_PAIRS:
                pairs += len(samples[end]) ** 2
                end += 1
            found += self._some_squares(samples[start:end])
            start = end
        return found

    def _some_squares(self, samples: Sequence[Rows]) -> list[Matrix]:
        # Both articles of a pair find the same odds, so half of each square is enough.
        points = [self._window.points[sample] for sample in samples]
        corners = [np.triu_indices(len(sample)) for sample in samples]
        cosines = [(its @ its.T)[corner] for its, corner in zip(points, corners, strict=True)]
        weighed = self._pairs(
            np.concatenate(samples).tolist(),
            [sample[place:] for sample in samples for place in range(len(sample))],
            np.concatenate(cosines),
        )
        squares = []
        for corner, odds in zip(corners, _parted(weighed, cosines), strict=True):
            size = corner[0][-1] + 1
            square: Matrix = np.empty((size, size))
            square[corner] = square.T[corner] = odds
            squares.append(square)
        return squares

    def _matrix(self, ones: Rows, others: Rows) -> Matrix:
        """The log-odds between each of some articles and each of others."""
        points = self._window.points
        cosines = (points[ones] @ points[others].T).ravel()
        return self._pairs(ones.tolist(), [others] * len(ones), cosines).reshape(len(ones), len(others))

    def _pairs(
        self, ones: Sequence[int], others: Sequence[Rows], cosines: Vectors | None = None
    ) -> NDArray[np.float64]:
        """The log-odds of each of some articles with its own others, one article's after another's."""
        counts = [len(its) for its in others]
        flat = np.concatenate(others)
        if cosines is None:
            points = self._window.points
            cosines = np.einsum("ij,ij->i", points[np.repeat(ones, counts)], points[flat])
        mine, theirs = self._window.traits[list(ones)], self._window.traits[flat]
        shared = self._rarity.shared_each(mine["marks"], _parted(theirs["marks"], others))
        return self._weighed(features(np.repeat(mine, counts), theirs, cosines, shared))

    def _weighed(self, rows: Matrix) -> NDArray[np.float64]:
        odds: NDArray[np.float64] = rows @ self._weights + self._intercept
        return np.minimum(np.maximum(odds, -MOST_EVIDENCE), MOST_EVIDENCE)


def pulls(odds: Matrix) -> Matrix:
    """How strongly pairs of some log-odds pull each other together."""
    pulled: Matrix = np.exp(PULL * np.minimum(odds, MOST_PULL))
    return pulled


def pooled(odds: ArrayLike) -> float:
    """The log-odds of a pair that pulls as some pairs do on average."""
    return float(np.log(pulls(np.asarray(odds)).mean()) / PULL)


def halves(pulled: Matrix) -> tuple[NDArray[np.bool_], float]:
    """Two or more articles in two halves that hang together least, by average linkage: which of them are in
    the half without the first, and the mean pull between the halves."""
    count = len(pulled)
    sums, size, home = pulled.copy(), np.ones(count), np.arange(count)
    means = pulled.copy()
    np.fill_diagonal(means, GONE)
    for _ in range(count - 2):
        one, other = sorted(divmod(int(means.argmax()), count))
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        size[one] += size[other]
        home[home == other] = one
        means[other] = means[:, other] = GONE
        means[one] = np.where(means[one] == GONE, GONE, sums[one] / (size[one] * size))
        means[:, one] = means[one]
    return home != home[0], float(means.max())


def _parted(whole: NDArray[Any], parts: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
    """An array cut into pieces as long as some others."""
    ends = list(accumulate(map(len, parts)))
    return [whole[start:end] for start, end in zip([0, *ends], ends, strict=False)]
