"""When the article was published and last changed.

Times come out timezone-aware. One stated without a zone takes the zone of another statement of
the same clock time on the page, and is read as UTC if there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

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
    "AEST": 36000, "AEDT": 39600, "ET": -18000, "IST": 19800, "PKT": 18000, "HKT": 28800, "SGT": 28800,
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
    return value.replace(tzinfo=timezone(-offset if zone[0] == "-" else offset))


# A page's own state names its publication time in many ways, all made of these words.
_STATE_TIME = re.compile(
    r"\\?\"(?:date|first|original)?_?(?:publish|pub|publication|release|display|deploy|reg)(?:ed|ication)?_?"
    r"(?:date|dt|at|time|on)?(?:utc|gmt)?\\?\"\s*:\s*\\?\"([12]\d{3}[-./]?\d\d[^\"\\]{2,30})",
    re.I,
)
_VISIBLE = re.compile(
    r"\b(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)(?:\D{1,6}(\d{1,2})[:.h](\d\d))?"
    r"|\b((?:19|20)\d\d)\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})日?(?:\D{1,6}(\d{1,2})[:時](\d\d))?"
)
# Runs around the body in which a dateline stands.
_DATE_REACH = 30
_LONGEST_DATELINE = 160


def visible_dates(page: Page, first: int, last: int, language: str | None) -> list[str]:
    """Dates written near the body, as ISO texts, nearest to its start first.

    All-figure dates are read day first, as most of the world writes them, unless the page is
    American or the second number is above 12.
    """
    order = [*range(first - 1, max(-1, first - _DATE_REACH), -1), *range(first, len(page.runs))]
    american = (language or "").lower() in ("en-us", "en_us")
    found: list[str] = []
    for index in order[: _DATE_REACH * 2 + last - first]:
        text = page.runs[index].text
        if len(text) > _LONGEST_DATELINE or not any(map(str.isdigit, text)):
            continue
        match = _VISIBLE.search(text)
        if match:
            found.append(_figures(match, american))
        elif language:
            found += _named(text, language)
        if len(found) >= 2:
            break
    return found


def _figures(match: re.Match[str], american: bool) -> str:
    one, two, year, hour, minute, year2, month2, day2, hour2, minute2 = match.groups()
    if year2:
        year, month, day, hour, minute = year2, month2, day2, hour2, minute2
    else:
        day, month = (two, one) if (american and int(one) <= 12) or int(two) > 12 else (one, two)
    clock = f" {hour}:{minute}" if hour else ""
    return f"{year}-{month}-{day}{clock}"


def _named(text: str, language: str) -> list[str]:
    months = month_numbers(language.split("-")[0].lower())
    words = re.findall(r"[^\W\d_]+|\d+", text.casefold())
    for at, word in enumerate(words):
        month = months.get(word)
        if not month:
            continue
        numbers = [int(other) for other in words[max(0, at - 2) : at + 4] if other.isdigit()]
        years = [number for number in numbers if 1990 <= number < 2100]
        days = [number for number in numbers if 1 <= number <= 31]
        if years and days:
            return [f"{years[0]}-{month}-{days[0]}"]
    return []


@lru_cache(maxsize=64)
def month_numbers(language: str) -> dict[str, int]:
    """Names of the months, wide and short, in a language and in English (CLDR)."""
    from babel import UnknownLocaleError
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for locale in ("en", language):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                try:
                    table = get_month_names(width, context, locale)
                except (UnknownLocaleError, ValueError):
                    continue
                names |= {name.casefold().strip("."): number for number, name in table.items()}
    return names


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
    when = _pick(published) or _pick(loose[:3])
    if when is None:
        when = _pick([match for script in declared.scripts for match in _STATE_TIME.findall(script)[:3]])
    if when is None:
        # Some sites end their declared titles with the day.
        titles = (_VISIBLE.search(title[-12:]) for title in (declared.title, declared.first("og:title")))
        when = _pick([_figures(match, american=False) for match in titles if match])
    if when is None:
        when = _pick(visible_dates(page, first, last, language))
    return when, _pick(modified)
