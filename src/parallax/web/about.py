"""Pages that say what this is, and the small files browsers and machines ask for."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from parallax.web.assets import STATIC
from parallax.web.languages import language_name
from parallax.web.measured import DOUBTS, FLOORS, OVERLOOKED, TAKES, TEXTS
from parallax.web.site import Desk
from parallax.web.untouched import base_tag
from parallax.worldviews import disputed_places, worldviews

ROBOTS = """User-agent: *
Disallow: /search
Disallow: /status/items
Disallow: /picture/
Allow: /
"""


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/about")
    def about(request: Request) -> Response:
        return desk.pages.page(
            request,
            "about.html",
            languages=desk.languages(),
            floors=FLOORS,
            texts=TEXTS,
            takes=TAKES,
            doubts=DOUBTS,
            overlooked=OVERLOOKED,
        )

    @router.get("/settings")
    def settings(request: Request) -> Response:
        tags = {base_tag(tally.language) for tally in desk.languages() if tally.articles}
        return desk.pages.page(
            request,
            "settings.html",
            worldviews=worldviews(),
            languages=sorted(tags - {"en"}, key=language_name),
        )

    @router.get("/saved")
    def saved(request: Request) -> Response:
        return desk.pages.page(request, "saved.html")

    @router.get("/places")
    def places(request: Request) -> Response:
        return desk.pages.page(request, "places.html", disputed=disputed_places(), worldviews=worldviews())

    @router.get("/healthz")
    def health() -> Response:
        """Answers once the store can be read; anything that watches the site may ask."""
        desk.store.latest(limit=1)
        return Response("ok\n", media_type="text/plain", headers={"Cache-Control": "no-store"})

    @router.get("/robots.txt")
    def robots() -> Response:
        return Response(ROBOTS, media_type="text/plain", headers={"Cache-Control": "public, max-age=86400"})

    @router.get("/favicon.svg")
    @router.get("/favicon.ico")
    def favicon() -> Response:
        icon = (STATIC / "favicon.svg").read_bytes()
        return Response(icon, media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})

    return router
