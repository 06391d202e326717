"""Whether a feed still speaks, and in the language we expect of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from parallax.errors import (
    FeedError,
    FetchError,
    HttpStatus,
    NoNetwork,
    RefusedAddress,
    RefusedByRobots,
    RefusedUrl,
    TooLarge,
    TooManyRedirects,
)
from parallax.model import Clock, Entry, Feed, Fetcher, Health, HealthVerdict, Outlet, Request, Response

# A weekly or a monthly magazine is well within this; a daily silent for so long has stopped.
STALE_AFTER = timedelta(days=30)
# Of this many newest titles the language is told; more adds time, not certainty.
TITLES_READ = 20
# Fewer identified titles than this may all be names and quotations in another language.
LEAST_TITLES = 5
# Bilingual papers mix freely: only when hardly any title is in a language of the outlet,
# and most are in one other, is the feed called wrong.
MOST_OWN = 0.2
LEAST_OTHER = 0.6
# Identifiers confuse these in single headlines, and papers declare one for another.
LOOKALIKES = (
    frozenset({"sr", "hr", "bs", "cnr", "sh"}),
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"id", "ms"}),
    frozenset({"ro", "mo"}),
    frozenset({"fa", "prs", "tg"}),
    frozenset({"hi", "ur", "mr", "ne"}),
    frozenset({"cs", "sk"}),
    frozenset({"bg", "mk"}),
    frozenset({"es", "gl", "ca", "ast"}),
    frozenset({"zh", "yue", "wuu", "cmn"}),
    frozenset({"fil", "tl"}),
)
# What walls against robots write into the page they answer with, in status 200 too.
WALLS = (
    "captcha",
    "cf-challenge",
    "just a moment...",
    "attention required!",
    "are you a robot",
    "access denied",
)
BLOCKING = frozenset({401, 402, 403, 405, 406, 407, 429, 451})

Parse = Callable[[bytes, str], Feed]
Identify = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Finding:
    verdict: HealthVerdict
    detail: str
    entries: int = 0
    newest: datetime | None = None


def check_feed(
    fetcher: Fetcher, parse: Parse, identify: Identify, outlet: Outlet, feed_url: str, clock: Clock
) -> Health:
    """Read one feed and say how it is.

    ``parse`` makes a feed of bytes and their address; ``identify`` gives the language tag of a
    text, ``und`` if it cannot tell. ``unchecked`` means that we have no network: nothing is known
    of the feed then. The worst finding counts: unreadable, wrong language, stale, moved, alive.
    """
    now = clock()
    try:
        response = fetcher.get(Request(feed_url, purpose="feed"))
    except FetchError as error:
        found = _not_fetched(error)
    else:
        found = _read(response, parse, identify, outlet, now)
    return Health(outlet.id, feed_url, found.verdict, found.detail, now, found.entries, found.newest)


def _read(response: Response, parse: Parse, identify: Identify, outlet: Outlet, now: datetime) -> _Finding:
    try:
        feed = parse(response.body, response.url)
    except FeedError as error:
        if wall := _wall(response.body):
            return _Finding("blocked", f"answered with a page for people ({wall})")
        return _Finding("dead", f"not a feed: {error}")
    count = len(feed.entries)
    if not count:
        return _Finding("stale", "lists nothing")
    newest = max((entry.published for entry in feed.entries if entry.published), default=None)
    if other := _other_language(feed.entries, identify, outlet):
        return _Finding("wrong-language", other, count, newest)
    if newest is not None and now - newest > STALE_AFTER:
        return _Finding("stale", f"newest entry is {(now - newest).days} days old", count, newest)
    if response.moved_to:
        return _Finding("redirected", f"moved for good to {response.moved_to}", count, newest)
    return _Finding("alive", "" if newest else "its entries have no dates", count, newest)


def _not_fetched(error: FetchError) -> _Finding:
    match error:
        case NoNetwork():
            return _Finding("unchecked", "no network")
        case RefusedByRobots():
            return _Finding("blocked", "robots.txt keeps us out")
        case HttpStatus() if error.status in BLOCKING:
            return _Finding("blocked", f"HTTP {error.status}")
        case HttpStatus() if error.status >= 500:
            return _Finding("dead", f"HTTP {error.status}, its server has trouble; it may pass")
        case HttpStatus():
            return _Finding("dead", f"HTTP {error.status}")
        case RefusedAddress() | RefusedUrl():
            return _Finding("dead", f"an address we never dial: {error}")
        case TooManyRedirects():
            return _Finding("dead", f"redirects without end: {error}")
        case TooLarge():
            return _Finding("dead", f"too large: {error}")
        case _:
            return _Finding("dead", str(error))


def _wall(body: bytes) -> str | None:
    start = body[:20_000].decode("utf-8", "replace").casefold()
    return next((sign for sign in WALLS if sign in start), None)


def _other_language(entries: tuple[Entry, ...], identify: Identify, outlet: Outlet) -> str | None:
    """What to say when a feed is not in its outlet's language; None when it is or cannot be told."""
    if not outlet.languages:
        return None
    own = {near for tag in outlet.languages for near in _near(tag)}
    titles = [entry.title for entry in entries[:TITLES_READ] if entry.title]
    told = Counter(tag for tag in (_primary(identify(title)) for title in titles) if tag != "und")
    total = told.total()
    if total < LEAST_TITLES or sum(told[tag] for tag in own) > MOST_OWN * total:
        return None
    other, count = max(((tag, n) for tag, n in told.items() if tag not in own), key=lambda pair: pair[1])
    if count < LEAST_OTHER * total:
        return None
    return f"{count} of {total} titles are in {other!r}, none of {', '.join(outlet.languages)}"


def _near(tag: str) -> frozenset[str]:
    primary = _primary(tag)
    return next((group for group in LOOKALIKES if primary in group), frozenset({primary}))


def _primary(tag: str) -> str:
    return tag.split("-", 1)[0].lower()
