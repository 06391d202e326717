"""What sets some reports of a story apart from the others, in voices and in facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parallax.takes.claims import Claim, Telling
from parallax.takes.missing import LEAST_CORE
from parallax.takes.places import region
from parallax.takes.records import Report
from parallax.takes.sides import Side, said
from parallax.takes.words import fold
from parallax.telling import Evidence, Quote

# Somebody is missed in a group only if so many of the others, and two at least, let them speak. With
# half of the others, reports that merely are shorter than most were labelled.
MISSED_SHARE = 0.75
MISSED_LEAST = 2
# What only some have is a difference when so many independent voices lack it.
LEAST_OUTSIDE = 3
# More names than these are not listed; their side is named.
MOST_NAMES = 2
# What a place's press has in common must be in more than half of its reports.
MOST = 0.5
# A party to the story is quoted in two independent voices at least.
PARTY_LEAST = 2


@dataclass(frozen=True, slots=True)
class Trait:
    """One checkable difference. ``bearers`` are the articles of the group that show it.

    ``tells`` is how much it says beside others of its kind that the same reports have: of somebody quoted
    the words quoted, of a fact the weight of its words, which is larger the fewer voices use them.
    """

    key: str
    words: str
    evidence: tuple[Evidence, ...]
    bearers: frozenset[str]
    tells: float = 0.0


class Traits:
    """The voices and claims of a story, asked what only some of its reports have or lack."""

    def __init__(self, reports: Sequence[Report], telling: Telling) -> None:
        self.telling = telling
        self._plain = [report for report in reports if not report.opinion and not report.is_copy]
        self._voice = {r.article_id: n for n, voice in enumerate(telling.voices) for r in voice}
        self._speakers: dict[str, dict[str, Quote]] = defaultdict(dict)
        self._sides: dict[str, dict[str, list[Quote]]] = defaultdict(lambda: defaultdict(list))
        self._names: dict[str, str] = {}
        self.sides: dict[str, Side] = {}
        for report in self._plain:
            for quote in report.quotes:
                speaker = quote.speaker
                if speaker and speaker.name and not speaker.unnamed:
                    self._names.setdefault(speaker.key, speaker.name)
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
        return " or ".join(sorted(names)) if 0 < len(names) <= MOST_NAMES else self.sides[side].text

    def _voices(self, articles: Iterable[str]) -> set[int]:
        return {self._voice[article] for article in articles}

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
        are not counted among them. ``unanimous``: so many reports all sharing a voice need only one
        other, from another region.
        """
        ids = {report.article_id for report in group}
        apart = ids | {report.article_id for report in ignoring}
        rest = [report for report in self._plain if report.article_id not in apart]
        size = len(self._voices(r.article_id for r in rest))
        if size >= others:
            found = next(self._missed(group, rest), None) or next(self._own_voice(group, rest, place), None)
            if found is None and size >= LEAST_OUTSIDE:
                found = next(self._own_claim(group, rest, place), None)
            return found
        there = {region(report.outlet.country) for report in group}
        elsewhere = all(region(report.outlet.country) not in there for report in rest)
        if unanimous and len(self._voices(ids)) >= unanimous and rest and elsewhere:
            return next((t for t in self._own_voice(group, rest, place) if t.bearers == ids), None)
        return None

    def joint(self, group: Sequence[Report], same: Sequence[Trait]) -> Trait | None:
        """One trait that several groups share, with the evidence of all."""
        ids = frozenset(report.article_id for report in group)
        rest = [report for report in self._plain if report.article_id not in ids]
        key = same[0].key
        if key.startswith("lacks:"):
            return next((trait for trait in self._missed(group, rest) if trait.key == key), None)
        evidence = tuple(dict.fromkeys(line for trait in same for line in trait.evidence))
        return Trait(key, same[0].words.replace("quotes ", "quote ", 1), evidence, ids)

    def only_in(self, key: str, articles: frozenset[str]) -> bool:
        """Whether nobody else has what a trait says that only these articles have."""
        kind, _, what = key.partition(":")
        if kind == "voice":
            return set(self._speakers[what]) <= articles
        if kind == "claim":
            carriers = {u.report.article_id for c in self.telling.claims if c.text == what for u in c.units}
            return carriers <= articles
        return True

    def _missed(self, group: Sequence[Report], rest: Sequence[Report]) -> Iterator[Trait]:
        """Sides and people whom most others let speak and this group, which quotes somebody, does not."""
        ids = {report.article_id for report in group}
        quoting = {r.article_id for r in group if any(one.quote.speaker for one in said(r))}
        if quoting != ids or any(report.partial for report in group):
            return
        size = len(self._voices(r.article_id for r in rest))
        for key, by_article in self._heard():
            having = [report for report in rest if report.article_id in by_article]
            voices = len(self._voices(r.article_id for r in having))
            if ids & set(by_article) or voices < MISSED_LEAST or voices < MISSED_SHARE * size:
                continue
            names = {q.speaker.name for q in by_article.values() if q.speaker and q.speaker.name}
            # A name in the text without a quotation may be one that our reading missed.
            if any(self._named(name, group) for name in names):
                continue
            who = " or ".join(sorted(names)) if 0 < len(names) <= MOST_NAMES else self.sides[key].text
            yield Trait(
                f"lacks:{key}",
                f"without {who}, whom {voices} of {size} others quote",
                tuple(spoken(r, by_article[r.article_id]) for r in having),
                frozenset(ids),
            )

    def _heard(self) -> Iterator[tuple[str, dict[str, Quote]]]:
        """A quotation an article of each side, then of each person."""
        for key, by_article in sorted(self._sides.items()):
            yield key, {article: quotes[0] for article, quotes in by_article.items()}
        yield from sorted(self._speakers.items())

    def _own_voice(self, group: Sequence[Report], rest: Sequence[Report], place: bool) -> Iterator[Trait]:
        """People whom most of the group quotes and nobody else does."""
        ids, outside = [r.article_id for r in group], {r.article_id for r in rest}
        found = []
        for key, by_article in sorted(self._speakers.items()):
            bearing = [article for article in ids if article in by_article]
            if not bearing or outside & set(by_article) or not self._enough(bearing, group, place):
                continue
            name = self._names[key]
            if self._named(name, rest):
                continue
            found.append((-len(bearing), key, bearing, name))
        for _, key, bearing, name in sorted(found):
            reports = [r for r in group if r.article_id in bearing]
            yield Trait(
                f"voice:{key}",
                f"{'quotes' if len(reports) == 1 else 'quote'} {name}, whom no other report quotes",
                tuple(spoken(r, self._speakers[key][r.article_id]) for r in reports),
                frozenset(bearing),
            )

    def _named(self, name: str, rest: Sequence[Report]) -> bool:
        last = fold(name.split()[-1])
        return any(last in fold(line.english) for report in rest for line in report.lines)

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
            name = self._names[key]
            if len(total - self._voices(bearers)) >= LEAST_OUTSIDE and not self._named(name, rest):
                evidence = tuple(
                    spoken(r, by_article[r.article_id]) for r in self._plain if r.article_id in bearers
                )
                found[bearers].append(Trait(f"voice:{key}", name, evidence, bearers, self._words_of(key)))
        plain = {r.article_id for r in self._plain}
        for claim in self.telling.claims:
            bearers = frozenset(unit.report.article_id for unit in claim.units) & plain
            outside = total - claim.voices
            # A quotation told twice is one difference, counted with its speaker above.
            quotation = sum("“" in unit.line.english for unit in claim.units) * 2 >= len(claim.units)
            if quotation or len(claim.core) < LEAST_CORE or len(outside) < LEAST_OUTSIDE:
                continue
            if outside <= self.lacking(claim):
                told = tuple(u.report.evidence(u.line) for u in claim.units if u.report.article_id in bearers)
                tells = self.telling.weights.total(claim.core)
                found[bearers].append(Trait(f"claim:{claim.text}", claim.text, told, bearers, tells))
        return found

    def _words_of(self, speaker: str) -> int:
        """How many words of somebody the reports quote."""
        return sum(
            quote.words
            for report in self._plain
            for quote in report.quotes
            if quote.speaker and quote.speaker.key == speaker
        )

    def independent(self, articles: frozenset[str]) -> int:
        return len(self._voices(articles))


def spoken(report: Report, quote: Quote) -> Evidence:
    """ "Ana Lima: “The gate is open”"."""
    who = quote.speaker.name if quote.speaker else ""
    return Evidence(report.article_id, f"{who}: “{quote.shown}”", quote.block, report.published)
