"""The records that travel between the steps.

Frozen, plain and importing only the standard library, so that any step, process
or test can make and compare them. All times are timezone-aware. Text is NFC.
Country codes are ISO 3166-1 alpha-2 (plus ``XK``); languages are BCP 47 tags.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Literal, Protocol

# --- who we listen to -------------------------------------------------------------------

OwnershipKind = Literal["private", "public", "state", "captured", "unknown"]
OutletKind = Literal["newspaper", "broadcaster", "agency", "magazine", "online"]
OutletScope = Literal["international", "national", "regional"]


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who owns an outlet, as far as a source says so.

    ``kind``: ``public`` is an independent public broadcaster, ``state`` is controlled
    by a government, ``captured`` is formally public or private but under government
    control. ``basis`` names the source of the claim; it is empty only when unknown.
    """

    kind: OwnershipKind = "unknown"
    owner: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A newsroom. ``country`` is where it sits; ``covers`` what it reports on, if elsewhere.

    ``placed_by`` says what the country rests on where no registry names the outlet; it is
    empty for those of the registry.
    """

    id: str
    name: str
    homepage: str
    country: str
    covers: str | None = None
    languages: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    ownership: Ownership = Ownership()
    kind: OutletKind = "online"
    scope: OutletScope = "national"
    invented: bool = False  # part of the sample edition
    placed_by: str = ""


# --- the door ---------------------------------------------------------------------------

Purpose = Literal["feed", "page", "image", "model", "robots", "probe"]


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask "has this changed?" (RFC 9110 §13)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One thing wanted from the network. ``max_bytes`` caps the decompressed body."""

    url: str
    purpose: Purpose = "page"
    validators: Validators = Validators()
    max_bytes: int | None = None  # None: the purpose's default
    deadline: float | None = None  # seconds for everything, redirects included
    start_at: int = 0  # byte offset to resume from, for model files


@dataclass(frozen=True, slots=True)
class Rights:
    """What the publisher lets us do with a page, and where it said so.

    ``max_snippet`` is in characters: -1 is no limit, 0 means no snippet at all.
    """

    archive: bool = True  # may keep the full text
    max_snippet: int = -1
    text_mining: bool = True  # False: no language-model stage
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What came back. ``url`` is where the body came from, after redirects."""

    requested: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    moved_to: str | None = None  # target if every redirect so far was permanent (301, 308)

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @property
    def not_modified(self) -> bool:
        return self.status == 304

    @property
    def validators(self) -> Validators:
        return Validators(self.header("etag"), self.header("last-modified"))


class Fetcher(Protocol):
    """The only way to the network: the live client, a capture's replay, or a recorder."""

    def get(self, request: Request) -> Response:
        """Bring one response with status 2xx or 304. Raises :class:`parallax.errors.FetchError`."""
        ...


class Clock(Protocol):
    """The time now, timezone-aware. A test or a replay brings its own."""

    def __call__(self) -> datetime: ...


def utc_now() -> datetime:
    """The clock of the real world."""
    return datetime.now(UTC)


# --- what is new ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Image:
    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item a feed or sitemap lists. Texts are plain, markup removed."""

    url: str
    title: str = ""
    summary: str = ""
    guid: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None  # clamped to 1990 … now + 1 h
    published_raw: str = ""
    updated: datetime | None = None
    language: str | None = None
    categories: tuple[str, ...] = ()
    image: Image | None = None
    content_html: str = ""  # sanitised content:encoded, for pages that cannot be read


@dataclass(frozen=True, slots=True)
class Feed:
    """A parsed feed."""

    url: str
    dialect: str  # "rss2.0", "atom1.0", "rdf", "jsonfeed1.1", "sitemap" …
    title: str
    language: str | None
    entries: tuple[Entry, ...]
    ttl_minutes: int | None = None
    dropped: int = 0  # items past the cap or without a usable link
    problems: tuple[str, ...] = ()  # what was mended: charset, broken XML, dates …
    skip_hours: tuple[int, ...] = ()  # hours (UTC) in which it asks not to be polled


@dataclass(frozen=True, slots=True)
class FeedState:
    """What we remember of a feed between polls."""

    url: str
    outlet_id: str
    validators: Validators = Validators()
    next_poll: datetime | None = None  # None: never polled
    interval_minutes: float = 60.0
    failures: int = 0
    last_polled: datetime | None = None
    last_entry: datetime | None = None
    moved_to: str | None = None  # where permanent redirects led; ``url`` stays what the registry lists


# The best first: of several feeds one that answers is enough to hear an outlet.
HealthVerdict = Literal["alive", "redirected", "dead", "blocked", "stale", "wrong-language", "unchecked"]


@dataclass(frozen=True, slots=True)
class Health:
    """What a check of one feed found. Lives in the store, never in the registry."""

    outlet_id: str
    feed: str
    verdict: HealthVerdict
    detail: str
    checked_at: datetime
    entries: int = 0
    newest: datetime | None = None


# --- a page read ------------------------------------------------------------------------

BlockKind = Literal["paragraph", "heading", "quote", "list-item", "correction", "live-post", "embed", "code"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the body in reading order. ``level`` is 2–6 for headings, a post's included.

    ``at`` is the time of a live-blog post; ``url`` the target of an embed.
    """

    kind: BlockKind
    text: str
    level: int = 0
    at: datetime | None = None
    url: str = ""


AuthorKind = Literal["person", "newsroom", "agency"]


@dataclass(frozen=True, slots=True)
class Author:
    """Who signed an article: somebody, the outlet's own staff under its name, or a news agency."""

    name: str
    role: str = ""
    bio: str = ""
    image: str = ""
    url: str = ""
    kind: AuthorKind = "person"


@dataclass(frozen=True, slots=True)
class Related:
    """A card on the page that points to another piece; never part of the body."""

    url: str
    title: str
    summary: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything read from one article page."""

    title: str
    url: str
    canonical_url: str = ""
    dek: str = ""
    blocks: tuple[Block, ...] = ()
    authors: tuple[Author, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    lead_image: Image | None = None
    images: tuple[Image, ...] = ()
    section: str = ""
    topics: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    language: str | None = None  # as the page declares or its text shows
    publisher: str = ""
    paywalled: bool = False  # only a teaser could be read
    live: bool = False
    opinion: bool = False  # marked as opinion, analysis or comment by its publisher
    read_from: str = ""  # the AMP or print version the text came from, where the page itself has hardly any

    @property
    def pictures(self) -> tuple[str, ...]:
        """Addresses of all its pictures; a picture's place here is its number in the site's addresses.

        The lead image is always 0 (empty where there is none), then the other images, the
        authors' portraits and the related cards' pictures; an empty string keeps a place.
        """
        return (
            self.lead_image.url if self.lead_image else "",
            *(image.url for image in self.images),
            *(author.image for author in self.authors),
            *(card.image for card in self.related),
        )

    @property
    def text(self) -> str:
        """The body as plain text, a block a line."""
        return "\n".join(block.text for block in self.blocks if block.text)


@dataclass(frozen=True, slots=True)
class PageTrace:
    """What a page leaves behind for the reading of its outlet's other pages: fingerprints, no text.

    ``body`` are the runs read as the article with their length in characters; ``others`` further runs
    long enough to be taken for text; ``image`` the picture it declares; ``title_end`` what follows the
    last separator of its title, folded. 0 and "" where there is none.
    """

    body: tuple[tuple[int, int], ...] = ()
    others: tuple[int, ...] = ()
    image: int = 0
    title_end: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One page read, and what it leaves behind."""

    content: Content
    trace: PageTrace


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language and what it rests on: ``script``, ``model``, ``declared`` or ``feed``."""

    tag: str  # "und" when it cannot be told
    confidence: float
    basis: str


@dataclass(frozen=True, slots=True)
class Article:
    """A page read and given its place. ``id`` is :func:`article_id` of its address."""

    id: str
    outlet_id: str
    country: str
    language: str
    language_basis: str
    content: Content
    rights: Rights
    fetched_at: datetime
    reading_minutes: int
    fingerprint: str  # of the content: equal means nothing to store
    invented: bool = False


def article_id(url: str) -> str:
    """Sixteen hex digits that name an article for ever: SHA-256 of its canonical address."""
    return hashlib.sha256(url.encode()).hexdigest()[:16]


# --- into English -----------------------------------------------------------------------

DoubtKind = Literal["number", "name", "negation", "quotation", "length"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in the original that the translation does not show, or the reverse."""

    kind: DoubtKind
    detail: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its English.

    ``english`` is None when the original is to be shown; ``refusal`` then says why
    in words for the reader. ``engine`` is ``firefox``, ``openai``, ``memory`` (a
    sentence imported as TMX), ``human`` or, for text that is English already, ``none``.
    """

    original: str
    english: str | None
    engine: str = ""
    model: str = ""
    version: str = ""
    doubts: tuple[Doubt, ...] = ()
    refusal: str = ""


Part = Literal["title", "dek", "body", "caption", "alt", "role", "bio", "section", "topic"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of an article, cut into sentences. ``index`` is the block's position."""

    part: Part
    index: int
    sentences: tuple[Sentence, ...]


class Memory(Protocol):
    """The translation memory: sentences already translated, shared by all articles."""

    def recall(self, language: str, originals: tuple[str, ...]) -> Mapping[str, Sentence]:
        """The best known English of each original; a human correction outranks a machine."""
        ...

    def remember(self, language: str, sentences: tuple[Sentence, ...]) -> None: ...


# --- the journey ------------------------------------------------------------------------


class Outcome(StrEnum):
    """How an item's journey ended. Every item has exactly one."""

    STORED = "stored"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    LEAD_ONLY = "lead only"  # the publisher asks that no full text be kept
    PAYWALLED = "paywalled"  # a teaser was stored
    UNTRANSLATED = "untranslated"  # stored, but no engine reads its language
    REFUSED_ROBOTS = "refused by robots"
    REFUSED_ADDRESS = "refused address"
    NO_OUTLET = "no known outlet"
    NOT_ARTICLE = "not an article"
    UNREADABLE = "unreadable"
    WILL_RETRY = "failed, will retry"
    FAILED = "failed for good"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One item's outcome on one day, by outlet."""

    day: date
    outlet_id: str
    url: str
    outcome: Outcome
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What travels the journey: a section per step, filled from the top down.

    ``attempts`` is how often it failed before; ``at`` when a capture that is replayed saw it.
    """

    url: str
    outlet_id: str | None = None
    entry: Entry | None = None
    attempts: int = 0
    at: datetime | None = None
    response: Response | None = None
    rights: Rights = Rights()
    content: Content | None = None
    trace: PageTrace | None = None
    article: Article | None = None
    outcome: Outcome | None = None
    detail: str = ""
