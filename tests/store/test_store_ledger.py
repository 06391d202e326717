"""The ledger counts every item once a day; the queue loses nothing and lets nobody starve."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from parallax.model import Entry, FeedState, Health, LedgerEntry, Outcome, Validators
from parallax.store.views import FeedPoll, Waiting

DAY = date(2026, 3, 14)
NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
URL = "https://gazeta.example/1"


def outcomes(store) -> dict[Outcome, int]:
    return {row.outcome: row.count for row in store.ledger()}


def test_seeing_an_article_again_on_its_day_does_not_hide_that_it_was_stored(store):
    store.write_ledger([LedgerEntry(DAY, "gazeta", URL, Outcome.STORED)])
    store.write_ledger([LedgerEntry(DAY, "gazeta", URL, Outcome.UNCHANGED)])
    assert outcomes(store) == {Outcome.STORED: 1}


def test_a_failure_that_was_mended_the_same_day_is_counted_as_what_it_became(store):
    store.write_ledger([LedgerEntry(DAY, "gazeta", URL, Outcome.WILL_RETRY, "time-out")])
    store.write_ledger([LedgerEntry(DAY, "gazeta", URL, Outcome.STORED)])
    assert outcomes(store) == {Outcome.STORED: 1}


def test_the_ledger_can_be_asked_by_day_country_and_outlet_and_opened(store):
    store.write_ledger(
        [
            LedgerEntry(DAY, "gazeta", URL, Outcome.STORED),
            LedgerEntry(DAY, "tokyo", "https://tokyo.example/1", Outcome.REFUSED_ROBOTS, "robots.txt"),
            LedgerEntry(DAY - timedelta(days=1), "gazeta", URL, Outcome.PAYWALLED),
        ]
    )
    assert [row.outcome for row in store.ledger(country="JP")] == [Outcome.REFUSED_ROBOTS]
    assert [row.outcome for row in store.ledger(since=DAY, outlet="gazeta")] == [Outcome.STORED]
    assert [row.outcome for row in store.ledger(until=DAY - timedelta(days=1))] == [Outcome.PAYWALLED]
    (entry,) = store.ledger_entries(outcome=Outcome.REFUSED_ROBOTS)
    assert (entry.url, entry.detail) == ("https://tokyo.example/1", "robots.txt")


def test_a_language_that_became_readable_is_no_longer_counted_as_untranslated(store):
    store.write_ledger([LedgerEntry(DAY, "gazeta", URL, Outcome.UNTRANSLATED)])
    store.became_readable([URL])
    assert outcomes(store) == {Outcome.STORED: 1}


def waiting(number: int, outlet: str = "gazeta") -> Waiting:
    published = NOON - timedelta(minutes=number)
    return Waiting(f"https://{outlet}.example/{number}", outlet, Entry(f"u{number}", published=published))


def test_outlets_take_turns_in_the_queue(store):
    store.enqueue([waiting(number) for number in range(50)] + [waiting(99, "tokyo")], NOON)
    first_two = {item.outlet_id for item in store.due_items(NOON, 2)}
    assert first_two == {"gazeta", "tokyo"}


def test_what_is_in_line_keeps_its_place_and_what_was_read_is_remembered(store):
    assert store.enqueue([waiting(1)], NOON) == 1
    assert store.enqueue([waiting(1)], NOON) == 0
    store.finish(waiting(1).url, "", NOON)
    assert store.waiting() == 0
    assert store.seen([waiting(1).url, "https://else.example/"]) == {waiting(1).url: NOON}


def test_a_failed_item_comes_back_when_it_is_due_with_its_attempts(store):
    store.enqueue([waiting(1)], NOON)
    store.postpone(waiting(1).url, 2, NOON + timedelta(hours=1))
    assert store.due_items(NOON, 5) == ()
    (item,) = store.due_items(NOON + timedelta(hours=1), 5)
    assert item.attempts == 2
    assert item.entry == waiting(1).entry


def test_feeds_remember_their_validators(store):
    state = FeedState("f", "gazeta", Validators('"a"', "yesterday"), NOON, 30.0, 2, NOON, NOON)
    store.put_feed_state(state)
    assert store.feed_states() == {"f": state}
    assert store.status().last_poll == NOON


def test_answers_and_failures_of_a_feed_add_up_by_day(store):
    store.put_poll(FeedPoll(DAY, "f", "gazeta", answered=1, listed=20))
    store.put_poll(FeedPoll(DAY, "f", "gazeta", failed=1, detail="time-out"))
    store.put_poll(FeedPoll(DAY, "f", "gazeta", answered=1, listed=5))
    assert store.polls(country="BR") == (FeedPoll(DAY, "f", "gazeta", 2, 1, 20, "time-out"),)
    assert store.polls(country="JP") == ()


def test_health_is_kept_by_feed(store):
    found = Health("gazeta", "f", "stale", "newest is from May", NOON, 3, NOON)
    store.put_health([found])
    assert store.outlet("gazeta").health == (found,)
    assert {view.outlet.id: view.health for view in store.outlets()}["gazeta"] == (found,)
