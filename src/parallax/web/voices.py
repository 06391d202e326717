"""Whose voices a report carries: the share of its quoted words that each side speaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from parallax.store.views import StoryReport
from parallax.telling import Quote
from parallax.web.places import country_name


@dataclass(frozen=True, slots=True)
class Share:
    """One side's part of what a report quotes. ``side`` is empty for those whom no stated role puts on one."""

    side: str
    basis: tuple[str, ...]
    quotes: int
    words: int
    of_words: int

    @property
    def percent(self) -> int:
        return round(100 * self.words / self.of_words) if self.of_words else 0


@dataclass(frozen=True, slots=True)
class Voices:
    """A report with what it quotes word for word, the most quoted side first."""

    report: StoryReport
    quotes: tuple[Quote, ...]
    shares: tuple[Share, ...]

    @property
    def takes_sides(self) -> bool:
        """Whether anybody quoted stands on a side; where nobody does there is nothing to compare."""
        return any(share.side for share in self.shares)


def voices(reports: Iterable[StoryReport]) -> tuple[Voices, ...]:
    """The reports that quote anybody directly. A copy repeats its source's voices, so it is left out."""
    return tuple(found for found in map(_voices, reports) if found.quotes and not found.report.copy_of)


def _voices(report: StoryReport) -> Voices:
    quotes = tuple(quote for quote in report.quotes if quote.direct)
    words: Counter[str] = Counter()
    number: Counter[str] = Counter()
    basis: dict[str, dict[str, None]] = defaultdict(dict)
    for quote in quotes:
        side = quote.speaker.side if quote.speaker else ""
        words[side] += words_in(quote)
        number[side] += 1
        if quote.speaker and quote.speaker.side_basis:
            basis[side][quote.speaker.side_basis] = None
    whole = sum(words.values())
    shares = [Share(side, tuple(basis[side]), number[side], count, whole) for side, count in words.items()]
    # Nobody's side comes last, however much it says.
    ordered = sorted(shares, key=lambda share: (not share.side, -share.words, share.side))
    return Voices(report, quotes, tuple(ordered))


def words_in(quote: Quote) -> int:
    """Counted in English where there is some, so that languages without spaces compare."""
    return len((quote.english or quote.text).split())


def side_name(side: str) -> str:
    """A country's name, or the camp's own."""
    if len(side) == 2 and side.isupper():
        return country_name(side)
    return side.replace("-", " ").replace("_", " ").title() if side else "No side stated"
