"""Takes by whose voices: reports in which one side has most of the quoted words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from parallax.plurals import plural
from parallax.takes.places import reports_from
from parallax.takes.records import VERSION, Report, voices
from parallax.takes.sides import Principal, Said, Side, called, said
from parallax.telling import Evidence, Take

# A side leads a report with this share of its quoted words, whoever said the rest, …
MOST_WORDS = 0.6
# … with more than half of its quotations, and with two of them at least: one is no pattern.
MOST_QUOTES = 0.5
LEAST_QUOTES = 2
# It is a way of telling only if so many independent others quote somebody else and are not led by this side.
OTHERS_LEAST = 2


@dataclass(frozen=True, slots=True)
class Share:
    """One side's part of a report's direct quotations."""

    side: Side
    quotes: int
    of_quotes: int
    words: int
    of_words: int

    @property
    def part(self) -> float:
        return self.words / self.of_words


def shares(report: Report) -> tuple[Share, ...]:
    """Each side's part of what a report quotes, the largest first. Quotations of nobody known count in the whole."""
    quoted = said(report)
    words: Counter[str] = Counter()
    number: Counter[str] = Counter()
    sides: dict[str, Side] = {}
    for one in quoted:
        if one.side:
            sides.setdefault(one.side.key, one.side)
            words[one.side.key] += one.words
            number[one.side.key] += 1
    whole = sum(one.words for one in quoted)
    found = [Share(side, number[key], len(quoted), words[key], whole) for key, side in sides.items()]
    return tuple(sorted(found, key=lambda share: (-share.words, share.side.key)))


def leads(share: Share) -> bool:
    """Whether a side has most of what a report quotes."""
    return (
        share.part >= MOST_WORDS
        and share.quotes > MOST_QUOTES * share.of_quotes
        and share.quotes >= LEAST_QUOTES
    )


def voice_takes(reports: Sequence[Report], names: dict[str, Principal], *, alone: bool = False) -> list[Take]:
    """Labels such as "Ansaldi's side" with "7 of 9 quotations". Opinion pieces quote to argue, so they don't count.

    ``alone``: what a report's own quotations show is enough, as there is nobody to compare it with; then
    only sides that speak for a country are named.
    """
    plain = [report for report in reports if not report.opinion and not report.is_copy]
    leading: dict[str, list[Report]] = defaultdict(list)
    sides: dict[str, Side] = {}
    for report in plain:
        for share in shares(report)[:1]:
            if (leads(share) or (alone and share.part >= MOST_WORDS)) and not report.partial:
                leading[share.side.key].append(report)
                sides.setdefault(share.side.key, share.side)
    return [
        _take(sides[key], members, names)
        for key, members in sorted(leading.items())
        if (
            sides[key].country and len(_own(members, key)) >= LEAST_QUOTES
            if alone
            else len(_differing(plain, key)) >= OTHERS_LEAST
        )
    ]


def _own(members: Sequence[Report], key: str) -> list[Said]:
    return [one for report in members for one in said(report) if one.side and one.side.key == key]


def _differing(plain: Sequence[Report], key: str) -> list[Report]:
    """One report a voice that quotes somebody else and isn't led by this side."""
    return [
        voice[0]
        for voice in voices(plain)
        if any(
            one.quote.speaker and (one.side is None or one.side.key != key) for r in voice for one in said(r)
        )
        and not any(share.side.key == key and leads(share) for report in voice for share in shares(report))
    ]


def _take(side: Side, members: Sequence[Report], names: dict[str, Principal]) -> Take:
    quoted = [one for report in members for one in said(report)]
    own = _own(members, side.key)
    label = called(side, names)
    ids = tuple(report.article_id for report in members)
    published = {report.article_id: report.published for report in members}
    words = sum(one.words for one in own)
    whole = sum(one.words for one in quoted)
    spoken = [
        Evidence(
            one.quote.article_id,
            f"{_who(one)}: “{one.quote.shown}”",
            one.quote.block,
            published.get(one.quote.article_id),
        )
        for one in own
    ]
    return Take(
        id=f"voices:{side.key}",
        label=label,
        kind="voices",
        summary=(
            f"{reports_from(members)}; this side has {len(own)} of {plural(len(quoted), 'quotation')} "
            f"and {round(100 * words / whole)}% of the quoted words"
        ),
        article_ids=ids,
        evidence=tuple(spoken),
        rule="most-quoted-words",
        version=VERSION,
    )


def _who(one: Said) -> str:
    speaker = one.quote.speaker
    if speaker is None:
        return ""
    role = (one.side.basis if one.side else "") or speaker.role
    # "The minister" is named by the role alone.
    told = speaker.name and role and role not in speaker.name
    return f"{speaker.name} ({role})" if told else speaker.name or role
