"""Why two articles are thought to tell the same event, in words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from parallax.plurals import plural
from parallax.stories.agencies import agency_of
from parallax.stories.copies import COPIED, overlap, sketch
from parallax.stories.marks import base, shown_marks
from parallax.stories.model import PairModel
from parallax.stories.pair import FEATURES, Matrix
from parallax.stories.rarity import Rarity
from parallax.telling import Reason, Told

# A reader can take in this many of one kind.
MOST_OF_A_KIND = 5
# What weighs less is not named: half of the tenths that weights are shown in.
LEAST = 0.05
# What any two reports start from, and what is too little to be named.
REST = "two reports picked at random seldom tell one event"
# Rarity in nats below which a shared word tells nothing: borne by one article in twenty.
TELLING = 3.0
# Between the words of a reason, and between two spellings of one.
PART = re.compile(r", | / ")


def reasons(told: tuple[Told, Told], row: Matrix, rarity: Rarity, model: PairModel) -> tuple[Reason, ...]:
    """The parts of the pair's log-odds, and what each rests on; weightiest first. They add up to the log-odds.

    ``row`` is the pair's one row of features; ``rarity`` knows all its marks.
    """
    its = dict(zip(FEATURES, row[0].tolist(), strict=True))
    parts = {name: value * model.weights[name] for name, value in its.items()}
    cosine = its["alike_own"] + its["alike_across"]
    found = [
        Reason(
            "similarity",
            f"{cosine:.2f}, where 1 is the same text and 0 nothing in common",
            parts["alike_own"] + parts["alike_across"],
        )
    ]
    names = parts["names_own"] + parts["names_across"] + parts["name"]
    named = _shared(told, rarity, "n", "name", names)
    words = frozenset(word for reason in named for word in PART.split(reason.detail.lower()))
    found += named
    found += _shared(told, rarity, "w", "word", parts["words"], words)
    found += _shared(told, rarity, "#", "number", parts["number"])
    hours = abs((told[0].published - told[1].published).total_seconds()) / 3600
    found.append(Reason("time", _apart(hours), parts["days"]))
    if its["number_only"]:
        found.append(Reason("number", "each gives numbers, none of them the same", parts["number_only"]))
    found = [reason for reason in found if abs(reason.weight) >= LEAST]
    whole = model.intercept + sum(parts.values())
    found.append(Reason("rest", REST, whole - sum(reason.weight for reason in found)))
    found += _wire(told)
    return tuple(sorted(found, key=lambda reason: (-abs(reason.weight), reason.kind, reason.detail)))


def _shared(
    told: tuple[Told, Told],
    rarity: Rarity,
    sign: str,
    kind: Literal["name", "word", "number"],
    weight: float,
    but: frozenset[str] = frozenset(),
) -> list[Reason]:
    """All shared marks of a kind that are rare enough to tell something, the rarest first: no words of grammar, and
    none of those ``but`` where there are others."""
    shown = shown_marks(told[0]), shown_marks(told[1])
    empty = _function_words()["en"].union(*(_function_words().get(base(its.language), ()) for its in told))
    rare = {
        mark: nats
        for mark, text in shown[0].items()
        if mark[0] == sign and mark in shown[1] and mark in rarity.ids and text.lower() not in empty
        if (nats := rarity.weight(mark)) >= TELLING
    }
    fresh = [mark for mark in rare if shown[0][mark].lower() not in but]
    best = sorted(fresh or rare, key=lambda mark: (-rare[mark], mark))[:MOST_OF_A_KIND]
    named = dict.fromkeys(_both(shown[0][mark], shown[1][mark]) for mark in best)
    return [Reason(kind, ", ".join(named), weight)] if named else []


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads((files("parallax.stories") / "function_words.toml").read_text("utf-8"))
    return {language: frozenset(words.split()) for language, words in table.items()}


def _both(one: str, other: str) -> str:
    return one if one.lower() == other.lower() else f"{one} / {other}"


def _apart(hours: float) -> str:
    if hours < 1:
        return "less than an hour apart"
    return f"{plural(round(hours), 'hour')} apart" if hours < 48 else f"{hours / 24:.0f} days apart"


def _wire(told: tuple[Told, Told]) -> Sequence[Reason]:
    """Whose text it is: told beside the log-odds, in which it has no part."""
    share = overlap(sketch(told[0].body), sketch(told[1].body))
    agencies = {agency_of(its.agency, its.body) for its in told}
    if share >= COPIED:
        return [Reason("wire", f"{share:.0%} of the shorter text is in the other", 0.0)]
    if len(agencies) == 1 and "" not in agencies:
        return [Reason("wire", f"both credit {agencies.pop()}", 0.0)]
    return []
