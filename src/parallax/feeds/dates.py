"""When something was published, from what feeds write as a date.

A date is never completed from today's: text that does not state day, month and year gives
None. A date without a zone is taken as UTC. A stated time outside 1990 … now + 1 h is moved
to the nearer bound, and the caller keeps the text as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from parallax.feeds.limits import EARLIEST, FUTURE_SLACK, MAX_RAW_DATE
from parallax.feeds.months import month_number
from parallax.feeds.zones import zone_minutes

_CLOCK = r"(?:(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?)"
_BEFORE = r"(?P<before>AM|PM|오전|오후|上午|下午|午前|午後)"
_REST = rf"(?:[T\s,;]+{_BEFORE}?\s*{_CLOCK}\s*(?P<half>[AP]\.?M\.?)?)?\s*(?P<zone>.*)"

_RFC822 = re.compile(
    r"(?:[^\W\d]{3},? +)?(?P<day>\d{1,2}) (?P<word>[A-Za-z]{3}) (?P<year>\d{4})"
    r" (?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d) ?(?P<zone>[+-]\d{4}|[A-Z]{1,4})"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})" + _REST, re.IGNORECASE)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:T?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?)?\s*(?P<zone>.*)",
    re.IGNORECASE,
)
_EAST_ASIAN = re.compile(
    r"(?P<year>\d{4})\s*[年년.]\s*(?P<month>\d{1,2})\s*[月월.]\s*(?P<day>\d{1,2})\s*[日일.]?(?:\s*\([^)]*\))?"
    r"\s*(?P<before>오전|오후|上午|下午|午前|午後)?\s*"
    r"(?:(?P<hour>\d{1,2})\s*[:時时点시]\s*(?P<minute>\d{1,2})?\s*[:分분]?\s*(?P<second>\d{2})?[秒초]?)?\s*(?P<zone>.*)"
)
# Letters of a word, with the marks Indic scripts and abbreviations put between them.
_WORD = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d'’])*"
_DAY_FIRST = re.compile(
    rf"(?:{_WORD}\.?[,،]?\s+)*?(?P<day>\d{{1,2}})(?:st|nd|rd|th|º|er|\.)?[\s.-]*(?:de\s+|of\s+|d['’])?"
    rf"(?P<word>{_WORD})\.?,?[\s.-]*(?:de\s+|del\s+)?(?P<year>\d{{4}}|\d{{2}}(?!\d|:))\.?(?:\s*[rг]\.)?"
    + _REST,
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?:{_WORD}\.?,?\s+)??(?P<word>{_WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    + _REST,
    re.IGNORECASE,
)
# asctime: the year comes last.
_YEAR_LAST = re.compile(
    rf"(?:{_WORD}\s+)?(?P<word>{_WORD})\s+(?P<day>\d{{1,2}})\s+{_CLOCK}\s+(?P<zone>\S*?)\s*(?P<year>\d{{4}})"
)
_NUMERIC = re.compile(
    r"(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})" + _REST, re.IGNORECASE
)
_EPOCH = re.compile(r"-?\d{9,10}(?:\d{3})?(?:\.\d+)?")

_AFTERNOON = frozenset({"PM", "오후", "下午", "午後"})
_MORNING = frozenset({"AM", "오전", "上午", "午前"})
_BUDDHIST = 543
"""Thai feeds count years from the Buddha's death; months and days are the same."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as stated, in UTC and whole seconds. ``assumed``: it named no zone we know and was taken as UTC."""

    at: datetime
    assumed: bool = False


def read_date(written: str, *, now: datetime, language: str | None = None) -> Moment | None:
    """The time a feed states, unclamped, or None if it does not state one clearly."""
    text = written.strip()
    if not text or len(text) > MAX_RAW_DATE:
        return None
    found = _RFC822.fullmatch(text)
    if found is not None and found["word"].lower() in _SHORT:
        return _moment(found.groupdict(), now, language)
    if text[4:5] == "-" and text[:4] < "2400":
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            pass  # not quite ISO 8601: the patterns below are more patient
        else:
            if at.tzinfo is not None:
                return _in_utc(at)
    text = " ".join(text.replace("\u200f", "").replace("\u200e", "").split())
    if _EPOCH.fullmatch(text):
        return _from_epoch(text)
    for pattern in (_YEAR_FIRST, _COMPACT, _EAST_ASIAN, _NUMERIC, _DAY_FIRST, _MONTH_FIRST, _YEAR_LAST):
        found = pattern.fullmatch(text)
        if found is not None:
            moment = _moment(found.groupdict(), now, language)
            if moment is not None:
                return moment
    return None


def clamp(at: datetime, now: datetime) -> datetime:
    """The nearest time from 1990 to now + 1 h."""
    return min(max(at, EARLIEST), now.astimezone(UTC) + FUTURE_SLACK)


_SHORT = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])


def _moment(parts: dict[str, str | None], now: datetime, language: str | None) -> Moment | None:
    day_and_month = _day_and_month(parts, language)
    if day_and_month is None:
        return None
    day, month = day_and_month
    hour = _hour(int(parts.get("hour") or 0), (parts.get("half") or parts.get("before") or ""))
    # Leap seconds and "24:00" are valid in ISO 8601; datetime knows neither.
    second, next_day = min(int(parts.get("second") or 0), 59), hour == 24
    zone_text = (parts.get("zone") or "").strip(" ()[]")
    minutes = zone_minutes(zone_text)
    try:
        local = datetime(
            _year(parts["year"] or "", now),
            month,
            day,
            0 if next_day else hour,
            int(parts.get("minute") or 0),
            second,
            tzinfo=timezone(timedelta(minutes=minutes or 0)),
        )
        at = (local + timedelta(days=next_day)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Moment(at, assumed=minutes is None)


def _day_and_month(parts: dict[str, str | None], language: str | None) -> tuple[int, int] | None:
    if parts.get("word"):
        month = month_number(parts["word"] or "", language)
        return (int(parts["day"] or 0), month) if month else None
    if parts.get("month"):
        return int(parts["day"] or 0), int(parts["month"] or 0)
    first, second = int(parts["a"] or 0), int(parts["b"] or 0)
    if first > 12 or parts["mark"] == ".":
        return first, second
    if second > 12:
        return second, first
    if parts.get("half"):  # "1/2/2024 3:04 PM" is how American software writes
        return second, first
    if first != second and (language or "en").lower().startswith("en"):
        return None  # 3/4 is two days in English; which one is not ours to choose
    return first, second


def _hour(hour: int, half: str) -> int:
    marker = half.upper().replace(".", "")
    if marker in _AFTERNOON and hour < 12:
        return hour + 12
    return 0 if marker in _MORNING and hour == 12 else hour


def _year(written: str, now: datetime) -> int:
    year = int(written)
    if len(written) == 2:
        return year + (2000 if year < 50 else 1900)  # RFC 2822 §4.3
    if EARLIEST.year <= year - _BUDDHIST <= now.year + 1:
        return year - _BUDDHIST
    return year


def _in_utc(at: datetime) -> Moment | None:
    try:
        return Moment(at.astimezone(UTC).replace(microsecond=0))
    except OverflowError:
        return None


def _from_epoch(text: str) -> Moment | None:
    seconds = float(text)
    if len(text.partition(".")[0].lstrip("-")) > 10:
        seconds /= 1000
    try:
        return Moment(datetime.fromtimestamp(int(seconds), UTC))
    except (ValueError, OverflowError, OSError):
        return None
