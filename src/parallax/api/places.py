"""``/countries`` and ``/outlets``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from parallax import countries
from parallax.api.articles import code_of
from parallax.api.models import Country, Outlet
from parallax.api.routing import RESPONSES, ApiRoute
from parallax.errors import InputError
from parallax.model import Clock
from parallax.store.interface import Reader
from parallax.store.views import CountryTally, OutletView


def _country(place: countries.Country, tally: CountryTally | None) -> Country:
    counts = tally or CountryTally(place.code, 0, 0, 0, 0, None)
    return Country.model_validate(
        {name: getattr(place if hasattr(place, name) else counts, name) for name in Country.model_fields}
    )


def _outlet(view: OutletView) -> Outlet:
    return Outlet.model_validate(
        {
            name: getattr(view.outlet if hasattr(view.outlet, name) else view, name)
            for name in Outlet.model_fields
        },
        from_attributes=True,
    )


def router(store: Reader, clock: Clock) -> APIRouter:
    routes = APIRouter(route_class=ApiRoute, responses=RESPONSES)

    def every() -> list[Country]:
        tallies = {tally.country: tally for tally in store.countries(clock())}
        return [_country(place, tallies.get(place.code)) for place in countries.all_countries()]

    @routes.get("/countries", summary="Every country and what is published in it", tags=["countries"])
    def all_countries() -> list[Country]:
        return every()

    @routes.get("/countries/{code}", summary="One country", tags=["countries"])
    def one_country(code: str) -> Country:
        try:
            wanted = code_of(code)
        except InputError as error:
            raise HTTPException(404, str(error)) from error
        return next(country for country in every() if country.code == wanted)

    @routes.get("/outlets", summary="Outlets we listen to", tags=["outlets"])
    def outlets(
        country: Annotated[
            str | None, Query(description="Only those that sit there", examples=["BR"])
        ] = None,
    ) -> list[Outlet]:
        return [_outlet(view) for view in store.outlets(code_of(country))]

    @routes.get("/outlets/{outlet_id}", summary="One outlet", tags=["outlets"])
    def outlet(outlet_id: str) -> Outlet:
        found = store.outlet(outlet_id)
        if found is None:
            raise HTTPException(404, "There is no outlet with this id.")
        return _outlet(found)

    return routes
