"""Small stories, each with the labels it earns and why, and what must not become a label."""

from __future__ import annotations

import pytest
from ministories import ministories, reports

from parallax.takes import takes

STORIES = ministories()
# Labelled once, by its country, as what sets it apart is the same as whose voices it carries.
ONCE = {"trade-sides": {"Doyle’s side"}}


@pytest.mark.parametrize("name", STORIES)
def test_a_story_gets_the_labels_it_earns_and_no_other(name):
    found = {take.label for take in takes(reports(STORIES[name]))}
    assert found == set(STORIES[name]["takes"]) - ONCE.get(name, set()), STORIES[name]["why"]


def test_facts_and_voices_that_two_reports_share_and_three_lack_are_a_difference(report):
    shared = [
        "Inspectors had warned of cracks in the northern pillar in April.",
        "The contractor Belmond paid a fine of 90,000 euros for missing bolts.",
    ]
    story = [
        report("a", "FR", "The stadium roof fell.", *shared),
        report(
            "b",
            "KE",
            "A roof came down on an empty stadium.",
            "In April inspectors warned of cracks in the northern pillar.",
            "For missing bolts the contractor Belmond paid a fine of 90,000 euros.",
        ),
        report("c", "US", "The roof of a stadium collapsed at night.", "Nobody was inside."),
        report("d", "IN", "A stadium lost its roof in a storm.", "The club will play elsewhere."),
        report("e", "BR", "The stadium roof collapsed.", "Fans left flowers for the turf."),
    ]
    (take,) = takes(story)
    assert take.kind == "difference"
    assert set(take.article_ids) == {"a", "b"}
    assert len(take.evidence) == 4


@pytest.mark.parametrize("turned", [False, True])
def test_a_difference_is_named_by_what_tells_most_whatever_the_order_of_the_reports(report, turned):
    """Not by what comes first in the alphabet: of two people by who is quoted at more length, of two facts
    by the one with the rarer words."""
    brief, long = "We wait", "The tide gate was left open for three nights and nobody was told"
    says = [("Abel Aalto", "pilot", brief), ("Zora Wint", "harbour warden", long)]
    facts = [
        "A clock in the old tower stopped.",
        "Warden Wint had ordered 14 copper hinges from Tolmin for the tide gate.",
    ]
    rest = [
        report("c", "US", "The harbour flooded.", "A boat sank near the pier."),
        report("d", "IN", "Water stood in the harbour.", "Shops near the pier will open on Monday."),
        report("e", "BR", "The harbour was under water.", "Nobody was hurt."),
    ]

    def label(**kept):
        both = [
            report(name, place, "The harbour flooded.", **kept) for name, place in (("a", "FR"), ("b", "KE"))
        ]
        story = [*both, *rest]
        (take,) = [one for one in takes(story[::-1] if turned else story) if one.kind == "difference"]
        return take.label

    assert label(says=says) == "Quoting Zora Wint"
    told = [report(name, place, "The harbour flooded.", *facts) for name, place in (("a", "FR"), ("b", "KE"))]
    story = [*told, *rest]
    (take,) = [one for one in takes(story[::-1] if turned else story) if one.kind == "difference"]
    assert take.label.startswith("Also told: Warden Wint had ordered")


def test_a_wire_copy_is_not_one_more_report(report):
    said = [("Ana Lima", "Portuguese minister of the sea", "The tide decides")] * 2
    other = [("Rui Melo", "head of the fishers’ guild", "Our nets are empty")]
    source = report("a", "PT", "The port stays shut.", owned="state", says=said)
    copy = report("b", "ES", "The port stays shut.", owned="state", says=said, copy_of="a")
    rest = [report(name, place, "Fishers wait.", says=other) for name, place in (("c", "FR"), ("d", "GB"))]
    labels = {take.label: take for take in takes([source, copy, *rest])}
    assert labels["Portuguese state media"].article_ids == ("a",)
    assert labels["Lima’s side"].article_ids == ("a",)


def test_state_media_that_share_a_voice_nobody_else_has_are_labelled_together(report):
    mine = [("Petr Zeman", "engineer", "The dam will hold")]
    other = [("Ana Lima", "mayor of Vila", "We were not asked")]
    story = [
        report("a", "CN", "A dam was finished.", owned="state", says=mine),
        report("b", "RU", "A dam was finished.", owned="state", says=mine),
        *(
            report(name, where, "A dam.", says=other)
            for name, where in (("c", "PT"), ("d", "GB"), ("e", "US"))
        ),
    ]
    (take,) = takes(story)
    assert take.label == "State media"
    assert set(take.article_ids) == {"a", "b"}
    assert len({line.article_id for line in take.evidence}) >= 2


def test_a_voice_that_another_states_media_share_is_not_called_its_own(report):
    mine = [("Petr Zeman", "engineer", "The dam will hold")]
    story = [
        report("a", "CN", "Petr Zeman spoke.", owned="state", says=mine),
        report("b", "HU", "Petr Zeman spoke.", owned="captured", says=mine),
        *(report(name, where, "A dam.") for name, where in (("c", "PT"), ("d", "GB"), ("e", "US"))),
    ]
    assert takes(story) == ()


def test_one_report_has_no_takes(report):
    assert takes([report("a", "FR", "Something happened.")]) == ()
    assert takes([]) == ()


@pytest.mark.shared
def test_the_two_reference_pages_get_a_take_with_the_kremlin_spokesmans_words(shared):
    from reference import reference

    told = reference(shared)
    (take,) = takes(told)
    assert take.shared, "both let the same side speak, so it sets neither apart"
    assert take.label == "Russian side"
    assert set(take.article_ids) == {report.article_id for report in told}
    assert all("Peskov" in line.text for line in take.evidence)


def test_what_all_reports_do_alike_is_marked_as_shared(report):
    says = [("Petr Zeman", "Czech prime minister", "We will build the dam, whatever it costs us.")]
    both = [report(name, where, "A dam.", says=says) for name, where in (("a", "PL"), ("b", "SK"))]
    (take,) = takes(both)
    assert take.shared
    assert take.article_ids == ("a", "b")
    copied = [*both, report("c", "AT", "A dam.", says=says, copy_of="a", hour=12)]
    assert all(take.shared for take in takes(copied)), "a copy without the label is no other way of telling"
