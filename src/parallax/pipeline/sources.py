"""Where items come from: the queue, a capture, a feed, an address, a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from parallax.errors import CaptureError, FeedError, FetchError, InputError
from parallax.model import Entry, Feed, Item, Outlet, Response
from parallax.store.interface import Store
from parallax.store.views import FeedPoll

ParseFeed = Callable[[bytes, str, str | None, datetime], Feed]
"""Reads a feed's body, address and content type at a time. Raises FeedError."""

HTML = ("text/html", "application/xhtml+xml")
# What feeds are served as when nobody says "feed": text/plain and octet-stream are common.
FEED_LIKE = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset)\b|\"https://jsonfeed\.org/version", re.IGNORECASE)

# Enough of a body to see its root element behind a prolog, a stylesheet line and comments.
SNIFF_BYTES = 2048


Refused = Callable[[str, FetchError], None]


class Capture(Protocol):
    """A recorded piece of the web. ``refused`` hears of what is no document: error pages, broken bodies."""

    def responses(self, refused: Refused | None = None) -> Iterator[Response]: ...


def from_queue(store: Store, now: datetime, limit: int) -> list[Item]:
    """The next items in line."""
    return [
        Item(waiting.url, waiting.outlet_id, waiting.entry, waiting.attempts)
        for waiting in store.due_items(now, limit)
    ]


def from_entries(entries: Iterable[Entry], outlet_id: str | None) -> list[Item]:
    return [Item(entry.url, outlet_id, entry) for entry in entries]


@dataclass(frozen=True, slots=True)
class Survey:
    """What a capture holds: its pages' addresses, and what its own feeds list, with when each was captured.

    ``damage`` is what ended the capture early, if it is broken; what came before can be read.
    """

    pages: frozenset[str]
    entries: Mapping[str, tuple[Entry, datetime]]
    feeds: tuple[tuple[str, int, datetime], ...] = ()  # address, entries, when captured
    damage: CaptureError | None = None

    @property
    def items(self) -> int:
        """How many items :func:`from_capture` gives."""
        return len(self.pages | self.entries.keys())


def survey(capture: Capture, parse: ParseFeed) -> Survey:
    """Look through a capture once, keeping addresses and entries only."""
    pages: set[str] = set()
    entries: dict[str, tuple[Entry, datetime]] = {}
    feeds: list[tuple[str, int, datetime]] = []
    damage: list[CaptureError] = []
    for response in _readable(capture, damage):
        if is_page(response):
            pages.add(response.url)
        elif FEED_LIKE.search(response.body[:SNIFF_BYTES]):
            kind = response.header("content-type")
            try:
                feed = parse(response.body, response.url, kind, response.fetched_at)
            except FeedError:
                continue  # a capture may hold any XML; what is no feed lists nothing
            feeds.append((response.url, len(feed.entries), response.fetched_at))
            entries.update({entry.url: (entry, response.fetched_at) for entry in feed.entries})
    return Survey(frozenset(pages), entries, tuple(feeds), next(iter(damage), None))


def note_polls(found: Survey, store: Store, outlet_of: Callable[[str], Outlet | None]) -> None:
    """The feeds of a capture as the answers they were: their outlets were read that day. Once only."""
    with store.transaction():
        for url, listed, at in found.feeds:
            outlet = outlet_of(url)
            if outlet is None or any(p.feed == url for p in store.polls(since=at.date(), outlet=outlet.id)):
                continue
            read_at = at if listed else None
            store.put_poll(FeedPoll(at.date(), url, outlet.id, answered=1, listed=listed, read_at=read_at))


def from_capture(capture: Capture, found: Survey) -> Iterator[Item]:
    """Every page of a capture, with what the capture's own feeds say of it.

    What a feed lists and the capture does not hold is an item too: it will fail, and be counted.
    """
    for response in _readable(capture, []):
        if is_page(response):
            listed = found.entries.get(response.url)
            entry = listed[0] if listed else None
            yield Item(response.requested, entry=entry, response=response, at=response.fetched_at)
    for url in sorted(found.entries.keys() - found.pages):
        entry, listed_at = found.entries[url]
        yield Item(url, entry=entry, at=listed_at)


def _readable(capture: Capture, damage: list[CaptureError]) -> Iterator[Response]:
    """The documents before any damage, which is noted: a broken end must not cost what came before."""
    try:
        yield from capture.responses(_ignore)
    except CaptureError as error:
        damage.append(error)


def _ignore(url: str, error: FetchError) -> None:
    """An error page nobody listed is no item; one a feed listed will be asked for, and fail by name."""


def is_page(response: Response) -> bool:
    return (response.header("content-type") or "").partition(";")[0].strip().lower() in HTML


def from_file(path: Path, url: str | None, now: datetime) -> Item:
    """A page saved on disk. Its address is given, or is the one it names as canonical.

    Raises :class:`InputError` where the file cannot be read or no address is known.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    address = url or canonical_of(body)
    if not address:
        raise InputError(
            f"{path} does not say which address it was saved from.", hint="Name it: --url https://…"
        )
    headers = (("Content-Type", "text/html"),)
    return Item(address, response=Response(address, address, 200, headers, body, now), at=now)


_CANONICAL = re.compile(
    rb"<link\b(?=[^>]*\brel=[\"']?canonical\b)[^>]*\bhref=[\"']?(https?://[^\"'\s>]+)", re.IGNORECASE
)


def canonical_of(body: bytes) -> str | None:
    """The address a page names as its own, read from its first 200 kB, where heads end."""
    found = _CANONICAL.search(body[:200_000])
    return found[1].decode("utf-8", "replace") if found else None
