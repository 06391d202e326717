"""``/outlet/<id>``: one newsroom: who owns it, how its feeds answer, what it published."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, HTTPException, Request, Response

from parallax.web.country import WINDOW_DAYS
from parallax.web.outlets import HEALTH, OWNERSHIP, health_of
from parallax.web.site import Desk


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/outlet/{outlet_id}")
    def outlet(request: Request, outlet_id: str, after: str | None = None) -> Response:
        found = desk.store.outlet(outlet_id)
        if found is None:
            raise HTTPException(404, "There is no outlet with this name in the registry.")
        since = desk.clock().date() - timedelta(days=WINDOW_DAYS - 1)
        return desk.pages.page(
            request,
            "outlet.html",
            found=found,
            outlet=found.outlet,
            health=health_of(found),
            ownership_words=OWNERSHIP,
            health_words=HEALTH,
            rows=desk.store.ledger(since=since, outlet=outlet_id),
            days=WINDOW_DAYS,
            after=after,
            latest=desk.store.latest(outlet=outlet_id, after=after, limit=desk.settings.page_size),
        )

    return router
