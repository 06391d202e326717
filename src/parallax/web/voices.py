"""Whose voices a report carries: the share of its quoted words that each side speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parallax.store.views import StoryReport
from parallax.telling import Quote, Voice

Place = tuple[str, int, int]  # article, block and start of a quotation


@dataclass(frozen=True, slots=True)
class Share:
    """One side's part of what a report quotes. ``side`` is empty for those whom no stated role puts on one."""

    side: str
    quotes: int
    words: int
    of_words: int

    @property
    def percent(self) -> int:
        return round(100 * self.words / self.of_words) if self.of_words else 0


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation and who the whole story says spoke it; None where nobody is named."""

    quote: Quote
    voice: Voice | None


@dataclass(frozen=True, slots=True)
class Voices:
    """A report with what it quotes word for word, the most quoted side first."""

    report: StoryReport
    spoken: tuple[Spoken, ...]
    shares: tuple[Share, ...]

    @property
    def takes_sides(self) -> bool:
        """Whether anybody quoted stands on a side; where nobody does there is nothing to compare."""
        return any(share.side for share in self.shares)


def voices(reports: Iterable[StoryReport], known: Sequence[Voice]) -> tuple[Voices, ...]:
    """The reports that quote anybody directly. A copy repeats its source's voices, so it is left out.

    ``known`` are the story's speakers, so that sides and names are those its labels count.
    """
    by_place = {place: voice for voice in known for place in voice.said}
    found = (_voices(report, by_place) for report in reports if not report.copy_of)
    return tuple(one for one in found if one.spoken)


def _voices(report: StoryReport, by_place: Mapping[Place, Voice]) -> Voices:
    spoken = tuple(
        Spoken(quote, by_place.get((quote.article_id, quote.block, quote.start)))
        for quote in report.quotes
        if quote.direct
    )
    words: Counter[str] = Counter()
    number: Counter[str] = Counter()
    for one in spoken:
        side = one.voice.side if one.voice else ""
        words[side] += one.quote.words
        number[side] += 1
    whole = sum(words.values())
    shares = [Share(side, number[side], count, whole) for side, count in words.items()]
    # Nobody's side comes last, however much it says.
    ordered = sorted(shares, key=lambda share: (not share.side, -share.words, share.side))
    return Voices(report, spoken, tuple(ordered))
