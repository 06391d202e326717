"""Outlets as the registry gives them, their health, and what each country has."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import get_args

from parallax.countries import all_countries
from parallax.model import Health, HealthVerdict, Outlet
from parallax.store.sqlite.part import Part
from parallax.store.sqlite.rows import from_seconds, health_of, outlet_of, outlet_row
from parallax.store.views import CountryTally, OutletLine, OutletQuery, OutletView

TODAY = timedelta(hours=24)


class Outlets(Part):
    def sync_outlets(self, outlets: Iterable[Outlet], *, invented: bool = False) -> None:
        """Make the store's outlets (the invented ones apart) equal to these; articles of others stay."""
        with self.transaction():
            self.sql.unlist_all(self.connection, invented=invented)
            self.add_outlets(outlets)

    def add_outlets(self, outlets: Iterable[Outlet]) -> None:
        with self.transaction():
            for outlet in outlets:
                self.sql.upsert_outlet(self.connection, **outlet_row(outlet))

    def outlets(
        self, country: str | None = None, *, ids: Sequence[str] | None = None
    ) -> tuple[OutletView, ...]:
        """All or those of one country, by country and name; or those of these ids, in the order asked."""
        sql, connection = self.sql, self.connection
        if ids is not None:
            return tuple(filter(None, map(self.outlet, ids)))
        if country is None:
            listed, counted = sql.outlets(connection), sql.article_tallies(connection)
        else:
            listed = sql.outlets_in(connection, country=country)
            counted = sql.article_tallies_in(connection, country=country)
        tallies = {row["outlet_id"]: row for row in counted}
        health: dict[str, list[Health]] = {}
        for row in sql.health(connection):
            health.setdefault(row["outlet_id"], []).append(health_of(row))
        return tuple(_view(row, tallies.get(row["id"]), tuple(health.get(row["id"], ()))) for row in listed)

    def outlet_counts(self, query: OutletQuery) -> dict[str, int]:
        """How many such outlets each country has."""
        rows = self.sql.outlet_counts(self.connection, **_asked(query))
        return {row["country"]: row["outlets"] for row in rows}

    def outlet_lines(
        self, query: OutletQuery, countries: Sequence[str] | None = None
    ) -> tuple[OutletLine, ...]:
        """Such outlets of these countries, or of all: thousands. In no order."""
        among = None if countries is None else json.dumps(list(countries))
        rows = self.sql.outlet_lines(self.connection, **_asked(query), countries=among)
        return tuple(OutletLine(*row) for row in rows)

    def outlet(self, outlet_id: str) -> OutletView | None:
        row = self.sql.outlet(self.connection, id=outlet_id)
        if row is None:
            return None
        health = tuple(map(health_of, self.sql.health_of(self.connection, outlet_id=outlet_id)))
        return _view(row, self.sql.outlet_tally(self.connection, id=outlet_id), health)

    def outlet_names(self, outlet_ids: Iterable[str]) -> dict[str, str]:
        rows = self.sql.outlet_names(self.connection, ids=json.dumps(list(outlet_ids)))
        return {row["id"]: row["name"] for row in rows}

    def countries(self, now: datetime) -> tuple[CountryTally, ...]:
        """Every country there is, by name, with what the store has of it."""
        outlets = {row["country"]: row for row in self.sql.outlets_by_country(self.connection)}
        articles = {row["country"]: row for row in self.sql.articles_by_country(self.connection)}
        window = {"since": int((now - TODAY).timestamp()), "now": int(now.timestamp())}
        today = {
            row["country"]: row["articles"] for row in self.sql.today_by_country(self.connection, **window)
        }
        return tuple(
            CountryTally(
                country=country.code,
                outlets=outlets[country.code]["outlets"] if country.code in outlets else 0,
                outlets_with_feed=outlets[country.code]["with_feed"] if country.code in outlets else 0,
                articles=articles[country.code]["articles"] if country.code in articles else 0,
                articles_today=today.get(country.code, 0),
                newest=from_seconds(articles[country.code]["newest"] if country.code in articles else None),
            )
            for country in all_countries()
        )

    def put_health(self, health: Iterable[Health]) -> None:
        with self.transaction():
            for found in health:
                self.sql.put_health(
                    self.connection,
                    feed=found.feed,
                    outlet_id=found.outlet_id,
                    verdict=found.verdict,
                    detail=found.detail,
                    checked_at=found.checked_at.isoformat(),
                    entries=found.entries,
                    newest=found.newest.isoformat() if found.newest else None,
                )


def _asked(query: OutletQuery) -> dict[str, str | None]:
    return {
        "ownership": query.ownership,
        "language": query.language,
        "health": query.health,
        "best_first": " ".join(get_args(HealthVerdict)),
    }


def _view(row: sqlite3.Row, tally: sqlite3.Row | None, health: tuple[Health, ...]) -> OutletView:
    return OutletView(
        outlet=outlet_of(row),
        articles=tally["articles"] if tally else 0,
        newest=from_seconds(tally["newest"] if tally else None),
        health=health,
    )
