"""Wire copy is recognised by its text, and by the credit that says whose it is."""

from __future__ import annotations

import pytest

from parallax.stories.agencies import agency_of
from parallax.stories.copies import AT_ONCE, COPIED, overlap, overlaps, sketch, sketches

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
    assert overlap(sketch(REPORT), sketch(shorter)) >= COPIED


def test_another_report_with_one_shared_quotation_is_no_copy() -> None:
    assert overlap(sketch(REPORT), sketch(OTHER + REPORT[:300])) < COPIED
    assert overlap(sketch(REPORT), sketch(OTHER)) < 0.1


def test_a_text_without_spaces_is_compared_by_characters() -> None:
    text = "".join(chr(0x4E00 + (number * 37) % 900) for number in range(600))
    assert overlap(sketch(text), sketch(text[100:500])) >= COPIED


def test_too_short_a_text_is_never_a_copy() -> None:
    assert overlap(sketch("Rain on Monday."), sketch("Rain on Monday.")) < COPIED


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


def test_texts_read_together_are_sketched_as_each_alone() -> None:
    unspaced = "".join(chr(0x4E00 + (number * 37) % 900) for number in range(600))
    texts = [REPORT, "", "Rain on Monday.", unspaced, "A\0zero byte. " + OTHER, REPORT.upper()] * 12
    assert sum(map(len, texts)) > AT_ONCE
    together = sketches(texts)

    assert [its.tolist() for its in together] == [sketch(text).tolist() for text in texts]
    assert together[0].tolist() == together[5].tolist() != []
    pairs = [(together[0], together[3]), (together[1], together[0]), (together[0], together[5])]
    assert overlaps(pairs).tolist() == [0.0, 0.0, 1.0]
