"""The records of the invented edition: texts with our English, articles, newsrooms, events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from parallax.model import BlockKind, Outlet

# These scripts put no space between sentences.
UNSPACED = frozenset({"zh-Hans", "ja"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and our English of it; None where it is English already.

    ``parts`` are the sentences of a text (a headline, say) that has more than one.
    """

    original: str
    english: str | None
    parts: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of an article's body. ``at`` is a live post's wall-clock time."""

    kind: BlockKind
    sentences: tuple[Pair, ...]
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Byline:
    """A person who writes for an invented newsroom."""

    name: str
    role: Pair | None
    bio: Pair | None


@dataclass(frozen=True, slots=True)
class Newsroom:
    """An invented outlet and how its site is made."""

    outlet: Outlet
    masthead: str  # what its own site calls it; the outlet's name is in Latin letters, as in the registry
    host: str
    language: str
    zone: ZoneInfo
    layout: str  # jsonld, microdata, og or plain: which template marks up its pages
    dialect: str  # rss, atom, rdf, json or sitemap: how it lists them
    accent: str  # its colour, "#rrggbb"
    bylines: dict[str, Byline]

    @property
    def listing(self) -> str:
        """The address of its feed or news sitemap."""
        return (self.outlet.feeds or self.outlet.sitemaps)[0]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody quoted. ``side`` is the side the stated role puts them on; empty for a bystander."""

    key: str
    name: str
    role: str
    side: str
    country: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks. Quotations of one ``group`` are the same utterance.

    ``form``: ``verbatim``, ``translated``, ``cut`` (shortened) or ``spliced`` (parts joined).
    """

    text: str
    speaker: str
    group: str
    form: str


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """One invented report, as its page will carry it, and what a test may know about it."""

    id: str
    event: str
    newsroom: Newsroom
    section: str
    title: Pair
    dek: Pair | None
    caption: Pair | None
    photo: str
    scene: str
    topics: tuple[Pair, ...]
    body: tuple[Piece, ...]
    at: time
    modified: time | None
    byline: Byline | None
    agency: str  # the credit line of wire copy
    opinion: bool
    live: bool
    paywalled: bool
    noarchive: bool
    reserved: bool  # reserves text and data mining
    refused: bool  # lies below a path the outlet's robots.txt closes
    wire_of: str
    quotations: tuple[Quotation, ...]
    carries: tuple[str, ...]
    numbers: dict[str, float]

    @property
    def language(self) -> str:
        return self.newsroom.language

    @property
    def path(self) -> str:
        return f"/{'internal' if self.refused else self.section}/{self.id}"

    @property
    def url(self) -> str:
        return f"https://{self.newsroom.host}{self.path}"

    @property
    def image_url(self) -> str:
        return f"https://{self.newsroom.host}/media/{self.id}.png"

    def on(self, day: date, at: time | None = None) -> datetime:
        """A wall-clock time (publication, if none is given) of this article on the edition's day."""
        return datetime.combine(day, at or self.at, self.newsroom.zone)

    def changed(self, day: date) -> datetime:
        """When the page last changed."""
        return self.on(day, self.modified)


@dataclass(frozen=True, slots=True)
class Event:
    """One invented event and everybody's reports of it.

    ``takes`` are the labels the reports were written to earn; ``claims`` the facts
    they share or leave out; ``overlooked_by`` a country whose press is silent on it;
    ``only_in`` the one country whose press tells it.
    """

    id: str
    name: str
    about: tuple[str, ...]
    takes: tuple[str, ...]
    claims: dict[str, str]
    overlooked_by: str
    only_in: str
    speakers: dict[str, Speaker]
    articles: tuple[SampleArticle, ...]


def whole(sentences: tuple[Pair, ...], language: str) -> Pair:
    """Some sentences as one text."""
    english = " ".join(pair.english or pair.original for pair in sentences)
    return Pair(joined(sentences, language), english, sentences)


def joined(sentences: tuple[Pair, ...], language: str) -> str:
    """The original text of some sentences, spaced as the script does it."""
    return ("" if language in UNSPACED else " ").join(pair.original for pair in sentences)
