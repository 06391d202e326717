"""The bridge between two towns, told by eleven countries, earns the labels it was written for."""

from __future__ import annotations

import pytest
from edition import edition_stories

from parallax.takes import takes
from parallax.telling import Take


@pytest.fixture(scope="module")
def bridge() -> dict[str, Take]:
    return {take.label: take for take in takes(edition_stories()["bridge"])}


def test_european_reports_that_alone_quote_the_cable_makers_are_a_european_perspective(bridge):
    take = bridge["European perspective"]
    assert take.summary.startswith("3 reports from France, Germany and Poland")
    assert any("Vauquelin" in line.text for line in take.evidence)


def test_opinion_pieces_against_the_minister_are_critical_of_his_approach(bridge):
    take = bridge["Critical of Ansaldi’s approach"]
    assert set(take.article_ids) == {"o-portao-do-ministro", "quill-a-gate-is-not-a-policy"}
    assert any("mistake" in line.text for line in take.evidence)
