"""Where a story's reports give different numbers for the same thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from parallax.takes.claims import Telling, Unit
from parallax.takes.comparable import comparable, fate_words
from parallax.takes.naming import name_of
from parallax.takes.quantities import CURRENCIES, Quantity
from parallax.takes.records import Embed, Report
from parallax.takes.words import fold, stem, vocabulary
from parallax.telling import Evidence, NumberDispute

# Units that count anything: the sentences around two numbers must agree in what is counted.
GENERIC = frozenset(
    {stem(word) for word in (*CURRENCIES.values(), *
     ["percent", "people", "person", "day", "week", "month", "year", "hour", "minute", "second", "mile", "kilometre", "kilometer", "time", "point", "case", "member", "country", "state", "tenge", "peso", "yuan", "won", "rial", "dinar", "dirham", "lira", "real", "rand", "zloty", "franc", "krona", "krone", "forint", "shilling", "naira", "cedi", "rupiah", "baht", "dong", "euro", "cent"])}
)  # fmt: skip
# Measures of a thing: where each report gives one only, it is of the same thing in one story.
MEASURES = frozenset(
    stem(word) for word in ["megawatt", "gigawatt", "magnitude", "hectare", "acre", "storey", "knot", "litre"]
)
# So many other words must be shared …
SHARED_GENERIC = 3
SHARED_NAMED = 2
# … and this part of what the shorter sentence holds beside its number, by weight. At .3 one dispute in
# four joined two different things; at .6 half of the true ones were lost (benchmarks/takes).
CONTEXT = 0.4
CONTEXT_NAMED = 0.3
# … where so many words are shared, less of long sentences is enough.
SHARED_MANY = 5
# What two tellers say of one thing is seldom further apart than this factor.
APART_GENERIC = 2.0
APART_NAMED = 10.0
# "About 45,000" and 45,200 are the same number said with different care; 406 and 412 are not, since
# nobody rounds to 406.
ROUNDING = 0.05
# A difference that a headline would round away is no dispute.
NEARLY = 0.01
# "More than 40" agrees with 45. It does not with 60: a toll that grew is what a reader wants to see.
BOUND_REACH = 1.25
# "44.6 degrees" and "112 degrees" are one heat on two scales, and sentences seldom name the scale.
AMBIGUOUS = frozenset({stem("degrees"), stem("pounds"), stem("points")})
# "Including three children", "with $1 trillion for schools": a part of some other number.
PART = re.compile(r"\b(?:including|with|among them|of them|of whom|of which)\s*$", re.IGNORECASE)
# "12 people were killed", "20 dead", "killing 12 people": people are counted by what happened to them.
FATES = (
    r"killed|killing|kills|dead|died|dies|die|deaths|fatalities|injured|injuring|injures|wounded|wounding|hurt|injuries|"
    r"arrested|arresting|detained|detaining|arrests|missing"
)
FATE_AFTER = re.compile(
    r"\s*(?:[a-z]+\s){0,2}(?:(?:were|was|have|has|had|been|are|is|who|also|reported|reportedly|confirmed|feared|still)\s)*"
    rf"(?P<fate>{FATES})\b",
    re.IGNORECASE,
)
FATE_BEFORE = re.compile(
    rf"\b(?P<fate>{FATES})\s+(?:(?:at|least|more|than|about|around|some|nearly|almost|up|to|over|another|as|many)\s+)*$",
    re.IGNORECASE,
)
# Those whom a toll counts when it says no more of them.
ANYBODY = frozenset(["", "people", "person", "persons", "others", "lives"])


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity where it stands."""

    unit: Unit
    quantity: Quantity
    key: str
    context: frozenset[str]
    fate: str = ""  # what happened to those counted, as a stem

    @property
    def stand(self) -> tuple[Report, str, Quantity]:
        return self.unit.report, self.unit.line.english, self.quantity


def numbers(reports: Sequence[Report], *, embed: Embed | None = None) -> tuple[NumberDispute, ...]:
    """The quantities on which independent voices disagree, each value with who gives it and when.

    A dispute needs two voices each giving a value that the other nowhere gives. Values are in the order
    in which they were first published.
    """
    telling = Telling(reports, embed)
    by_key: dict[str, list[Count]] = defaultdict(list)
    for unit in telling.units:
        for count in _counts(unit):
            by_key[count.key].append(count)
    mentions: dict[float, set[int]] = defaultdict(set)
    for unit in telling.units:
        for quantity in unit.bag.quantities:
            mentions[quantity.value].add(unit.voice)
    disputes = [
        _dispute([values[value] for value in group])
        for _, counts in sorted(by_key.items())
        for values in [_by_value(counts)]
        for group in _disputed(telling, values, mentions)
    ]
    return tuple(sorted(disputes, key=lambda dispute: (-len(dispute.values), dispute.what)))


def _counts(unit: Unit) -> list[Count]:
    """The quantities of a sentence, without those of which it gives two: it says which is which in its grammar."""
    found = []
    for quantity in unit.bag.quantities:
        text = unit.line.english
        plain = stem(fold(quantity.unit))
        fate = "" if plain in _money() else _fate(text[: quantity.start], text[quantity.end :])
        thing = "" if fate and (quantity.unit in ANYBODY or _word(plain) == fate) else _word(plain)
        key = f"{thing} {fate}".strip() if fate else thing
        if key and key not in AMBIGUOUS and not PART.search(text[: quantity.start]):
            others = frozenset(
                word for word in unit.bag.stems if word[0] != "#" and word not in {thing, fate}
            )
            found.append(Count(unit, quantity, key, others, fate))
    often = Counter(count.key for count in found)
    return [count for count in found if often[count.key] == 1]


@cache
def _money() -> frozenset[str]:
    return frozenset(stem(name) for name in (*CURRENCIES.values(), "percent"))


@cache
def _generic() -> frozenset[str]:
    """As keys: a unit may go by the stem that stands for its synonyms."""
    return frozenset(map(_word, GENERIC))


def _word(plain: str) -> str:
    """The stem that stands for a stem's synonyms."""
    _, same = vocabulary()
    return same.get(plain, plain)


def _fate(before: str, after: str) -> str:
    """What happened to those counted, where the words right around the number say so."""
    match = FATE_AFTER.match(after) or FATE_BEFORE.search(before)
    return _word(stem(fold(match["fate"]))) if match else ""


def _by_value(counts: Sequence[Count]) -> dict[float, list[Count]]:
    values: dict[float, list[Count]] = defaultdict(list)
    for count in counts:
        values[count.quantity.value].append(count)
    return values


def _disputed(
    telling: Telling, values: dict[float, list[Count]], mentions: Mapping[float, set[int]]
) -> list[list[float]]:
    """Values linked to one another by contradiction, in groups of two or more."""
    group = {value: value for value in values}
    ordered = sorted(values)
    for place, low in enumerate(ordered):
        for high in ordered[place + 1 :]:
            if _contradict(values, low, high, mentions) and _alike(telling, values, low, high):
                old, new = group[high], group[low]
                group = {value: new if home == old else home for value, home in group.items()}
    groups: dict[float, list[float]] = defaultdict(list)
    for value, home in group.items():
        groups[home].append(value)
    return [found for found in groups.values() if len(found) > 1]


def _contradict(
    values: dict[float, list[Count]], low: float, high: float, mentions: Mapping[float, set[int]]
) -> bool:
    """Whether one voice gives the lower value and the higher nowhere, and another the reverse.

    "Nowhere" is of anything where a noun is counted: who writes both numbers may mean two things by them.
    """
    givers = {value: {count.unit.voice for count in values[value]} for value in (low, high)}
    elsewhere = givers if values[low][0].key in _generic() else mentions
    if not (givers[low] - elsewhere[high] and givers[high] - elsewhere[low]):
        return False
    return not any(agree(a.quantity, b.quantity) for a in values[low] for b in values[high])


def _alike(telling: Telling, values: dict[float, list[Count]], low: float, high: float) -> bool:
    """Whether two values are said of the same thing, as far as the words around them tell."""
    pairs = [(a, b) for a in values[low] for b in values[high] if a.unit.voice != b.unit.voice]
    if any(_same(telling, a, b) for a, b in pairs):
        return True
    if not pairs or pairs[0][0].key not in MEASURES:
        return False
    given = {(count.unit.voice, value) for value, counts in values.items() for count in counts}
    return len(given) == len({voice for voice, _ in given})


def _same(telling: Telling, a: Count, b: Count) -> bool:
    """Whether the sentences of two numbers with one unit speak of one thing."""
    common = a.context & b.context
    generic = a.key in _generic()
    low, high = sorted((a.quantity.value, b.quantity.value))
    if high > low * (APART_GENERIC if generic else APART_NAMED) or not comparable(a.stand, b.stand):
        return False
    if len(common) < (SHARED_GENERIC if generic else SHARED_NAMED):
        return False
    asked = CONTEXT if generic and len(common) < SHARED_MANY else CONTEXT_NAMED
    lesser = min(telling.weights.total(a.context), telling.weights.total(b.context))
    return telling.weights.total(common) >= asked * lesser


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts can both be true of one thing."""
    if a.value == b.value:
        return True
    low, high = sorted((a, b), key=lambda one: one.value)
    if low.bound == "open":
        return True
    if low.bound == "least" and high.value <= low.value * BOUND_REACH:
        return True
    if high.bound == "most" and low.value * BOUND_REACH >= high.value:
        return True
    if high.value - low.value <= NEARLY * high.value:
        return True
    near = high.value - low.value <= ROUNDING * high.value
    rough, fine = sorted((a, b), key=lambda one: _digits(one.value))
    return near and _digits(rough.value) < _digits(fine.value) and _digits(rough.value) <= 3


def _digits(value: float) -> int:
    """Significant digits: 45,000 has two."""
    return len(f"{value:.12g}".replace(".", "").strip("0"))


def _dispute(values: Sequence[Sequence[Count]]) -> NumberDispute:
    ordered = sorted(
        values, key=lambda counts: (min(c.unit.report.published for c in counts), counts[0].quantity.value)
    )
    return NumberDispute(
        _what(ordered),
        tuple((_shown(counts[0].quantity.value), _evidence(counts)) for counts in ordered),
    )


def _what(values: Sequence[Sequence[Count]]) -> str:
    counts = [count for found in values for count in found]
    first = counts[0]
    fate = fate_words().get(first.fate, first.fate)
    unit = "" if first.key == first.fate else first.quantity.unit
    return name_of(unit, fate, [(count.unit, count.context) for count in counts])


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def _evidence(found: Sequence[Count]) -> tuple[Evidence, ...]:
    ordered = sorted(found, key=lambda count: (count.unit.report.published, count.unit.report.article_id))
    return tuple(dict.fromkeys(_marked(count) for count in ordered))


def _marked(count: Count) -> Evidence:
    start, end = count.quantity.start, count.quantity.end
    spaces = count.unit.line.english[start:end]
    start += len(spaces) - len(spaces.lstrip())
    return replace(count.unit.report.evidence(count.unit.line), mark=(start, end))
