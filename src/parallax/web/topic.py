"""``/topic/<name>``: what is told on one topic, by how many countries tell it and by time."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Request, Response

from parallax import countries
from parallax.web.country import known_country
from parallax.web.site import Desk

WIDEST = 4  # stories of most countries over the newest
WIDEST_DAYS = 3
COUNTED_DAYS = 7


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/topic/{name}")
    def topic(request: Request, name: str, country: str = "", after: str | None = None) -> Response:
        named = name.replace("-", " ").strip().lower()
        told_in = known_country(country).code if country.strip() else None
        now = desk.clock()
        widest = desk.store.stories(
            country=told_in,
            topic=named,
            since=now - timedelta(days=WIDEST_DAYS),
            by="countries",
            limit=WIDEST,
        )
        newest = desk.store.stories(
            country=told_in, topic=named, several=False, after=after, limit=desk.settings.page_size
        )
        return desk.pages.page(
            request,
            "topic.html",
            topic=named,
            told_in=told_in or "",
            topics=desk.store.topic_counts(now - timedelta(days=COUNTED_DAYS), published_in=told_in),
            widest=() if after else widest.items,
            found=newest,
            after=after,
            places=countries.all_countries(),
        )

    return router
