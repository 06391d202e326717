"""Boosted trees read from a JSON file and run without a machine-learning library.

A tree is a number (a leaf) or ``[feature, threshold, left, right]``; a row goes left when its
value is at most the threshold. The sum over the trees is a log-odds.
Where half of the trees leave no doubt, the others are not asked.

All runs of a page go through all trees at once. A tree numbers its leaves from the left; each node
that a run leaves to the right rules out the leaves on its left, and what is left of them begins with
the leaf the run falls into (QuickScorer: Lucchese et al., SIGIR 2015).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parallax.errors import ExtractionError
from parallax.extract.structure import Floats

MODEL_FILE = "model.json"
# Log-odds of 20 to 1, after half of the trees.
SURE = 3.0
# A leaf is a bit of 32.
MOST_LEAVES = 32
# Of a number of 32 bits (IEEE 754).
_MANTISSA_BITS, _EXPONENT_OF_ONE = 23, 127
# Runs looked at in one go: larger pages are read in pieces, so that memory stays small.
_PIECE = 512


@dataclass(frozen=True, slots=True, eq=False)
class _Trees:
    """Trees side by side: of each question, the feature and the threshold; of each of their nodes, in lines of
    one node a tree, its question and the leaves on its left; then the leaves' values, and where each tree's
    begin. Half of the nodes ask what others ask. Trees with fewer nodes have some that rule out none."""

    features: NDArray[np.intp]
    thresholds: NDArray[np.float32]
    asked: NDArray[np.intp]
    lefts: NDArray[np.uint32]
    values: Floats
    rows: NDArray[np.int32]
    width: int

    def sums(self, columns: NDArray[np.float32]) -> Floats:
        """The trees' answers, added up one tree after another, for each column of features."""
        count = self.values.shape[0]
        right = (columns.take(self.features, axis=0) > self.thresholds).take(self.asked, axis=0)
        out = np.bitwise_or.reduce(np.multiply(right, self.lefts).reshape(self.width, count, -1), axis=0)
        lowest = ~out & (out + np.uint32(1))
        # The exponent of a power of two is the place of its bit.
        leaf = (lowest.astype(np.float32).view(np.int32) >> _MANTISSA_BITS) - _EXPONENT_OF_ONE
        answers = self.values.take(leaf + self.rows)
        return np.add.reduce(answers, axis=0)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """``features`` names the lines that columns must have, in order; where the score is beyond ``sure``
    after one of its ``parts``, those that follow are not asked."""

    features: tuple[str, ...]
    base: float
    parts: tuple[_Trees, ...]
    sure: float

    def probabilities(self, columns: Floats) -> Floats:
        """For each column the chance that its run belongs to the article, 0 … 1."""
        # Half the memory of what they come in, and twice the speed.
        narrow = columns.astype(np.float32)
        found = np.empty(columns.shape[1])
        for start in range(0, found.size, _PIECE):
            found[start : start + _PIECE] = self._scores(narrow[:, start : start + _PIECE])
        return 1.0 / (1.0 + np.exp(-found))

    def _scores(self, columns: NDArray[np.float32]) -> Floats:
        scores = np.full(columns.shape[1], self.base)
        for part in self.parts:
            unsure = (np.abs(scores) < self.sure).nonzero()[0]
            if unsure.size < scores.size:
                scores[unsure] += part.sums(columns[:, unsure])
            else:
                scores += part.sums(columns)
        return scores


def build_forest(record: Any, sure: float = inf) -> Forest:
    """Builds a forest from its JSON record; beyond ``sure`` after half of its trees, it answers."""
    features, trees = tuple(record["features"]), record["trees"]
    half = len(trees) // 2 if sure < inf else len(trees)
    parts = [_side_by_side(part, len(features)) for part in (trees[:half], trees[half:]) if part]
    return Forest(features, float(record["base"]), tuple(parts), sure)


def _side_by_side(trees: Sequence[Any], count: int) -> _Trees:
    nodes: list[list[tuple[int, float, int]]] = []
    values = np.zeros((len(trees), MOST_LEAVES))
    for number, tree in enumerate(trees):
        inner: list[tuple[int, float, int]] = []
        leaves: list[float] = []
        _collect(tree, count, inner, leaves)
        if len(leaves) > MOST_LEAVES:
            raise ExtractionError(f"{MODEL_FILE}: a tree has more than {MOST_LEAVES} leaves")
        nodes.append(inner)
        values[number, : len(leaves)] = leaves
    width = max(1, *map(len, nodes))
    padded = [inner + [(0, inf, 0)] * (width - len(inner)) for inner in nodes]
    lines = [padded[tree][place] for place in range(width) for tree in range(len(trees))]
    questions: dict[tuple[int, float], int] = {}
    asked = [questions.setdefault((feature, value), len(questions)) for feature, value, _ in lines]
    return _Trees(
        np.array([feature for feature, _ in questions], np.intp),
        np.array([value for _, value in questions], np.float32)[:, None],
        np.array(asked, np.intp),
        np.array([left for _, _, left in lines], np.uint32)[:, None],
        values,
        (np.arange(len(trees), dtype=np.int32) * MOST_LEAVES)[:, None],
        width,
    )


def _collect(tree: Any, count: int, inner: list[tuple[int, float, int]], leaves: list[float]) -> None:
    """Adds a tree's nodes and leaves, those on the left first."""
    if isinstance(tree, (int, float)):
        leaves.append(float(tree))
        return
    feature, threshold, left, right = tree
    if not (isinstance(feature, int) and 0 <= feature < count and isinstance(threshold, (int, float))):
        raise ExtractionError(f"{MODEL_FILE}: a node is not [feature, threshold, left, right]")
    begin = len(leaves)
    _collect(left, count, inner, leaves)
    inner.append((feature, float(threshold), (1 << len(leaves)) - (1 << begin)))
    _collect(right, count, inner, leaves)


@cache
def load_forests() -> tuple[Forest, Forest]:
    """The first and the second model of the package, built once per process."""
    text = resources.files("parallax.extract").joinpath(MODEL_FILE).read_text(encoding="utf-8")
    record = json.loads(text)
    return build_forest(record["first"]), build_forest(record["second"], SURE)
