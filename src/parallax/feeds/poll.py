"""One poll: ask whether a feed changed, read it if so, say how it ended. Touches no store."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from parallax.errors import (
    ConnectionFailed,
    DeadlineExceeded,
    FeedError,
    FetchError,
    HttpStatus,
    NoNetwork,
    RefusedAddress,
    RefusedByRobots,
    RefusedUrl,
    TooLarge,
)
from parallax.feeds.entries import distinct
from parallax.feeds.limits import EARLIEST, MAX_ENTRIES
from parallax.feeds.parse import INDEX_DIALECT, ChildSitemap, parse, sitemap_index
from parallax.feeds.problems import Problems
from parallax.feeds.schedule import Finding, PollOutcome, after_poll
from parallax.model import Entry, Feed, FeedState, Fetcher, Request, Response

MAX_CHILDREN_READ = 3
"""Sitemaps of an index read in one poll. The newest holds today's articles; two more cover
outlets that split by section or by midnight."""

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PollResult:
    """``feed`` is given exactly when the outcome is READ; ``detail`` says more in words, or nothing."""

    state: FeedState
    outcome: PollOutcome
    feed: Feed | None = None
    detail: str = ""


def poll(fetcher: Fetcher, state: FeedState, now: datetime, random: Random | None = None) -> PollResult:
    """Ask once. Never raises for what a server does: every answer and error is an outcome.

    Without ``random`` the jitter is drawn from the feed's address and the time, so that a
    replayed day repeats itself while feeds read together still drift apart.
    """
    finding, detail = _ask(fetcher, state, now)
    chance = random or Random(f"{state.url} {now.isoformat()}")  # noqa: S311 - jitter is no secret
    return PollResult(after_poll(state, finding, now, chance), finding.outcome, finding.feed, detail)


def _ask(fetcher: Fetcher, state: FeedState, now: datetime) -> tuple[Finding, str]:
    url = state.moved_to or state.url
    try:
        response = fetcher.get(Request(url, purpose="feed", validators=state.validators))
        if response.not_modified:
            return _finding(PollOutcome.NOT_MODIFIED, response), ""
        feed = _read(fetcher, response, now)
    except FeedError as error:
        return Finding(PollOutcome.NOT_A_FEED), _words(error)
    except FetchError as error:
        retry_after = error.retry_after if isinstance(error, HttpStatus) else None
        return Finding(_outcome(error), retry_after=retry_after), _words(error)
    return replace(_finding(PollOutcome.READ, response), feed=feed), "; ".join(feed.problems)


def _finding(outcome: PollOutcome, response: Response) -> Finding:
    found = _MAX_AGE.search(response.header("cache-control") or "")
    return Finding(
        outcome,
        validators=response.validators,
        moved_to=response.moved_to,
        max_age=float(found.group(1)) if found else None,
    )


def _read(fetcher: Fetcher, response: Response, now: datetime) -> Feed:
    content_type = response.header("content-type")
    feed = parse(response.body, response.url, content_type=content_type, now=now)
    if feed.dialect != INDEX_DIALECT:
        return feed
    index = sitemap_index(response.body, response.url, content_type=content_type, now=now)
    children = [_child(fetcher, child, now) for child in index.sitemaps[:MAX_CHILDREN_READ]] if index else []
    problems = Problems()
    for child in children:
        for problem in child.problems:
            problems.note(problem)
    entries = sorted((entry for child in children for entry in child.entries), key=_age_key, reverse=True)
    return replace(
        feed,
        entries=distinct(entries[:MAX_ENTRIES], problems),
        dropped=sum(child.dropped for child in children) + max(0, len(entries) - MAX_ENTRIES),
        problems=(*feed.problems, *problems.listed()),
    )


def _child(fetcher: Fetcher, child: ChildSitemap, now: datetime) -> Feed:
    """One sitemap of an index; one that cannot be read is an empty feed that says so."""
    try:
        response = fetcher.get(Request(child.url, purpose="feed"))
        return parse(response.body, response.url, content_type=response.header("content-type"), now=now)
    except (FetchError, FeedError) as error:
        problem = f"a sitemap of the index could not be read: {_words(error)}"
        return Feed(child.url, "sitemap", "", None, (), problems=(problem,))


def _age_key(entry: Entry) -> datetime:
    return entry.published or entry.updated or EARLIEST


def _outcome(error: FetchError) -> PollOutcome:
    for kind, outcome in _OUTCOMES:
        if isinstance(error, kind):
            return outcome
    if isinstance(error, HttpStatus):
        other = PollOutcome.SERVER_ERROR if error.status >= 500 else PollOutcome.FAILED
        return _STATUSES.get(error.status, other)
    return PollOutcome.FAILED


# NoNetwork before ConnectionFailed, whose kind it is.
_OUTCOMES: tuple[tuple[type[FetchError], PollOutcome], ...] = (
    (NoNetwork, PollOutcome.OFFLINE),
    (ConnectionFailed, PollOutcome.UNREACHABLE),
    (DeadlineExceeded, PollOutcome.UNREACHABLE),
    (RefusedByRobots, PollOutcome.REFUSED_ROBOTS),
    (RefusedAddress, PollOutcome.REFUSED_ADDRESS),
    (RefusedUrl, PollOutcome.REFUSED_ADDRESS),
    (TooLarge, PollOutcome.TOO_LARGE),
)
_STATUSES = {
    401: PollOutcome.BLOCKED,
    403: PollOutcome.BLOCKED,
    406: PollOutcome.BLOCKED,  # what several firewalls answer to readers they do not know
    404: PollOutcome.NOT_FOUND,
    410: PollOutcome.GONE,
    429: PollOutcome.RATE_LIMITED,
    451: PollOutcome.BLOCKED,
}


def _words(error: FeedError | FetchError) -> str:
    return f"{error}. {error.hint}" if error.hint else str(error)
