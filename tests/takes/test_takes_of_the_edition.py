"""The bridge between two towns, told by eleven countries, earns the labels it was written for."""

from __future__ import annotations

import random

import pytest
from edition import edition_stories

from parallax.quotes import align
from parallax.takes import takes


@pytest.fixture(scope="module", params=[False, True], ids=["known quotations", "quotations found"])
def bridge(request):
    told = edition_stories(found=request.param)["bridge"]
    return told, {
        take.label: take for take in takes(told, utterances=align([q for r in told for q in r.quotes]))
    }


def test_european_reports_that_alone_quote_the_cable_makers_are_a_european_perspective(bridge):
    take = bridge[1]["European perspective"]
    assert take.summary.startswith("3 reports from France, Germany and Poland")
    assert any("Vauquelin" in line.text for line in take.evidence)


def test_reports_that_quote_only_the_minister_and_his_spokesman_are_his_side(bridge):
    take = bridge[1]["Ansaldi’s side"]
    assert take.kind == "voices"
    assert set(take.article_ids) == {
        "puente-dos-lunas-porton-cerrado",
        "most-dvuh-lun-zakryt",
        "shuangyue-daqiao-guanbi",
    }
    assert "this side has 9 of 9 quotations and 100% of the quoted words" in take.summary
    assert all("Oribe" in line.text or "Ansaldi" in line.text for line in take.evidence)


def test_quoted_evidence_is_closed_where_the_report_goes_on_after_a_comma(bridge):
    quoted = [line.text for take in bridge[1].values() for line in take.evidence if line.text.endswith("”")]
    assert len(quoted) > 5
    assert not [text for text in quoted if text.endswith((",”", "–”"))]


def test_opinion_pieces_against_the_minister_are_critical_of_his_approach(bridge):
    take = bridge[1]["Critical of Ansaldi’s approach"]
    assert set(take.article_ids) == {"o-portao-do-ministro", "quill-a-gate-is-not-a-policy"}
    assert any("mistake" in line.text for line in take.evidence)


def test_the_public_broadcaster_is_never_among_state_media(bridge):
    told, found = bridge
    public = {report.article_id for report in told if report.outlet.ownership.kind == "public"}
    assert public
    assert not public & set(found["State media"].article_ids)


def test_every_label_has_evidence_rule_and_version(bridge):
    told, found = bridge
    articles = {report.article_id for report in told}
    for take in found.values():
        assert take.evidence
        assert take.rule
        assert take.version
        assert {line.article_id for line in take.evidence} <= articles
        assert all(line.at is not None for line in take.evidence)


def test_the_order_of_the_reports_makes_no_difference(bridge):
    told, _ = bridge
    shuffled = random.Random(7).sample(told, len(told))
    assert takes(shuffled) == takes(told)


@pytest.mark.parametrize("event", ["bell", "blackout", "heat", "regatta", "satellite", "local-tram"])
def test_stories_that_nobody_tells_differently_get_no_take(event):
    assert takes(edition_stories()[event]) == ()
