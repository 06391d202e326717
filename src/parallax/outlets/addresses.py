"""Which outlet an article's address belongs to.

An address belongs to the outlet whose homepage is the longest match of its host and
path; a host also answers for its subdomains. Feeds' own hosts count only when a single
outlet uses them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from parallax.outlets.schema import Record

# On these, what matters is the path: each of their users is somebody else.
SHARED_HOSTS = frozenset(
    {
        "facebook.com",
        "youtube.com",
        "twitter.com",
        "x.com",
        "instagram.com",
        "t.me",
        "medium.com",
        "sites.google.com",
        "linktr.ee",
    }
)
# They carry feeds of many outlets, even when our registry happens to hold one of them.
FEED_SERVICES = frozenset(
    {"feeds.feedburner.com", "feeds2.feedburner.com", "follow.it", "rss.app", "morss.it", "cloudfront.net"}
)


class Addresses:
    """An index from addresses to outlet ids."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._places: dict[str, list[tuple[str, str]]] = defaultdict(list)
        feeds: dict[str, set[str]] = defaultdict(set)
        for record in records:
            outlet = record.outlet
            host, path = _parts(outlet.homepage)
            self._places[host].append((path, outlet.id))
            for further in record.also_at:
                self._places[further.removeprefix("www.")].append(("", outlet.id))
            for feed in outlet.feeds:
                feeds[_host(feed)].add(outlet.id)
        for host, ids in feeds.items():
            if (
                len(ids) == 1
                and host not in FEED_SERVICES
                and not any(n in self._places for n in _with_parents(host))
            ):
                self._places[host].append(("", next(iter(ids))))
        for places in self._places.values():
            places.sort(key=lambda place: -len(place[0]))

    def find(self, url: str) -> str | None:
        """The id of the outlet this address belongs to, or None."""
        host, path = _parts(url)
        for name in _with_parents(host):
            places = self._places.get(name)
            if places and (found := _best(places, path if name == host else "", name)):
                return found
        return None


def _best(places: list[tuple[str, str]], path: str, host: str) -> str | None:
    for prefix, outlet_id in places:
        if not prefix or path == prefix or path.startswith(prefix + "/"):
            return outlet_id
    ids = {outlet_id for _, outlet_id in places}
    # An outlet whose homepage is a page of its own host ("/en/home") has the host to itself.
    return ids.pop() if len(ids) == 1 and host not in SHARED_HOSTS else None


def _with_parents(host: str) -> Iterator[str]:
    labels = host.split(".")
    for start in range(len(labels) - 1):
        yield ".".join(labels[start:])


def _host(url: str) -> str:
    """The host of a checked address, told without taking it apart: there are thousands at start-up."""
    return (
        url.partition("://")[2]
        .partition("/")[0]
        .partition(":")[0]
        .partition("?")[0]
        .lower()
        .removeprefix("www.")
    )


def _parts(url: str) -> tuple[str, str]:
    """Host without ``www.`` and path without its closing slash; empty for what is no address."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return "", ""
    return host.removeprefix("www."), parts.path.rstrip("/")
