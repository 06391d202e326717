"""``/outlets``: everyone we listen to, by country, ownership, language and health."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from parallax import countries
from parallax.store.views import OutletView
from parallax.web.country import known_country
from parallax.web.places import country_name
from parallax.web.site import Desk

PER_PAGE = 100  # rows; the registry holds thousands, and a phone should not have to

OWNERSHIP = {
    "private": "privately owned",
    "public": "public, editorially independent",
    "state": "controlled by the state",
    "captured": "formally independent, under government control",
    "unknown": "ownership unknown",
}

HEALTH = {
    "alive": "its feed answers",
    "redirected": "its feed has moved",
    "dead": "its feed is gone",
    "blocked": "its feed refuses us",
    "stale": "its feed has nothing new",
    "wrong-language": "its feed is in another language than listed",
    "unchecked": "not checked yet",
}


@dataclass(frozen=True, slots=True)
class Filters:
    country: str = ""
    ownership: str = ""
    language: str = ""
    health: str = ""

    def admits(self, view: OutletView) -> bool:
        outlet = view.outlet
        return (
            (not self.country or outlet.country == self.country)
            and (not self.ownership or outlet.ownership.kind == self.ownership)
            and (not self.language or self.language in outlet.languages)
            and (not self.health or health_of(view) == self.health)
        )

    @property
    def query(self) -> str:
        """The filters as the part of an address after ``?``, for links that keep them."""
        pairs = {"country": self.country, "ownership": self.ownership}
        pairs |= {"language": self.language, "health": self.health}
        return "&".join(f"{name}={value}" for name, value in pairs.items() if value)


def health_of(view: OutletView) -> str:
    """The best verdict among an outlet's feeds: one that answers is enough to hear it."""
    verdicts = {health.verdict for health in view.health}
    return next((verdict for verdict in HEALTH if verdict in verdicts), "unchecked")


def languages_of(views: Iterable[OutletView]) -> tuple[str, ...]:
    return tuple(sorted({language for view in views for language in view.outlet.languages}))


def _place_and_name(view: OutletView) -> tuple[str, str]:
    return country_name(view.outlet.country), view.outlet.name.casefold()


def _overview(desk: Desk, request: Request) -> Response:
    """Every country with how many outlets it has; reading thousands of rows to show a hundred helps nobody."""
    tallies = [tally for tally in desk.store.countries(desk.clock()) if tally.outlets]
    return desk.pages.page(
        request,
        "outlets.html",
        filters=Filters(),
        tallies=sorted(tallies, key=lambda tally: country_name(tally.country)),
        found=(),
        total=sum(tally.outlets for tally in tallies),
        page=1,
        more=False,
        start=0,
        health_of=health_of,
        ownership_words=OWNERSHIP,
        health_words=HEALTH,
        languages=_languages(desk),
        places=countries.all_countries(),
    )


def _everywhere(desk: Desk, wanted: Filters) -> tuple[OutletView, ...]:
    """Outlets of all countries that may pass, filtered where they lie: the registry holds thousands."""
    verdict = wanted.health if wanted.health != "unchecked" else ""
    return desk.store.outlets(
        ownership=wanted.ownership or None, language=wanted.language or None, verdict=verdict or None
    )


def _languages(desk: Desk) -> list[str]:
    return sorted(tally.language for tally in desk.languages())


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/outlets")
    def outlets(
        request: Request,
        country: str = "",
        ownership: str = "",
        language: str = "",
        health: str = "",
        page: int = 1,
    ) -> Response:
        code = known_country(country).code if country else ""
        wanted = Filters(code, ownership, language, health)
        if not wanted.query:
            return _overview(desk, request)
        every = desk.store.outlets(code) if code else _everywhere(desk, wanted)
        found = sorted((view for view in every if wanted.admits(view)), key=_place_and_name)
        start = (max(1, page) - 1) * PER_PAGE
        return desk.pages.page(
            request,
            "outlets.html",
            filters=wanted,
            tallies=(),
            found=found[start : start + PER_PAGE],
            total=len(found),
            page=max(1, page),
            more=start + PER_PAGE < len(found),
            start=start,
            health_of=health_of,
            ownership_words=OWNERSHIP,
            health_words=HEALTH,
            languages=languages_of(every) if code else sorted({*_languages(desk), language} - {""}),
            places=countries.all_countries(),
        )

    return router
