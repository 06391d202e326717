"""``/ledger``, ``/languages`` and ``/status``: what became of everything looked at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from parallax.api.articles import CountryFilter, OutletFilter, code_of
from parallax.api.models import Language, LedgerItem, LedgerRow, Status
from parallax.api.routing import RESPONSES, ApiRoute
from parallax.model import Clock, Outcome
from parallax.store.interface import Reader

DEFAULT_DAYS = 7  # a ledger without dates: enough to see a weekly rhythm, small enough to send


def router(store: Reader, clock: Clock) -> APIRouter:
    routes = APIRouter(route_class=ApiRoute, responses=RESPONSES, tags=["ledger"])

    @routes.get("/ledger", summary="Outcomes by outlet and day, the last seven days unless asked otherwise")
    def ledger(
        since: date | None = None,
        until: date | None = None,
        country: CountryFilter = None,
        outlet: OutletFilter = None,
    ) -> list[LedgerRow]:
        if since is None and until is None:
            since = clock().date() - timedelta(days=DEFAULT_DAYS - 1)
        rows = store.ledger(since=since, until=until, country=code_of(country), outlet=outlet)
        return [LedgerRow.model_validate(row) for row in rows]

    @routes.get("/ledger/items", summary="The single items behind a count, newest day first")
    def items(
        outlet: OutletFilter = None,
        outcome: Outcome | None = None,
        day: date | None = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    ) -> list[LedgerItem]:
        entries = store.ledger_entries(outlet=outlet, outcome=outcome, day=day, limit=limit)
        return [LedgerItem.model_validate(entry) for entry in entries]

    @routes.get("/languages", summary="How much of each language is in English", tags=["languages"])
    def languages() -> list[Language]:
        return [Language.model_validate(tally) for tally in store.languages()]

    @routes.get("/status", summary="The store's health and totals", tags=["status"])
    def status() -> Status:
        return Status.model_validate(store.status())

    return routes
