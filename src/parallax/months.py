"""Names of the months in the world's languages, as CLDR has them."""

from __future__ import annotations

from functools import cache
from importlib import resources

# Written by ``scripts/write_months.py`` from the CLDR of Babel 2.18 (Unicode License v3). Babel itself is not asked:
# to a language that has one form for months alone and within dates it gives, as those alone, the forms of whichever
# language was asked about first, and to load it takes as long as to read three pages.
TABLE_FILE = "months.tsv"


def months_in_cldr(language: str) -> list[list[str]]:
    """The forms of each of twelve months, wide and short, in small letters; empty for English, whose forms whoever
    asks knows, and for what is no language."""
    table, key = _table(), f"\n{language}\t".encode()
    begin = table.find(key)
    if begin < 0:
        return []
    line = table[begin + len(key) : table.index(b"\n", begin + len(key))].decode()
    return [[form for form in month.split(";") if form] for month in line.split("\t")]


@cache
def _table() -> bytes:
    return b"\n" + resources.files("parallax").joinpath(TABLE_FILE).read_bytes()
