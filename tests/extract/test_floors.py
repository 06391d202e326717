"""Measured quality may not fall: the scores of the captured pages stay above ``floors.json``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
FLOORS = json.loads((REPOSITORY / "benchmarks" / "extract" / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_captured_pages_score_above_their_floors(
    name: str, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [str(REPOSITORY), *sys.path])
    monkeypatch.setenv("PARALLAX_SHARED", str(shared))
    from benchmarks.extract.capture import load, scorer
    from benchmarks.extract.run import evaluate, predict

    pages = load(name)
    scores = evaluate(pages, {page.url: predict(page) for page in pages}, scorer())
    below = {key: scores[key] for key, floor in FLOORS[name].items() if scores[key] < floor}
    assert not below
