"""``/outlets``: everyone we listen to, by country, ownership, language and health."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast, get_args

from fastapi import APIRouter, Request, Response

from parallax import countries
from parallax.model import HealthVerdict
from parallax.store.views import OutletQuery, OutletView
from parallax.web.country import known_country
from parallax.web.languages import language_name
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
        """Whether an outlet of the country passes the others."""
        outlet = view.outlet
        return (
            (not self.ownership or outlet.ownership.kind == self.ownership)
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
    return next((verdict for verdict in get_args(HealthVerdict) if verdict in verdicts), "unchecked")


def languages_of(views: Iterable[OutletView]) -> tuple[str, ...]:
    return tuple(
        sorted({language for view in views for language in view.outlet.languages}, key=language_name)
    )


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


def _found(desk: Desk, wanted: Filters, start: int) -> tuple[int, Sequence[OutletView], Iterable[str]]:
    """How many outlets pass, those of one page of them, and the languages that can be asked for."""
    if wanted.country:
        every = desk.store.outlets(wanted.country)
        fitting = sorted(filter(wanted.admits, every), key=lambda view: view.outlet.name.casefold())
        return len(fitting), fitting[start : start + PER_PAGE], languages_of(every)
    # Everywhere there are thousands: only those of the countries on this page are looked at.
    query = OutletQuery(wanted.ownership or None, wanted.language or None, _verdict(wanted.health))
    counts = desk.store.outlet_counts(query)
    before, shown = 0, []
    for code in sorted(counts, key=country_name):
        if before < start + PER_PAGE and before + counts[code] > start:
            shown.append((code, before))
        before += counts[code]
    lines = sorted(
        desk.store.outlet_lines(query, [code for code, _ in shown]),
        key=lambda line: (country_name(line.country), line.name.casefold()),
    )
    first = start - shown[0][1] if shown else 0
    ids = [line.id for line in lines[first : first + PER_PAGE]]
    return (
        before,
        desk.store.outlets(ids=ids),
        sorted({*_languages(desk), wanted.language} - {""}, key=language_name),
    )


def _verdict(named: str) -> HealthVerdict | None:
    """The verdict a reader asks for; one that nobody gives finds nothing rather than everything."""
    return cast("HealthVerdict", named) if named else None


def _languages(desk: Desk) -> list[str]:
    return sorted((tally.language for tally in desk.languages()), key=language_name)


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
        start = (max(1, page) - 1) * PER_PAGE
        total, found, languages = _found(desk, wanted, start)
        return desk.pages.page(
            request,
            "outlets.html",
            filters=wanted,
            tallies=(),
            found=found,
            total=total,
            page=max(1, page),
            more=start + PER_PAGE < total,
            start=start,
            health_of=health_of,
            ownership_words=OWNERSHIP,
            health_words=HEALTH,
            languages=languages,
            places=countries.all_countries(),
        )

    return router
