"""When the article was published and last changed.

Times come out timezone-aware. One stated without a zone takes the zone of another statement of
the same clock time on the page, and is read as UTC if there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from parallax.extract.structured import Declared, Node, text_of
from parallax.extract.walk import Page

PUBLISHED_META = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dc.date", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "published_time", "parsely-pub-date", "sailthru.date", "article.published", "date",
    "rnews:datepublished", "cxenseparse:recs:publishtime", "citation_publication_date", "created", "originalpublicationdate",
)  # fmt: skip
MODIFIED_META = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
    "lastmod", "last-modified", "article.updated", "revised", "modified", "article:modified",
)  # fmt: skip

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_ISO = re.compile(
    r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*"
    r"(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{1,2})?)?"
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
# North American abbreviations, which every mail reader knows (RFC 5322 §4.3), and the European ones
# that mean one thing only.
_ZONES = {
    "EST": -18000, "EDT": -14400, "CST": -21600, "CDT": -18000, "MST": -25200, "MDT": -21600, "PST": -28800,
    "PDT": -25200, "CET": 3600, "CEST": 7200, "MEZ": 3600, "MESZ": 7200, "EET": 7200, "EEST": 10800,
    "MSK": 10800, "BST": 3600, "WIB": 25200, "JST": 32400, "KST": 32400, "SAST": 7200, "EAT": 10800,
    "AEST": 36000, "AEDT": 39600, "ET": -18000,
}  # fmt: skip


def parse_time(text: str) -> datetime | None:
    """Reads one stated time; naive if it names no zone, None if it is no date."""
    text = text.strip()
    match = _ISO.match(text) or _COMPACT.match(text)
    try:
        if match:
            return _from_match(match)
        if _EPOCH.match(text):
            return datetime.fromtimestamp(int(text[:10]), UTC)
        if not 6 <= len(text) <= 60 or not re.search(r"\d", text):
            return None
        from dateutil import parser

        return parser.parse(text, tzinfos=_ZONES)
    except (ValueError, OverflowError, TypeError):
        return None


def _from_match(match: re.Match[str]) -> datetime:
    groups = match.groups()
    year, month, day = int(groups[0]), int(groups[1]), int(groups[2])
    hour, minute, second = (int(value) if value else 0 for value in groups[3:6])
    fraction = groups[6] if len(groups) == 8 else None
    micro = int(fraction[:6].ljust(6, "0")) if fraction else 0
    zone = groups[-1]
    value = datetime(year, month, day, hour, minute, min(second, 59), micro)
    if not zone:
        return value
    if zone in ("Z", "UTC", "GMT"):
        return value.replace(tzinfo=UTC)
    digits = zone[1:].replace(":", "").ljust(4, "0") if len(zone) > 3 else zone[1:].zfill(2) + "00"
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
    from datetime import timezone

    return value.replace(tzinfo=timezone(-offset if zone[0] == "-" else offset))


def _stated(articles: Iterable[Node], key: str) -> list[str]:
    return [text for text in (text_of(node.get(key)) for node in articles) if text]


def _pick(candidates: list[str]) -> datetime | None:
    """The first usable time: precise to the minute and zoned if the sources have that."""
    times = [time for time in map(parse_time, candidates) if time is not None and time.year >= EARLIEST.year]
    if not times:
        return None
    first = times[0]
    if first.hour == first.minute == first.second == 0:
        # A bare day: another statement of the same day may know the time.
        first = next(
            (time for time in times[1:] if time.date() == first.date() and (time.hour or time.minute)), first
        )
    if first.tzinfo is None:
        clock = (first.date(), first.hour, first.minute)
        twin = next(
            (time for time in times if time.tzinfo and (time.date(), time.hour, time.minute) == clock), None
        )
        return twin or first.replace(tzinfo=UTC)
    return first


def choose_times(declared: Declared, page: Page) -> tuple[datetime | None, datetime | None]:
    """(published, modified) by order of trust: JSON-LD, meta, microdata, ``<time>`` elements."""
    articles = declared.articles()
    published = _stated(articles, "datePublished")
    for name in PUBLISHED_META:
        published += declared.meta.get(name, ())
    modified = _stated(articles, "dateModified")
    for name in MODIFIED_META:
        modified += declared.meta.get(name, ())
    loose: list[str] = []
    for mark in page.marked:
        attributes = mark.attributes
        value = attributes.get("datetime") or attributes.get("content") or ""
        prop = attributes.get("itemprop") or ""
        if "datePublished" in prop:
            published.append(value or mark.text)
        elif "dateModified" in prop:
            modified.append(value or mark.text)
        elif mark.tag == "time":
            loose.append(value or mark.text)
    published += _stated(articles, "dateCreated") + _stated(articles, "uploadDate")
    if not published:
        published = loose[:3]
    return _pick(published), _pick(modified)
