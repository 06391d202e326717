"""Where items come from: the queue, a capture, a feed, an address, a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

from parallax.errors import FeedError, InputError
from parallax.model import Entry, Feed, Item, Response
from parallax.store.interface import Store

ParseFeed = Callable[[bytes, str, str | None, datetime], Feed]
"""Reads a feed's body, address and content type at a time. Raises FeedError."""

HTML = ("text/html", "application/xhtml+xml")
# What feeds are served as when nobody says "feed": text/plain and octet-stream are common.
FEED_LIKE = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset)\b|\"https://jsonfeed\.org/version", re.IGNORECASE)

# Enough of a body to see its root element behind a prolog, a stylesheet line and comments.
SNIFF_BYTES = 2048


class Capture(Protocol):
    """A recorded piece of the web."""

    def responses(self) -> Iterator[Response]: ...


def from_queue(store: Store, now: datetime, limit: int) -> list[Item]:
    """The next items in line."""
    return [
        Item(waiting.url, waiting.outlet_id, waiting.entry, waiting.attempts)
        for waiting in store.due_items(now, limit)
    ]


def from_entries(entries: Iterable[Entry], outlet_id: str | None) -> list[Item]:
    return [Item(entry.url, outlet_id, entry) for entry in entries]


def from_capture(capture: Capture, parse: ParseFeed) -> Iterator[Item]:
    """Every page of a capture, with what the capture's own feeds say of it.

    What a feed lists and the capture does not hold is an item too: it will fail, and be counted.
    """
    entries = captured_entries(capture, parse)
    for response in capture.responses():
        if response.status == 200 and is_page(response):
            listed = entries.pop(response.url, None) or entries.pop(response.requested, None)
            entry = listed[0] if listed else None
            yield Item(response.requested, entry=entry, response=response, at=response.fetched_at)
    for entry, listed_at in sorted(entries.values(), key=lambda found: found[0].url):
        yield Item(entry.url, entry=entry, at=listed_at)


def captured_entries(capture: Capture, parse: ParseFeed) -> dict[str, tuple[Entry, datetime]]:
    """What the feeds in a capture list, by address, with the time at which each feed was captured."""
    found: dict[str, tuple[Entry, datetime]] = {}
    for response in capture.responses():
        if response.status == 200 and not is_page(response) and FEED_LIKE.search(response.body[:SNIFF_BYTES]):
            try:
                feed = parse(
                    response.body, response.url, response.header("content-type"), response.fetched_at
                )
            except FeedError:
                continue  # a capture may hold any XML; what is no feed lists nothing
            found.update({entry.url: (entry, response.fetched_at) for entry in feed.entries})
    return found


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
