"""The measured quality of takes, omissions and numbers; it falls only by lowering a floor here."""

from __future__ import annotations

import pytest
from measure import score_numbers, score_omissions, score_takes

# Measured (benchmarks/takes/measure.py): 24 of 24 who-labels, 9 of 9 voices, 4 of 4 opinions right.
PRECISION = {"reporters": 0.99, "voices": 0.95, "opinion": 0.99, "difference": 0.9}
COVERAGE = {"reporters": 0.9, "voices": 0.6, "opinion": 0.99}
# 94 of 98 and 44 of 48 right; 11 of 12 numbers, 11 of 17 disputes found.
LACKS, ALONE, DISPUTES, DISPUTES_FOUND = 0.95, 0.9, 0.9, 0.6


@pytest.fixture(scope="module")
def scores(request):
    return score_takes(None)[0]


@pytest.mark.parametrize("kind", PRECISION)
def test_labels_are_right(scores, kind):
    assert scores[kind].precision >= PRECISION[kind], scores[kind].wrong


@pytest.mark.parametrize("kind", COVERAGE)
def test_earned_labels_are_given(scores, kind):
    assert scores[kind].coverage >= COVERAGE[kind]


def test_gaps_and_lone_facts_are_right():
    found = score_omissions(None)
    assert found["lacks"].shown >= 60
    assert found["lacks"].precision >= LACKS, found["lacks"].wrong
    assert found["alone"].precision >= ALONE, found["alone"].wrong


@pytest.mark.shared
def test_on_real_stories_labels_gaps_and_numbers_are_right(shared):
    labels, _ = score_takes(shared)
    assert all(labels[kind].precision >= PRECISION[kind] for kind in labels)
    assert score_omissions(shared)["lacks"].precision >= LACKS
    disputes = score_numbers(shared)
    assert disputes.precision >= DISPUTES, disputes.wrong
    assert disputes.coverage >= DISPUTES_FOUND
