"""When to ask a feed again: as often as it really publishes, politely.

Arrivals are taken as a Poisson process whose mean gap is estimated with its conjugate Gamma
prior (Gelman et al., *Bayesian Data Analysis*, §2.6). What we believed before counts as
``PRIOR_EVENTS`` arrivals; a poll adds ``k`` arrivals seen in ``t`` minutes:

    gap = (PRIOR_EVENTS · believed gap + t) / (PRIOR_EVENTS + k)

A feed that was read shows its last arrivals itself: ``k`` entries since the k-th newest. A poll
that found nothing adds time without arrivals. The next poll comes after half a gap, so that
about four polls in ten find something new (1 − e^−½) and a new item waits a quarter of a gap
on average (half an interval; Cho & Garcia-Molina, "Effective page refresh policies for Web
crawlers", ACM TODS 28(4), 2003, give the model), between 10 minutes and 24 hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from urllib.parse import urlsplit

from parallax.model import Entry, Feed, FeedState, Validators

MIN_INTERVAL = 10.0  # minutes; a guest who asks more often is a burden, and news keeps ten minutes
MAX_INTERVAL = 24 * 60.0  # minutes; a feed that wakes up is noticed within a day
POLLS_PER_GAP = 2.0
PRIOR_EVENTS = 4.0  # a silent night makes the interval of a busy feed grow 1.125-fold a poll, not 1.5
MAX_EVIDENCE = 30  # entries looked at: enough for the rate, few enough to follow its change
MAX_HINT = 120.0  # minutes a ttl or max-age can ask for; many say a day and publish every hour
JITTER = 0.1  # share of the delay, either way, so that feeds read together drift apart
GONE_DELAY = timedelta(days=30)  # 410 is for ever, but servers err: one look a month
OFFLINE_DELAY = timedelta(minutes=10)  # no network here says nothing about the feed
MAX_RETRY_AFTER = timedelta(days=1)
FAILURES_BEFORE_OLD_ADDRESS = 3  # after so many the address a redirect gave is not believed any more

_NO_VALIDATORS = Validators()


class PollOutcome(StrEnum):
    """How one poll ended, in words for the ledger."""

    READ = "read"
    NOT_MODIFIED = "not modified"
    GONE = "gone"
    NOT_FOUND = "not found"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate limited"
    SERVER_ERROR = "server error"
    REFUSED_ROBOTS = "refused by robots"
    REFUSED_ADDRESS = "refused address"
    UNREACHABLE = "unreachable"
    OFFLINE = "no network"
    TOO_LARGE = "too large"
    NOT_A_FEED = "not a feed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one poll found out, as far as the schedule needs it.

    ``feed`` is given exactly when the outcome is READ. ``max_age`` and ``retry_after`` are in
    seconds, as the server's headers had them.
    """

    outcome: PollOutcome
    feed: Feed | None = None
    validators: Validators = _NO_VALIDATORS
    moved_to: str | None = None
    max_age: float | None = None
    retry_after: float | None = None


def after_poll(state: FeedState, result: Finding, now: datetime, random: Random) -> FeedState:
    """What to remember after a poll, with the time of the next one. Pure: same arguments, same answer."""
    if result.outcome is PollOutcome.OFFLINE:
        return replace(state, next_poll=now + OFFLINE_DELAY)
    if result.outcome not in {PollOutcome.READ, PollOutcome.NOT_MODIFIED}:
        return _after_failure(state, result, now, random)
    gap = _gap(state, result.feed, now)
    interval = _bounded(gap / POLLS_PER_GAP)
    feed = result.feed
    delay = max(interval, min(_hint(result), MAX_HINT)) * _jitter(random)
    seen = [state.last_entry] if state.last_entry else []
    newest = max((*seen, *_times(feed.entries, now)), default=None) if feed else state.last_entry
    return replace(
        state,
        validators=_validators(state, result),
        next_poll=_outside(now + timedelta(minutes=_bounded(delay)), feed.skip_hours if feed else ()),
        interval_minutes=interval,
        failures=0,
        last_polled=now,
        last_entry=newest,
        moved_to=result.moved_to or state.moved_to,
    )


def due(states: Iterable[FeedState], now: datetime) -> list[FeedState]:
    """The feeds whose time has come, oldest due first, one of each host in turn.

    A host's feeds keep their order; in every round each host has one, so neither a large host
    nor a long list can starve another. Feeds never polled have waited longest.
    """
    hosts: dict[str, list[FeedState]] = {}
    waiting = sorted(
        (state for state in states if state.next_poll is None or state.next_poll <= now),
        key=lambda state: (state.next_poll is not None, state.next_poll or now, state.url),
    )
    for state in waiting:
        hosts.setdefault(urlsplit(state.moved_to or state.url).netloc.lower(), []).append(state)
    rounds = [(turn, state) for queue in hosts.values() for turn, state in enumerate(queue)]
    return [state for _, state in sorted(rounds, key=lambda row: row[0])]


def _gap(state: FeedState, feed: Feed | None, now: datetime) -> float:
    """Minutes between arrivals, by the formula above."""
    believed = state.interval_minutes * POLLS_PER_GAP
    if feed is None:
        since = state.last_polled
        arrivals, exposure = 0, _minutes(now - since) if since else state.interval_minutes
    else:
        times = sorted(_times(feed.entries, now), reverse=True)[:MAX_EVIDENCE]
        arrivals = len(times)
        exposure = _minutes(now - times[-1]) if times else state.interval_minutes
    return (PRIOR_EVENTS * believed + exposure) / (PRIOR_EVENTS + arrivals)


def _times(entries: Iterable[Entry], now: datetime) -> list[datetime]:
    """When entries came, never later than now: a date in the future is a mistake here."""
    return [min(at, now) for entry in entries if (at := entry.published or entry.updated)]


def _after_failure(state: FeedState, result: Finding, now: datetime, random: Random) -> FeedState:
    failures = state.failures + 1
    if result.outcome is PollOutcome.GONE:
        delay = GONE_DELAY
    else:
        delay = timedelta(minutes=backoff_minutes(state.interval_minutes, failures) * _jitter(random))
    if result.retry_after is not None:
        delay = max(delay, min(timedelta(seconds=max(0.0, result.retry_after)), MAX_RETRY_AFTER))
    return replace(
        state,
        validators=_NO_VALIDATORS if result.outcome is PollOutcome.NOT_A_FEED else state.validators,
        next_poll=now + delay,
        failures=failures,
        last_polled=now,
        moved_to=state.moved_to if failures < FAILURES_BEFORE_OLD_ADDRESS else None,
    )


def backoff_minutes(interval: float, failures: int) -> float:
    """Minutes to wait after the n-th failure in a row: the interval, doubled each time, at most 24 h."""
    return _bounded(_bounded(interval) * 2.0 ** min(failures - 1, 20))


def _validators(state: FeedState, result: Finding) -> Validators:
    """A 304 may leave out what it does not change (RFC 9110 §15.4.5)."""
    if result.outcome is PollOutcome.READ:
        return result.validators
    return Validators(
        result.validators.etag or state.validators.etag,
        result.validators.last_modified or state.validators.last_modified,
    )


def _hint(result: Finding) -> float:
    """Minutes the publisher asks for, the longer of the feed's ttl and the response's max-age."""
    ttl = result.feed.ttl_minutes if result.feed else None
    return max(float(ttl or 0), (result.max_age or 0.0) / 60)


def _outside(at: datetime, hours: tuple[int, ...]) -> datetime:
    """The first time from ``at`` on whose hour (UTC) the feed does not ask us to skip."""
    for _ in range(24):
        shift = at.utcoffset() or timedelta(0)
        if (at - shift).hour not in hours:
            return at
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at


def _bounded(minutes: float) -> float:
    return min(max(minutes, MIN_INTERVAL), MAX_INTERVAL)


def _jitter(random: Random) -> float:
    return 1.0 + JITTER * (2.0 * random.random() - 1.0)


def _minutes(span: timedelta) -> float:
    return max(span.total_seconds(), 0.0) / 60
