"""Between rows and records."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from parallax.model import (
    Article,
    Content,
    Doubt,
    FeedState,
    Health,
    Outlet,
    Ownership,
    Rights,
    Sentence,
    Validators,
)
from parallax.store.views import ArticleCard


@cache
def content_json() -> TypeAdapter[Content]:
    """Reads and writes Content as JSON; building it costs milliseconds, so there is one."""
    return TypeAdapter(Content)


@cache
def rights_json() -> TypeAdapter[Rights]:
    return TypeAdapter(Rights)


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def from_seconds(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def card_of(row: sqlite3.Row, snippet: str = "") -> ArticleCard:
    return ArticleCard(
        id=row["id"],
        url=row["url"],
        outlet_id=row["outlet_id"],
        outlet_name=row["outlet_name"],
        country=row["country"],
        language=row["language"],
        title=row["title"],
        title_english=row["title_english"],
        dek=row["dek"],
        dek_english=row["dek_english"],
        published=moment(row["published"]),
        fetched_at=datetime.fromisoformat(row["fetched"]),
        image=row["image"],
        reading_minutes=row["reading_minutes"],
        paywalled=bool(row["paywalled"]),
        live=bool(row["live"]),
        lead_only=bool(row["lead_only"]),
        invented=bool(row["invented"]),
        doubtful=bool(row["title_doubtful"]),
        snippet=snippet,
    )


def article_of(row: sqlite3.Row) -> Article:
    return Article(
        id=row["id"],
        outlet_id=row["outlet_id"],
        country=row["country"],
        language=row["language"],
        language_basis=row["language_basis"],
        content=content_json().validate_json(row["content"]),
        rights=rights_json().validate_json(row["rights"]),
        fetched_at=datetime.fromisoformat(row["fetched"]),
        reading_minutes=row["reading_minutes"],
        fingerprint=row["fingerprint"],
        invented=bool(row["invented"]),
    )


def article_row(article: Article) -> dict[str, Any]:
    content = article.content
    shown_at = content.published or article.fetched_at
    return {
        "id": article.id,
        "url": content.url,
        "outlet_id": article.outlet_id,
        "country": article.country,
        "language": article.language,
        "language_basis": article.language_basis,
        "title": content.title,
        "dek": content.dek,
        "published": content.published.isoformat() if content.published else None,
        "fetched": article.fetched_at.isoformat(),
        "fetched_at": int(article.fetched_at.timestamp()),
        "sort_at": int(shown_at.timestamp()),
        "image": content.lead_image.url if content.lead_image else "",
        "reading_minutes": article.reading_minutes,
        "paywalled": content.paywalled,
        "live": content.live,
        "lead_only": not article.rights.archive,
        "invented": article.invented,
        "fingerprint": article.fingerprint,
    }


def outlet_of(row: sqlite3.Row) -> Outlet:
    return Outlet(
        id=row["id"],
        name=row["name"],
        homepage=row["homepage"],
        country=row["country"],
        covers=row["covers"],
        languages=tuple(json.loads(row["languages"])),
        feeds=tuple(json.loads(row["feeds"])),
        sitemaps=tuple(json.loads(row["sitemaps"])),
        ownership=Ownership(row["ownership"], row["owner"], row["ownership_basis"]),
        kind=row["kind"],
        scope=row["scope"],
        invented=bool(row["invented"]),
        placed_by=row["placed_by"],
    )


def outlet_row(outlet: Outlet) -> dict[str, Any]:
    return {
        "id": outlet.id,
        "name": outlet.name,
        "homepage": outlet.homepage,
        "country": outlet.country,
        "covers": outlet.covers,
        "languages": json.dumps(outlet.languages),
        "feeds": json.dumps(outlet.feeds),
        "sitemaps": json.dumps(outlet.sitemaps),
        "ownership": outlet.ownership.kind,
        "owner": outlet.ownership.owner,
        "ownership_basis": outlet.ownership.basis,
        "kind": outlet.kind,
        "scope": outlet.scope,
        "invented": outlet.invented,
        "placed_by": outlet.placed_by,
    }


def sentence_of(row: sqlite3.Row) -> Sentence:
    """A row of the memory."""
    return Sentence(
        original=row["original"],
        english=row["english"],
        engine=row["engine"],
        model=row["model"],
        version=row["version"],
        doubts=doubts_of(row["doubts"]),
    )


def doubts_of(text: str) -> tuple[Doubt, ...]:
    return tuple(Doubt(kind, detail) for kind, detail in json.loads(text))


def doubts_json(doubts: tuple[Doubt, ...]) -> str:
    return json.dumps([[doubt.kind, doubt.detail] for doubt in doubts], ensure_ascii=False)


def health_of(row: sqlite3.Row) -> Health:
    return Health(
        outlet_id=row["outlet_id"],
        feed=row["feed"],
        verdict=row["verdict"],
        detail=row["detail"],
        checked_at=datetime.fromisoformat(row["checked_at"]),
        entries=row["entries"],
        newest=moment(row["newest"]),
    )


def feed_state_of(row: sqlite3.Row) -> FeedState:
    return FeedState(
        url=row["url"],
        outlet_id=row["outlet_id"],
        validators=Validators(row["etag"], row["last_modified"]),
        next_poll=moment(row["next_poll"]),
        interval_minutes=row["interval_minutes"],
        failures=row["failures"],
        last_polled=moment(row["last_polled"]),
        last_entry=moment(row["last_entry"]),
        moved_to=row["moved_to"],
    )
