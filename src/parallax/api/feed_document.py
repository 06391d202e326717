"""A feed before it is written down: what Atom and JSON Feed both say."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from parallax.store.views import ArticleCard, StoryCard


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry. ``key`` is what its permanent id is made from; ``language`` that of the title."""

    key: str
    url: str
    title: str
    updated: datetime
    published: datetime | None = None
    summary: str = ""
    source: str = ""  # the article at its publisher
    author: str = ""
    language: str = "en"
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed. ``page`` and ``address`` are absolute, without the ending that names the format."""

    title: str
    page: str
    address: str
    query: str
    items: tuple[FeedItem, ...]
    now: datetime

    @property
    def updated(self) -> datetime:
        """When anything in it last changed; an empty feed is as old as the question."""
        return max((item.updated for item in self.items), default=self.now)


def permanent_id(key: str) -> str:
    """A URN that stays the same on every port, host and machine: UUIDv5 of an address."""
    return uuid.uuid5(uuid.NAMESPACE_URL, key).urn


def article_item(card: ArticleCard, base_url: str) -> FeedItem:
    english = card.language.split("-")[0] == "en" or card.title_english is not None
    tags = [card.country, card.language]
    if card.invented:
        tags.append("invented sample")
    if card.live:
        tags.append("live")
    return FeedItem(
        key=card.url,
        url=f"{base_url}/article/{card.id}",
        title=card.title_english or card.title,
        updated=card.published or card.fetched_at,
        published=card.published,
        summary=_summary(card),
        source=card.url,
        author=card.outlet_name,
        language="en" if english else card.language,
        tags=tuple(tags),
    )


def story_item(card: StoryCard, base_url: str) -> FeedItem:
    """A story as one entry that comes up again whenever another outlet tells it."""
    lead = article_item(card.lead, base_url)
    told = f"{card.articles} reports by {card.outlets} outlets in {', '.join(card.countries)}."
    takes = f" Takes: {'; '.join(card.takes)}." if card.takes else ""
    return FeedItem(
        key=f"{base_url}/story/{card.id}",
        url=f"{base_url}/story/{card.id}",
        title=lead.title,
        updated=card.last,
        published=card.first,
        summary=f"{'[Invented sample] ' if card.invented else ''}{told}{takes}",
        language=lead.language,
        tags=(*card.countries, *((card.topic,) if card.topic else ())),
    )


def _summary(card: ArticleCard) -> str:
    parts = ["[Invented sample]"] if card.invented else []
    parts.append(card.dek_english or card.dek)
    if card.title_english and card.title_english != card.title:
        parts.append(f"({card.title})")
    return " ".join(part for part in parts if part)
