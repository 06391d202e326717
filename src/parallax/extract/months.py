"""Names of months in the world's languages, from CLDR, and of those in calendars that pages are dated by."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from parallax.extract.calendars import month_names_of

# Written by ``scripts/write_months.py`` from the CLDR of Babel 2.18 (Unicode License v3). To ask CLDR itself takes
# as long as to read three pages, once a process, and as to read one, once a language.
TABLE_FILE = "months.tsv"
# Every page may have these.
_ENGLISH_MONTHS = "january february march april may june july august september october november december"


@lru_cache(maxsize=64)
def month_names(language: str) -> re.Pattern[str]:
    """Finds the name of a month, in a language or in English; a whole word where words are spaced."""
    names = sorted(month_numbers(language), key=len, reverse=True)
    own = month_names_of(language)
    spaced = [re.escape(name) for name in names if name[0] < "\u0590" or name in own]
    others = [re.escape(name) for name in names if name[0] >= "\u0590" and name not in own]
    parts = [rf"(?<![^\W\d_])(?:{'|'.join(spaced)})(?![^\W\d_])", *others]
    return re.compile("|".join(parts))


@lru_cache(maxsize=64)
def month_numbers(language: str) -> dict[str, int]:
    """Names of the months, wide and short, in a language and in English, and those of the calendar of its
    own that a language may have."""
    names = month_names_of(language)
    for number, name in enumerate(_ENGLISH_MONTHS.split(), start=1):
        names[name] = names[name[:3]] = number
    for number, month in enumerate(_months_in_cldr(language), start=1):
        for form in filter(None, month.split(";")):
            names[form] = names[form.rstrip(".")] = number
    return names


def _months_in_cldr(language: str) -> list[str]:
    """The forms of each month, between semicolons; none for English and for what is no language."""
    table, key = _table(), f"\n{language}\t".encode()
    begin = table.find(key)
    if begin < 0:
        return []
    line = table[begin + len(key) : table.index(b"\n", begin + len(key))]
    return line.decode().split("\t")


@cache
def _table() -> bytes:
    return b"\n" + resources.files("parallax.extract").joinpath(TABLE_FILE).read_bytes()
