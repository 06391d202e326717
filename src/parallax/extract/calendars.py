"""Dates of other calendars than the Gregorian, as pages write them for their readers.

A year tells the calendar where a language knows two: nobody publishes in the Gregorian year 1405 or 2569.
Ethiopia's years are the exception, and its months have names of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

Numbers = tuple[int, int, int]

# Years that are the present ones in each calendar, for as long as there has been a web.
_GREGORIAN = range(1990, 2100)
_JALALI = range(1369, 1440)
_BUDDHIST = range(2533, 2643)
_BUDDHIST_OFFSET = 543
# Nepal's official calendar has no rule, only tables: its years are no Gregorian ones, and that is all we know.
_BIKRAM_SAMBAT = range(2046, 2157)
# The Gregorian year before the first of an era: the Republic of China and Japan count months and days as we do.
_ERAS = {"民國": 1911, "民国": 1911, "平成": 1988, "令和": 2018}
_IN_ERA = re.compile(
    rf"({'|'.join(_ERAS)})\s?(\d{{1,3}}|元)\s?年\s?(\d{{1,2}})\s?月\s?(\d{{1,2}})\s?日?(?!\d)"
)

_IRAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_AFGHANISTAN = "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت"
_PASHTO = "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب"
_PASHTO_OF = "وري غويي غبرګولي چنګاښ زمري وږي تلې لړم لیندۍ مرغومي سلواغې کب"
_ETHIOPIA = "መስከረም ጥቅምት ኅዳር ታኅሣሥ ጥር የካቲት መጋቢት ሚያዝያ ግንቦት ሰኔ ሐምሌ ነሐሴ ጳጉሜን"
_ETHIOPIA_OTHERWISE = "መስከረም ጥቅምት ህዳር ታህሳስ ጥር የካቲት መጋቢት ሚያዚያ ግንቦት ሰኔ ሀምሌ ነሃሴ ጳጉሜ"
_MONTHS = {
    "fa": (_IRAN, _AFGHANISTAN),
    "ps": (_AFGHANISTAN, _PASHTO, _PASHTO_OF),
    "am": (_ETHIOPIA, _ETHIOPIA_OTHERWISE),
}
# The first day of the first Ethiopian year, as a Gregorian ordinal: 27 August of the year 8.
_ETHIOPIC_EPOCH = 2796


def month_names_of(language: str) -> dict[str, int]:
    """The months of the calendar of its own that a language's readers use, by name; mostly none."""
    return {
        name: number
        for names in _MONTHS.get(language, ())
        for number, name in enumerate(names.split(), start=1)
    }


def gregorian(year: int, month: int, day: int, language: str) -> Numbers | None:
    """The Gregorian year, month and day of a date in figures on a page in ``language``; None if that is no
    date in which the page can have been published.

    >>> gregorian(1405, 2, 22, "fa")
    (2026, 5, 12)
    """
    if year in _JALALI and language in ("fa", "ps"):
        return jalali(year, month, day)
    if year in _BUDDHIST and language == "th":
        return year - _BUDDHIST_OFFSET, month, day
    if year in _GREGORIAN and not (language == "ne" and year in _BIKRAM_SAMBAT):
        return year, month, day
    return None


def stated_gregorian(year: int, month: int, day: int) -> Numbers | None:
    """The same, of a date that is stated for machines, which should be Gregorian and is mostly."""
    if year in _JALALI:
        return jalali(year, month, day)
    return (year - _BUDDHIST_OFFSET if year in _BUDDHIST else year), month, day


def named_gregorian(year: int, month: int, day: int, name: str, language: str) -> Numbers | None:
    """The same, of a date whose month is written as ``name``."""
    if language == "am" and name in month_names_of(language):
        return ethiopic(year, month, day)
    return gregorian(year, month, day, language)


def jalali(year: int, month: int, day: int) -> Numbers | None:
    """The Gregorian date of one in Iran's and Afghanistan's solar calendar; None if it has no such day."""
    from persiantools.jdatetime import JalaliDate

    try:
        found = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    except ValueError:
        return None
    return found.year, found.month, found.day


def ethiopic(year: int, month: int, day: int) -> Numbers | None:
    """The Gregorian date of an Ethiopian one: twelve months of 30 days, and a short thirteenth.

    >>> ethiopic(2018, 1, 1)
    (2025, 9, 11)
    """
    longest = 30 if month < 13 else 5 + (year % 4 == 3)
    if not (1 <= month <= 13 and 1 <= day <= longest and year + 7 in _GREGORIAN):
        return None
    days = 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1
    found = date.fromordinal(_ETHIOPIC_EPOCH) + timedelta(days)
    return found.year, found.month, found.day


def dates_in_eras(text: str) -> Iterator[tuple[re.Match[str], Numbers]]:
    """The dates of a line that count their year in an era, as "民國115年5月12日" does."""
    for match in _IN_ERA.finditer(text):
        era, year, month, day = match.groups()
        yield match, (_ERAS[era] + (1 if year == "元" else int(year)), int(month), int(day))
