"""Judging each report where its event was not learned from gives the whole set's figures when both halves agree."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from benchmarks.stories.material import Labelled, half_of, scorer  # noqa: E402
from benchmarks.stories.run import measures  # noqa: E402
from benchmarks.stories.unseen import Judged  # noqa: E402

EVENTS = ("flood", "vote", "match", "strike", "comet")


def labelled(count: int) -> Labelled:
    chance = random.Random(7)
    events = tuple(chance.choice(EVENTS) for _ in range(count))
    return Labelled("invented", (), events, tuple(chance.choice(("en", "fr", "ar")) for _ in range(count)))


@pytest.mark.shared
def test_both_halves_of_one_grouping_are_judged_as_the_scorer_judges_it(shared: Path) -> None:
    its = labelled(200)
    stories = [random.Random(row).choice((event, "mixed")) for row, event in enumerate(its.events)]
    judged = Judged()
    judged.see(its, stories, 0)
    judged.see(its, stories, 1)
    assert {half_of(event) for event in EVENTS} == {0, 1}
    expected = measures(its, stories, scorer(shared))
    for name, value in judged.figures().items():
        assert value == pytest.approx(expected[name]), name


def test_reports_of_the_other_half_count_as_what_they_are_taken_for() -> None:
    one, other = (next(event for event in EVENTS if half_of(event) == half) for half in (0, 1))
    its = Labelled("invented", (), (one, one, other), ("en", "fr", "fr"))
    judged = Judged()
    judged.see(its, ["a", "a", "a"], half_of(one))
    # Two thirds of either report's story are of its event; of its two foreign reports the first has one right.
    assert judged.all == [(2 / 3, 1.0)] * 2
    assert judged.figures()["across"] == pytest.approx(2 / 3)
    assert judged.figures()["met"] == 1.0
