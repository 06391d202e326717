"""Reading time by language."""

from __future__ import annotations

import pytest

from parallax.extract import reading_minutes


@pytest.mark.parametrize(
    ("text", "language", "minutes"),
    [
        ("", "en", 0),
        ("word " * 10, "en", 1),
        ("word " * 477, "en", 3),
        ("wort " * 358, "de-AT", 2),
        ("字" * 511, "zh", 3),
    ],
)
def test_minutes_follow_the_language(text: str, language: str, minutes: int) -> None:
    assert reading_minutes(text, language) == minutes


def test_an_unknown_language_is_read_at_the_english_rate() -> None:
    assert reading_minutes("word " * 238, None) == 1
