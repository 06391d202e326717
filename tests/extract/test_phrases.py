"""Words of the page's furniture, as they stand in the list."""

from __future__ import annotations

from parallax.extract.phrases import PHRASES


def test_a_phrase_that_goes_over_two_lines_of_the_list_keeps_its_space() -> None:
    assert "das könnte sie auch interessieren" in PHRASES


def test_each_phrase_is_folded_and_has_no_stray_space() -> None:
    assert {phrase for phrase in PHRASES if phrase != " ".join(phrase.casefold().split())} == set()
