"""Countries, regions and ownership in the words of a label."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from parallax.countries import all_countries, country
from parallax.errors import InputError
from parallax.plurals import plural
from parallax.takes.records import Report

# The UN's continents are too wide where a reader's word is narrower.
SUBREGIONS = {
    "Northern America": "North American",
    "Caribbean": "Latin American",
    "South America": "Latin American",
    "Central America": "Latin American",
}
REGIONS = {"Europe": "European", "Africa": "African", "Asia": "Asian", "Oceania": "Oceanian"}


@cache
def adjectives() -> Mapping[str, str]:
    """The adjective of each country by its code."""
    return tomllib.loads((files("parallax.takes") / "data" / "adjectives.toml").read_text("utf-8"))


@cache
def _spotting() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns that name a country, longest first so that "South Sudanese" is not Sudan."""
    names = {name: place.code for place in all_countries() for name in (place.name,)}
    names |= {adjective: code for code, adjective in adjectives().items()}
    names |= {"American": "US", "U.S.": "US", "Kremlin": "RU", "White House": "US", "EU": ""}
    longest = sorted(names.items(), key=lambda item: -len(item[0]))
    return tuple((re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), code) for name, code in longest)


@lru_cache(maxsize=4096)
def named_country(text: str) -> str:
    """The one country a role or side names; empty where it names none or several."""
    found = set()
    for pattern, code in _spotting():
        if pattern.search(text):
            found.add(code)
            text = pattern.sub(" ", text)
    return found.pop() if len(found) == 1 else ""


def adjective(code: str) -> str:
    """ "Polish" for PL; the country's name where it has no adjective of its own."""
    return adjectives().get(code) or name_of(code)


def name_of(code: str) -> str:
    try:
        return country(code).name
    except InputError:
        return code


def region(code: str) -> str:
    """The adjective of the region a reader would name; empty where there is none."""
    try:
        place = country(code)
    except InputError:
        return ""
    return SUBREGIONS.get(place.subregion) or REGIONS.get(place.region, "")


def listed(items: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    words = list(items)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def reports_from(reports: Sequence[Report]) -> str:
    """ "3 reports from Germany, France and Poland"."""
    return plural(len(reports), "report") + from_countries(reports)


def from_countries(reports: Sequence[Report]) -> str:
    """ " from Germany and Poland"; empty where no country is known, as of pasted text."""
    known = sorted({name_of(report.outlet.country) for report in reports if report.outlet.country})
    return f" from {listed(known)}" if known else ""
