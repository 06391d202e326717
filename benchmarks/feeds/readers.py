"""The readers compared: each turns a document into listings, which are then cleaned alike.

The libraries get every help: the HTTP header and the address where they take them, and our
cleaning of addresses, dates and texts afterwards. ``mended`` gives them, besides, our decoding
and our mending of broken XML.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import fastfeedparser
import feedparser
from lxml import etree

from parallax.errors import FeedError
from parallax.feeds import parse
from parallax.feeds.document import open_document
from parallax.feeds.entries import Cleaner, distinct, language_tag
from parallax.feeds.links import clean_url
from parallax.feeds.listing import Listing, Picture
from parallax.feeds.mend import mend
from parallax.feeds.problems import Problems
from parallax.feeds.text import plain
from parallax.model import Feed


@dataclass(frozen=True)
class Source:
    body: bytes
    url: str
    content_type: str | None
    now: datetime


Reader = Callable[[Source], Feed]


def ours(source: Source) -> Feed:
    return parse(source.body, source.url, content_type=source.content_type, now=source.now)


def with_feedparser(source: Source) -> Feed:
    return _cleaned(_feedparser(source), _from_feedparser, source)


def with_fastfeedparser(source: Source) -> Feed:
    return _cleaned(_fastfeedparser(source), _from_fastfeedparser, source)


def mended(reader: Reader) -> Reader:
    """The same reader behind our decoding and mending."""

    def read(source: Source) -> Feed:
        document = open_document(source.body, source.url, source.content_type, Problems())
        text = document.text
        if document.kind != "json":
            try:
                etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
            except etree.XMLSyntaxError:
                text = mend(text, Problems())
            text = '<?xml version="1.0" encoding="utf-8"?>' + text
        return reader(Source(text.encode(), source.url, "application/xml; charset=utf-8", source.now))

    return read


def parse_only_feedparser(source: Source) -> int:
    return len(_feedparser(source).entries)


def parse_only_fastfeedparser(source: Source) -> int:
    return len(_fastfeedparser(source).entries)


def _feedparser(source: Source) -> Any:
    headers = {"content-location": source.url}
    if source.content_type:
        headers["content-type"] = source.content_type
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(source.body, response_headers=headers)


def _fastfeedparser(source: Source) -> Any:
    return fastfeedparser.parse(source.body)


def _cleaned(parsed: Any, listing_of: Callable[[Any], Listing], source: Source) -> Feed:
    problems = Problems()
    head = parsed.get("feed", {})
    language = language_tag(head.get("language") or "")
    base = clean_url(head.get("link") or "", source.url) or source.url
    cleaner = Cleaner(base, source.now, language, problems)
    listings = [listing_of(entry) for entry in parsed.entries]
    entries = [entry for listing in listings if (entry := cleaner.entry(listing)) is not None]
    if not listings and not head.get("title"):
        raise FeedError("nothing was read")
    return Feed(
        url=source.url,
        dialect=str(parsed.get("version", "")),
        title=plain(head.get("title") or "", 500)[0],
        language=language,
        entries=distinct(entries, problems),
        dropped=len(listings) - len(entries),
    )


def _from_feedparser(entry: Any) -> Listing:
    pictures = [m for m in entry.get("media_content", []) if _image(m)]
    pictures += entry.get("media_thumbnail", []) if not pictures else []
    pictures += (
        [{"url": e.get("href")} for e in entry.get("enclosures", []) if _image(e)] if not pictures else []
    )
    picture = _largest(pictures)
    if picture is not None:
        picture.credit = ", ".join(credit.get("content", "") for credit in entry.get("media_credit", []))
    content = entry.get("content") or [{}]
    return Listing(
        links=[entry.get("feedburner_origlink") or "", entry.get("link") or ""],
        guid=entry.get("id") or "",
        title=entry.get("title") or "",
        summary=entry.get("summary") or "",
        content=content[0].get("value") or "",
        authors=[name for author in entry.get("authors", []) if (name := author.get("name"))],
        # It files dc:date under "updated".
        published=dict.get(entry, "published") or dict.get(entry, "updated") or "",
        # feedparser answers "published" when asked for a missing "updated"; its keys tell the truth.
        updated=dict.get(entry, "updated") or "",
        language=entry.get("language") or "",
        categories=[tag.get("label") or tag.get("term") or "" for tag in entry.get("tags", [])],
        picture=picture,
    )


def _from_fastfeedparser(entry: Any) -> Listing:
    pictures = [m for m in entry.get("media_content") or [] if _image(m)]
    pictures += [e for e in entry.get("enclosures") or [] if _image(e)] if not pictures else []
    pictures += [{"url": entry["image"]}] if not pictures and isinstance(entry.get("image"), str) else []
    picture = _largest(pictures)
    content = entry.get("content") or [{}]
    return Listing(
        links=[entry.get("link") or ""],
        guid=str(entry.get("id") or ""),
        title=entry.get("title") or "",
        summary=entry.get("description") or "",
        content=content[0].get("value") or "",
        authors=[name for author in entry.get("authors") or [] if (name := author.get("name"))],
        published=entry.get("published") or "",
        updated=entry.get("updated") or "",
        language=entry.get("language") or "",
        categories=[tag.get("label") or tag.get("term") or "" for tag in entry.get("tags") or []],
        picture=picture,
    )


def _image(media: Any) -> bool:
    kind = media.get("type") or media.get("medium") or ""
    return bool(media.get("url") or media.get("href")) and (not kind or kind.startswith("image"))


def _largest(pictures: list[Any]) -> Picture | None:
    if not pictures:
        return None
    best = max(pictures, key=lambda media: int(media.get("width") or 0))
    return Picture(
        url=best.get("url") or best.get("href") or "",
        caption=best.get("description") or "",
        credit=best.get("credit") or "",
        width=str(best.get("width") or ""),
        height=str(best.get("height") or ""),
    )


READERS: dict[str, Reader] = {
    "ours": ours,
    "feedparser": with_feedparser,
    "feedparser, mended": mended(with_feedparser),
    "fastfeedparser": with_fastfeedparser,
    "fastfeedparser, mended": mended(with_fastfeedparser),
}
