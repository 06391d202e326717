"""What a press does with comparable stories: how often it tells them, and by how many outlets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from parallax.overlooked.chances import at_most_if_told, log_chance_if_told
from parallax.overlooked.counting import Count, Inside
from parallax.overlooked.records import StoryTold
from parallax.overlooked.settings import DISPERSIONS, LIKENESS, MEANS, Likeness

_GRID = tuple((mean, dispersion) for mean in MEANS for dispersion in DISPERSIONS)
# Shown as what the expectation rests on; more would not be read.
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Habit:
    """What one press is expected to do with one story, from its other stories.

    ``expected`` is the share of outlets that tells such a story, silences included; ``taken_up`` the
    share of such stories told by any; ``weights`` how likely each (mean, dispersion) of the told ones is.
    """

    stories: int  # others told elsewhere
    told: int  # of them, by this press
    expected: float
    taken_up: float
    share_when_told: float
    weights: tuple[float, ...]
    comparable: tuple[str, ...]

    def chance_if_told(self, k: int, n: int, listed: int, recall: float = 1.0) -> float:
        """The chance to see ``k`` or fewer of ``n`` though the press tells it as it tells such stories."""
        return sum(
            weight * at_most_if_told(k, n, listed, mean, dispersion, recall)
            for weight, (mean, dispersion) in zip(self.weights, _GRID, strict=True)
            if weight > 1e-6
        )


def habit(looked_at: Count, others: Sequence[Count], inside: Inside, likeness: Likeness = LIKENESS) -> Habit:
    """The habit of a press, from ``others``: its counts of stories told elsewhere.

    ``looked_at`` itself is left out, so that a silence does not excuse itself.
    """
    rest = [other for other in others if other.story.story_id != looked_at.story.story_id and other.n]
    if not rest:
        return Habit(0, 0, 0.0, 0.0, 0.0, _posterior({}), ())
    alike = [_likeness(looked_at, other, inside, likeness) for other in rest]
    floor = likeness.overall / len(rest)
    weights = [weight + floor for weight in alike]
    told: defaultdict[tuple[int, int], float] = defaultdict(float)
    total = shares = taken_up = 0.0
    for other, weight in zip(rest, weights, strict=True):
        total += weight
        shares += weight * other.voices / other.n
        if other.voices:
            taken_up += weight
            told[other.voices, other.n] += weight
    posterior = _posterior(told)
    nearest = sorted(zip(alike, rest, strict=True), key=lambda pair: (-pair[0], pair[1].story.story_id))
    return Habit(
        stories=len(rest),
        told=sum(other.voices > 0 for other in rest),
        expected=shares / total,
        taken_up=taken_up / total,
        share_when_told=shares / taken_up if taken_up else 0.0,
        weights=posterior,
        comparable=tuple(other.story.story_id for _, other in nearest[:_SHOWN]),
    )


def _likeness(one: Count, other: Count, inside: Inside, likeness: Likeness) -> float:
    size = min(one.elsewhere, other.elsewhere) / max(one.elsewhere, other.elsewhere, 1)
    return _place(one.story, other.story, inside, likeness) * _topic(one.story, other.story, likeness) * size


def _place(one: StoryTold, other: StoryTold, inside: Inside, likeness: Likeness) -> float:
    if any(map(inside, one.about)) != any(map(inside, other.about)):
        return likeness.other_side_of_border
    if set(one.about) & set(other.about):
        return likeness.shared_place
    return likeness.same_side_of_border


def _topic(one: StoryTold, other: StoryTold, likeness: Likeness) -> float:
    if not one.topic or not other.topic:
        return likeness.unknown_topic
    return likeness.same_topic if one.topic == other.topic else likeness.other_topic


def _posterior(told: Mapping[tuple[int, int], float]) -> tuple[float, ...]:
    """How likely each point of the grid is, from weighted counts of stories that were told.

    Averaging over the grid keeps the uncertainty of few stories, which one best point would hide.
    """
    logs = [0.0] * len(_GRID)
    for (k, n), weight in told.items():
        logs = [log + weight * chance for log, chance in zip(logs, _likelihoods(k, n), strict=True)]
    top = max(logs)
    raw = [exp(value - top) for value in logs]
    total = sum(raw)
    return tuple(value / total for value in raw)


@lru_cache(maxsize=20_000)
def _likelihoods(k: int, n: int) -> tuple[float, ...]:
    """Log-probability of ``k`` of ``n``, one of them at least, at each point of the grid."""
    return tuple(log_chance_if_told(k, n, mean, dispersion) for mean, dispersion in _GRID)
