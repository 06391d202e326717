"""Pairs of a window's articles, weighed by the learned model: many at once, as a few cost nearly as much."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parallax.stories.cells import Rows
from parallax.stories.embed import Vectors
from parallax.stories.model import PairModel
from parallax.stories.pair import Matrix, features
from parallax.stories.rarity import Rarity
from parallax.stories.window import Window

# One pair's evidence is bounded, so that no single member decides for a whole story.
MOST_EVIDENCE = 6.0
# Pairs weighed at once where more are to be; each takes some two kilobytes meanwhile.
MOST_PAIRS = 4_096

Odds = NDArray[np.float64]


class Weigher:
    """The log-odds that two live articles tell the same event, articles being named by their rows."""

    def __init__(self, window: Window, rarity: Rarity, model: PairModel) -> None:
        self._window = window
        self._rarity = rarity
        self._weights = model.vector
        self._intercept = model.intercept

    def each(
        self, ones: Sequence[int], others: Sequence[Rows], cosines: NDArray[np.float32] | None = None
    ) -> Odds:
        """The log-odds of each of some articles with its own others, one article's after another's.
        ``cosines`` are theirs, where they are known."""
        window, counts, flat = self._window, list(map(len, others)), np.concatenate(others)
        if cosines is None:
            cosines = self._cosines(ones, flat, counts)
        shared = self._rarity.shared_each(window.ids(ones), window.ids(flat), counts)
        mine, theirs = window.traits.take(np.repeat(ones, counts)), window.traits.take(flat)
        odds: Odds = features(mine, theirs, cosines, shared) @ self._weights + self._intercept
        return np.minimum(np.maximum(odds, -MOST_EVIDENCE), MOST_EVIDENCE)

    def between(self, ones: Rows, others: Rows) -> Matrix:
        """The log-odds between each of some articles and each of others."""
        points = self._window.points
        cosines = (points[ones] @ points[others].T).ravel()
        return self.each(ones.tolist(), [others] * len(ones), cosines).reshape(len(ones), len(others))

    def squares(self, samples: Sequence[Rows]) -> list[Matrix]:
        """The log-odds between any two of each sample."""
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
        points = [self._window.points.take(sample, axis=0) for sample in samples]
        corners = [_corner(len(sample)) for sample in samples]
        cosines = [(its @ its.T)[corner] for its, corner in zip(points, corners, strict=True)]
        weighed = self.each(
            np.concatenate(samples).tolist(),
            [sample[place:] for sample in samples for place in range(len(sample))],
            np.concatenate(cosines),
        )
        squares = []
        for sample, corner, odds in zip(samples, corners, parted(weighed, cosines), strict=True):
            square: Matrix = np.empty((len(sample), len(sample)))
            square[corner] = square.T[corner] = odds
            squares.append(square)
        return squares

    def _cosines(self, ones: Sequence[int], flat: Rows, counts: Sequence[int]) -> Vectors:
        points = self._window.points
        cosines: Vectors = np.empty(len(flat), dtype=np.float32)
        end = 0
        for one, count in zip(ones, counts, strict=True):
            start, end = end, end + count
            # One article's stay near the processor.
            np.dot(points.take(flat[start:end], axis=0), points[one], out=cosines[start:end])
        return cosines


@cache
def _corner(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of a square's upper half."""
    return np.triu_indices(size)


def parted(whole: NDArray[Any], parts: Sequence[Sequence[Any] | NDArray[Any]]) -> list[NDArray[Any]]:
    """An array cut into pieces as long as some others."""
    ends = list(accumulate(map(len, parts)))
    return [whole[start:end] for start, end in zip([0, *ends], ends, strict=False)]
