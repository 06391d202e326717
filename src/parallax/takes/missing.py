"""What a report leaves out that others carry, and what it alone carries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from parallax.takes.claims import Claim, Telling, Unit, judged
from parallax.takes.records import Embed, Report, voices
from parallax.takes.words import bag, fold, stem
from parallax.telling import Evidence, Omission

# A claim of fewer weighty words is a turn of phrase, not a fact.
LEAST_CORE = 4
# Shown only when at least this sure (see the measurement in benchmarks/takes).
FLOOR = 0.45
# A sentence stands alone when no other voice holds more of it than this in two sentences.
ALONE = 0.3
# And it must say something that can be checked: enough words, with a number or a name among them.
LEAST_WORDS = 5
MOST_PER_REPORT = 6
# So few words before a quotation announce it and tell nothing themselves.
LEAD_IN_WORDS = 6
OPENING = frozenset("“\"‘'«„")
# With so many voices there are no two others to vouch for anything.
TWO = 2
# Two omissions of one report that share so much of the shorter are one.
REPEATS = 0.5


def omissions(reports: Sequence[Report], *, embed: Embed | None = None) -> tuple[Omission, ...]:
    """For each report what at least two independent others carry and it lacks, and what it alone carries.

    Wire copies and one outlet's several reports are one voice. Opinion pieces and teasers leave nothing
    out, by definition. Sorted by report in the order given, then by score (0 to 1, highest first).
    """
    telling = Telling(reports, embed)
    found: dict[str, list[Omission]] = {report.article_id: [] for report in reports}
    for claim in telling.claims:
        for omission in _lacking(telling, claim):
            found[omission.article_id].append(omission)
    if len(telling.voices) > 1:
        for omission in _alone(telling):
            found[omission.article_id].append(omission)
    return tuple(omission for report in reports for omission in _best(found[report.article_id]))


def lacked_of_two(reports: Sequence[Report], found: Sequence[Omission]) -> tuple[Omission, ...]:
    """Of two voices, what each lacks: among what was ``found`` that the other alone carries; else nothing.

    It says no more than "the other has it and this one does not": nobody else vouches for what is lacked.
    """
    told = voices(reports)
    if len(told) != TWO:
        return ()
    lacked = []
    for lacking, telling in (told, reversed(told)):
        by_id = {report.article_id: report for report in telling}
        for one in found:
            if one.kind == "alone" and one.article_id in by_id:
                teller = by_id[one.article_id]
                line = next(line for line in teller.lines if line.english == one.text)
                others = (teller.evidence(line),)
                lacked += [
                    Omission(report.article_id, "lacks", one.text, others, one.score)
                    for report in lacking
                    if judged(report)
                ]
    return tuple(lacked)


def _best(found: list[Omission]) -> list[Omission]:
    """The surest of each kind, without those that tell once more what a surer one told."""
    ordered = sorted(found, key=lambda omission: (-omission.score, omission.text))
    kept: list[Omission] = []
    for kind in ("lacks", "alone"):
        mine: list[Omission] = []
        for omission in ordered:
            if (
                omission.kind == kind
                and len(mine) < MOST_PER_REPORT
                and not any(_repeats(omission, o) for o in mine)
            ):
                mine.append(omission)
        kept += mine
    return kept


def _repeats(one: Omission, other: Omission) -> bool:
    a, b = bag(one.text).stems, bag(other.text).stems
    common = a & b
    number = any(word.startswith("#") for word in common)
    return (number and len(common) > 1) or len(common) >= REPEATS * min(len(a), len(b))


def carriers(claim: Claim) -> tuple[Evidence, ...]:
    """One sentence a voice, the voice's first."""
    first: dict[int, Unit] = {}
    for unit in claim.units:
        first.setdefault(unit.voice, unit)
    return tuple(unit.report.evidence(unit.line) for unit in first.values())


def _lacking(telling: Telling, claim: Claim) -> list[Omission]:
    if len(claim.core) < LEAST_CORE:
        return []
    share = len(claim.voices) / len(telling.voices)
    found = []
    for number, voice in enumerate(telling.voices):
        if telling.state(claim, number) != "lacks":
            continue
        score = (1 - telling.coverage(claim.core, number)) * (0.5 + share / 2)
        if score >= FLOOR:
            found += [
                Omission(report.article_id, "lacks", claim.text, carriers(claim), round(score, 3))
                for report in voice
                if judged(report)
            ]
    return found


def _alone(telling: Telling) -> list[Omission]:
    found = []
    counted: dict[str, list[Unit]] = defaultdict(list)
    for unit in telling.units:
        for word in _counting(unit):
            counted[word].append(unit)
    for place, unit in enumerate(telling.units):
        stems = unit.bag.stems
        if telling.near.get(place) or unit.report.opinion or unit.report.is_copy or unit.line.block < 0:
            continue
        if len(stems) < LEAST_WORDS or not (unit.bag.names or unit.bag.quantities) or not unit.tells:
            continue
        if _leads_in(unit, telling.units[place + 1 : place + 2]):
            continue
        others = [number for number in range(len(telling.voices)) if number != unit.voice]
        near = {id(other): other for word in _counting(unit) for other in counted[word]}
        if any(_touches(unit, other) for other in near.values() if other.voice != unit.voice):
            continue
        most = max(telling.coverage(stems, number) for number in others)
        if most <= ALONE and not any(telling.hints(frozenset(), stems, number) for number in others):
            found.append(Omission(unit.report.article_id, "alone", unit.line.english, (), round(1 - most, 3)))
    return found


def _leads_in(unit: Unit, following: Sequence[Unit]) -> bool:
    """Whether a few words without a number only lead up to a quotation: "Poland’s captain saw no mystery." """
    quoted = any(next_.report is unit.report and next_.line.english[:1] in OPENING for next_ in following)
    return quoted and len(unit.bag.stems) <= LEAD_IN_WORDS and not unit.bag.quantities


def _counting(unit: Unit) -> frozenset[str]:
    """A sentence's numbers and what they count."""
    counted = {stem(fold(quantity.unit)) for quantity in unit.bag.quantities if quantity.unit}
    return frozenset(counted | {word for word in unit.bag.stems if word.startswith("#")})


def _touches(unit: Unit, other: Unit) -> bool:
    """Whether another sentence gives the same number of something, or counts the same thing otherwise."""
    return len(unit.bag.stems & other.bag.stems) > 1 and not _counting(unit).isdisjoint(_counting(other))
