"""The promise, kept by a floor: of stories declared overlooked, at most one in twenty is covered."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

# Windows simulated; few enough to be quick, enough to declare some hundred stories.
WEEKS = 3


@pytest.fixture(autouse=True)
def _benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(REPOSITORY), *sys.path])


@pytest.mark.parametrize(
    ("setting", "least_found"),
    [
        ({"listed": 8}, 0.95),
        ({"listed": 30, "read": 0.8, "missed": 0.02}, 0.3),
        ({"listed": 30, "missed": 0.3, "unnoticed": 0.05}, 0.3),
        ({"listed": 30, "read": 0.5, "missed": 0.1}, 0.0),
        ({"listed": 30, "missed": 0.3, "together": False}, 0.0),
        ({"listed": 30, "read": 0.8, "missed": 0.02, "silent": 0.0}, 0.0),
    ],
)
def test_at_most_one_in_twenty_declared_overlooked_is_covered(
    setting: dict[str, float], least_found: float
) -> None:
    from benchmarks.overlooked.calibrate import simulate
    from benchmarks.overlooked.presses import World

    tally = simulate(World("floor", **setting), WEEKS, seed=7)  # type: ignore[arg-type]
    assert tally.false_share <= 0.05
    assert tally.power >= least_found


def test_the_check_notices_a_recall_that_is_wrongly_believed() -> None:
    from benchmarks.overlooked.calibrate import simulate
    from benchmarks.overlooked.presses import World

    tally = simulate(World("wrong", 30, missed=0.15, assumed=0.02), WEEKS, seed=7)
    assert tally.false_share > 0.05


def test_each_mistake_is_named_with_its_cause() -> None:
    from benchmarks.overlooked.calibrate import simulate
    from benchmarks.overlooked.mistakes import declared
    from benchmarks.overlooked.presses import World

    world = World("wrong", 30, missed=0.15, assumed=0.02)
    found = list(declared(1, world, WEEKS, 7))
    tally = simulate(world, WEEKS, seed=7)
    wrong = [one for one in found if one.cause]
    assert (len(found), len(wrong)) == (tally.declared, tally.covered)
    assert {one.cause for one in wrong} == {"lost in matching"}, "every outlet was read"
