"""Where a story's reports give different numbers for the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parallax.takes.claims import Telling, Unit
from parallax.takes.quantities import Quantity
from parallax.takes.records import Embed, Report
from parallax.takes.words import bag, fold, stem, vocabulary
from parallax.telling import Evidence, NumberDispute

# Units that count anything: the sentences must agree in what is counted.
GENERIC = frozenset("percent dollar euro pound yen rupee ruble hryvnia people person day week month year hour minute "
                    "second mile kilometre kilometer time point case member percentage country state".split())  # fmt: skip
# So many words beside the unit must be shared, weighted by how rare they are in the story.
SHARED_GENERIC = 2
SHARED_NAMED = 1
# A share of both sentences' other words, against two counts of the same kind of thing in one story.
CONTEXT = 0.3
# "About 45,000" and 45,200 are the same number said with different care.
ROUNDING = 0.05
# "At least 40" agrees with anything from 40 to a half more; beyond that nobody would say it so.
BOUND_REACH = 1.5


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity where it stands."""

    unit: Unit
    quantity: Quantity
    key: str
    context: frozenset[str]


def numbers(reports: Sequence[Report], *, embed: Embed | None = None) -> tuple[NumberDispute, ...]:
    """The quantities on which independent voices disagree, each value with who gives it and when.

    A dispute needs two voices each giving a value that the other nowhere gives. Values are in the order
    in which they were first published.
    """
    telling = Telling(reports, embed)
    groups = _groups(telling, [count for unit in telling.units for count in _counts(unit)])
    disputes = [dispute for group in groups if (dispute := _dispute(group)) is not None]
    return tuple(sorted(disputes, key=lambda dispute: (-len(dispute.values), dispute.what)))


def _counts(unit: Unit) -> Iterable[Count]:
    _, same = vocabulary()
    for quantity in unit.bag.quantities:
        plain = stem(fold(quantity.unit))
        key = same.get(plain, plain)
        if not key:
            continue
        others = frozenset(word for word in unit.bag.stems if not word.startswith("#") and word != key)
        fate = sorted(_near(unit.line.english, quantity) & {"KILL", "HURT", "ARREST"})
        yield Count(unit, quantity, fate[0] if len(fate) == 1 else key, others)


def _near(sentence: str, quantity: Quantity) -> frozenset[str]:
    """The words just after the number: "12 people were killed"."""
    return bag(" ".join(sentence[quantity.end :].split()[:5])).stems


def _groups(telling: Telling, counts: Sequence[Count]) -> list[list[Count]]:
    by_key: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        by_key[count.key].append(count)
    groups = []
    for _, found in sorted(by_key.items()):
        open_groups: list[list[Count]] = []
        for count in found:
            home = next(
                (group for group in open_groups if all(_same(telling, count, one) for one in group)), None
            )
            if home is None:
                open_groups.append([count])
            else:
                home.append(count)
        groups += open_groups
    return groups


def _same(telling: Telling, a: Count, b: Count) -> bool:
    """Whether two numbers count the same thing, as far as the words around them say."""
    if a.unit.voice == b.unit.voice and a.unit is b.unit:
        return False
    common = a.context & b.context
    needed = SHARED_GENERIC if a.key in GENERIC else SHARED_NAMED
    if len(common) < needed:
        return False
    lesser = min(telling.weights.total(a.context), telling.weights.total(b.context))
    return telling.weights.total(common) >= CONTEXT * lesser


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts can both be true of one thing."""
    if a.value == b.value:
        return True
    low, high = sorted((a, b), key=lambda one: one.value)
    if low.bound == "least" and high.value <= low.value * BOUND_REACH:
        return True
    if high.bound == "most" and low.value * BOUND_REACH >= high.value:
        return True
    return (
        "exact" != low.bound or "exact" != high.bound
        if high.value - low.value <= ROUNDING * high.value
        else False
    )


def _dispute(group: Sequence[Count]) -> NumberDispute | None:
    by_voice: dict[int, list[Count]] = defaultdict(list)
    for count in group:
        by_voice[count.unit.voice].append(count)
    if not _contradict(list(by_voice.values())):
        return None
    values: dict[float, list[Count]] = defaultdict(list)
    for count in group:
        values[count.quantity.value].append(count)
    ordered = sorted(
        values.items(), key=lambda item: (min(c.unit.report.published for c in item[1]), item[0])
    )
    return NumberDispute(
        group[0].quantity.unit or group[0].key.casefold(),
        tuple((_shown(value), _evidence(found)) for value, found in ordered),
    )


def _contradict(voices: Sequence[Sequence[Count]]) -> bool:
    def lacking(one: Sequence[Count], other: Sequence[Count]) -> bool:
        return any(not any(agree(a.quantity, b.quantity) for b in other) for a in one)

    return any(
        lacking(one, other) and lacking(other, one)
        for place, one in enumerate(voices)
        for other in voices[place + 1 :]
    )


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def _evidence(found: Sequence[Count]) -> tuple[Evidence, ...]:
    ordered = sorted(found, key=lambda count: (count.unit.report.published, count.unit.report.article_id))
    return tuple(dict.fromkeys(count.unit.report.evidence(count.unit.line) for count in ordered))
