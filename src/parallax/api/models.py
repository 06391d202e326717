"""The shapes the API answers with. They follow the store's records, with pages to open beside them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from parallax.model import (
    AuthorKind,
    BlockKind,
    DoubtKind,
    HealthVerdict,
    Outcome,
    OutletKind,
    OutletScope,
    OwnershipKind,
    Part,
)

CountryCode = Annotated[str, Field(description="ISO 3166-1 alpha-2, or XK for Kosovo", examples=["BR"])]
LanguageTag = Annotated[str, Field(description="BCP 47; `und` where it cannot be told", examples=["pt"])]
ArticleId = Annotated[str, Field(description="Sixteen hex digits, permanent", examples=["947f28834bbcb05f"])]


class Shape(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Pair(Shape):
    """A text and its English; `english` is null where there is none, or where it was English already."""

    original: str
    english: str | None = None


class ArticleSummary(Shape):
    """An article in a list."""

    id: ArticleId
    url: str = Field(description="The article at its publisher")
    page: str = Field(description="Its page on this site", examples=["/article/947f28834bbcb05f"])
    outlet_id: str
    outlet_name: str
    country: CountryCode
    language: LanguageTag
    title: Pair
    dek: Pair
    published: dt.datetime | None = Field(description="Null where the publisher names no time")
    fetched_at: dt.datetime
    picture: str | None = Field(description="Path of its lead picture on this site")
    reading_minutes: int
    paywalled: bool = Field(description="Only a teaser could be read")
    live: bool
    lead_only: bool = Field(description="The publisher asks that no full text be kept")
    invented: bool = Field(description="Part of the sample edition: nothing of it happened")
    doubtful: bool = Field(description="The English title carries a doubt")
    snippet: str = Field(
        "", description="In search results: escaped HTML with `<mark>` around the words found"
    )


class Doubt(Shape):
    kind: DoubtKind
    detail: str


class Sentence(Shape):
    """A sentence, its English, and what made it. `refusal` says why `english` is null."""

    original: str
    english: str | None
    engine: str
    model: str
    version: str
    doubts: list[Doubt]
    refusal: str


class Passage(Shape):
    """One text of the article, cut into sentences; `index` counts blocks, captions, authors or topics."""

    part: Part
    index: int
    sentences: list[Sentence]


class Block(Shape):
    kind: BlockKind
    text: str
    level: int = Field(description="2 to 6 for headings, else 0")
    at: dt.datetime | None = Field(description="Time of a live post")
    url: str = Field(description="Target of an embed")


class Author(Shape):
    name: str
    kind: AuthorKind
    role: str
    bio: str
    url: str


class Image(Shape):
    url: str = Field(description="At its publisher")
    alt: str
    caption: str
    credit: str
    width: int | None
    height: int | None


class Related(Shape):
    url: str
    title: str
    summary: str


class Rights(Shape):
    """What the publisher allows, and where it said so."""

    archive: bool
    max_snippet: int = Field(description="Characters; -1 is no limit")
    text_mining: bool
    basis: list[str]


class ArticleDetail(ArticleSummary):
    """One article with its body and every sentence's translation."""

    story: str | None = Field(description="Id of the story it tells, for `/stories/{id}`")
    language_basis: str
    modified: dt.datetime | None
    publisher: str
    section: str
    topics: list[str]
    opinion: bool
    read_from: str = Field(
        description="The AMP or print version the text came from, where the page itself has hardly any"
    )
    authors: list[Author]
    lead_image: Image | None
    images: list[Image]
    blocks: list[Block]
    related: list[Related]
    rights: Rights
    passages: list[Passage]


class ArticleList(Shape):
    """One screenful. Ask again with `after` set to `next` for the following one; null at the end."""

    items: list[ArticleSummary]
    next: str | None


class Country(Shape):
    code: CountryCode
    name: str
    region: str
    subregion: str
    lon: float
    lat: float
    capital: str
    outlets: int
    outlets_with_feed: int
    articles: int = Field(description="Published in this country")
    articles_today: int = Field(description="Of these, within the last 24 hours")
    newest: dt.datetime | None


class Ownership(Shape):
    kind: OwnershipKind
    owner: str
    basis: str = Field(description="The source of the claim; empty only when unknown")


class Health(Shape):
    feed: str
    verdict: HealthVerdict
    detail: str
    checked_at: dt.datetime
    entries: int
    newest: dt.datetime | None


class Outlet(Shape):
    id: str
    name: str
    homepage: str
    country: CountryCode = Field(description="Where it sits")
    covers: CountryCode | None = Field(description="What it reports on, if elsewhere")
    languages: list[str]
    feeds: list[str]
    ownership: Ownership
    placed_by: str = Field(description="What its country rests on where no registry names it; else empty")
    kind: OutletKind
    scope: OutletScope
    invented: bool
    articles: int
    newest: dt.datetime | None
    health: list[Health]


class LedgerRow(Shape):
    """How many items of an outlet ended one way on one day."""

    day: dt.date
    outlet_id: str
    outlet_name: str
    country: CountryCode
    outcome: Outcome
    count: int


class LedgerItem(Shape):
    day: dt.date
    outlet_id: str
    url: str
    outcome: Outcome
    detail: str


class Language(Shape):
    language: LanguageTag
    articles: int
    translated: int = Field(description="Articles whose title has English")
    sentences: int
    doubtful: int


class Status(Shape):
    schema_version: int
    size_bytes: int
    healthy: bool
    detail: str
    articles: int
    outlets: int
    feeds: int
    sentences: int
    outcomes: dict[Outcome, int]
    last_poll: dt.datetime | None


class Problem(BaseModel):
    """An error, in the shape of RFC 9457."""

    type: str = "about:blank"
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no article with this id."])
    hint: str = Field("", description="What to do about it, where we know")
