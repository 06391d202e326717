"""What was reached on the measuring material stays reached."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.quotes import checked, edition, polnear, pronouns  # noqa: E402  the benchmarks lie beside the package

FLOORS: dict[str, Any] = json.loads((ROOT / "benchmarks" / "quotes" / "floors.json").read_text("utf-8"))


def assert_reached(figures: dict[str, float], floors: dict[str, float]) -> None:
    below = {name: (figures[name], floor) for name, floor in floors.items() if figures[name] < floor}
    assert not below, f"below the floor: {below}"


@pytest.mark.parametrize("part", ["tuned", "held", "all"])
def test_attribution_against_peoples_marks(shared: Path, part: str) -> None:
    figures = polnear.score(polnear.load(shared, part), polnear.ours).figures()
    assert_reached(figures, FLOORS["attribution"][part])


def test_attribution_beats_the_plain_pattern(shared: Path) -> None:
    articles = polnear.load(shared, "all")
    ours = polnear.score(articles, polnear.ours).figures()
    plain = polnear.score(articles, polnear.pattern).figures()
    assert ours["precision"] > plain["precision"] and ours["recall"] > plain["recall"]


def test_the_sample_edition_across_its_languages() -> None:
    assert_reached(edition.figures(), FLOORS["edition"])


def test_quotations_read_by_hand(shared: Path) -> None:
    assert_reached(checked.figures(shared), FLOORS["checked"])


@pytest.mark.parametrize("part", ["pages", "pairs"])
def test_pronouns_read_by_hand(shared: Path, part: str) -> None:
    assert_reached(pronouns.figures(shared)[part], FLOORS["pronouns"][part])
