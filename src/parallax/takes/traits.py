"""What sets some reports of a story apart from the others, in voices and in facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parallax.takes.claims import Claim, Telling
from parallax.takes.missing import LEAST_CORE
from parallax.takes.records import Report
from parallax.takes.sides import Side, said
from parallax.telling import Evidence, Quote

# A side is missed in a group only if more than half of the others, and two at least, let it speak.
MISSED_SHARE = 0.5
MISSED_LEAST = 2
# What a place's press has in common must be in more than half of its reports.
MOST = 0.5
# A party to the story is quoted in two independent voices at least.
PARTY_LEAST = 2


@dataclass(frozen=True, slots=True)
class Trait:
    """One checkable difference. ``bearers`` are the articles of the group that show it."""

    key: str
    words: str
    evidence: tuple[Evidence, ...]
    bearers: frozenset[str]


class Traits:
    """The voices and claims of a story, asked what only some of its reports have or lack."""

    def __init__(self, reports: Sequence[Report], telling: Telling) -> None:
        self.telling = telling
        self._plain = [report for report in reports if not report.opinion and not report.is_copy]
        self._voice = {r.article_id: n for n, voice in enumerate(telling.voices) for r in voice}
        self._speakers: dict[str, dict[str, Quote]] = defaultdict(dict)
        self._sides: dict[str, dict[str, list[Quote]]] = defaultdict(lambda: defaultdict(list))
        self.sides: dict[str, Side] = {}
        for report in self._plain:
            for quote in report.quotes:
                speaker = quote.speaker
                if speaker and speaker.name and not speaker.unnamed:
                    self._speakers[speaker.key].setdefault(report.article_id, quote)
            for one in said(report):
                if one.side:
                    self.sides.setdefault(one.side.key, one.side)
                    self._sides[one.side.key][report.article_id].append(one.quote)

    def parties(self) -> list[Side]:
        """Sides that two voices or more quote."""
        return [
            side
            for key, side in sorted(self.sides.items())
            if len(self._voices(self._sides[key])) >= PARTY_LEAST
        ]

    def quoting(self, side: str) -> list[Report]:
        return [report for report in self._plain if report.article_id in self._sides[side]]

    def speakers(self, side: str) -> str:
        """The names of those who speak for a side, or the side itself."""
        names = {
            q.speaker.name
            for quotes in self._sides[side].values()
            for q in quotes
            if q.speaker and q.speaker.name
        }
        return " or ".join(sorted(names)) if 0 < len(names) <= 2 else self.sides[side].text

    def _voices(self, articles: object) -> set[int]:
        return {self._voice[article] for article in articles}  # type: ignore[attr-defined]

    def of(
        self,
        group: Sequence[Report],
        *,
        ignoring: Sequence[Report],
        others: int,
        unanimous: int = 0,
        place: bool = False,
    ) -> Trait | None:
        """The clearest difference between a group and the others; None where there is none.

        ``others`` is how many independent voices there must be to differ from, ``ignoring`` reports that
        are not counted among them. ``unanimous``: so many reports all sharing a voice need only one other.
        """
        ids = {report.article_id for report in group}
        apart = ids | {report.article_id for report in ignoring}
        rest = [report for report in self._plain if report.article_id not in apart]
        size = len(self._voices(r.article_id for r in rest))
        if size >= others:
            found = next(self._missed(group, rest), None) or next(self._own_voice(group, rest, place), None)
            if found is None and size >= 3:
                found = next(self._own_claim(group, rest, place), None)
            return found
        if unanimous and len(self._voices(ids)) >= unanimous and rest:
            return next((t for t in self._own_voice(group, rest, place) if t.bearers == ids), None)
        return None

    def joint(self, group: Sequence[Report], key: str) -> Trait | None:
        """A trait that several groups share, with the evidence of all."""
        ids = {report.article_id for report in group}
        rest = [report for report in self._plain if report.article_id not in ids]
        return next((trait for trait in self._missed(group, rest) if trait.key == key), None)

    def _missed(self, group: Sequence[Report], rest: Sequence[Report]) -> Iterator[Trait]:
        """Sides that most others let speak and this group, which quotes somebody, does not."""
        ids = {report.article_id for report in group}
        quoted = {r.article_id for r in group if any(one.side for one in said(r))}
        if quoted != ids or any(report.partial for report in group):
            return
        for key, by_article in sorted(self._sides.items()):
            having = [report for report in rest if report.article_id in by_article]
            voices, size = (
                self._voices(r.article_id for r in having),
                self._voices(r.article_id for r in rest),
            )
            if ids & set(by_article) or len(voices) < MISSED_LEAST or len(voices) <= MISSED_SHARE * len(size):
                continue
            if self._mentions(group, key):
                continue
            yield Trait(
                f"lacks:{key}",
                f"without {self.speakers(key)}, whom {len(voices)} of {len(size)} others quote",
                tuple(_spoken(r, by_article[r.article_id][0]) for r in having),
                frozenset(ids),
            )

    def _mentions(self, group: Sequence[Report], side: str) -> bool:
        """Whether a group names somebody of a side, even if our reading found no quotation."""
        names = {
            q.speaker.name.split()[-1]
            for quotes in self._sides[side].values()
            for q in quotes
            if q.speaker and q.speaker.name
        }
        return any(name in line.english for report in group for line in report.lines for name in names)

    def _own_voice(self, group: Sequence[Report], rest: Sequence[Report], place: bool) -> Iterator[Trait]:
        """People whom most of the group quotes and nobody else does."""
        ids, outside = [r.article_id for r in group], {r.article_id for r in rest}
        found = []
        for key, by_article in sorted(self._speakers.items()):
            bearing = [article for article in ids if article in by_article]
            if not bearing or outside & set(by_article) or not self._enough(bearing, group, place):
                continue
            name = next(iter(by_article.values())).speaker.name  # type: ignore[union-attr]
            if self._named(name, rest):
                continue
            found.append((-len(bearing), key, bearing, name))
        for _, key, bearing, name in sorted(found):
            reports = [r for r in group if r.article_id in bearing]
            yield Trait(
                f"voice:{key}",
                f"{'quotes' if len(reports) == 1 else 'quote'} {name}, whom no other report quotes",
                tuple(_spoken(r, self._speakers[key][r.article_id]) for r in reports),
                frozenset(bearing),
            )

    def _named(self, name: str, rest: Sequence[Report]) -> bool:
        last = name.split()[-1]
        return any(last in line.english for report in rest for line in report.lines)

    def _enough(self, bearing: Sequence[str], group: Sequence[Report], place: bool) -> bool:
        ids = [r.article_id for r in group]
        return len(bearing) > MOST * len(ids) and (not place or len(self._voices(bearing)) >= 2)

    def _own_claim(self, group: Sequence[Report], rest: Sequence[Report], place: bool) -> Iterator[Trait]:
        """Facts that most of the group carries and every other report clearly lacks."""
        ids = {report.article_id for report in group}
        outside = self._voices(r.article_id for r in rest)
        for claim in self.telling.claims:
            bearing = {unit.report.article_id for unit in claim.units} & ids
            if len(claim.core) < LEAST_CORE or not self._enough(sorted(bearing), group, place):
                continue
            if self.lacking(claim) >= outside:
                yield Trait(
                    f"claim:{claim.text}",
                    f"alone in reporting: “{claim.text}”",
                    tuple(u.report.evidence(u.line) for u in claim.units if u.report.article_id in bearing),
                    frozenset(bearing),
                )

    def lacking(self, claim: Claim) -> set[int]:
        """The voices that clearly lack a claim."""
        return {n for n in range(len(self.telling.voices)) if self.telling.state(claim, n) == "lacks"}

    def shared_only(self) -> dict[frozenset[str], list[Trait]]:
        """Claims and people by the exact set of reports that have them, when three voices lack them."""
        found: dict[frozenset[str], list[Trait]] = defaultdict(list)
        total = self._voices(r.article_id for r in self._plain)
        for key, by_article in sorted(self._speakers.items()):
            bearers = frozenset(by_article)
            rest = [r for r in self._plain if r.article_id not in bearers]
            name = next(iter(by_article.values())).speaker.name  # type: ignore[union-attr]
            if len(total - self._voices(bearers)) >= 3 and not self._named(name, rest):
                spoken = tuple(
                    _spoken(r, by_article[r.article_id]) for r in self._plain if r.article_id in bearers
                )
                found[bearers].append(Trait(f"voice:{key}", name, spoken, bearers))
        plain = {r.article_id for r in self._plain}
        for claim in self.telling.claims:
            bearers = frozenset(unit.report.article_id for unit in claim.units) & plain
            outside = total - claim.voices
            if len(claim.core) >= LEAST_CORE and len(outside) >= 3 and outside <= self.lacking(claim):
                told = tuple(u.report.evidence(u.line) for u in claim.units if u.report.article_id in bearers)
                found[frozenset(bearers)].append(Trait(f"claim:{claim.text}", claim.text, told, bearers))
        return found

    def independent(self, articles: frozenset[str]) -> int:
        return len(self._voices(articles))


def _spoken(report: Report, quote: Quote) -> Evidence:
    who = quote.speaker.name if quote.speaker else ""
    return Evidence(
        report.article_id, f"{who}: “{quote.english or quote.text}”", quote.block, report.published
    )
