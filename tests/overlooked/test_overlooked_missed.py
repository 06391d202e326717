"""What the grouping loses, counted on a grouping small enough to count by hand."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from parallax.overlooked import Lost, Matching
from parallax.overlooked.recall import measured

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def labels(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A flood that the French reports were left out of, and one French report of it that resembles it."""
    monkeypatch.setattr(sys, "path", [str(REPOSITORY), *sys.path])
    from benchmarks.overlooked.missed import Labels

    made = object.__new__(Labels)
    made.set = SimpleNamespace(
        events=["flood"] * 5 + ["vote"] * 4, languages=["en", "en", "ar", "ar", "fr", "ar", "ar", "ru", "fr"]
    )
    made.found = ["s1"] * 4 + ["s2"] + ["s3"] * 4
    made.stories = defaultdict(list)
    for row, story in enumerate(made.found):
        made.stories[story].append(row)
    return made


def test_a_press_in_another_story_is_lost_and_one_that_resembles_it_leaves_a_trace(
    labels: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from benchmarks.overlooked.missed import of_languages

    for resembles in (False, True):
        monkeypatch.setattr(type(labels), "traced", lambda *_, found=resembles: found)
        counts = of_languages(labels)[3]
        # French of the flood is lost; French and Russian of the vote are there, and so are the English.
        assert (counts.told, counts.lost, counts.untraced) == (3, 1, 0 if resembles else 1)


def test_the_packaged_shares_are_upper_ends_and_fall_with_more_tellers() -> None:
    matching = measured()
    assert all(0 < row.untraced < row.lost < 1 for row in (*matching.shared, *matching.apart))
    lost = [row.lost for row in matching.apart]
    assert lost == sorted(lost, reverse=True)


def test_reports_in_the_press_s_own_language_are_the_surest_to_meet() -> None:
    matching = Matching((Lost(2, 0.02, 0.01),), (Lost(3, 0.5, 0.1), Lost(8, 0.2, 0.05)))
    assert matching.missed("en", {"en": 2, "fr": 9}, traced=False) == 0.01
    assert matching.missed("en", {"en": 1, "fr": 3}, traced=True) == 0.5
    assert matching.missed("en", {"fr": 9}, traced=False) == 0.05
    assert matching.missed("en", {"fr": 2}, traced=False) == 1.0
