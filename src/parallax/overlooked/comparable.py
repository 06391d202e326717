"""What a press does with comparable stories: how often it tells them, and by how many outlets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from parallax.overlooked.chances import at_most_if_told, log_chance_if_told
from parallax.overlooked.counting import Count, Inside
from parallax.overlooked.settings import DISPERSIONS, LIKENESS, MEANS, Likeness

Floats = NDArray[np.float64]

_GRID = tuple((mean, dispersion) for mean in MEANS for dispersion in DISPERSIONS)
# Shown as what the expectation rests on; more would not be read.
_SHOWN = 12
# Points of the grid less likely than this change no figure that is shown.
_NEGLIGIBLE = 1e-6


@dataclass(frozen=True, slots=True)
class Habit:
    """What one press is expected to do with one story, from its other stories.

    ``expected`` is the share of outlets that tells such a story, silences included; ``weights`` how
    likely each (mean, dispersion) of the grid is for the stories that it does tell.
    """

    stories: int  # others told elsewhere
    told: int  # of them, by this press
    expected: float
    weights: tuple[float, ...]
    comparable: tuple[str, ...]

    def chance_if_told(self, k: int, n: int, listed: int, recall: float = 1.0) -> float:
        """The chance to see ``k`` or fewer of ``n`` though the press tells it as it tells such stories."""
        return sum(
            weight * at_most_if_told(k, n, listed, mean, dispersion, recall)
            for weight, (mean, dispersion) in zip(self.weights, _GRID, strict=True)
            if weight > _NEGLIGIBLE
        )


class Habits:
    """All stories that one press could have told, ready to be compared with each one.

    A row for each of ``known``; stories for which no outlet was read teach nothing and are left out.
    """

    def __init__(self, known: Sequence[Count], inside: Inside, likeness: Likeness = LIKENESS) -> None:
        self._known = sorted((one for one in known if one.n), key=lambda one: one.story.story_id)
        self._likeness = likeness
        self._inside = inside
        self._ids = np.array([one.story.story_id for one in self._known], dtype=object)
        self._at_home = np.array([self._is_home(one) for one in self._known], dtype=bool)
        self._topics = np.array([one.story.topic for one in self._known], dtype=object)
        self._sizes = np.array([one.elsewhere for one in self._known], dtype=np.float64)
        self._shares = np.array([one.voices / one.n for one in self._known], dtype=np.float64)
        self._told = np.array([one.voices > 0 for one in self._known], dtype=bool)
        self._rows_about: dict[str, list[int]] = {}
        for row, one in enumerate(self._known):
            for place in one.story.about:
                self._rows_about.setdefault(place, []).append(row)
        # Stories told by equally many of equally many outlets share a row of likelihoods.
        seen = [(one.voices, one.n) for one in self._known if one.voices]
        kinds = {kind: place for place, kind in enumerate(sorted(set(seen)))}
        self._kind = np.array([kinds[kind] for kind in seen], dtype=np.intp)
        self._likelihoods = np.array([_likelihoods(*kind) for kind in kinds]).reshape(len(kinds), len(_GRID))

    def of(self, one: Count) -> Habit:
        """What is expected for ``one``, which itself is left out: a silence must not excuse itself."""
        others = self._ids != one.story.story_id
        count = int(others.sum())
        if not count:
            return Habit(0, 0, 0.0, self._posterior(np.zeros(len(self._known))), ())
        alike = np.where(others, self._alike(one), 0.0)
        weights = np.where(others, alike + self._likeness.overall / count, 0.0)
        nearest = np.argsort(-alike, kind="stable")
        return Habit(
            stories=count,
            told=int((self._told & others).sum()),
            expected=float(weights @ self._shares / weights.sum()),
            weights=self._posterior(weights),
            comparable=tuple(str(self._ids[row]) for row in nearest if others[row])[:_SHOWN],
        )

    def _alike(self, one: Count) -> Floats:
        """How much each story counts as comparable with ``one``, 0 … 1."""
        likeness = self._likeness
        place = np.full(len(self._known), likeness.same_side_of_border)
        for country in one.story.about:
            place[self._rows_about.get(country, [])] = likeness.shared_place
        place[self._at_home != self._is_home(one)] = likeness.other_side_of_border
        topic = np.where(self._topics == one.story.topic, likeness.same_topic, likeness.other_topic)
        if one.story.topic:
            topic[self._topics == ""] = likeness.unknown_topic
        else:
            topic[:] = likeness.unknown_topic
        size: Floats = np.minimum(self._sizes, one.elsewhere) / np.maximum(self._sizes, max(one.elsewhere, 1))
        return place * topic * size

    def _posterior(self, weights: Floats) -> tuple[float, ...]:
        """How likely each point of the grid is, from stories that were told, each as heavy as ``weights`` says.

        Averaging over the grid keeps the uncertainty of few stories, which one best point would hide.
        """
        logs = np.zeros(len(_GRID))
        if len(self._kind):
            by_kind = np.bincount(self._kind, weights[self._told], minlength=len(self._likelihoods))
            logs = by_kind @ self._likelihoods
        raw = np.exp(logs - logs.max())
        return tuple((raw / raw.sum()).tolist())

    def _is_home(self, one: Count) -> bool:
        return any(map(self._inside, one.story.about))


@lru_cache(maxsize=20_000)
def _likelihoods(k: int, n: int) -> tuple[float, ...]:
    """Log-probability of ``k`` of ``n``, one of them at least, at each point of the grid."""
    return tuple(log_chance_if_told(k, n, mean, dispersion) for mean, dispersion in _GRID)
