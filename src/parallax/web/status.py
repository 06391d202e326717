"""``/status``: what became of everything we looked at, down to the single item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request, Response

from parallax.model import Outcome
from parallax.store.views import LanguageTally, LedgerRow
from parallax.web.country import known_country
from parallax.web.languages import is_english
from parallax.web.site import Desk

PER_PAGE = 100  # outlets
ITEMS = 500  # single items behind one count; more than an outlet publishes in a day


@dataclass(frozen=True, slots=True)
class OutletDay:
    """One outlet's outcomes on one day, in the order the outcomes are declared."""

    outlet_id: str
    outlet_name: str
    country: str
    outcomes: tuple[tuple[Outcome, int], ...]


def outlet_days(rows: Iterable[LedgerRow]) -> tuple[OutletDay, ...]:
    """Rows gathered by outlet, those with most items first."""
    counts: dict[tuple[str, str, str], dict[Outcome, int]] = {}
    for row in rows:
        key = (row.outlet_id, row.outlet_name, row.country)
        counts.setdefault(key, {})[row.outcome] = row.count
    days = [OutletDay(*key, _in_order(outcomes)) for key, outcomes in counts.items()]
    return tuple(sorted(days, key=lambda day: (-sum(n for _, n in day.outcomes), day.outlet_name)))


def _in_order(outcomes: dict[Outcome, int]) -> tuple[tuple[Outcome, int], ...]:
    return tuple((outcome, outcomes[outcome]) for outcome in Outcome if outcome in outcomes)


def totals(rows: Iterable[LedgerRow]) -> tuple[tuple[Outcome, int], ...]:
    counts: Counter[Outcome] = Counter()
    for row in rows:
        counts[row.outcome] += row.count
    return _in_order(dict(counts))


def _lacks_engine(tally: LanguageTally) -> bool:
    """Whether nothing written in it could be put into English, though a model might."""
    known = tally.language != "und" and not is_english(tally.language)
    return known and tally.articles > 0 and not tally.translated


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/status")
    def status(request: Request, day: date | None = None, country: str = "", page: int = 1) -> Response:
        today = desk.clock().date()
        shown = min(day or today, today)
        code = known_country(country).code if country else ""
        rows = desk.store.ledger(since=shown, until=shown, country=code or None)
        days = outlet_days(rows)
        start = (max(1, page) - 1) * PER_PAGE
        languages = sorted(desk.languages(), key=lambda tally: -tally.articles)
        return desk.pages.page(
            request,
            "status.html",
            store=desk.store.status(check=False),
            languages=languages,
            without_engine={tally.language for tally in languages if _lacks_engine(tally)},
            day=shown,
            today=today,
            before=shown - timedelta(days=1),
            following=shown + timedelta(days=1),
            place=code,
            totals=totals(rows),
            outlets=days[start : start + PER_PAGE],
            outlet_count=len(days),
            page=max(1, page),
            more=start + PER_PAGE < len(days),
        )

    @router.get("/status/items")
    def items(
        request: Request, outlet: str | None = None, outcome: Outcome | None = None, day: date | None = None
    ) -> Response:
        entries = desk.store.ledger_entries(outlet=outlet, outcome=outcome, day=day, limit=ITEMS + 1)
        found = desk.store.outlet(outlet) if outlet else None
        return desk.pages.page(
            request,
            "items.html",
            entries=entries[:ITEMS],
            cut=len(entries) > ITEMS,
            limit=ITEMS,
            outlet=found.outlet if found else None,
            outlet_id=outlet,
            outcome=outcome,
            day=day,
        )

    return router
