"""The measured chance of a failed match, on a grouping small enough to count by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def test_shares_are_of_events_across_languages_and_of_articles_within_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "path", [str(REPOSITORY), *sys.path])
    from benchmarks.overlooked.missed import measure

    found = measure(
        {
            "flood": {"en": ["s1", "s1", "s2"], "fr": ["s1"], "ar": ["s3"]},
            "vote": {"en": ["s4"], "fr": ["s5"]},
        }
    )
    assert found.pairs["en", "fr"].value == 0.5
    assert found.pairs["ar", "en"].value == 0.0
    assert found.same.value == pytest.approx(2 / 3)
    assert found.across.of == 4
    assert found.any_language[2].value == pytest.approx(2 / 3)
    assert found.any_language[1].value == 0.0
