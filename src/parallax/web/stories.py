"""``/stories``: what several outlets tell, by country, by what it is about, by topic."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from parallax import countries
from parallax.web.country import known_country
from parallax.web.site import Desk

Order = Literal["newest", "countries"]


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/stories")
    def stories(
        request: Request,
        country: str = "",
        about: str = "",
        topic: str = "",
        by: Order = "newest",
        after: str | None = None,
    ) -> Response:
        told_in = known_country(country).code if country.strip() else ""
        subject = known_country(about).code if about.strip() else ""
        kept = {"country": told_in, "about": subject, "topic": topic.strip()}
        kept |= {"by": by} if by != "newest" else {}
        found = desk.store.stories(
            country=told_in or None,
            about=subject or None,
            topic=topic.strip() or None,
            by=by,
            after=after,
            limit=desk.settings.page_size,
        )
        query = urlencode({name: value for name, value in kept.items() if value})
        return desk.pages.page(
            request,
            "stories.html",
            found=found,
            told_in=told_in,
            subject=subject,
            topic=topic.strip(),
            by=by,
            after=after,
            query=query,
            places=countries.all_countries(),
        )

    return router
