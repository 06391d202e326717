"""From bytes to a document of known kind: unpacked, decoded, without prolog or document type.

No document type declaration ever reaches the XML parser, so there are no entities to expand
and nothing external to load; a reference to one stays visible as text.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Literal

from parallax.errors import FeedError
from parallax.feeds.charset import decode
from parallax.feeds.discover import discover
from parallax.feeds.limits import MAX_BYTES, MAX_TAGS, PROLOG_WINDOW
from parallax.feeds.problems import Problems

Kind = Literal["rss", "rdf", "atom", "urlset", "sitemapindex", "json"]

_ROOT = re.compile(r"<(?:[\w.-]{1,20}:)?(rss|rdf|feed|urlset|sitemapindex)(?=[\s/>])", re.IGNORECASE)
_KINDS: dict[str, Kind] = {
    "rss": "rss",
    "rdf": "rdf",
    "feed": "atom",
    "urlset": "urlset",
    "sitemapindex": "sitemapindex",
}
# Atomic and possessive, because a prolog of many comments would otherwise be tried in every way.
_PROLOG = re.compile(
    r"(?>\s|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>)*+", re.DOTALL | re.IGNORECASE
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FIRST_ELEMENT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """``text`` starts at the root element (XML) or at the opening brace (JSON)."""

    kind: Kind
    text: str


def open_document(body: bytes, url: str, content_type: str | None, problems: Problems) -> Document:
    """Find out what the bytes are. Raises :class:`FeedError` when they are not a feed."""
    text = decode(_bounded(_unpacked(body, problems), problems), content_type, problems)
    start = text[:PROLOG_WINDOW].lstrip()
    if not start:
        raise FeedError(f"{url} is empty", hint="The server sent no text; try again later.")
    if start.startswith("{"):
        return Document("json", text.strip())
    prolog = _COMMENT.sub(lambda found: " " * len(found.group()), text[:PROLOG_WINDOW])
    root = _ROOT.search(prolog)
    html = _HTML.search(prolog)
    if root is None or (html is not None and html.start() < root.start()):
        raise _not_a_feed(text, url, html=html is not None)
    if not _PROLOG.fullmatch(text, 0, root.start()):
        problems.note("text before the feed was left out")
    return Document(_KINDS[root.group(1).lower()], text[root.start() :])


def _unpacked(body: bytes, problems: Problems) -> bytes:
    """Sitemaps are often stored gzipped, and served so without saying it."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    inflater = zlib.decompressobj(wbits=31)
    try:
        return inflater.decompress(body, MAX_BYTES + 1)
    except zlib.error:
        problems.note("broken gzip")
        return body


def _bounded(body: bytes, problems: Problems) -> bytes:
    if len(body) > MAX_BYTES:
        problems.note(f"only the first {MAX_BYTES >> 20} MiB were read")
        body = body[:MAX_BYTES]
    if body.count(b"<") > MAX_TAGS:
        problems.note(f"only the first {MAX_TAGS} tags were read")
        position = 0
        for piece in range(0, len(body), _COUNTED):
            position += body.count(b"<", piece, piece + _COUNTED)
            if position > MAX_TAGS:
                return body[:piece]
    return body


_COUNTED = 65_536  # bytes counted at a time when looking for the last tag to read


def _not_a_feed(text: str, url: str, *, html: bool) -> FeedError:
    if html:
        advertised = discover(text, url)
        if advertised:
            return FeedError(
                f"{url} is a web page, not a feed", hint=f"It advertises {', '.join(advertised[:3])}"
            )
        return FeedError(f"{url} is a web page, not a feed", hint="It advertises no feed.")
    first = _FIRST_ELEMENT.search(text[:PROLOG_WINDOW])
    found = f"starts with <{first.group(1)}>" if first else "has no element"
    return FeedError(
        f"{url} is not a feed: it {found}",
        hint="Known are RSS, Atom, RDF, JSON Feed and sitemaps.",
    )
