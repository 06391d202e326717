"""The shapes in which the API tells of stories: every label, gap and count with what it rests on."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from parallax.api.models import ArticleId, ArticleSummary, CountryCode, LanguageTag, Shape


class About(Shape):
    """A country an article is about, with the words in it that say so."""

    country: CountryCode
    words: list[str]


class Topic(Shape):
    """A topic of the closed list with what it rests on."""

    name: str
    filed: list[str] = Field(description="The publisher's words that name it: section, folder, tag")
    nearest: list[str] = Field(
        description="Headlines standing for it that lie nearest to the article, by meaning"
    )


class Speaker(Shape):
    name: str
    role: str
    side: str = Field(description="Country or camp the stated role puts them on; empty where none says so")
    side_basis: str = Field(description="The words the side rests on")
    unnamed: bool


class Quote(Shape):
    """Words somebody said, as one article carries them. Offsets are into the block's original text."""

    article_id: ArticleId
    block: int
    start: int
    end: int
    text: str
    english: str
    speaker: Speaker | None
    direct: bool
    said_to: str
    confidence: float
    rule: str = Field(description="Which pattern attributed it")


class Evidence(Shape):
    """A sentence or a count, and the article and block it is in; `block` is -1 for none. `mark` is where in `text` a
    disputed number stands."""

    article_id: ArticleId
    text: str
    block: int
    at: dt.datetime | None
    mark: tuple[int, int] | None = None


class Take(Shape):
    """One way in which a story is told, with the evidence for all that its label says."""

    id: str
    page: str = Field(description="Its permanent address on this site")
    data: str = Field(description="Its own address among these data, with all it rests on")
    dispute: str = Field(description="How to object to it")
    label: str
    kind: Literal["reporters", "voices", "opinion", "difference"]
    summary: str
    article_ids: list[ArticleId]
    evidence: list[Evidence]
    rule: str
    version: str


class Omission(Shape):
    """What a report lacks though at least two independent others carry it, or carries alone."""

    article_id: ArticleId
    kind: Literal["lacks", "alone"]
    text: str
    others: list[Evidence]
    score: float


class NumberValue(Shape):
    value: str
    evidence: list[Evidence]


class NumberDispute(Shape):
    """The same quantity with different values."""

    what: str
    values: list[NumberValue]


class LoadedWord(Shape):
    text: str
    plainer: str = Field(description="What would tell the same without judging")


class Tone(Shape):
    """A sentence worth a second look. It never makes a label: bad news is not criticism."""

    article_id: ArticleId
    block: int = Field(description="-1 for headline and dek")
    text: str
    person: str
    tone: Literal["for", "against", ""] = Field(description="Empty where only its words are loaded")
    chance: float = Field(description="The model's, 0 where no tone is told")
    loaded: list[LoadedWord]
    version: str


class Utterance(Shape):
    """The same words as several articles carry them."""

    id: str
    speaker: Speaker | None
    quotes: list[Quote]


class QuotationPlace(Shape):
    article_id: ArticleId
    block: int
    start: int


class Voice(Shape):
    """Somebody the story's reports quote, under one name and role for all of them."""

    speaker: Speaker
    side: str = Field(description="As labels call it; empty where no stated role puts them on one")
    basis: str = Field(description="The role that says so")
    said: list[QuotationPlace]


class Coverage(Shape):
    """How much of a story one country's press told: `k` of `n` outlets read in the window."""

    story_id: str
    country: CountryCode
    k: int
    n: int
    expected: float = Field(description="Share of the outlets that tells comparable stories")
    low: float = Field(description="Lower end of the 95% interval of the true share")
    high: float
    verdict: Literal["overlooked", "covered", "can't tell"]
    why: str
    p_value: float | None
    q_value: float | None = Field(description="After the correction for all stories looked at")
    elsewhere: int
    elsewhere_countries: int
    read: list[str] = Field(description="The outlets counted in `n`")
    told: list[str] = Field(description="Those of them that told it")
    comparable: list[str] = Field(description="Stories that `expected` rests on")


class OnlyTold(Shape):
    """A story of one country's press, where silence elsewhere says something.

    `k` of `n` outlets read in the country told it; none of `elsewhere` outlets read in
    `elsewhere_countries` other countries did.
    """

    story_id: str
    country: CountryCode
    k: int
    n: int
    elsewhere: int
    elsewhere_countries: int
    expected: float = Field(description="Share of the outlets elsewhere that tells comparable stories")
    p_value: float
    q_value: float = Field(description="After the correction for all stories looked at")
    why: str
    told: list[str] = Field(description="The outlets that told it")


class Reason(Shape):
    """One kind of thing that speaks for two articles telling one event (its weight above 0) or against it."""

    kind: Literal["similarity", "name", "word", "number", "time", "wire", "rest"] = Field(
        description="`rest` is what any two reports start from; `wire` says whose text both are and weighs nothing"
    )
    detail: str
    weight: float = Field(description="Its part of the log-odds")


class Tie(Shape):
    """What speaks for and against two articles telling one event, weightiest first."""

    a: ArticleId
    b: ArticleId
    page: str = Field(description="The same on this site")
    story: str | None = Field(description="The story both are in; null where they are in none together")
    odds: float = Field(description="Natural log-odds: the weights of all reasons together")
    joins: float = Field(description="The log-odds from which on an article joins a story")
    enough: bool = Field(
        description="Whether these two alone would be put together; in one story they may be through others"
    )
    reasons: list[Reason]


class StorySummary(Shape):
    """A story in a list. `lead` is the article that stands for it."""

    id: str
    page: str = Field(examples=["/story/947f28834bbcb05f"])
    lead: ArticleSummary
    articles: int
    outlets: int
    countries: list[CountryCode] = Field(description="Published in")
    languages: list[LanguageTag]
    about: list[CountryCode]
    topic: str
    first: dt.datetime
    last: dt.datetime
    invented: bool
    takes: list[str] = Field(description="Labels")


class StoryList(Shape):
    items: list[StorySummary]
    next: str | None


class StoryReport(Shape):
    article: ArticleSummary
    copy_of: str = Field(description="The article whose text it repeats; empty for none")
    agency: str = Field(description="Whose text it carries, where that can be told")
    about: list[About]
    topic: Topic | None
    quotes: list[Quote]


class StoryDetail(StorySummary):
    """One event with everybody who tells it, in order of publication."""

    moved_from: str = Field(description="The id asked for, where that story became part of this one")
    reports: list[StoryReport]
    alternative_takes: list[Take]
    told_alike: list[Take] = Field(description="Labels that all its reports share")
    omissions: list[Omission]
    numbers: list[NumberDispute]
    utterances: list[Utterance]
    voices: list[Voice] = Field(description="Everybody quoted, the most quoted first")
    tones: list[Tone]
    coverage: list[Coverage]
    only_told: list[OnlyTold] = Field(description="By whose press alone, where that can be told")


class Judged(Shape):
    """One story looked at for a country's press."""

    story: StorySummary
    coverage: Coverage


class ToldAlone(Shape):
    """One story that only this country's press tells."""

    story: StorySummary
    found: OnlyTold


class Press(Shape):
    """A country whose press was looked at."""

    country: CountryCode
    overlooked: int
    stories: int = Field(description="Stories looked at")


class AboutCount(Shape):
    country: CountryCode
    articles: int
