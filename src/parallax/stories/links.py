"""How strongly articles and stories hang together: mean log-odds over pairs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parallax.stories.book import Story
from parallax.stories.model import PairModel
from parallax.stories.pair import features
from parallax.stories.settings import Settings
from parallax.stories.window import Member, Window

# One pair's evidence is bounded, so that no single member decides for a whole story.
MOST_EVIDENCE = 6.0
# Stories an article is held against: those of its likeliest neighbours.
MOST_STORIES = 5
# Members looked at when a story is parted, evenly over its life.
PARTED_SAMPLE = 32
ROUNDS = 4


class Links:
    """Weighs pairs of a window's articles by the learned model."""

    def __init__(self, window: Window, model: PairModel, settings: Settings) -> None:
        self._window = window
        self._weights = model.vector
        self._intercept = model.intercept
        self._settings = settings
        self._known: tuple[Member | None, dict[str, float]] = (None, {})

    def likely(self, member: Member, near: Sequence[tuple[Member, float]]) -> list[str]:
        """The stories of the neighbours that may tell the same event, likeliest first."""
        if not near:
            return []
        best: dict[str, float] = {}
        self._known = (member, {})
        for (other, _), odds in zip(near, self._odds(member, near).tolist(), strict=True):
            self._known[1][other.article_id] = odds
            best[other.story_id] = max(best.get(other.story_id, odds), odds)
        likely = [name for name in best if best[name] > self._settings.join]
        return sorted(likely, key=lambda name: (-best[name], name))[:MOST_STORIES]

    def joining(self, member: Member, story: Story) -> float:
        """The mean log-odds between an article just looked at by :meth:`likely` and a story's sample."""
        looked_at, known = self._known
        sample = self.sample(story)
        others = sample if looked_at is not member else [its for its in sample if its.article_id not in known]
        values: list[float] = self._matrix([member], others)[0].tolist() if others else []
        if looked_at is member:
            values += [known[its.article_id] for its in sample if its.article_id in known]
        return sum(values) / len(values)

    def mean(self, members: Sequence[Member], story: Story) -> float:
        """The mean log-odds between some articles and a story's sample."""
        return float(self._matrix(members, self.sample(story)).mean())

    def sample(self, story: Story) -> list[Member]:
        """The members that stand for a story: its first ones and its newest."""
        first, newest = self._settings.first_members, self._settings.newest_members
        ids = story.members
        if len(ids) > first + newest:
            ids = ids[:first] + ids[-newest:]
        return [self._window.members[name] for name in ids]

    def parting(self, story: Story) -> list[str]:
        """The members that belong no longer: the smaller side of the story's best cut in two, where
        the sides hang together less than they may; empty where they do."""
        members = [self._window.members[name] for name in story.members]
        step = max(1, -(-len(members) // PARTED_SAMPLE))
        sample = members[::step]
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
        ours = [member for member, its in zip(sample, side, strict=True) if its]
        theirs = [member for member, its in zip(sample, side, strict=True) if not its]
        nearer = self._matrix(members, ours).mean(axis=1) > self._matrix(members, theirs).mean(axis=1)
        split = [name for name, its in zip(story.members, nearer.tolist(), strict=True) if its]
        rest = [name for name, its in zip(story.members, nearer.tolist(), strict=True) if not its]
        # Of two sides of one size the one with the first article keeps the id.
        return split if len(split) < len(rest) or (len(split) == len(rest) and not nearer[0]) else rest

    def _matrix(self, members: Sequence[Member], others: Sequence[Member]) -> NDArray[np.float64]:
        points = self._window.points
        near = points[[other.row for other in others]]
        return np.stack(
            [
                self._odds(member, list(zip(others, (near @ points[member.row]).tolist(), strict=True)))
                for member in members
            ]
        )

    def _odds(self, member: Member, near: Sequence[tuple[Member, float]]) -> NDArray[np.float64]:
        rows = features(member.side, [other.side for other, _ in near], [cosine for _, cosine in near])
        odds: NDArray[np.float64] = rows @ self._weights + self._intercept
        # Twice as quick as np.clip on a handful of numbers.
        return np.minimum(np.maximum(odds, -MOST_EVIDENCE), MOST_EVIDENCE)
