"""The countries and territories of the world, as a reader names them.

Every ISO 3166-1 place plus Kosovo (``XK``, in use by the EU and CLDR though not assigned
by ISO). Names follow CLDR English, with "Saint" and "and" written out; regions are the
continents and subregions of the UN's M49 list.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from parallax.errors import InputError


@dataclass(frozen=True, slots=True)
class Country:
    """A place with an ISO 3166-1 alpha-2 code.

    ``lon`` and ``lat`` are degrees and mark where a map writes the name: on the main
    land, or on the island most people live on. ``capital`` is empty where there is none.
    """

    code: str
    name: str
    region: str
    subregion: str
    lon: float
    lat: float
    capital: str


@dataclass(frozen=True, slots=True)
class _Tables:
    by_code: Mapping[str, Country]
    by_name: Mapping[str, Country]
    sorted: tuple[Country, ...]


def all_countries() -> tuple[Country, ...]:
    """All 250 places, sorted by name without regard to accents."""
    return _tables().sorted


def country(code: str) -> Country:
    """The place with this alpha-2 code, in either case. Raises :class:`InputError` if there is none."""
    found = _tables().by_code.get(code.upper())
    if found is None:
        raise InputError(
            f"no country has the code {code!r}",
            hint="Use a two-letter ISO 3166-1 code such as PT, or XK for Kosovo.",
        )
    return found


def find(text: str) -> Country | None:
    """The place someone means by a code, a name or a common alias; None if we cannot tell.

    Case, accents, punctuation and a leading "the" make no difference.
    """
    tables = _tables()
    return tables.by_code.get(text.strip().upper()) or tables.by_name.get(fold(text))


def guesses(text: str, most: int = 3) -> tuple[Country, ...]:
    """Places somebody may mean by a name that :func:`find` does not know: part of a name, or misspelt."""
    names, asked = _tables().by_name, fold(text)
    if not asked:
        return ()
    parts = [name for name in names if f" {asked}" in f" {name}"]
    alike = parts or get_close_matches(asked, names, most, cutoff=0.75)
    return tuple({names[name].code: names[name] for name in alike}.values())[:most]


def fold(text: str) -> str:
    """A name reduced to what is compared: lower-case letters and digits without accents, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    for written, read in (("&", " and "), (".", ""), ("'", ""), ("’", ""), ("ʻ", "")):
        plain = plain.replace(written, read)
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    words = ["saint" if word == "st" else word for word in words]
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@cache
def _tables() -> _Tables:
    rows = json.loads((files("parallax.data") / "countries.json").read_text(encoding="utf-8"))
    by_code: dict[str, Country] = {}
    by_name: dict[str, Country] = {}
    for row in rows:
        aliases = row.pop("aliases")
        place = Country(**row)
        by_code[place.code] = place
        for name in (place.name, *aliases):
            by_name[fold(name)] = place
    ordered = tuple(sorted(by_code.values(), key=lambda place: fold(place.name)))
    return _Tables(MappingProxyType(by_code), MappingProxyType(by_name), ordered)
