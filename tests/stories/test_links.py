"""How much of two stories' pairs it takes to make them one, and where a story that is two is cut."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from parallax.stories.links import halves, pooled, pulls
from parallax.stories.pair import Matrix


def test_pairs_that_agree_are_pooled_to_what_they_say() -> None:
    assert pooled([-2.0, -2.0, -2.0]) == pytest.approx(-2.0)


def test_strong_pairs_say_more_than_weak_ones() -> None:
    assert -2.0 < pooled([2.0, -6.0]) < 2.0
    assert pooled([2.0, -6.0]) > pooled([-1.9, -2.1])


def test_one_pair_counts_no_more_beyond_what_counts_as_certain() -> None:
    assert pooled([6.0, -6.0]) == pooled([4.0, -6.0])


def test_a_story_is_cut_where_it_hangs_together_least() -> None:
    odds = np.full((5, 5), -5.0)
    odds[np.ix_([0, 2, 4], [0, 2, 4])] = odds[np.ix_([1, 3], [1, 3])] = 2.0
    side, between = halves(pulls(odds))

    assert side.tolist() == [False, True, False, True, False]
    assert between == pytest.approx(np.exp(-2.5))


def test_one_that_belongs_to_both_sides_leaves_its_weaker_one() -> None:
    odds = np.array(
        [[6.0, 3.0, -4.0, -5.0], [3.0, 6.0, 0.0, -5.0], [-4.0, 0.0, 6.0, 2.0], [-5.0, -5.0, 2.0, 6.0]]
    )
    side, _ = halves(pulls(odds))
    assert side.tolist() == [False, False, True, True]


def test_two_articles_are_two_halves() -> None:
    side, between = halves(pulls(np.array([[6.0, -1.0], [-1.0, 6.0]])))
    assert side.tolist() == [False, True]
    assert between == pytest.approx(np.exp(-0.5))


def slowly(pulled: Matrix) -> tuple[list[int], float]:
    """Average linkage as it is defined: the two parts that pull most become one, until two are left; of equal ones
    those that begin first."""
    parts = [[place] for place in range(len(pulled))]

    def between(pair: tuple[int, int]) -> float:
        return float(pulled[np.ix_(parts[pair[0]], parts[pair[1]])].mean())

    while len(parts) > 2:
        one, other = max(combinations(range(len(parts)), 2), key=between)
        parts[one] += parts.pop(other)
    return sorted(parts[1]), between((0, 1))


@pytest.mark.parametrize("most", [4, 1_000_000])
def test_a_cut_is_that_of_average_linkage_also_where_pulls_are_equal(most: int) -> None:
    chance = np.random.default_rng(1)
    for size in (3, 5, 8, 13, 32):
        # Whole numbers, whose sums are exact: what is equal stays so.
        upper = np.triu(chance.integers(most, size=(size, size))).astype(np.float64)
        pulled = upper + np.triu(upper, 1).T
        side, pull = halves(pulled)
        assert (np.flatnonzero(side).tolist(), pull) == slowly(pulled)
