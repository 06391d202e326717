"""Takes by whose voices: reports in which one side has most of the quoted words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from parallax.takes.places import counted, reports_from
from parallax.takes.records import VERSION, Report, voices
from parallax.takes.sides import Principal, Said, Side, called, said
from parallax.telling import Evidence, Take

# A side speaks for a report from this share of its quoted words on, whoever said the rest. At .6 a
# report with two quotations of like length from two sides never qualifies.
MOST_WORDS = 0.6
# One quotation is no pattern.
LEAST_QUOTES = 2
# Others must quote somebody else for it to be a way of telling: two voices where this side has no more than half.
OTHERS_LEAST = 2
OTHERS_SHARE = 0.5


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


def voice_takes(reports: Sequence[Report], names: dict[str, Principal]) -> list[Take]:
    """Labels such as "Ansaldi's side" with "7 of 9 quotations". Opinion pieces quote to argue, so they don't count."""
    plain = [report for report in reports if not report.opinion and not report.is_copy and not report.partial]
    leading: dict[str, list[Report]] = defaultdict(list)
    sides: dict[str, Side] = {}
    for report in plain:
        for share in shares(report)[:1]:
            if share.part >= MOST_WORDS:
                leading[share.side.key].append(report)
                sides.setdefault(share.side.key, share.side)
    takes = []
    for key, members in sorted(leading.items()):
        quoted = [one for report in members for one in said(report)]
        own = [one for one in quoted if one.side and one.side.key == key]
        if len(own) >= LEAST_QUOTES and _others_differ(plain, members, key):
            takes.append(_take(sides[key], members, own, len(quoted), names))
    return takes


def _others_differ(plain: Sequence[Report], members: Sequence[Report], key: str) -> bool:
    """Whether enough independent others quote another side, and this one for no more than half."""
    ids = {report.article_id for report in members}
    differing = 0
    for voice in voices(plain):
        if any(report.article_id in ids for report in voice):
            continue
        parts = [share for report in voice for share in shares(report)]
        own = sum(share.words for share in parts if share.side.key == key)
        whole = sum(one.words for report in voice for one in said(report))
        if any(share.side.key != key for share in parts) and own <= OTHERS_SHARE * whole:
            differing += 1
    return differing >= OTHERS_LEAST


def _take(
    side: Side, members: Sequence[Report], own: Sequence[Said], of: int, names: dict[str, Principal]
) -> Take:
    label = called(side, names)
    ids = tuple(report.article_id for report in members)
    published = {report.article_id: report.published for report in members}
    words = sum(one.words for one in own)
    whole = sum(one.words for report in members for one in said(report))
    spoken = [
        Evidence(
            one.quote.article_id,
            f"{_who(one)}: “{one.quote.english or one.quote.text}”",
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
            f"{len(own)} of {counted(of, 'quotation')}, {round(100 * words / whole)}% of the quoted words, "
            f"in {reports_from(members)}"
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
    return f"{speaker.name} ({role})" if speaker.name and role else speaker.name or role
