"""What counts as a report's own statement, and what is a page's furniture."""

from __future__ import annotations

import pytest

from parallax.takes import Line, omissions
from parallax.takes.sentences import tells


@pytest.mark.parametrize(
    "text",
    [
        "The Wexcombe dam holds 40 million litres after the rain.",
        "“You must leave the valley,” mayor Orla Wexcombe told the farmers.",
        "Wexcombe asked the council why the gate was open and got no answer.",
        "Water rises in the Wexcombe valley every spring.",
    ],
)
def test_a_statement_tells_something(text):
    assert tells(Line(text, 3))


@pytest.mark.parametrize(
    "text",
    [
        "Follow the Valley Post on Facebook and Instagram.",
        "Read more: Wexcombe dam opens its gates",
        "Sign up today to get the free daily briefing from Wexcombe.",
        "Get the best of Wexcombe with our weekly newsletter.",
        "Look low in the west an hour after sunset, away from the lights of Wexcombe.",
        "Wexcombe is where you will find the best 12 cheeses.",
        "Will the Wexcombe dam hold through the spring?",
        "Wexcombe council opens the gate for farmers",
        "The mayor of Wexcombe and three farmers at the dam.",
        "Photo: Orla Wexcombe stood on the dam.",
        "Orla Wexcombe and Paul Drayholt contributed to this report.",
        "The dam opened in May https://valley.example/dam for all.",
        "The council of Wexcombe published these numbers:",
        "This article was first published in the Valley Post.",
    ],
)
def test_furniture_tells_nothing(text):
    assert not tells(Line(text, 3))


def test_a_headline_tells_without_a_full_stop():
    assert tells(Line("Wexcombe council opens the gate for farmers"))


def test_headings_and_embedded_posts_are_no_statements():
    assert not tells(Line("The Wexcombe dam holds 40 million litres.", 3, told=False))


def test_what_a_report_alone_carries_is_no_furniture(report):
    found = omissions(
        [
            report(
                "a",
                "ES",
                "The Wexcombe dam broke on Monday and flooded two farms.",
                "Follow Orla Drayholt and the Valley Post on 12 channels for pictures.",
                "Engineer Paul Quill had warned the council of cracks in 14 letters.",
            ),
            report("b", "PE", "The Wexcombe dam broke on Monday and flooded two farms."),
        ]
    )
    assert [one.text for one in found if one.kind == "alone"] == [
        "Engineer Paul Quill had warned the council of cracks in 14 letters."
    ]


def test_a_report_that_has_part_of_a_sentence_word_for_word_is_not_said_to_lack_it(report):
    told = "Minister Orla Drayholt said it is absolutely the council’s business to mend old Wexcombe gates, locks, weirs and pumps."
    others = [report(name, name, told, outlet=name) for name in ("ES", "PE", "FR")]
    lacking = report("d", "DE", "Farmers met in the valley hall on Monday night to talk of rain.")
    partly = report("d", "DE", "She called it “absolutely the council’s business” and left the valley hall.")
    assert [one.kind for one in omissions([*others, lacking]) if one.article_id == "d"][:1] == ["lacks"]
    assert not [one for one in omissions([*others, partly]) if one.article_id == "d" and one.kind == "lacks"]
