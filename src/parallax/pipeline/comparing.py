"""Two or more reports laid beside each other: one event? whose words, what each leaves out, which numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from parallax.pipeline.reports import quotes_in, report_of, told_of
from parallax.quotes import Span, align, differences
from parallax.store.views import ArticleView
from parallax.stories import Grouper
from parallax.takes import labels, lacked_of_two, numbers, omissions, renamed, unified
from parallax.telling import NumberDispute, Omission, Quote, Reason, Take


@dataclass(frozen=True, slots=True)
class Pair:
    """Whether two articles tell one event, what speaks for and against it, and how alike they are:
    0 nothing in common, 1 the same. ``odds`` are the log-odds to which ``reasons`` add up; from ``joins`` on reports
    are put together. By themselves they may not show that they do, and yet be in one ``story`` of the store,
    through reports between them; empty where they are in none together."""

    a: str
    b: str
    same_event: bool
    alike: float
    odds: float
    joins: float
    reasons: tuple[Reason, ...]
    story: str = ""

    @property
    def through_others(self) -> bool:
        """Whether the two are one event only by what other reports have in common with both."""
        return self.same_event and self.odds <= self.joins


@dataclass(frozen=True, slots=True)
class Version:
    """One report's wording in pieces that together are the whole of it; marked are those that only it has."""

    quote: Quote
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class SameWords:
    """One utterance in two reports, and how the two versions differ, word by word."""

    a: Quote
    b: Quote
    spans: tuple[Span, ...]

    @property
    def versions(self) -> tuple[Version, Version]:
        """Both, each cut where it differs from the other."""
        only_a = [(span.a_start, span.a_end) for span in self.spans if span.kind in ("only a", "changed")]
        only_b = [(span.b_start, span.b_end) for span in self.spans if span.kind in ("only b", "changed")]
        return _version(self.a, only_a), _version(self.b, only_b)


def _version(quote: Quote, own: Sequence[tuple[int, int]]) -> Version:
    """A wording with its ``own`` spans marked."""
    text, at = quote.shown, 0
    pieces: list[tuple[str, bool]] = []
    for first, last in own:
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = min(last, len(text))
    return Version(quote, tuple(piece for piece in (*pieces, (text[at:], False)) if piece[0]))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What laying them beside each other shows. Of two reports, what each lacks is what the other has."""

    pairs: tuple[Pair, ...]
    words: tuple[SameWords, ...]
    omissions: tuple[Omission, ...]
    numbers: tuple[NumberDispute, ...]
    takes: tuple[Take, ...]

    def lacked_by(self, article_id: str) -> tuple[Omission, ...]:
        """What a report lacks and another has, or at least two others where there are more than two."""
        return tuple(one for one in self.omissions if one.kind == "lacks" and one.article_id == article_id)

    @property
    def alone(self) -> tuple[Omission, ...]:
        """What one report alone carries, without what another was said to lack."""
        lacked = {one.text for one in self.omissions if one.kind == "lacks"}
        return tuple(one for one in self.omissions if one.kind == "alone" and one.text not in lacked)


def compare(
    views: Sequence[ArticleView], grouper: Grouper, stories: Mapping[str, str] = MappingProxyType({})
) -> Comparison:
    """Lay reports beside each other. ``grouper`` has seen nothing yet; its model decides about the event.

    ``stories`` are those that articles of the store are in already.

    Raises :class:`parallax.errors.ModelError` where the embedding model cannot be loaded.
    """
    told = [told_of(view) for view in views]
    event = {change.article_id: change.story_id for change in grouper.add(told)}
    pairs = tuple(
        Pair(
            a.article_id,
            b.article_id,
            same_event=event[a.article_id] == event[b.article_id],
            alike=grouper.alike(a, b),
            odds=sum(reason.weight for reason in reasons),
            joins=grouper.settings.join,
            reasons=reasons,
            story=_both(stories.get(a.article_id, ""), stories.get(b.article_id, "")),
        )
        for a, b in combinations(told, 2)
        for reasons in (grouper.why(a, b),)
    )
    reports = [report_of(view, quotes_in(view)) for view in views]
    said = align([quote for report in reports for quote in report.quotes])
    named = unified(reports, said)
    left_out = omissions(reports)
    return Comparison(
        pairs=pairs,
        words=tuple(
            SameWords(a, b, differences(a.shown, b.shown))
            for utterance in renamed(said, named)
            for a, b in combinations(utterance.quotes, 2)
            if a.article_id != b.article_id
        ),
        omissions=left_out + lacked_of_two(reports, left_out),
        numbers=numbers(reports),
        takes=labels(named),
    )


def _both(one: str, other: str) -> str:
    return one if one == other else ""
