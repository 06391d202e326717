"""``/``: the globe with its list of every country, what is told, what is overlooked, and the newest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from parallax import countries
from parallax.countries import Country
from parallax.store.views import ArticleCard, CountryTally
from parallax.web.overlooked import DEFAULT, Judged, judged
from parallax.web.site import Desk
from parallax.web.topic import COUNTED_DAYS

# The order in which the list names the regions: the registry's, with the empty one last.
REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania", "Antarctica")

STORIES = 7  # told by most countries: one large, the others in two columns of three
STORY_DAYS = 3  # what most countries told last week is no longer today's
SHORT = 4  # overlooked stories, and places rarely heard
# The newest articles among which places rarely heard are looked for: about a day of a small selection
# of outlets, and few enough to read on each view.
RARE_AMONG = 200
NO_FRONT: dict[str, Any] = {"told": (), "topics": {}, "overlooked": (), "rare": ()}


@dataclass(frozen=True, slots=True)
class Place:
    country: Country
    tally: CountryTally


def places(tallies: Iterable[CountryTally]) -> tuple[Place, ...]:
    """Every country there is, with what the store has of it."""
    known = {tally.country: tally for tally in tallies}
    return tuple(
        Place(one, known.get(one.code) or CountryTally(one.code, 0, 0, 0, 0, None))
        for one in countries.all_countries()
    )


def by_region(found: Iterable[Place]) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    groups: dict[str, list[Place]] = {region: [] for region in REGIONS}
    for place in found:
        groups.setdefault(place.country.region, []).append(place)
    return tuple((region, tuple(members)) for region, members in groups.items() if members)


def globe_data(found: Iterable[Place]) -> dict[str, object]:
    """What the globe draws: counts and label points, nothing else."""
    return {
        "countries": [
            {
                "code": place.country.code,
                "name": place.country.name,
                "region": place.country.region,
                "lon": place.country.lon,
                "lat": place.country.lat,
                "articles": place.tally.articles,
                "today": place.tally.articles_today,
                "outlets": place.tally.outlets,
                "feeds": place.tally.outlets_with_feed,
            }
            for place in found
        ]
    }


def matching(found: Iterable[Place], wanted: str) -> tuple[Place, ...]:
    """The places whose name holds the words, or that a code or common alias means."""
    meant = countries.find(wanted)
    folded = countries.fold(wanted)
    return tuple(
        place
        for place in found
        if (meant and place.country.code == meant.code)
        or (folded and folded in countries.fold(place.country.name))
    )


def rarely_heard(
    cards: Iterable[ArticleCard], tallies: Iterable[CountryTally]
) -> tuple[tuple[ArticleCard, int], ...]:
    """The newest article of each of the countries with fewest, and how many those have."""
    articles = {tally.country: tally.articles for tally in tallies}
    newest: dict[str, ArticleCard] = {}
    for card in cards:
        newest.setdefault(card.country, card)
    fewest = sorted(newest.values(), key=lambda card: articles.get(card.country, 0))[:SHORT]
    return tuple((card, articles.get(card.country, 0)) for card in fewest)


def _overlooked(desk: Desk) -> tuple[Judged, ...]:
    found = desk.store.coverage_by(DEFAULT, verdict="overlooked", limit=SHORT)
    return judged(desk.store, found) if found else ()


def front(desk: Desk, every: Iterable[Place]) -> dict[str, Any]:
    """What stands between the globe and the latest on the first page."""
    since = desk.clock() - timedelta(days=STORY_DAYS)
    return {
        "told": desk.store.stories(by="countries", since=since, limit=STORIES).items,
        "topics": desk.store.topic_counts(desk.clock() - timedelta(days=COUNTED_DAYS)),
        "overlooked": _overlooked(desk),
        "rare": rarely_heard(desk.store.latest(limit=RARE_AMONG).items, (place.tally for place in every)),
    }


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def home(request: Request, find: str = "", after: str | None = None) -> Response:
        every = places(desk.store.countries(desk.clock()))
        shown = matching(every, find) if find.strip() else every
        if find.strip() and len(shown) == 1:
            return RedirectResponse(f"/country/{shown[0].country.code.lower()}", 303)
        return desk.pages.page(
            request,
            "home.html",
            regions=by_region(shown),
            find=find,
            globe=globe_data(every),
            with_articles=sum(1 for place in every if place.tally.articles),
            articles=sum(place.tally.articles for place in every),
            today=sum(place.tally.articles_today for place in every),
            outlets=sum(place.tally.outlets for place in every),
            after=after,
            **(front(desk, every) if after is None and not find.strip() else NO_FRONT),
            latest=desk.store.latest(after=after, limit=desk.settings.page_size),
        )

    return router
