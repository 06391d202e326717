"""An item as its feed writes it: raw strings, before anything is believed or cleaned.

Every dialect's reader makes these, so that cleaning is written once.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import datetime

from parallax.feeds.limits import EARLIEST, MAX_ENTRIES


@dataclass(slots=True)
class Picture:
    """An image as written: address and sizes are unchecked strings."""

    url: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: str = ""
    height: str = ""


@dataclass(slots=True)
class Listing:
    """One item, as written. ``links`` are candidates, best first; ``base`` resolves them."""

    links: list[str] = field(default_factory=list)
    guid: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    authors: list[str] = field(default_factory=list)
    published: str = ""
    updated: str = ""
    language: str = ""
    categories: list[str] = field(default_factory=list)
    picture: Picture | None = None
    base: str = ""


@dataclass(slots=True)
class Head:
    """What a feed says of itself, as written. ``link`` is its web site."""

    dialect: str
    title: str = ""
    link: str = ""
    language: str = ""
    ttl: str = ""
    skip_hours: list[str] = field(default_factory=list)


class Newest:
    """Keeps the newest items of a document of any length, in bounded memory.

    Undated items count as older than all dated ones; among equals the first listed wins.
    """

    def __init__(self, cap: int = MAX_ENTRIES) -> None:
        self._cap = cap
        self._heap: list[tuple[datetime, int, Listing]] = []
        self._offered = 0
        self.dropped = 0

    def wants(self, when: datetime | None) -> bool:
        """Whether an item of this time would be kept; if not, it is counted as dropped."""
        self._offered += 1
        if len(self._heap) < self._cap or (when or EARLIEST) > self._heap[0][0]:
            return True
        self.dropped += 1
        return False

    def add(self, when: datetime | None, listing: Listing) -> None:
        """Keep an item that :meth:`wants` accepted, letting go of the oldest if there is no room."""
        row = (when or EARLIEST, -self._offered, listing)
        if len(self._heap) < self._cap:
            heapq.heappush(self._heap, row)
        else:
            heapq.heappushpop(self._heap, row)
            self.dropped += 1

    def listed(self) -> list[Listing]:
        """Newest first."""
        return [listing for _, _, listing in sorted(self._heap, key=lambda row: row[:2], reverse=True)]
