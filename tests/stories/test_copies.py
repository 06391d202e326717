"""Wire copy is recognised by its text, and by the credit that says whose it is."""

from __future__ import annotations

import pytest

from parallax.stories.agencies import agency_of
from parallax.stories.copies import is_copy, overlap, sketch

REPORT = " ".join(
    f"Sentence {number} says that clerk {number * 3} counted {number * 7} crates in hall {number % 5}."
    for number in range(60)
)
OTHER = " ".join(
    f"Line {number} tells of a ship {number * 5} that carried {number} barrels past cape {number % 9}."
    for number in range(60)
)


def test_a_copy_cut_short_and_framed_is_still_a_copy() -> None:
    shorter = (
        "Own introduction by the paper. " + REPORT[: len(REPORT) // 2] + " Our correspondent adds a line."
    )
    assert is_copy(sketch(REPORT), sketch(shorter))


def test_another_report_with_one_shared_quotation_is_no_copy() -> None:
    assert not is_copy(sketch(REPORT), sketch(OTHER + REPORT[:300]))
    assert overlap(sketch(REPORT), sketch(OTHER)) < 0.1


def test_a_text_without_spaces_is_compared_by_characters() -> None:
    text = "".join(chr(0x4E00 + (number * 37) % 900) for number in range(600))
    assert is_copy(sketch(text), sketch(text[100:500]))


def test_too_short_a_text_is_never_a_copy() -> None:
    assert not is_copy(sketch("Rain on Monday."), sketch("Rain on Monday."))


@pytest.mark.parametrize(
    ("credit", "body", "agency"),
    [
        ("", "PARIS (AFP) - The bridge was closed.", "Agence France-Presse"),
        ("", "МОСКВА, 2 марта (ТАСС). Мост закрыт.", "TASS"),
        ("Reuters", "The bridge was closed.", "Reuters"),
        ("Invented Wire", "The bridge was closed.", "Invented Wire"),
        ("", "The bridge was closed.\nWith material from dpa", "dpa"),
        (
            "",
            "Officials told Reuters that the bridge was closed, and more than that they would not say to anyone.",
            "",
        ),
    ],
)
def test_the_agency_is_whose_credit_stands_on_the_text(credit: str, body: str, agency: str) -> None:
    assert agency_of(credit, body) == agency


def test_any_characters_can_be_compared() -> None:
    text = REPORT + "".join(map(chr, (0xD800, 0x1F600, 0x10FFFF, 0x130))) * 20
    assert overlap(sketch(text), sketch(text.upper())) == 1.0
