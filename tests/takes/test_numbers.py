"""Numbers as amounts of something, and where reports disagree on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from edition import edition_stories
from hypothesis import given
from hypothesis import strategies as st

from parallax.takes import numbers
from parallax.takes.disputes import agree
from parallax.takes.quantities import Quantity, quantities


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Brazil still owes $14m.", [(14e6, "dollar")]),
        ("About 12,000 homes lost power.", [(12000, "homes")]),
        ("Nine million dollars are missing.", [(9e6, "dollars")]),
        ("a cut of 12 per cent, not 15%", [(12, "percent"), (15, "percent")]),
        ("It weighs 1,140kg.", [(1140, "kg")]),
        ("Twenty-three pumpkins started.", [(23, "pumpkins")]),
        ("On July 16, 2024 at 23:02 a 16-year-old won.", []),
        ("Flight 370 left from gate 4.", []),
        ("the 38-megawatt dam", [(38, "megawatt")]),
        ("an $8.2 trillion plan", [(8.2e12, "dollar")]),
        ("It cost A$12,000.", [(12000, "Australian dollar")]),
        ("Rates rose by 2 percentage points.", [(2, "percentage point")]),
    ],
)
def test_amounts_are_read_and_dates_are_not(sentence, expected):
    assert [(found.value, found.unit) for found in quantities(sentence)] == expected


@given(st.text())
def test_any_text_is_read_without_error_and_spans_lie_inside(text):
    for found in quantities(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((45000, "about"), (45200, "exact"), True),
        ((406, "about"), (412, "exact"), False),
        ((40, "least"), (45, "exact"), True),
        ((12, "least"), (20, "exact"), False),
        ((12, "exact"), (12, "exact"), True),
        ((12, "exact"), (13, "exact"), False),
        ((1e12, "open"), (1.8e12, "exact"), True),
    ],
)
def test_rounded_numbers_agree_and_growing_ones_do_not(a, b, expected):
    one, other = (Quantity(value, "", bound, 0, 1) for value, bound in (a, b))
    assert agree(one, other) is expected
    assert agree(other, one) is expected


def test_a_death_toll_that_grows_is_shown_with_who_says_what_and_when(report):
    (dispute,) = numbers(
        [
            report(
                "late", "ES", "The bus fell into a ravine near Huanta and 20 people were killed.", hour=14
            ),
            report("early", "PE", "At least 12 people were killed when a bus fell near Huanta.", hour=6),
        ]
    )
    assert [value for value, _ in dispute.values] == ["12", "20"]
    assert [[line.article_id for line in found] for _, found in dispute.values] == [["early"], ["late"]]
    assert dispute.values[0][1][0].at.hour == 6
    assert [line.text[slice(*line.mark)] for _, lines in dispute.values for line in lines] == ["12", "20"]


def test_numbers_of_different_things_are_no_dispute(report):
    assert not numbers(
        [
            report("a", "ES", "In Huanta 20 buses were sold to schools."),
            report("b", "PE", "Two thieves took 12 buses from a depot in Lima."),
        ]
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In May 41,000 tourists came to the Quill islands.", "In June 52,000 tourists came to the Quill islands."),
        ("The storm over Quill killed 12 people in Lower Dara.", "The storm over Quill killed 20 people in Upper Wex."),
        ("The storm over Quill killed 12 people.", "The storm over Quill injured 20 people."),
        ("Drones hit Quill: 12 soldiers were killed.", "Drones hit Quill: 20 people were killed."),
        ("Quill shot down 12 drones over the border.", "Since spring Quill shot down 20 drones over the border."),
        ("The dam at Quill cost $12 million a year.", "The dam at Quill cost $20 million."),
        ("Quill raised tariffs on Dara timber by 12 percent.", "Quill raised tariffs on Dara timber to 20 percent."),
        ("The new dam at Quill cost A$12 million.", "The new dam at Quill cost $20 million."),
        ("Rates in Quill rose 2 percentage points overnight.", "Rates in Quill rose 3 percent overnight."),
    ],
)  # fmt: skip
def test_numbers_of_another_moment_place_span_or_kind_are_no_dispute(report, one, other):
    assert not numbers([report("a", "ES", one), report("b", "PE", other)])


def test_what_is_told_days_later_is_how_things_went_on(report):
    first = report("a", "ES", "The storm over Quill killed 12 people.")
    later = report("b", "PE", "The storm over Quill killed 20 people.")
    assert numbers([first, later])
    assert not numbers([first, replace(later, published=later.published + timedelta(days=4))])


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        (
            "At least 12 people were killed when a bus fell near Huanta.",
            "The bus fell near Huanta, killing 20 people.",
            "people killed near Huanta",
        ),
        (
            "Tariffs on lumber from Dara rise to 25 percent.",
            "Dara faces new tariffs on lumber of 30 percent.",
            "percent on lumber from Dara",
        ),
        ("Quill still owes $14m, Dara says.", "Dara says that Quill still owes $9m.", "dollars"),
        (
            "Twelve drones flew over Wexcombe at night.",
            "Nineteen drones were over Wexcombe at night.",
            "drones over Wexcombe at night",
        ),
    ],
)
def test_a_dispute_s_name_reads_as_english(report, one, other, name):
    (dispute,) = numbers([report("a", "ES", one), report("b", "PE", other)])
    assert dispute.what == name


def test_who_gives_both_numbers_disagrees_with_nobody(report):
    assert not numbers(
        [
            report(
                "a",
                "ES",
                "The blackout hit 12,000 homes in Izmir at dawn.",
                "Then 45,000 homes in Izmir were hit.",
            ),
            report("b", "PE", "The blackout hit 45,000 homes in Izmir."),
        ]
    )


def test_the_edition_shows_five_counts_of_the_blackouts_homes():
    (dispute,) = numbers(edition_stories()["blackout"])
    assert {value for value, _ in dispute.values} == {"12,000", "20,000", "45,000", "52,000", "60,000"}


def test_another_number_of_something_else_does_not_hide_a_dispute_about_percent():
    disputes = numbers(edition_stories()["fishing"])
    assert {"12", "15"} in [{value for value, _ in dispute.values} for dispute in disputes]
