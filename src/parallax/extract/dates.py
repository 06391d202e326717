"""When the article was published and last changed.

Times come out timezone-aware. One stated without a zone takes the zone of another statement of
the same clock time on the page, and is read as UTC if there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from parallax.extract.calendars import stated_gregorian
from parallax.extract.record import Page
from parallax.extract.structured import Declared, Node, text_of
from parallax.extract.visible_times import ZONES, figures_at_end, marks_change, visible_times

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

# ``<time>`` elements looked at: those behind are of comments and other articles.
_MOST_TIMES = 200
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_ISO = re.compile(
    r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*"
    r"(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{1,2})?)?"
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")


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

        return parser.parse(text, tzinfos=ZONES)
    except (ValueError, OverflowError, TypeError):
        return None


def _from_match(match: re.Match[str]) -> datetime | None:
    groups = match.groups()
    date = stated_gregorian(int(groups[0]), int(groups[1]), int(groups[2]))
    if date is None:
        return None
    hour, minute, second = (int(value) if value else 0 for value in groups[3:6])
    fraction = groups[6] if len(groups) == 8 else None
    micro = int(fraction[:6].ljust(6, "0")) if fraction else 0
    zone = groups[-1]
    value = datetime(*date, hour, minute, min(second, 59), micro)
    if not zone:
        return value
    if zone in ("Z", "UTC", "GMT"):
        return value.replace(tzinfo=UTC)
    digits = zone[1:].replace(":", "").ljust(4, "0") if len(zone) > 3 else zone[1:].zfill(2) + "00"
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
    return value.replace(tzinfo=timezone(-offset if zone[0] == "-" else offset))


# A page's own state names its publication time in many ways, all made of these words. A pattern that begins
# with one sign is found several times faster than one that may begin with a backslash.
_STATE_TIME = re.compile(
    r"\"(?:date|first|original)?_?(?:publish|pub|publication|release|display|deploy|reg)(?:ed|ication)?_?"
    r"(?:date|dt|at|time|on)?(?:utc|gmt)?\\?\"\s*:\s*\\?\"([12]\d{3}[-./]?\d\d[^\"\\]{2,30})",
    re.I,
)


def _stated(articles: Iterable[Node], key: str) -> list[str]:
    return [text for text in (text_of(node.get(key)) for node in articles) if text]


def _pick(candidates: Iterable[str]) -> datetime | None:
    """The first usable time: precise to the minute and zoned if the sources have that."""
    stated = (time for time in map(parse_time, candidates) if time is not None and time.year >= EARLIEST.year)
    first = next(stated, None)
    if first is None or (first.tzinfo and (first.hour or first.minute or first.second)):
        return first
    times = [first, *stated]
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


def choose_times(
    declared: Declared, page: Page, first: int, last: int, language: str | None
) -> tuple[datetime | None, datetime | None]:
    """(published, modified) by order of trust: JSON-LD, meta, microdata, ``<time>``, state, visible text.

    ``first`` and ``last`` bound the body's runs; ``language`` names the months of visible dates.
    """
    articles = declared.articles()
    published = _stated(articles, "datePublished")
    for name in PUBLISHED_META:
        published += declared.meta.get(name, ())
    modified = _stated(articles, "dateModified")
    for name in MODIFIED_META:
        modified += declared.meta.get(name, ())
    loose: list[str] = []
    changes: list[str] = []
    for mark in page.marked:
        attributes = mark.attributes
        value = attributes.get("datetime") or attributes.get("content") or ""
        prop = attributes.get("itemprop") or ""
        if "datePublished" in prop:
            published.append(value or mark.text)
        elif "dateModified" in prop:
            modified.append(value or mark.text)
        elif mark.tag == "time" and len(loose) + len(changes) < _MOST_TIMES:
            (changes if marks_change(page, mark) else loose).append(value or mark.text)
    published += _stated(articles, "dateCreated") + _stated(articles, "uploadDate")
    when = _pick(published) or _pick(loose[:3])
    if when is None:
        when = _pick(match for script in declared.scripts for match in _STATE_TIME.findall(script.text)[:3])
    if when is None:
        # Some sites end their declared titles with the day.
        when = _pick([figures_at_end(title) for title in (declared.title, declared.first("og:title"))])
    if when is None or not (modified or changes):
        shown, changed = visible_times(page, first, last, language, changes_only=when is not None)
        when = when or _pick(shown) or _pick(changes[:1] + changed[:1])
        changes += changed
    changed_at = _pick(modified) or _pick(changes[:1])
    # A change before the first publication is another article's.
    return when, changed_at if changed_at is None or modified or when is None or changed_at >= when else None
