"""What must hold of every judgement, whatever the press."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from parallax.overlooked import PERFECT, ListedOutlet, Matching, StoryTold, Telling, coverage, coverages
from parallax.overlooked.settings import RULES

START = datetime(2026, 3, 2, tzinfo=UTC)
READ = (START + timedelta(hours=12),)
OTHERS = tuple(Telling(f"o{index}", ("FR", "KE", "JP")[index % 3], "en") for index in range(6))


def outlets(count: int, read: int | None = None) -> tuple[ListedOutlet, ...]:
    """American outlets, the first ``read`` of them read in the window."""
    return tuple(
        ListedOutlet(f"us{index}", "US", "en", READ if read is None or index < read else ())
        for index in range(count)
    )


def story(name: str, k: int, elsewhere: tuple[Telling, ...] = OTHERS, wire: str = "") -> StoryTold:
    own = tuple(Telling(f"us{index}", "US", "en", wire) for index in range(k))
    return StoryTold(name, START, START + timedelta(hours=6), own + elsewhere, ("FR",), "politics")


def week(looked_at: StoryTold, told: int = 4, silent: int = 4) -> tuple[StoryTold, ...]:
    """The story among eight told by ``told`` outlets and four told by none."""
    usual = tuple(story(f"told{index}", told) for index in range(8))
    return (looked_at, *usual, *(story(f"left{index}", 0) for index in range(silent)))


@settings(max_examples=40, deadline=None)
@given(n=st.integers(0, 30), k=st.integers(0, 30), missed=st.floats(0, 1), habit=st.integers(0, 8))
def test_the_interval_holds_the_share_that_was_seen(n: int, k: int, missed: float, habit: int) -> None:
    k = min(k, n)
    matching = Matching.even(missed)
    found = coverage("s", "US", week(story("s", k), min(habit, n)), outlets(n), matching=matching)
    assert (found.k, found.n) == (k, n)
    assert 0 <= found.low <= (k / n if n else found.low) <= found.high <= 1


@settings(max_examples=25, deadline=None)
@given(n=st.integers(5, 24), listed=st.integers(0, 12), missed=st.floats(0, 0.5))
def test_more_tellers_never_make_a_story_more_overlooked(n: int, listed: int, missed: float) -> None:
    matching = Matching.even(missed)
    press = outlets(n + listed, read=n)
    found = [coverage("s", "US", week(story("s", k)), press, matching=matching) for k in range(n + 1)]
    p_values = [one.p_value for one in found if one.p_value is not None]
    assert len(p_values) == n + 1
    assert all(less <= more + 1e-9 for less, more in pairwise(p_values))
    verdicts = [one.verdict == "overlooked" for one in found]
    assert verdicts == sorted(verdicts, reverse=True)


@given(n=st.integers(0, RULES.least_read - 1), k=st.integers(0, 4))
def test_below_the_least_number_of_outlets_nothing_can_be_told(n: int, k: int) -> None:
    found = coverage("s", "US", week(story("s", min(k, n)), min(4, n)), outlets(n), matching=PERFECT)
    assert found.verdict == "can't tell"


@given(unread=st.integers(0, 20))
def test_an_outlet_that_was_not_read_never_counts_as_not_telling(unread: int) -> None:
    found = coverage("s", "US", week(story("s", 0)), outlets(8 + unread, read=8), matching=PERFECT)
    assert found.n == 8
    assert found.read == tuple(f"us{index}" for index in range(8))


def test_outlets_nobody_could_read_make_silence_less_certain() -> None:
    all_read = coverage("s", "US", week(story("s", 0)), outlets(8), matching=PERFECT)
    half_read = coverage("s", "US", week(story("s", 0)), outlets(16, read=8), matching=PERFECT)
    assert all_read.verdict == "overlooked"
    assert (half_read.p_value or 0) > (all_read.p_value or 0)
    assert "8 more on the list could not be read" in half_read.why


def test_a_reading_before_the_story_or_long_after_it_is_no_reading() -> None:
    early = ListedOutlet("us8", "US", "en", (START - timedelta(hours=1),))
    late = ListedOutlet("us9", "US", "en", (START + timedelta(days=3),))
    found = coverage("s", "US", week(story("s", 0)), (*outlets(8), early, late), matching=PERFECT)
    assert found.n == 8


def test_copies_of_one_text_count_once_and_still_keep_a_story_from_being_overlooked() -> None:
    copied = coverage("s", "US", week(story("s", 6, wire="agency")), outlets(8), matching=PERFECT)
    assert (copied.k, len(copied.told), copied.verdict) == (1, 6, "covered")
    assert "1 independent text when copies of one text count once" in copied.why


def test_copies_elsewhere_are_one_teller() -> None:
    elsewhere = tuple(replace(telling, wire="agency") for telling in OTHERS)
    found = coverage("s", "US", week(story("s", 0, elsewhere)), outlets(8), matching=PERFECT)
    assert (found.elsewhere, found.verdict) == (1, "can't tell")


def test_an_outlet_s_own_report_beside_a_copy_is_a_voice_of_its_own() -> None:
    both = (
        Telling("us0", "US", "en", "agency"),
        Telling("us0", "US", "en"),
        Telling("us1", "US", "en", "agency"),
    )
    found = coverage("s", "US", week(story("s", 0, OTHERS + both)), outlets(8), matching=PERFECT)
    assert found.k == 2


def test_a_press_that_seldom_tells_such_stories_is_not_said_to_overlook_them() -> None:
    stories = week(story("s", 0), told=1, silent=60)
    found = coverage("s", "US", stories, outlets(5), matching=PERFECT)
    assert found.verdict == "can't tell"
    assert "seldom tells such stories" in found.why


def test_a_story_is_left_out_of_what_is_expected_of_it() -> None:
    few = coverage("s", "US", week(story("s", 0)), outlets(8), matching=PERFECT)
    many = coverage("s", "US", week(story("s", 8)), outlets(8), matching=PERFECT)
    assert few.expected == many.expected


def test_comparable_stories_weigh_more_than_others() -> None:
    home = tuple(replace(story(f"home{index}", 8), about=("US",), topic="sport") for index in range(8))
    abroad = tuple(story(f"abroad{index}", 2) for index in range(8))
    stories = (story("s", 0), *home, *abroad)
    assert coverage("s", "US", stories, outlets(8), matching=PERFECT).expected < 0.45
    at_home = (replace(story("s", 0), about=("US",), topic="sport"), *home, *abroad)
    assert coverage("s", "US", at_home, outlets(8), matching=PERFECT).expected > 0.75


def test_a_lonely_story_about_the_same_place_makes_a_failed_match_likelier() -> None:
    matching = Matching.even(0.1, unnoticed=0.1)
    stories = tuple(replace(one, about=(f"{index:02d}",)) for index, one in enumerate(week(story("s", 0))))
    lonely = replace(story("lonely", 3, ()), about=stories[0].about)
    without = coverage("s", "US", stories, outlets(8), matching=matching)
    with_it = coverage("s", "US", (*stories, lonely), outlets(8), matching=matching)
    assert without.verdict == "overlooked"
    assert with_it.verdict == "can't tell"
    assert (with_it.p_value or 0) > 0.09 > (without.p_value or 0)


def test_the_order_of_stories_and_outlets_changes_nothing() -> None:
    stories, press = week(story("s", 0)), outlets(8)
    forwards = {one.story_id: one for one in coverages("US", stories, press)}
    backwards = {one.story_id: one for one in coverages("US", stories[::-1], press[::-1])}
    assert forwards.keys() == backwards.keys()
    for name, one in forwards.items():
        assert backwards[name].verdict == one.verdict
        assert backwards[name].read == one.read
