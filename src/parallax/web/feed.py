"""``/feed``: everything as short items with time and place, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request, Response

from parallax import countries
from parallax.store.views import ArticleCard
from parallax.web.country import known_country
from parallax.web.site import Desk


def by_day(cards: Iterable[ArticleCard]) -> tuple[tuple[date, tuple[ArticleCard, ...]], ...]:
    """Runs of one UTC day: the only day that is the same for every place in the list."""

    def day(card: ArticleCard) -> date:
        return (card.published or card.fetched_at).date()

    return tuple((one, tuple(run)) for one, run in groupby(cards, day))


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/feed")
    def feed(request: Request, country: str = "", after: str | None = None) -> Response:
        place = known_country(country) if country.strip() else None
        found = desk.store.latest(
            country=place.code if place else None, after=after, limit=2 * desk.settings.page_size
        )
        return desk.pages.page(
            request,
            "feed.html",
            place=place,
            days=by_day(found.items),
            next=found.next,
            after=after,
            places=countries.all_countries(),
        )

    return router
