"""Asking feeds what is new, and putting it in line for the journey."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from parallax.feeds import PollOutcome, PollResult, due, poll
from parallax.model import Entry, FeedState, Fetcher, Outlet
from parallax.store.interface import Store
from parallax.store.views import FeedPoll, Waiting

ANSWERED = {PollOutcome.READ, PollOutcome.NOT_MODIFIED}


@dataclass(frozen=True, slots=True)
class Polling:
    """How much of what a feed lists is taken."""

    newest_per_feed: int  # new entries of one poll, newest first
    oldest: timedelta  # entries older than this are not news any more


@dataclass(frozen=True, slots=True)
class Polled:
    """One feed asked: how it answered, how many entries it had and how many of them were new."""

    feed: str
    outlet_id: str
    outcome: PollOutcome
    detail: str
    listed: int
    new: int


def feeds_of(outlets: Iterable[Outlet], known: Mapping[str, FeedState]) -> list[FeedState]:
    """The state of every feed and sitemap of these outlets, remembered or fresh."""
    return [
        known.get(url) or FeedState(url, outlet.id)
        for outlet in outlets
        if not outlet.invented
        for url in (*outlet.feeds, *outlet.sitemaps)
    ]


def poll_due(
    states: Iterable[FeedState],
    fetcher: Fetcher,
    store: Store,
    limits: Polling,
    *,
    now: datetime,
    random: Random,
    parallel: int,
    most: int,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Polled]:
    """Ask the feeds whose time has come, at most so many, and queue what they list. Yields as they answer."""
    asked = due(states, now)[:most]
    with ThreadPoolExecutor(max_workers=parallel) as pool:
        # Each poll draws from a generator of its own, so that threads do not decide the numbers.
        seeds = [Random(random.random()) for _ in asked]  # noqa: S311 - jitter, not a secret
        running = [
            pool.submit(poll, fetcher, state, now, seed) for state, seed in zip(asked, seeds, strict=True)
        ]
        for done in as_completed(running):
            yield take_in(done.result(), store, limits, now)
            if stop():
                pool.shutdown(wait=False, cancel_futures=True)
                return


def take_in(result: PollResult, store: Store, limits: Polling, now: datetime) -> Polled:
    """Remember a poll and queue its new entries, together: a crash between the two would lose them."""
    state, feed = result.state, result.feed
    answered = result.outcome in ANSWERED
    entries = feed.entries if feed else ()
    with store.transaction():
        new = store.enqueue(
            [Waiting(entry.url, state.outlet_id, entry) for entry in news(entries, store, limits, now)], now
        )
        store.put_feed_state(state)
        store.put_poll(
            FeedPoll(
                now.date(),
                state.url,
                state.outlet_id,
                answered=int(answered),
                failed=int(not answered),
                listed=len(entries),
                read_at=now if entries else None,
                detail="" if answered else f"{result.outcome}: {result.detail}".rstrip(": "),
            )
        )
    return Polled(state.url, state.outlet_id, result.outcome, result.detail, len(entries), new)


def news(entries: Iterable[Entry], store: Store, limits: Polling, now: datetime) -> list[Entry]:
    """What is worth a journey: unknown, or changed since it was read; recent; newest first."""
    recent = [entry for entry in entries if (entry.published or now) > now - limits.oldest]
    seen = store.seen([entry.url for entry in recent])
    fresh = [entry for entry in recent if entry.url not in seen or _changed_since(entry, seen[entry.url])]
    fresh.sort(key=lambda entry: entry.published or now, reverse=True)
    return fresh[: limits.newest_per_feed]


def _changed_since(entry: Entry, read_at: datetime) -> bool:
    return entry.updated is not None and entry.updated > read_at
