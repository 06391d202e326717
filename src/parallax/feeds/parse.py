"""From bytes to :class:`parallax.model.Feed`, whatever the dialect and however broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from parallax.feeds import atom, jsonfeed, rss, sitemap
from parallax.feeds.dates import clamp, read_date
from parallax.feeds.document import Document, open_document
from parallax.feeds.elements import Element, Fields, Items
from parallax.feeds.entries import Cleaner, distinct, language_tag
from parallax.feeds.limits import MAX_CHILD_SITEMAPS, MAX_TITLE, SITEMAP_WINDOW
from parallax.feeds.links import clean_url
from parallax.feeds.listing import Head, Listing, Newest
from parallax.feeds.names import Names
from parallax.feeds.problems import Problems
from parallax.feeds.text import plain
from parallax.model import Feed

INDEX_DIALECT = "sitemap index"
_HOURS = frozenset(f"{hour:{pad}d}" for hour in range(25) for pad in ("", "02"))
_MAX_TTL = 7 * 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class ChildSitemap:
    """A sitemap that an index names, and when it last changed, if it says so."""

    url: str
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class SitemapIndex:
    """An index of sitemaps, newest first; ``dropped``: past the cap or without an address."""

    url: str
    sitemaps: tuple[ChildSitemap, ...]
    dropped: int = 0
    problems: tuple[str, ...] = ()


def parse(
    body: bytes,
    url: str,
    *,
    content_type: str | None = None,
    now: datetime,
    sitemap_window: timedelta = SITEMAP_WINDOW,
) -> Feed:
    """Read a feed or a sitemap: entries newest first, every field cleaned, each story once.

    ``url`` is where the body came from; ``content_type`` the HTTP header, for its charset.
    Of a sitemap only entries younger than ``sitemap_window`` are read. An index of sitemaps
    gives a feed of dialect ``sitemap index`` without entries; see :func:`sitemap_index`.
    Raises :class:`parallax.errors.FeedError`, and nothing else, for bytes that are no feed.
    """
    problems = Problems()
    document = open_document(body, url, content_type, problems)
    if document.kind == "sitemapindex":
        return Feed(url, INDEX_DIALECT, "", None, (), problems=problems.listed())
    reading = _Reading(document, url, now, sitemap_window, problems)
    newest, head = reading.json() if document.kind == "json" else reading.xml()
    return _feed(newest, head, url, now, problems)


def sitemap_index(
    body: bytes, url: str, *, content_type: str | None = None, now: datetime
) -> SitemapIndex | None:
    """The sitemaps an index names, or None if the body is not an index. Raises :class:`FeedError`."""
    problems = Problems()
    document = open_document(body, url, content_type, problems)
    if document.kind != "sitemapindex":
        return None
    reading = _Reading(document, url, now, SITEMAP_WINDOW, problems)
    newest, _ = reading.xml()
    children: dict[str, ChildSitemap] = {}
    listed = newest.listed()
    for listing in listed:
        address = next((a for link in listing.links if (a := clean_url(link, url))), "")
        if address:
            children.setdefault(address, ChildSitemap(address, reading.when(listing.updated)))
    dropped = newest.dropped + len(listed) - len(children)
    return SitemapIndex(url, tuple(children.values()), dropped, problems.listed())


class _Reading:
    """One document being read: which reader, and which items are kept."""

    def __init__(
        self, document: Document, url: str, now: datetime, window: timedelta, problems: Problems
    ) -> None:
        self._document = document
        self._url = url
        self._now = now
        self._oldest = now - window
        self._problems = problems
        self._bases = "xml:base" in document.text
        self._outdated = 0
        self._news = False
        self._newest = Newest()

    def when(self, *written: str) -> datetime | None:
        """The first of these dates that can be read, clamped."""
        for text in written:
            moment = read_date(text, now=self._now) if text else None
            if moment is not None:
                return clamp(moment.at, self._now)
        return None

    def json(self) -> tuple[Newest, Head]:
        document = jsonfeed.load(self._document.text, self._url)
        for item in jsonfeed.items(document):
            when = self.when(*jsonfeed.dates(item))
            if self._newest.wants(when):
                self._newest.add(when, jsonfeed.read(item))
        return self._newest, jsonfeed.head(document)

    def xml(self) -> tuple[Newest, Head]:
        item, take = self._reader()
        items = Items(self._document.text, item, self._problems, self._restart)
        self._restart()
        for element, fields in items:
            take(element, fields, items.names)
        if self._outdated:
            self._problems.note(
                "a sitemap entry without a date or past the window was left out", self._outdated
            )
        return self._newest, self._head(items)

    def _restart(self) -> None:
        self._newest = Newest(MAX_CHILD_SITEMAPS) if self._document.kind == "sitemapindex" else Newest()
        self._outdated = 0

    def _reader(self) -> tuple[str, Callable[[Element, Fields, Names], None]]:
        match self._document.kind:
            case "atom":
                return "entry", self._take_atom
            case "urlset":
                return "url", self._take_url
            case "sitemapindex":
                return "sitemap", self._take_child
            case _:
                return "item", self._take_rss

    def _take_rss(self, element: Element, fields: Fields, names: Names) -> None:
        when = self.when(*rss.dates(fields))
        if self._newest.wants(when):
            self._keep(when, rss.read(element, fields, names), element)

    def _take_atom(self, element: Element, fields: Fields, names: Names) -> None:
        when = self.when(*atom.dates(fields))
        if self._newest.wants(when):
            self._keep(when, atom.read(element, fields, names), element)

    def _take_url(self, element: Element, fields: Fields, names: Names) -> None:
        when = self.when(*sitemap.dates(fields, names))
        if when is None or when < self._oldest:
            self._outdated += 1
            return
        self._news = self._news or sitemap.is_news(fields)
        if self._newest.wants(when):
            self._keep(when, sitemap.read(fields, names), element)

    def _take_child(self, element: Element, fields: Fields, names: Names) -> None:
        when = self.when(*sitemap.dates(fields, names))
        if self._newest.wants(when):
            self._keep(when, sitemap.read(fields, names), element)

    def _keep(self, when: datetime | None, listing: Listing, element: Element) -> None:
        if self._bases:
            listing.base = element.base or ""
        self._newest.add(when, listing)

    def _head(self, items: Items) -> Head:
        match self._document.kind:
            case "atom":
                return atom.head(items)
            case "urlset" | "sitemapindex":
                return sitemap.head(news=self._news)
            case _:
                return rss.head(items)


def _feed(newest: Newest, head: Head, url: str, now: datetime, problems: Problems) -> Feed:
    language = language_tag(head.language)
    # RSS gives relative links no meaning; writers mean their site, which may not host the feed.
    base = clean_url(head.link, url) if head.link and head.dialect.startswith(("rss", "rdf")) else url
    cleaner = Cleaner(base or url, now, language, problems)
    listed = newest.listed()
    entries = [entry for listing in listed if (entry := cleaner.entry(listing)) is not None]
    unusable = len(listed) - len(entries)
    if newest.dropped:
        problems.note(f"only the {len(listed)} newest items were kept")
    if unusable:
        problems.note("an item without a usable address was left out", unusable)
    return Feed(
        url=url,
        dialect=head.dialect,
        title=plain(head.title, MAX_TITLE)[0],
        language=language,
        entries=distinct(entries, problems),
        ttl_minutes=_ttl(head.ttl),
        dropped=newest.dropped + unusable,
        problems=problems.listed(),
        skip_hours=_hours(head.skip_hours),
    )


def _hours(written: list[str]) -> tuple[int, ...]:
    """RSS 0.91 counts hours 1 to 24, 2.0 from 0 to 23: 24 and 0 are the same."""
    named = {int(text) % 24 for hour in written if (text := hour.strip()) in _HOURS}
    return tuple(sorted(named)) if len(named) < 24 else ()


def _ttl(written: str) -> int | None:
    text = written.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0):
        return None
    return min(int(text), _MAX_TTL)
