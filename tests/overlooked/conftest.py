"""The sample edition's known world, in the records of the count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from parallax.overlooked import ListedOutlet, StoryTold, Telling
from parallax.sample import truth
from parallax.sample.edition import newsrooms

DAY = date(2026, 3, 2)


@pytest.fixture(scope="session")
def edition_stories() -> tuple[StoryTold, ...]:
    found = []
    for event in truth.stories():
        times = [article.on(DAY) for article in event.articles]
        tellings = tuple(
            Telling(
                article.newsroom.outlet.id,
                article.newsroom.outlet.country,
                article.language,
                wire=article.wire_of or (article.id if _is_copied(article.id) else ""),
            )
            for article in event.articles
        )
        found.append(StoryTold(event.id, min(times), max(times), tellings, event.about))
    return tuple(found)


@pytest.fixture(scope="session")
def edition_outlets() -> tuple[ListedOutlet, ...]:
    evening = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC) + timedelta(days=1)
    return tuple(
        ListedOutlet(room.outlet.id, room.outlet.country, room.language, (evening,)) for room in newsrooms()
    )


def _is_copied(article_id: str) -> bool:
    return any(article.wire_of == article_id for event in truth.stories() for article in event.articles)
