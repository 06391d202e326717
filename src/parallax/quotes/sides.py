"""The country or camp a stated role puts a speaker on, and what that rests on. Never guessed from a name."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parallax.countries import country

# "US envoy to Ukraine", "minister for Europe": what follows is whom they deal with, not whom they serve.
TOWARDS = re.compile(
    r"\b(?:to|towards|on|for|in|at|auprès|für|para|ante|über|near|против|against|opposed)\b", re.IGNORECASE
)
# Opposition and former office holders do not speak for a government.
NOT_THEIRS = re.compile(
    r"\b(?:opposition|former|ex|exiled|retired|ehemalig\w*|früher\w*|ancien\w*|opositor\w*|oposição|oposición|бывш\w*|колишн\w*|by\w[łl]\w*|eski|muhalefet)\b",
    re.IGNORECASE,
)
# Endings an adjective or country name takes in the languages of the table.
STEM_ENDING = r"\w{0,4}"
# Shorter stems are abbreviations, and as parts of words mean anything.
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Institution:
    side: str
    names: tuple[str, ...]
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class _Tables:
    institutions: tuple[Institution, ...]
    offices: frozenset[str]
    stems: tuple[tuple[str, re.Pattern[str]], ...]
    han: tuple[tuple[str, tuple[str, ...]], ...]
    han_offices: tuple[str, ...]


@cache
def _tables() -> _Tables:
    data = json.loads((files("parallax.quotes") / "data" / "sides.json").read_text("utf-8"))
    stems = []
    for code, words in data["countries"].items():
        stems.append((code, _stem_pattern(words.split())))
    for code, words in (
        ("NZ", "new zealand"),
        ("ZA", "south africa"),
        ("KR", "south korea"),
        ("KP", "north korea"),
        ("LK", "sri lanka"),
        ("CR", "costa rica"),
    ):
        stems.append((code, re.compile(rf"\b{words}", re.IGNORECASE)))
    return _Tables(
        tuple(
            Institution(i["side"], tuple(i["names"]), i["basis"], i["source"]) for i in data["institutions"]
        ),
        frozenset(data["offices"].casefold().split()),
        tuple(stems),
        tuple((code, tuple(names)) for code, names in data["han"].items()),
        tuple(data["han_offices"]),
    )


def _stem_pattern(words: list[str]) -> re.Pattern[str]:
    """Any of the words with an ending; the shortest ("US", "UK") stand alone and in capitals."""
    short = [re.escape(w.upper()) for w in words if len(w) < SHORTEST_STEM or "." in w]
    long = [re.escape(w) for w in words if len(w) >= SHORTEST_STEM and "." not in w]
    options = [f"(?-i:{w})" for w in short] + [f"{w}{STEM_ENDING}" for w in long]
    return re.compile(rf"(?<![\w.])(?:{'|'.join(options)})(?!\w)", re.IGNORECASE)


def side_of(role: str) -> tuple[str, str]:
    """The side a stated role says, and the basis in words; two empty strings where it says none.

    An institution of the packaged table decides first; else one country named with an office
    of state ("Russian foreign minister"). A former or opposition role gives no side, nor do two
    countries, nor a country that an office is only concerned with ("envoy to Ukraine").
    """
    if not role or NOT_THEIRS.search(role):
        return "", ""
    tables = _tables()
    for institution in tables.institutions:
        for name in institution.names:
            if _has(role, name):
                return institution.side, f"stated role “{role}”: {institution.basis} ({institution.source})"
    code = _country(TOWARDS.split(role)[0], tables) or _han_country(role, tables)
    if not code:
        return "", ""
    return code, f"stated role “{role}” names {country(code).name} and an office of state"


def _has(role: str, name: str) -> bool:
    if not name.isascii() and not re.search(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff]", name):
        return name in role
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", role) is not None


def _country(role: str, tables: _Tables) -> str:
    words = set(re.findall(r"[\w-]+", role.casefold()))
    if not any(
        word in tables.offices
        or word.endswith(
            ("minister", "ministerium", "ministeriums", "ministerin", "sprecher", "sprecherin", "präsident")
        )
        for word in words
    ):
        return ""
    found = {code for code, stem in tables.stems if stem.search(role)}
    return found.pop() if len(found) == 1 else ""


def _han_country(role: str, tables: _Tables) -> str:
    if not any(office in role for office in tables.han_offices):
        return ""
    found = {code for code, names in tables.han if any(name in role for name in names)}
    return found.pop() if len(found) == 1 else ""
