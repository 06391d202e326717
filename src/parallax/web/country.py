"""``/country/<cc>``: what is published in one country and by whom, and what the world tells about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.responses import RedirectResponse

from parallax import countries
from parallax.countries import Country
from parallax.errors import InputError
from parallax.store.views import StoryCard
from parallax.web.ledger import Tally, tally
from parallax.web.site import Desk

Tab = Literal["published", "about"]

OF_IT = 5  # stories about the country, beside what its own press writes
WINDOW_DAYS = 7  # a weekly paper should not look silent


def known_country(code: str) -> Country:
    """The country in a path; a page that does not exist where there is none."""
    try:
        return countries.country(code)
    except InputError as error:
        raise HTTPException(404, f"There is no country with the code “{code}”.") from error


def country_tally(desk: Desk, code: str) -> Tally:
    """What became of a country's outlets in the last :data:`WINDOW_DAYS` days."""
    since = desk.clock().date() - timedelta(days=WINDOW_DAYS - 1)
    return tally(
        desk.store.outlets(code),
        desk.store.ledger(since=since, country=code),
        desk.store.polls(since=since, country=code),
    )


def _told_elsewhere(desk: Desk, code: str, since: datetime) -> tuple[StoryCard, ...]:
    """The newest stories about a country that others tell."""
    found = desk.store.stories(about=code, since=since, several=False, limit=4 * OF_IT).items
    return tuple(card for card in found if set(card.countries) - {code})[:OF_IT]


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/country/{code}")
    def country(request: Request, code: str, tab: Tab = "published", after: str | None = None) -> Response:
        place = known_country(code)
        if code != place.code.lower():
            asked = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/country/{place.code.lower()}{asked}", 308)
        if tab == "about":
            return desk.pages.page(
                request,
                "about_country.html",
                place=place,
                after=after,
                found=desk.store.stories(
                    about=place.code, several=False, after=after, limit=desk.settings.page_size
                ),
            )
        found = country_tally(desk, place.code)
        since = desk.clock() - timedelta(days=WINDOW_DAYS)
        return desk.pages.page(
            request,
            "country.html",
            place=place,
            tally=found,
            days=WINDOW_DAYS,
            invented=any(fate.view.outlet.invented for fate in found.fates),
            after=after,
            topics=desk.store.topic_counts(since, published_in=place.code),
            told_of_it=() if after else _told_elsewhere(desk, place.code, since),
            alone=len(desk.store.only_told_by(place.code)),
            latest=desk.store.latest(country=place.code, after=after, limit=desk.settings.page_size),
        )

    return router
