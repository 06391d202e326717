"""A store of its own for each test, and articles to put in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parallax.model import Article, Block, Content, Outlet, Rights, article_id
from parallax.store.sqlite import SqliteStore

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)

OUTLETS = (
    Outlet("gazeta", "Gazeta do Vale", "https://gazeta.example", "BR", languages=("pt",), feeds=("f",)),
    Outlet("tokyo", "東の新聞", "https://tokyo.example", "JP", languages=("ja",)),
)

MakeArticle = Callable[..., Article]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "parallax.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(path, clock=lambda: NOON)
    opened.sync_outlets(OUTLETS)
    yield opened
    opened.close()


@pytest.fixture
def make() -> MakeArticle:
    def build(
        number: int = 1,
        *,
        title: str = "Ponte reabre",
        text: str = "A ponte reabriu na segunda-feira.",
        outlet: str = "gazeta",
        country: str = "BR",
        language: str = "pt",
        fetched: datetime = NOON,
        published: datetime | None = None,
        archive: bool = True,
    ) -> Article:
        url = f"https://{outlet}.example/{number}"
        content = Content(
            title=title,
            url=url,
            dek="Depois de dois anos",
            blocks=(Block("paragraph", text),),
            published=published or NOON - timedelta(minutes=number),
        )
        return Article(
            id=article_id(url),
            outlet_id=outlet,
            country=country,
            language=language,
            language_basis="model",
            content=content,
            rights=Rights(archive=archive),
            fetched_at=fetched,
            reading_minutes=1,
            fingerprint=f"{title}|{text}",
        )

    return build
