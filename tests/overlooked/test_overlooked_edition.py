"""The sample edition, grouped as its makers know it: what the American newsrooms leave out."""

from __future__ import annotations

import pytest

from parallax.errors import InputError
from parallax.overlooked import (
    PERFECT,
    ListedOutlet,
    Matching,
    StoryTold,
    coverage,
    coverages,
    only_told_by,
    overlooked_by,
)
from parallax.sample import truth

Stories = tuple[StoryTold, ...]
Outlets = tuple[ListedOutlet, ...]


def test_exactly_the_stories_american_newsrooms_are_silent_on_are_overlooked(
    edition_stories: Stories, edition_outlets: Outlets
) -> None:
    meant = {event.id for event in truth.stories() if event.overlooked_by == "US"}
    found = overlooked_by("US", edition_stories, edition_outlets, matching=PERFECT)
    assert {one.story_id for one in found} == meant
    assert {(one.k, one.n) for one in found} == {(0, 8)}


def test_the_reason_carries_the_counts(edition_stories: Stories, edition_outlets: Outlets) -> None:
    found = coverage("fishing", "US", edition_stories, edition_outlets, matching=PERFECT)
    assert "0 of 8 outlets that were read told it" in found.why
    assert "5 independent outlets in 5 countries" in found.why


def test_a_press_of_which_nothing_could_be_read_is_not_counted_as_none_of_none(
    edition_stories: Stories, edition_outlets: Outlets
) -> None:
    every = coverages("US", edition_stories, edition_outlets, matching=PERFECT)
    unread = [one.why for one in every if not one.n]
    assert unread
    assert all("none of the 8 outlets on the list could be read in that time" in why for why in unread)


def test_what_american_newsrooms_tell_is_covered(edition_stories: Stories, edition_outlets: Outlets) -> None:
    found = {one.story_id: one for one in coverages("US", edition_stories, edition_outlets, matching=PERFECT)}
    assert {found[name].verdict for name in ("bridge", "comet", "satellite", "heat", "blackout")} == {
        "covered"
    }


def test_exactly_what_only_american_newsrooms_tell_is_told_by_them_alone(
    edition_stories: Stories, edition_outlets: Outlets
) -> None:
    meant = {event.id for event in truth.stories() if event.only_in == "US"}
    first, *others = only_told_by("US", edition_stories, edition_outlets, matching=PERFECT)
    assert (first.story_id, first.k, first.n, first.elsewhere) == ("regatta", 5, 8, 28)
    assert {first.story_id, *(one.story_id for one in others)} == meant


@pytest.mark.parametrize("country", ["DE", "FR", "JP", "UA", "GB"])
def test_nothing_can_be_told_of_a_press_of_one_or_two_outlets(
    country: str, edition_stories: Stories, edition_outlets: Outlets
) -> None:
    found = coverages(country, edition_stories, edition_outlets, matching=PERFECT)
    assert {one.verdict for one in found} == {"can't tell"}
    assert all("takes at least 5" in one.why or "could not be read" in one.why for one in found)


def test_a_newsroom_s_own_local_piece_is_not_overlooked_by_others(
    edition_stories: Stories, edition_outlets: Outlets
) -> None:
    found = coverage("local-market", "US", edition_stories, edition_outlets, matching=PERFECT)
    assert (found.k, found.verdict) == (0, "can't tell")


def test_where_matching_is_poor_silence_is_not_called_overlooking(
    edition_stories: Stories, edition_outlets: Outlets
) -> None:
    poor = Matching.even(0.4)
    assert overlooked_by("US", edition_stories, edition_outlets, matching=poor) == ()
    found = coverage("ferry", "US", edition_stories, edition_outlets, matching=poor)
    assert "in 40% of cases we would fail to recognise its reports" in found.why


def test_a_story_of_one_country_s_press_has_no_coverage_there(
    edition_stories: Stories, edition_outlets: Outlets
) -> None:
    with pytest.raises(InputError, match="regatta"):
        coverage("regatta", "US", edition_stories, edition_outlets)
