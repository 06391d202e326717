"""The statistics against values worked out elsewhere and against their definitions."""

from __future__ import annotations

from math import comb, exp, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.overlooked.chances import at_most, at_most_if_told, corrected, log_chance, wilson


def test_the_interval_is_wilson_s() -> None:
    # Newcombe (1998), table I: 81 of 263 and 0 of 20.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


@given(n=st.integers(0, 40), mean=st.floats(0.01, 0.99), dispersion=st.floats(0.005, 0.5))
def test_the_chances_of_all_counts_sum_to_one(n: int, mean: float, dispersion: float) -> None:
    chances = [exp(log_chance(k, n, mean, dispersion)) for k in range(n + 1)]
    assert isclose(sum(chances), 1, rel_tol=1e-9)
    assert isclose(sum(k * chance for k, chance in enumerate(chances)), n * mean, rel_tol=1e-8, abs_tol=1e-12)


def test_without_dispersion_outlets_decide_for_themselves() -> None:
    binomial = sum(comb(8, k) * 0.3**k * 0.7 ** (8 - k) for k in range(3))
    assert at_most(2, 8, 0.3, 1e-7) == pytest.approx(binomial, rel=1e-4)


def test_a_uniform_share_makes_every_count_as_likely() -> None:
    # Mean one half and ρ one third is the flat beta(1, 1).
    assert [exp(log_chance(k, 4, 0.5, 1 / 3)) for k in range(5)] == pytest.approx([0.2] * 5)


def test_a_told_story_is_never_silent_where_everybody_was_read() -> None:
    assert at_most_if_told(0, 8, 8, 0.3, 0.1) == pytest.approx(0, abs=1e-12)
    assert at_most_if_told(0, 8, 20, 0.3, 0.1) > 0.01
    assert at_most_if_told(0, 8, 8, 0.3, 0.1, recall=0.5) > 0.1


def test_the_correction_is_benjamini_and_hochberg_s() -> None:
    # q-values of (.01, .02, .03, .5) in any order, where every story is taken to be covered.
    assert corrected([0.5, 0.01, 0.03, 0.02], covered=1.0) == pytest.approx([0.5, 0.04, 0.04, 0.04])


def test_the_more_is_looked_at_the_harder_it_is_to_stand_out() -> None:
    alone = corrected([0.01])[0]
    among_many = corrected([0.01, *[0.9] * 99])[0]
    assert alone == pytest.approx(0.01)
    assert among_many == pytest.approx(0.9)


def test_where_few_are_covered_fewer_can_be_false() -> None:
    p_values = [0.04] * 50 + [0.9] * 50
    # Fifty of 100 above λ = ½ would be all; with twenty above, less than half are covered.
    assert corrected(p_values)[0] == pytest.approx(0.08)
    assert corrected([0.04] * 80 + [0.9] * 20)[0] == pytest.approx(0.04 * 100 / 80 * ((21 + 20**0.5) / 50))


def test_nothing_looked_at_needs_no_correction() -> None:
    assert corrected([]) == []
