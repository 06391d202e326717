"""``/overlooked/<cc>``: what the rest of the world tells and one country's press does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from parallax.store.interface import Reader
from parallax.store.views import StoryCard
from parallax.telling import Coverage, OnlyTold
from parallax.web.country import known_country
from parallax.web.places import country_name
from parallax.web.site import Desk

# Whose press is looked at where nobody says.
DEFAULT = "US"

# Rows of each verdict on the page; the feed and the API have all.
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Judged:
    """A story with what was found of it in one country's press."""

    story: StoryCard
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class ToldAlone:
    """A story that only one country's press tells."""

    story: StoryCard
    found: OnlyTold


def told_alone(store: Reader, code: str) -> tuple[ToldAlone, ...]:
    """What only this country's press tells, most voices first."""
    found = store.only_told_by(code)[:SHOWN]
    cards = {card.id: card for card in store.story_cards([one.story_id for one in found])}
    return tuple(ToldAlone(cards[one.story_id], one) for one in found if one.story_id in cards)


def judged(store: Reader, found: Sequence[Coverage]) -> tuple[Judged, ...]:
    """The stories of these findings, in their order; those that are gone are left out."""
    cards = {card.id: card for card in store.story_cards([one.story_id for one in found])}
    return tuple(Judged(cards[one.story_id], one) for one in found if one.story_id in cards)


def presses(counts: dict[str, tuple[int, int]]) -> tuple[tuple[str, int, int], ...]:
    """Every press that was looked at: country, stories it overlooks, stories looked at; by name."""
    rows = [(code, overlooked, stories) for code, (overlooked, stories) in counts.items()]
    return tuple(sorted(rows, key=lambda row: country_name(row[0])))


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/overlooked")
    def overlooked_here(request: Request, country: str = "") -> Response:
        if country.strip():
            return RedirectResponse(f"/overlooked/{known_country(country).code.lower()}", 303)
        return _page(desk, request, DEFAULT)

    @router.get("/overlooked/{code}")
    def overlooked_by(request: Request, code: str) -> Response:
        place = known_country(code)
        if code != place.code.lower():
            return RedirectResponse(f"/overlooked/{place.code.lower()}", 308)
        return _page(desk, request, place.code)

    return router


def _page(desk: Desk, request: Request, code: str) -> Response:
    shown = {
        verdict: judged(desk.store, desk.store.coverage_by(code, verdict=verdict, limit=SHOWN))
        for verdict in ("overlooked", "can't tell")
    }
    return desk.pages.page(
        request,
        "overlooked.html",
        place=known_country(code),
        judged=shown,
        alone=told_alone(desk.store, code),
        totals=desk.store.coverage_totals(code),
        presses=presses(desk.store.coverage_counts()),
    )
