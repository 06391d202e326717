"""``/outlet/<id>``: one newsroom: who owns it, how its feeds answer, what it published."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, HTTPException, Request, Response

from parallax.model import Health
from parallax.store.views import OutletView
from parallax.web.country import WINDOW_DAYS
from parallax.web.outlets import OWNERSHIP
from parallax.web.site import Desk


def checks(view: OutletView) -> tuple[tuple[str, Health | None], ...]:
    """Each feed of an outlet with what its last check found, if there was one."""
    found = {health.feed: health for health in view.health}
    return tuple((feed, found.get(feed)) for feed in view.outlet.feeds)


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/outlet/{outlet_id}")
    def outlet(request: Request, outlet_id: str, author: str = "", after: str | None = None) -> Response:
        found = desk.store.outlet(outlet_id)
        if found is None:
            raise HTTPException(404, "There is no outlet with this name in the registry.")
        since = desk.clock().date() - timedelta(days=WINDOW_DAYS - 1)
        return desk.pages.page(
            request,
            "outlet.html",
            found=found,
            outlet=found.outlet,
            feeds=checks(found),
            ownership_words=OWNERSHIP,
            rows=desk.store.ledger(since=since, outlet=outlet_id),
            days=WINDOW_DAYS,
            author=author.strip(),
            after=after,
            latest=desk.store.latest(
                outlet=outlet_id, author=author.strip() or None, after=after, limit=desk.settings.page_size
            ),
        )

    return router
