"""When a feed is asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.feeds import Finding, PollOutcome, after_poll, due
from parallax.feeds.schedule import GONE_DELAY, JITTER, MAX_INTERVAL, MIN_INTERVAL, backoff_minutes
from parallax.model import Entry, Feed, FeedState, Validators

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
STATE = FeedState("https://h.example/feed", "h")
FAILURES = sorted(set(PollOutcome) - {PollOutcome.READ, PollOutcome.NOT_MODIFIED, PollOutcome.OFFLINE})


def feed_every(minutes: float, count: int = 30, ttl: int | None = None, **more: object) -> Feed:
    entries = tuple(
        Entry(f"https://h.example/{n}", published=NOW - timedelta(minutes=minutes * (n + 0.5)))
        for n in range(count)
    )
    return Feed(STATE.url, "rss2.0", "H", None, entries, ttl_minutes=ttl, **more)  # type: ignore[arg-type]


def settle(state: FeedState, feed: Feed, rounds: int = 30) -> FeedState:
    for _ in range(rounds):
        state = after_poll(state, Finding(PollOutcome.READ, feed), NOW, Random(1))
    return state


def wait(state: FeedState) -> float:
    assert state.next_poll is not None
    return (state.next_poll - NOW).total_seconds() / 60


@pytest.mark.parametrize("gap", [30, 60, 240, 1000])
def test_the_interval_settles_at_half_the_gap_between_items(gap: float) -> None:
    assert settle(STATE, feed_every(gap)).interval_minutes == pytest.approx(gap / 2, rel=0.1)


def test_a_busy_feed_is_read_every_ten_minutes_and_a_dead_one_once_a_day() -> None:
    assert settle(STATE, feed_every(1)).interval_minutes == MIN_INTERVAL
    assert settle(STATE, feed_every(60 * 24 * 30)).interval_minutes == MAX_INTERVAL


def test_silence_makes_a_feed_rarer_and_news_makes_it_frequent_again() -> None:
    busy = settle(STATE, feed_every(20))
    state = busy
    for _ in range(20):
        state = after_poll(state, Finding(PollOutcome.NOT_MODIFIED), state.next_poll or NOW, Random(1))
    assert busy.interval_minutes * 4 < state.interval_minutes < MAX_INTERVAL
    assert settle(state, feed_every(20)).interval_minutes == pytest.approx(busy.interval_minutes, rel=0.05)


def test_a_ttl_and_a_max_age_are_respected_up_to_two_hours() -> None:
    low, high = 1 - JITTER, 1 + JITTER
    assert 60 * low <= wait(settle(STATE, feed_every(1, ttl=60))) <= 60 * high
    assert 120 * low <= wait(settle(STATE, feed_every(1, ttl=1440))) <= 120 * high
    aged = after_poll(STATE, Finding(PollOutcome.READ, feed_every(1), max_age=5400), NOW, Random(1))
    assert 90 * low <= wait(aged) <= 90 * high


def test_hours_to_skip_are_skipped() -> None:
    state = settle(STATE, feed_every(1, skip_hours=(12, 13)))
    assert state.next_poll == NOW.replace(hour=14)


def test_a_feed_that_asks_to_skip_every_hour_is_still_read() -> None:
    state = settle(STATE, feed_every(1, skip_hours=tuple(range(24))))
    assert state.next_poll is not None and state.next_poll <= NOW + timedelta(minutes=MAX_INTERVAL + 60)


def test_a_gone_feed_is_looked_at_once_a_month() -> None:
    assert after_poll(STATE, Finding(PollOutcome.GONE), NOW, Random(1)).next_poll == NOW + GONE_DELAY


def test_no_network_is_no_failure_of_the_feed() -> None:
    state = after_poll(STATE, Finding(PollOutcome.OFFLINE), NOW, Random(1))
    assert state.failures == 0 and wait(state) == 10


def test_a_server_that_names_a_time_is_given_it() -> None:
    limited = Finding(PollOutcome.RATE_LIMITED, retry_after=7 * 3600)
    assert wait(after_poll(STATE, limited, NOW, Random(1))) == 7 * 60
    forever = Finding(PollOutcome.RATE_LIMITED, retry_after=1e9)
    assert wait(after_poll(STATE, forever, NOW, Random(1))) <= MAX_INTERVAL


def test_a_move_is_remembered_until_the_new_address_keeps_failing() -> None:
    moved = Finding(PollOutcome.READ, feed_every(60), moved_to="https://new.example/feed")
    state = after_poll(STATE, moved, NOW, Random(1))
    assert (state.url, state.moved_to) == (STATE.url, "https://new.example/feed")
    for _ in range(3):
        assert state.moved_to
        state = after_poll(state, Finding(PollOutcome.NOT_FOUND), NOW, Random(1))
    assert state.moved_to is None


def test_validators_of_a_body_that_was_no_feed_are_forgotten() -> None:
    from dataclasses import replace

    state = replace(STATE, validators=Validators(etag='"1"'))
    assert after_poll(state, Finding(PollOutcome.NOT_A_FEED), NOW, Random(1)).validators == Validators()
    kept = after_poll(state, Finding(PollOutcome.NOT_MODIFIED), NOW, Random(1))
    assert kept.validators.etag == '"1"'


def test_a_date_in_the_future_does_not_make_a_feed_look_busy() -> None:
    ahead = Feed(
        STATE.url, "rss", "", None, (Entry("https://h.example/1", published=NOW + timedelta(hours=1)),)
    )
    assert settle(STATE, ahead, 1).last_entry == NOW


@given(
    interval=st.floats(0.1, 1e6),
    failures=st.integers(0, 10_000),
    outcome=st.sampled_from(list(PollOutcome)),
    gap=st.floats(0.001, 1e6),
    retry_after=st.none() | st.floats(-10, 1e9),
    seed=st.integers(),
)
def test_the_next_poll_is_never_too_soon_and_never_too_late(
    interval: float, failures: int, outcome: PollOutcome, gap: float, retry_after: float | None, seed: int
) -> None:
    state = FeedState(STATE.url, "h", interval_minutes=interval, failures=failures, last_polled=NOW)
    feed = feed_every(gap, 5) if outcome is PollOutcome.READ else None
    after = after_poll(state, Finding(outcome, feed, retry_after=retry_after), NOW, Random(seed))
    latest = 30 * 24 * 60 if outcome is PollOutcome.GONE else MAX_INTERVAL * (1 + JITTER)
    assert MIN_INTERVAL * (1 - JITTER) - 0.001 <= wait(after) <= latest
    if outcome in {PollOutcome.READ, PollOutcome.NOT_MODIFIED}:
        assert MIN_INTERVAL <= after.interval_minutes <= MAX_INTERVAL


@given(
    st.floats(0.1, 1e5), st.sampled_from([o for o in FAILURES if o is not PollOutcome.GONE]), st.integers()
)
def test_every_further_failure_waits_at_least_as_long(
    interval: float, outcome: PollOutcome, seed: int
) -> None:
    waits = []
    for failures in range(15):
        state = FeedState(STATE.url, "h", interval_minutes=interval, failures=failures)
        waits.append(wait(after_poll(state, Finding(outcome), NOW, Random(seed))))
    assert waits == sorted(waits)
    assert backoff_minutes(interval, 15) == MAX_INTERVAL


def test_due_gives_the_oldest_first_and_hosts_in_turn() -> None:
    def state(host: str, name: int, minutes_overdue: float | None) -> FeedState:
        when = None if minutes_overdue is None else NOW - timedelta(minutes=minutes_overdue)
        return FeedState(f"https://{host}.example/{name}", host, next_poll=when)

    states = [state("big", n, 100 - n) for n in range(4)]
    states += [state("small", 0, 5), state("late", 0, -5), state("new", 0, None)]
    assert [s.url.removeprefix("https://") for s in due(states, NOW)] == [
        "new.example/0",
        "big.example/0",
        "small.example/0",
        "big.example/1",
        "big.example/2",
        "big.example/3",
    ]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-50, 50)), max_size=60))
def test_due_loses_nobody_and_starves_no_host(rows: list[tuple[int, int]]) -> None:
    states = [
        FeedState(f"https://h{host}.example/{n}", "x", next_poll=NOW + timedelta(minutes=minutes))
        for n, (host, minutes) in enumerate(rows)
    ]
    listed = due(states, NOW)
    assert {s.url for s in listed} == {s.url for s in states if s.next_poll and s.next_poll <= NOW}
    hosts = {s.url.split("/")[2] for s in listed}
    assert {s.url.split("/")[2] for s in listed[: len(hosts)]} == hosts
