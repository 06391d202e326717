"""Opinion pieces are labelled only where a judgement and its target stand in one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parallax.takes import Line
from parallax.takes.stance import Target, cued, stance

DALY = Target("Owen Daly", "Daly", "minister")


@pytest.mark.parametrize(
    ("sentence", "pro", "critical"),
    [
        ("The minister was wrong to sell.", False, True),
        ("She is right about the debt.", True, False),
        ("He is right about the debt and wrong about the gate.", True, True),
        ("That was not a mistake.", True, False),
        ("He is not right.", False, True),
        ("“He is a disgrace,” they shout.", False, False),
        ("The war is a disaster for the valley.", False, False),
    ],
)
def test_cues_are_read_with_negations_and_without_quotations(sentence, pro, critical):
    assert cued(sentence) == (pro, critical)


def test_a_headline_that_judges_the_person_is_enough(report):
    piece = replace(
        report("a", "IE", opinion=True),
        lines=(Line("Daly’s harbour sale is a mistake"), Line("Ships come and go.", 0)),
    )
    assert stance(piece, DALY).stance == "critical"


def test_one_sentence_in_the_body_is_not(report):
    assert (
        stance(report("a", "IE", "Daly was wrong to sell.", "Ships come and go.", opinion=True), DALY) is None
    )


def test_news_is_never_judged(report):
    piece = report("a", "IE", "Daly was wrong to sell.", "Minister Daly must resign.")
    assert stance(piece, DALY) is None


def test_another_persons_failure_is_not_the_targets(report):
    piece = report("a", "IE", "The board has failed.", "It should resign.", "Daly watches.", opinion=True)
    assert stance(piece, DALY) is None


def test_a_piece_that_says_as_much_for_as_against_is_not_judged(report):
    piece = report(
        "a",
        "IE",
        "Daly was wrong to sell.",
        "Daly is right about the debt.",
        "The minister deserves credit for candour.",
        "The minister’s haste is reckless.",
        opinion=True,
    )
    assert stance(piece, DALY) is None
