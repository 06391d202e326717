"""Whether the numbers of two sentences are of one thing: of the same moment, place, span and kind of figure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache
from importlib.resources import files

from parallax.takes.quantities import Quantity
from parallax.takes.records import Report
from parallax.takes.words import WORD

# What is told so long after is how things went on, and no other telling of the same.
LATEST = timedelta(days=3)
PLACE = re.compile(
    r"\b(?:in|near|at|from|across|outside|over)\s+(?:the\s+)?((?:[A-ZÀ-Þ][\w’'-]*)(?:\s+[A-ZÀ-Þ][\w’'-]*)*)"
)
DIRECTION = re.compile(r"\b(by|to)\s+(?:about\s+|around\s+|nearly\s+|almost\s+|at least\s+|more than\s+)?$")


@dataclass(frozen=True, slots=True)
class _Table:
    which: frozenset[str]
    span: Mapping[str, re.Pattern[str]]
    moment: Mapping[str, re.Pattern[str]]
    fate: Mapping[str, str]


@cache
def _table() -> _Table:
    table = tomllib.loads((files("parallax.takes") / "data" / "numbers.toml").read_text("utf-8"))
    return _Table(
        which=frozenset(table["which"].split()),
        span={key: re.compile(pattern, re.IGNORECASE) for key, pattern in table["span"].items()},
        moment={key: re.compile(pattern) for key, pattern in table["moment"].items()},
        fate=table["fate"],
    )


def fate_words() -> Mapping[str, str]:
    """Stem of what happened to people counted → how a name says it ("killed")."""
    return _table().fate


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a sentence says of its numbers."""

    which: frozenset[str]
    spans: frozenset[str]
    moments: Mapping[str, frozenset[str]]
    places: frozenset[str]


@lru_cache(maxsize=4096)
def _frame(sentence: str) -> _Frame:
    table = _table()
    moments = {kind: frozenset(pattern.findall(sentence)) for kind, pattern in table.moment.items()}
    when = frozenset().union(*moments.values())
    return _Frame(
        which=table.which & {word.casefold() for word in WORD.findall(sentence)},
        spans=frozenset(kind for kind, pattern in table.span.items() if pattern.search(sentence)),
        moments=moments,
        places=frozenset(place for place in PLACE.findall(sentence) if place not in when),
    )


def comparable(one: tuple[Report, str, Quantity], other: tuple[Report, str, Quantity]) -> bool:
    """Whether nothing in two reports' sentences says that their numbers are of different things."""
    a, b = _frame(one[1]), _frame(other[1])
    if abs(one[0].published - other[0].published) > LATEST or a.which != b.which or a.spans != b.spans:
        return False
    if any(_apart(found, b.moments[kind]) for kind, found in a.moments.items()):
        return False
    elsewhere = bool(a.places - b.places) and bool(b.places - a.places)
    return not elsewhere and not _apart(_direction(one), _direction(other))


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and a.isdisjoint(b)


def _direction(one: tuple[Report, str, Quantity]) -> frozenset[str]:
    """Raised "by 25 percent" or "to 25 percent"."""
    found = DIRECTION.search(one[1][: one[2].start])
    return frozenset([found.group(1)]) if found else frozenset()
