"""Marks are what a text's words say, wherever in a sentence and however often they were read before."""

from __future__ import annotations

from collections.abc import Callable

from parallax.stories.marks import marks_of
from parallax.telling import Told

Make = Callable[..., Told]


def names(told: Told) -> set[str]:
    return set(marks_of(told).names)


def test_a_short_capital_counts_within_a_sentence_but_not_where_one_begins(told: Make) -> None:
    # The same word each time: what is remembered of it in one place must not be told of another.
    for text in ("a ferry to Krk", "a ferry (to)Krk", "Ferries: a boat to Krk"):
        assert "nkrk" in names(told("a", text)), text
    for text in ("Krk", "a ferry. Krk", "a ferry - “Krk", "a ferry! Krk?", "a ferry.Krk"):
        assert "nkrk" not in names(told("a", text)), text


def test_words_are_their_languages_own(told: Make) -> None:
    english, german = (
        marks_of(told(language, "warm hand", language=language)).words for language in ("en", "de")
    )
    assert english == ("wen:warm", "wen:hand")
    assert german == ("wde:warm", "wde:hand")


def test_marks_stand_once_in_reading_order(told: Make) -> None:
    marks = marks_of(told("a", "boats, boats and 3,000 boats", lead="then 3.000 more boats"))
    assert marks.words == ("wen:boats", "wen:and", "wen:then", "wen:more")
    assert marks.numbers == ("#3000",)
