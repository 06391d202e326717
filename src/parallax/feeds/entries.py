"""From what a feed wrote to what we believe: addresses, times and texts cleaned, one entry a story."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr

from parallax.feeds.dates import clamp, read_date
from parallax.feeds.limits import (
    MAX_ALL_HTML,
    MAX_AUTHORS,
    MAX_CAPTION,
    MAX_CATEGORIES,
    MAX_GUID,
    MAX_NAME,
    MAX_RAW_DATE,
    MAX_SUMMARY,
    MAX_TITLE,
)
from parallax.feeds.links import clean_url
from parallax.feeds.listing import Listing, Picture
from parallax.feeds.media import picture_in_html
from parallax.feeds.problems import Problems
from parallax.feeds.text import plain, safe_html
from parallax.model import Entry, Image

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8}){0,3})")
_MAIL_AND_NAME = re.compile(r"\s*\S+@\S+\s+\((.{1,200})\)\s*")
_UNTRUSTED_GUID = 3
"""Different addresses under one guid from which on it is no identifier but a constant. Two are
a headline whose address was changed."""
_MAX_SIDE = 20_000  # pixels: larger numbers are mistakes


class Cleaner:
    """Makes entries of listings, noting what had to be mended. ``base`` resolves relative links."""

    def __init__(self, base: str, now: datetime, language: str | None, problems: Problems) -> None:
        self._base = base
        self._now = now
        self._language = language
        self._problems = problems
        self._html_left = MAX_ALL_HTML

    def entry(self, listing: Listing) -> Entry | None:
        """The entry, or None if it names no address that can be opened."""
        base = clean_url(listing.base, self._base) or self._base
        url = next((url for link in listing.links if (url := clean_url(link, base))), "")
        if not url:
            return None
        content = self._html(listing.content, base)
        summary, cut = plain(listing.summary, MAX_SUMMARY)
        if cut and not content:
            # The description is the whole article: keep what the summary has no room for.
            content = self._html(listing.summary, base)
        return Entry(
            url=url,
            title=self._text(listing.title, MAX_TITLE, "title"),
            summary=summary,
            guid=plain(listing.guid, MAX_GUID)[0] or url,
            authors=self._names(map(_author, listing.authors), MAX_AUTHORS),
            published=self._time(listing.published),
            published_raw=plain(listing.published, MAX_RAW_DATE)[0],
            updated=self._time(listing.updated),
            language=language_tag(listing.language),
            categories=self._names(listing.categories, MAX_CATEGORIES),
            image=self._image(listing, base),
            content_html=content,
        )

    def _html(self, written: str, base: str) -> str:
        """The full text, as long as the document's allowance for full texts lasts."""
        if len(written) > self._html_left:
            self._problems.note("a full text was left out: the document holds too many")
            return ""
        self._html_left -= len(written)
        content, cut = safe_html(written, base)
        if cut:
            self._problems.note("a full text was cut at its cap")
        return content

    def _text(self, written: str, limit: int, field: str) -> str:
        text, cut = plain(written, limit)
        if cut:
            self._problems.note(f"a {field} was cut at {limit} characters")
        return text

    def _names(self, written: Iterable[str], most: int) -> tuple[str, ...]:
        names = dict.fromkeys(name for text in written if (name := plain(text, MAX_NAME)[0]))
        return tuple(names)[:most]

    def _time(self, written: str) -> datetime | None:
        if not written:
            return None
        moment = read_date(written, now=self._now, language=self._language)
        if moment is None:
            self._problems.note("a date could not be read")
            return None
        if moment.assumed:
            self._problems.note("a date without a known zone was taken as UTC")
        at = clamp(moment.at, self._now)
        if at != moment.at:
            self._problems.note("a date outside 1990 … now + 1 h was moved to the nearer bound")
        return at

    def _image(self, listing: Listing, base: str) -> Image | None:
        picture = listing.picture or picture_in_html(listing.summary, listing.content)
        url = clean_url(picture.url.strip(), base) if picture is not None and picture.url.strip() else ""
        if picture is None or not url:
            return None
        return Image(
            url=url,
            alt=plain(picture.alt, MAX_TITLE)[0],
            caption=plain(picture.caption, MAX_CAPTION)[0],
            credit=plain(picture.credit, MAX_NAME)[0],
            width=_side(picture, "width"),
            height=_side(picture, "height"),
        )


def language_tag(written: str) -> str | None:
    """A BCP 47 tag in its usual case (``pt-BR``, ``zh-Hant``), or None if the text is no tag."""
    found = _LANGUAGE.fullmatch(written.strip()) if len(written) < 50 else None
    if found is None:
        return None
    parts = [part for part in found.group(2).replace("_", "-").split("-") if part]
    cased = [
        part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in parts
    ]
    return "-".join([found.group(1).lower(), *cased])


def distinct(entries: Iterable[Entry], problems: Problems) -> tuple[Entry, ...]:
    """Each story once: entries with one address, or with one trustworthy guid, are the same.

    The first stands, so callers give the newest first. A guid that stands for three or more
    addresses identifies nothing; such entries get their address as guid.
    """
    listed = list(entries)
    addresses: dict[str, set[str]] = {}
    for entry in listed:
        addresses.setdefault(entry.guid, set()).add(entry.url)
    constants = {guid for guid, urls in addresses.items() if len(urls) >= _UNTRUSTED_GUID}
    if constants:
        problems.note("a guid stands for several addresses and was replaced by them")
    kept: list[Entry] = []
    urls: set[str] = set()
    guids: set[str] = set()
    for entry in listed:
        guid = entry.url if entry.guid in constants else entry.guid
        if entry.url in urls or guid in guids:
            problems.note("an entry was listed twice")
            continue
        urls.add(entry.url)
        guids.add(guid)
        kept.append(entry if guid == entry.guid else replace(entry, guid=guid))
    return tuple(kept)


def _author(written: str) -> str:
    """RSS 2.0 wants an address with the name in brackets; only the name is kept."""
    found = _MAIL_AND_NAME.fullmatch(written) if len(written) < 500 else None
    if found:
        return found.group(1)
    if "@" in written and len(written) < 500:
        return parseaddr(written)[0]
    return written


def _side(picture: Picture, side: str) -> int | None:
    written: str = getattr(picture, side).strip().removesuffix("px")
    if not (written.isascii() and written.isdigit() and len(written) < 7):
        return None
    return int(written) if 0 < int(written) <= _MAX_SIDE else None
