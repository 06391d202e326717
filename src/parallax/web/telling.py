"""A story made ready for its page: its records sorted by what a reader asks of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from parallax.store.views import ArticleCard, StoryReport, StoryView
from parallax.telling import Coverage, Omission, Quote, Take, Utterance
from parallax.web.languages import is_english
from parallax.web.places import country_name
from parallax.web.voices import Voices, voices
from parallax.web.wording import Run, runs

# The country whose press readers ask about first; the others follow by name.
FIRST_LOOKED_AT = "US"


@dataclass(frozen=True, slots=True)
class Carried:
    """One report's wording of words that several carry; ``runs`` is None where it cannot be compared."""

    quote: Quote
    card: ArticleCard
    english: str
    runs: tuple[Run, ...] | None


@dataclass(frozen=True, slots=True)
class SameWords:
    """The same words as each outlet carried them, the fullest first: the others are compared with it."""

    utterance: Utterance
    carried: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What one report alone carries, and what it leaves out."""

    card: ArticleCard
    alone: tuple[Omission, ...]
    lacks: tuple[Omission, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page of a story shows beside the store's own records."""

    cards: dict[str, ArticleCard]
    same_words: tuple[SameWords, ...]
    voices: tuple[Voices, ...]
    gaps: tuple[Gaps, ...]
    coverage: tuple[Coverage, ...]
    independent: int  # reports that are nobody's copy


def prepared(story: StoryView) -> Page:
    cards = {report.card.id: report.card for report in story.reports}
    return Page(
        cards=cards,
        same_words=same_words(story.telling.utterances, cards),
        voices=voices(story.reports, story.telling.voices),
        gaps=gaps(story.reports, story.telling.omissions),
        coverage=tuple(sorted(story.coverage, key=_looked_at)),
        independent=sum(1 for report in story.reports if not report.copy_of),
    )


def take_anchor(take: Take) -> str:
    """The permanent part of a take's address after ``#``."""
    return take.anchor


def topic_path(topic: str) -> str:
    """ "crime and justice" → "/topic/crime-and-justice"."""
    return f"/topic/{quote(topic.replace(' ', '-'))}"


def same_words(
    utterances: Sequence[Utterance], cards: dict[str, ArticleCard], least: int = 2
) -> tuple[SameWords, ...]:
    """Utterances that at least ``least`` of these articles carry, those of most reports first."""
    found = []
    for utterance in utterances:
        held = [quote for quote in utterance.quotes if quote.article_id in cards]
        if len({quote.article_id for quote in held}) >= least:
            found.append(SameWords(utterance, _carried(held, cards)))
    return tuple(sorted(found, key=lambda same: -len(same.carried)))


def _carried(quotes: list[Quote], cards: dict[str, ArticleCard]) -> tuple[Carried, ...]:
    texts = [(quote, cards[quote.article_id]) for quote in quotes]
    english = [quote.shown if quote.english or is_english(card.language) else "" for quote, card in texts]
    order = sorted(range(len(texts)), key=lambda at: (not english[at], -len(english[at].split())))
    fullest = english[order[0]]
    return tuple(
        Carried(
            texts[at][0],
            texts[at][1],
            english[at],
            runs(fullest, english[at]) if place and fullest and english[at] else None,
        )
        for place, at in enumerate(order)
    )


def gaps(reports: Sequence[StoryReport], omissions: Sequence[Omission]) -> tuple[Gaps, ...]:
    found = []
    for report in reports:
        own = [omission for omission in omissions if omission.article_id == report.card.id]
        if own:
            alone = tuple(one for one in own if one.kind == "alone")
            lacks = tuple(one for one in own if one.kind == "lacks")
            found.append(Gaps(report.card, alone, lacks))
    return tuple(found)


def _looked_at(coverage: Coverage) -> tuple[bool, str]:
    return coverage.country != FIRST_LOOKED_AT, country_name(coverage.country)
