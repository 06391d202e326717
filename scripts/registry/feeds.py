"""Which of an outlet's feeds are worth polling, best first."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from registry.judgements import Judgements
from registry.tables import Listed, ListedFeed

# A front page, home and world feed hold nearly all that an outlet's further section
# feeds repeat; each more costs its server a request an hour for what we have already.
MOST_FEEDS = 3
# Lists older than this were made before many sites moved to https and new systems.
FRESH = "2021"
# From this many independent lists on, an outlet's old feed is worth a try if it has no fresher one.
ENOUGH_LISTS = 2
# A list's own check met these; such a feed comes after the outlet's others.
TROUBLE = {"tls-error", "bad-xml", "unstable"}


def choose_feeds(
    outlet: Listed, judgements: Judgements, dropped: Counter[str], *, thin: bool
) -> tuple[str, ...]:
    """The feeds to keep, freshest and best evidenced first; ``dropped`` counts the others by rule.

    ``thin``: the outlet's country has so few feeds that an old one is always worth a try.
    """
    kept = _reporting(outlet, judgements, dropped)
    fresh = [feed for feed in kept if feed.seen >= FRESH]
    if fresh or not (thin or outlet.evidence >= ENOUGH_LISTS):
        dropped["old"] += len(kept) - len(fresh)
        kept = fresh
    best: dict[str, str] = {}
    for feed in sorted(kept, key=_rank):
        best.setdefault(same_address(feed.url), feed.url)
    dropped["duplicate"] += len(kept) - len(best)
    dropped["beyond the cap"] += max(0, len(best) - MOST_FEEDS)
    return tuple(best.values())[:MOST_FEEDS]


def _reporting(outlet: Listed, judgements: Judgements, dropped: Counter[str]) -> list[ListedFeed]:
    kept: list[ListedFeed] = []
    spare: list[tuple[str, ListedFeed]] = []
    for feed in outlet.feeds:
        rule = judgements.feed_rule(feed.url)
        if not usable(feed.url):
            dropped["unusable"] += 1
        elif rule is None:
            kept.append(feed)
        elif rule.spare:
            spare.append((rule.name, feed))
        else:
            dropped[rule.name] += 1
    if kept:
        dropped.update(name for name, _ in spare)
    return kept or [feed for _, feed in spare]


def usable(url: str) -> bool:
    """Whether an address is one the fetcher would dial: http(s), a host, no credentials, no spaces."""
    parts = urlsplit(url)
    return (
        parts.scheme in {"http", "https"}
        and "." in (parts.hostname or "")
        and "@" not in parts.netloc
        and not any(c.isspace() for c in url)
    )


def same_address(url: str) -> str:
    """What two spellings of one address have in common: no scheme, ``www``, or closing slash."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}".lower()


def _rank(feed: ListedFeed) -> tuple[bool, bool, str, int, int, str]:
    """Working before unchecked, newer lists before older, more lists before fewer, short before long."""
    newest_first = "".join(
        chr(ord("9") - ord(c) + ord("0")) if c.isdigit() else c for c in feed.seen[:4] or "0000"
    )
    return (feed.status in TROUBLE, feed.status != "ok", newest_first, -feed.lists, len(feed.url), feed.url)
