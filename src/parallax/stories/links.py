"""How strongly articles and stories hang together: what their pairs say, pooled.

Of many pairs the strong ones say more than the weak: a story told over days has members that share little
with most others, and much with some. So log-odds are not averaged as they are, but as what pulls two
articles together, ``exp(odds / 2)``: between average linkage (of a small exponent) and single (of a large).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parallax.stories.book import Story
from parallax.stories.cells import Found, Rows
from parallax.stories.model import PairModel
from parallax.stories.pair import Matrix
from parallax.stories.rarity import Rarity
from parallax.stories.settings import Settings
from parallax.stories.weigher import Odds, Weigher, parted
from parallax.stories.window import Window

# Stories an article is held against: those of its likeliest neighbours.
MOST_STORIES = 5
# The exponent of a pair's pull, and the odds beyond which it grows no more.
PULL = 0.5
MOST_PULL = 4.0
# No mean pull is as low; it stands for a half that went into another.
GONE = -1.0
# Members looked at when a story is parted, evenly over its life.
PARTED_SAMPLE = 32


@dataclass(frozen=True, slots=True)
class Rival:
    """A story that an article may belong to, by its id, and the pooled log-odds that it does."""

    story: str
    odds: float


@dataclass(frozen=True, slots=True)
class Held:
    """What an article's pairs with those that stand for a story said while the story had ``size`` members."""

    size: int
    rows: list[int]
    odds: Odds
    pooled: float


@dataclass(frozen=True, slots=True)
class Known:
    """What was weighed of an article before it is given its story: ``near`` lie nearest to it, ``close`` are
    those of them whose pair says that they may belong together, ``held`` are stories by id."""

    near: Rows
    close: list[tuple[int, float]]
    held: dict[str, Held] = field(default_factory=dict)

    def odds(self) -> dict[int, float]:
        """All log-odds that are known, by row."""
        held = (zip(its.rows, its.odds.tolist(), strict=True) for its in self.held.values())
        return dict(chain(self.close, *held))


class Links:
    """Weighs a window's articles and stories against each other."""

    def __init__(self, window: Window, rarity: Rarity, model: PairModel, settings: Settings) -> None:
        self._window = window
        self._weigher = Weigher(window, rarity, model)
        self._settings = settings
        # What :meth:`together` will be asked for, weighed beforehand.
        self._foreseen: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = {}

    def neighbours(
        self, ones: Sequence[int], found: Sequence[Found], stories: Mapping[str, Story]
    ) -> list[Known]:
        """For each of some articles, what those that lie nearest and those that stand for their stories say:
        all that :meth:`rivals` and :meth:`together` will ask, unless the batch itself changes these stories.
        Many pairs at once are weighed several times as fast as a few at a time."""
        rows = [near for near, _ in found]
        weighed = self._weigher.each(ones, rows, np.concatenate([cosines for _, cosines in found]))
        close = self._close(ones, rows, weighed)
        known = [Known(near, its) for near, its in zip(rows, close, strict=True)]
        asked = [[stories[name] for name in self._likely(its)] for its in close]
        self._hold(ones, known, asked)
        self._foresee(ones, known, stories)
        return known

    def rivals(self, row: int, known: Known, stories: Mapping[str, Story]) -> list[Rival]:
        """The stories of an article's neighbours that may tell the same event, likeliest first. What ``known``
        does not tell is weighed."""
        found = []
        for name in self._likely(known.close):
            held, story = known.held.get(name), stories[name]
            if held is None or held.size != len(story.rows):
                found.append(Rival(name, self._pooled(row, self._sample(story), known.odds())))
            else:
                found.append(Rival(name, held.pooled))
        return sorted(found, key=lambda rival: (-rival.odds, rival.story))

    def together(self, one: Story, other: Story) -> float:
        """The pooled log-odds between those members of two stories that were there first and came last."""
        ones, others = self._few(one.rows), self._few(other.rows)
        foreseen = self._foreseen.get((tuple(ones), tuple(others)))
        if foreseen is not None:
            return foreseen
        return pooled(self._weigher.between(np.array(ones, dtype=np.int64), np.array(others, dtype=np.int64)))

    def odds(self, one: int, others: Rows) -> Odds:
        """The log-odds of one article with each of some others, all by their rows."""
        return self._weigher.each([one], [others])

    def partings(self, stories: Sequence[Story]) -> list[list[str]]:
        """The members of each story that belong no longer: the smaller side of its best cut in two, where
        the sides hang together less than they may; empty where they do."""
        rows = [np.array(story.rows, dtype=np.int64) for story in stories]
        samples = [its[:: max(1, -(-len(its) // PARTED_SAMPLE))] for its in rows]
        return [
            self._parting(story, members, sample, odds)
            for story, members, sample, odds in zip(
                stories, rows, samples, self._weigher.squares(samples), strict=True
            )
        ]

    def _parting(self, story: Story, members: Rows, sample: Rows, odds: Matrix) -> list[str]:
        # Where no two hang together so little, no two sides do.
        if odds.min() >= self._settings.part:
            return []
        side, between = halves(pulls(odds))
        if np.log(between) / PULL >= self._settings.part:
            return []
        if len(members) > len(sample):
            odds = self._weigher.between(sample, members).T
        pulled = pulls(odds)
        nearer = pulled[:, side].mean(axis=1) > pulled[:, ~side].mean(axis=1)
        split = [name for name, its in zip(story.members, nearer.tolist(), strict=True) if its]
        rest = [name for name, its in zip(story.members, nearer.tolist(), strict=True) if not its]
        # Of two sides of one size the one with the first article keeps the id.
        return split if len(split) < len(rest) or (len(split) == len(rest) and not nearer[0]) else rest

    def _close(
        self, ones: Sequence[int], rows: Sequence[Rows], weighed: Odds
    ) -> list[list[tuple[int, float]]]:
        """Of each article's neighbours those whose log-odds with it are above joining, and these."""
        counts = list(map(len, rows))
        others = np.concatenate(rows)
        places = np.flatnonzero((weighed > self._settings.join) & (others != np.repeat(ones, counts)))
        close: list[list[tuple[int, float]]] = [[] for _ in ones]
        for one, other, odds in zip(
            np.repeat(np.arange(len(ones)), counts)[places].tolist(),
            others[places].tolist(),
            weighed[places].tolist(),
            strict=True,
        ):
            close[one].append((other, odds))
        return close

    def _likely(self, close: Sequence[tuple[int, float]]) -> list[str]:
        """The stories of an article's likeliest neighbours."""
        best: dict[str, float] = {}
        members = self._window.rows
        for other, odds in close:
            member = members[other]
            # Articles of this batch that come later have no story yet.
            if member is not None and (name := member.story_id):
                best[name] = max(best.get(name, odds), odds)
        return sorted(best, key=lambda name: (-best[name], name))[:MOST_STORIES]

    def _hold(self, ones: Sequence[int], known: Sequence[Known], asked: Sequence[Sequence[Story]]) -> None:
        """Hold each article against those stories that are asked about."""
        samples = [[self._sample(story) for story in its] for its in asked]
        flat = list(chain.from_iterable(samples))
        if not flat:
            return
        asking = [place for place, its in enumerate(samples) if its]
        rows = [np.array(list(chain.from_iterable(samples[place])), dtype=np.int64) for place in asking]
        weighed = self._weigher.each([ones[place] for place in asking], rows)
        stories = ((its, story) for its, them in zip(known, asked, strict=True) for story in them)
        for (its, story), sample, odds, whole in zip(
            stories, flat, parted(weighed, flat), pooled_each(weighed, flat), strict=True
        ):
            its.held[story.id] = Held(len(story.rows), sample, odds, whole)

    def _foresee(self, ones: Sequence[int], known: Sequence[Known], stories: Mapping[str, Story]) -> None:
        """Weigh the stories that each article will show to be one."""
        pairs = []
        for row, its in zip(ones, known, strict=True):
            joined = [name for name, held in its.held.items() if held.pooled > self._settings.join]
            if len(joined) > 1:
                home, *others = sorted(joined, key=lambda name: (-its.held[name].pooled, name))
                mine = self._few([*stories[home].rows, row])
                pairs += [(mine, self._few(stories[name].rows)) for name in others]
        self._foreseen = {}
        if pairs:
            weighed = self._weigher.each(
                [one for mine, _ in pairs for one in mine],
                [np.array(theirs, dtype=np.int64) for mine, theirs in pairs for _ in mine],
            )
            parts = [range(len(mine) * len(theirs)) for mine, theirs in pairs]
            for (mine, theirs), whole in zip(pairs, pooled_each(weighed, parts), strict=True):
                self._foreseen[tuple(mine), tuple(theirs)] = whole

    def _pooled(self, row: int, sample: Sequence[int], known: dict[int, float]) -> float:
        """What an article's pairs with a sample say together; those not ``known`` are weighed."""
        missing = [other for other in sample if other not in known]
        if missing:
            odds = self.odds(row, np.array(missing, dtype=np.int64))
            known |= zip(missing, odds.tolist(), strict=True)
        return pooled([known[other] for other in sample])

    def _sample(self, story: Story) -> list[int]:
        """The members that stand for a story when an article is held against it."""
        return _ends(story.rows, self._settings.first_members, self._settings.newest_members)

    def _few(self, rows: list[int]) -> list[int]:
        """The members that stand for a story when it is held against another."""
        return _ends(rows, self._settings.merged_first, self._settings.merged_newest)


def _ends(rows: list[int], first: int, newest: int) -> list[int]:
    return rows[:] if len(rows) <= first + newest else rows[:first] + rows[-newest:]


def pooled_each(odds: Odds, parts: Sequence[Sequence[int]]) -> list[float]:
    """:func:`pooled` of each part of some log-odds, the parts being as long as some others; none is empty."""
    counts = np.array(list(map(len, parts)))
    sums = np.add.reduceat(pulls(odds), counts.cumsum() - counts)
    pulled: list[float] = (np.log(sums / counts) / PULL).tolist()
    return pulled


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
    # So few numbers are read from lists sooner than an array is called.
    sums: list[list[float]] = pulled.tolist()
    means = [row[:] for row in sums]
    parts = [[place] for place in range(len(sums))]
    left = list(range(len(sums)))
    # How strongly each part hangs together with the likeliest of those after it.
    most = [max(means[part][part + 1 :], default=GONE) for part in left]
    while len(left) > 2:
        one = most.index(max(most))
        other = means[one].index(most[one], one + 1)
        left.remove(other)
        most[other] = GONE
        parts[one] += parts[other]
        for part in left:
            if part != one:
                # A row tells its column.
                total = sums[one][part] = sums[part][one] = sums[one][part] + sums[other][part]
                row, before = means[part], max(means[part][one], means[part][other])
                row[one] = means[one][part] = total / (len(parts[one]) * len(parts[part]))
                row[other] = GONE
                if part < other and max(before, row[one]) >= most[part]:
                    most[part] = max(row[part + 1 :], default=GONE)
        means[one][other] = GONE
        most[one] = max(means[one][one + 1 :], default=GONE)
    side = np.zeros(len(sums), dtype=np.bool_)
    side[parts[left[1]]] = True
    return side, means[left[0]][left[1]]
