"""What the store answers with: records made for lists and pages, bodies only where one is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from parallax.model import Article, Entry, Health, HealthVerdict, Outcome, Outlet, Passage, Sentence
from parallax.telling import (
    Coverage,
    NumberDispute,
    Omission,
    OnlyTold,
    Quote,
    Take,
    Tone,
    Topic,
    Utterance,
    Voice,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article in a list. ``title`` and ``dek`` are originals; the English is None if there is none."""

    id: str
    url: str
    outlet_id: str
    outlet_name: str
    country: str
    language: str
    title: str
    title_english: str | None
    dek: str
    dek_english: str | None
    published: datetime | None
    fetched_at: datetime
    image: str
    reading_minutes: int
    paywalled: bool
    live: bool
    lead_only: bool
    invented: bool
    doubtful: bool  # the title's English carries a doubt
    snippet: str = ""  # in search results: HTML-escaped text with <mark> around the words found


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One screenful. ``next`` is an opaque cursor for the following one, None at the end."""

    items: tuple[T, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article with everything its page shows."""

    article: Article
    outlet: Outlet
    passages: tuple[Passage, ...]  # in the order title, dek, body blocks, captions, bios
    card: ArticleCard

    def passage(self, part: str, index: int = 0) -> Passage | None:
        """The sentences of one text, or None if it has not been through translation yet."""
        return next((p for p in self.passages if p.part == part and p.index == index), None)


@dataclass(frozen=True, slots=True)
class CountryTally:
    """What one country has in the store. Countries without anything are included, with zeros."""

    country: str
    outlets: int
    outlets_with_feed: int
    articles: int
    articles_today: int  # published in the 24 hours before the question
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class LanguageTally:
    """How much of one language could be put into English."""

    language: str
    articles: int
    translated: int  # articles whose title has English
    sentences: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class OutletView:
    outlet: Outlet
    articles: int
    newest: datetime | None
    health: tuple[Health, ...] = ()


@dataclass(frozen=True, slots=True)
class OutletLine:
    """As much of an outlet as finding and sorting takes."""

    id: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class OutletQuery:
    """Which outlets are wanted, of all countries. ``health`` is the best verdict among an outlet's feeds."""

    ownership: str | None = None
    language: str | None = None
    health: HealthVerdict | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """How many items of an outlet ended one way on one day."""

    day: date
    outlet_id: str
    outlet_name: str
    country: str
    outcome: Outcome
    count: int


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """``words`` may hold "quoted phrases"; all words must occur, in the original or the English."""

    words: str
    country: str | None = None
    language: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class StoreStatus:
    path: str
    schema_version: int
    size_bytes: int
    healthy: bool
    detail: str  # what quick_check said
    articles: int
    outlets: int
    feeds: int
    sentences: int
    outcomes: dict[Outcome, int]
    last_poll: datetime | None


@dataclass(frozen=True, slots=True)
class StoredSentence:
    """A row of the translation memory."""

    language: str
    sentence: Sentence
    at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item in line for its journey; ``attempts`` is how often it has failed so far."""

    url: str
    outlet_id: str
    entry: Entry
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class FeedPoll:
    """How a feed answered on one day: times it did and did not, most entries seen, the last failure."""

    day: date
    feed: str
    outlet_id: str
    answered: int = 0
    failed: int = 0
    listed: int = 0
    detail: str = ""
    read_at: datetime | None = None  # the last time it answered with entries


@dataclass(frozen=True, slots=True)
class About:
    """A country an article is about, with the words that say so."""

    country: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """How one story is told, as far as it could be worked out. Every label carries its evidence."""

    takes: tuple[Take, ...] = ()  # that tell some reports from others
    alike: tuple[Take, ...] = ()  # labels that all reports share
    omissions: tuple[Omission, ...] = ()
    numbers: tuple[NumberDispute, ...] = ()
    utterances: tuple[Utterance, ...] = ()  # those that at least two reports carry
    voices: tuple[Voice, ...] = ()  # everybody quoted, the most quoted first
    tones: tuple[Tone, ...] = ()
    toned: tuple[str, ...] = ()  # articles read for tone, each as "id@version" of what read it


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in a list. ``lead`` is the card that stands for it: in English if any is."""

    id: str
    lead: ArticleCard
    articles: int
    outlets: int
    countries: tuple[str, ...]  # published in
    languages: tuple[str, ...]
    about: tuple[str, ...]
    topic: str
    first: datetime
    last: datetime
    invented: bool
    takes: tuple[str, ...] = ()  # labels


@dataclass(frozen=True, slots=True)
class StoryReport:
    """One article of a story. ``copy_of`` is the article it repeats, ``agency`` whose text it carries."""

    card: ArticleCard
    copy_of: str
    agency: str
    about: tuple[About, ...]
    quotes: tuple[Quote, ...]
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class StoryView:
    """One event with everybody who tells it, in order of publication."""

    card: StoryCard
    reports: tuple[StoryReport, ...]
    telling: Telling
    coverage: tuple[Coverage, ...]  # by the countries looked at
    moved_from: str = ""  # the id asked for, where that story was merged into this one
    only_told: tuple[OnlyTold, ...] = ()  # by whose press alone, where that can be told


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One article of a story, as the counting of coverage needs it."""

    story_id: str
    first: datetime
    last: datetime
    about: tuple[str, ...]
    topic: str
    article_id: str
    outlet_id: str
    country: str
    language: str
    copy_of: str
    agency: str
    translated: bool  # its headline was there in English


@dataclass(frozen=True, slots=True)
class PlacedArticle:
    """Where the grouping put an article. ``merged`` are stories that are now ``story_id``."""

    article_id: str
    story_id: str
    copy_of: str = ""
    agency: str = ""
    merged: tuple[str, ...] = ()
    about: tuple[About, ...] | None = None  # None: as it was, and its topic too
    topic: Topic | None = None
