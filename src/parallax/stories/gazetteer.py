"""Words that stand for a country: its names in many languages, its people, its capital, its leaders' seats."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parallax.countries import all_countries, fold

# A country's own name says more than its capital, where something may merely have been said.
NAME, PEOPLE, CAPITAL, SEAT = 1.0, 1.0, 0.7, 0.8
# Shorter stems are other words too.
LEAST_STEM = 5
# Longer endings are other words: "Indiana", "Nigeria".
MOST_ENDING = 4
# Capitals that are as often a person, a state or a common word.
NOT_CAPITALS = frozenset(
    {"george town", "victoria", "san jose", "georgetown", "kingston", "hamilton", "male"}
)
# CLDR has names for groups of countries beside those of countries.
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """``phrases`` are folded words with country and weight; ``stems`` the beginnings that inflection keeps.

    ``spaced`` is False for scripts without spaces, whose names are looked for anywhere.
    """

    phrases: Mapping[str, tuple[str, float]]
    stems: Mapping[str, tuple[str, float]]
    spaced: bool


@cache
def gazetteer(language: str) -> Gazetteer:
    """What to look for in texts of a language (its primary subtag). English names count everywhere but in
    English only by the whole word, since "Niger" begins "Nigerian"."""
    phrases: dict[str, tuple[str, float]] = {}
    for code, name in _territories(language):
        phrases.setdefault(fold(name), (code, NAME))
    stems = {
        name[: max(LEAST_STEM, len(name) - 2)]: found
        for name, found in phrases.items()
        if language != "en" and " " not in name and len(name) >= LEAST_STEM
    }
    for place in all_countries():
        phrases.setdefault(fold(place.name), (place.code, NAME))
        capital = fold(place.capital)
        if capital and capital not in NOT_CAPITALS:
            phrases.setdefault(capital, (place.code, CAPITAL))
    for kind, weight in (("people", PEOPLE), ("seats", SEAT)):
        for code, words in _peoples()[kind].items():
            for word in words.split("|") if "|" in words or kind == "seats" else words.split():
                phrases.setdefault(fold(word), (code, weight))
    phrases.pop("", None)
    return Gazetteer(phrases, stems, language not in _UNSPACED)


def _territories(language: str) -> list[tuple[str, str]]:
    """Country codes with CLDR's names in a language; nothing where CLDR does not know it."""
    from babel import Locale, UnknownLocaleError

    known = {place.code for place in all_countries()}
    try:
        names = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return []
    return [(code, name) for code, name in sorted(names.items()) if code in known]


@cache
def _peoples() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("parallax.stories") / "peoples.toml").read_text(encoding="utf-8"))
