"""A forest answers what its trees say when they are walked one by one."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
import pytest

from parallax.errors import ExtractionError
from parallax.extract.forest import MOST_LEAVES, build_forest

FEATURES = ["one", "two", "three"]


def grow(chance: random.Random, depth: int) -> Any:
    if not depth or chance.random() < 0.2:
        return round(chance.uniform(-1, 1), 3)
    left, right = grow(chance, depth - 1), grow(chance, depth - 1)
    return [chance.randrange(len(FEATURES)), round(chance.uniform(0, 1), 2), left, right]


def answer(tree: Any, row: list[float]) -> float:
    while isinstance(tree, list):
        feature, threshold, left, right = tree
        tree = left if row[feature] <= threshold else right
    return float(tree)


def walked(trees: list[Any], base: float, sure: float, row: list[float]) -> float:
    score = base
    for index, tree in enumerate(trees):
        if index == len(trees) // 2 and abs(score) >= sure:
            break
        score += answer(tree, row)
    return 1 / (1 + math.exp(-score))


@pytest.mark.parametrize("sure", [math.inf, 0.5])
@pytest.mark.parametrize("count", [1, 700])
def test_all_runs_at_once_get_what_each_would_get_alone(sure: float, count: int) -> None:
    chance = random.Random(7)
    trees = [grow(chance, 5) for _ in range(11)]
    # Hundredths, so that many values are thresholds exactly.
    rows = [[round(chance.random(), 2) for _ in FEATURES] for _ in range(count)]
    forest = build_forest({"base": 0.1, "features": FEATURES, "trees": trees}, sure)
    found = forest.probabilities(np.array(rows).T)
    assert found.tolist() == pytest.approx([walked(trees, 0.1, sure, row) for row in rows])


def test_no_runs_get_no_answers() -> None:
    forest = build_forest({"base": 0.0, "features": FEATURES, "trees": [[0, 0.5, -1.0, 1.0]]})
    assert forest.probabilities(np.empty((len(FEATURES), 0))).tolist() == []


def comb(leaves: int) -> Any:
    tree: Any = 0.0
    for number in range(1, leaves):
        tree = [0, -float(number), float(number), tree]
    return tree


def test_a_tree_has_as_many_leaves_as_a_number_has_bits() -> None:
    forest = build_forest({"base": 0.0, "features": FEATURES, "trees": [comb(MOST_LEAVES)]})
    last = forest.probabilities(np.zeros((len(FEATURES), 1)))
    assert last.tolist() == [0.5]
    with pytest.raises(ExtractionError, match="leaves"):
        build_forest({"base": 0.0, "features": FEATURES, "trees": [comb(MOST_LEAVES + 1)]})


def test_a_node_must_name_a_feature_that_exists() -> None:
    with pytest.raises(ExtractionError, match="node"):
        build_forest({"base": 0.0, "features": FEATURES, "trees": [[3, 0.5, 0.0, 1.0]]})
