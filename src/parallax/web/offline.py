"""Reading without a network: the app's manifest, its service worker, and what of today is worth keeping."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response

from parallax.store.views import ArticleCard, StoryCard
from parallax.web.assets import Assets
from parallax.web.home import front, places
from parallax.web.pictures import picture_path
from parallax.web.site import Desk

# What a browser is asked to keep of a day: at about 40 kB a page and 30 kB a picture some 8 MB, of the
# 20 MB it allows itself (frontend/src/worker/site.ts).
STORIES = 20
ARTICLES = 60
DAY = timedelta(hours=24)

# The page's colours (static/css/base.css); an app's frame has one, whatever the theme.
PAPER = "#fbfcfc"
ICONS = ("icon-192", "icon-512", "icon-maskable-192", "icon-maskable-512")


def web_manifest(name: str, assets: Assets) -> dict[str, Any]:
    """What an installed app is called and looks like (W3C Web Application Manifest)."""
    return {
        "id": "/",
        "name": name,
        "short_name": name,
        "description": "The world’s press in English, country by country.",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "lang": "en",
        "categories": ["news"],
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {
                "src": assets.icon(icon),
                "sizes": "{0}x{0}".format(icon.rpartition("-")[2]),
                "type": "image/png",
                "purpose": "maskable" if "maskable" in icon else "any",
            }
            for icon in ICONS
            if assets.icon(icon)
        ],
        "shortcuts": [
            {"name": "Stories", "url": "/stories"},
            {"name": "Overlooked", "url": "/overlooked"},
            {"name": "Kept on this device", "url": "/offline"},
        ],
    }


def edition(desk: Desk) -> dict[str, Any]:
    """Today's pages in the order in which they are worth keeping, each with a mark of its content."""
    newest = desk.store.latest(limit=ARTICLES).items
    last = max((_when(card) for card in newest), default=desk.clock())
    told = desk.store.stories(by="countries", since=last - DAY, limit=STORIES).items
    shown = front(desk, places(desk.store.countries(desk.clock())))
    listed = (
        *(card.lead for card in (*shown["told"], *told)),
        *(card for card, _ in shown["rare"]),
        *(card for card in newest if _when(card) > last - DAY),
    )
    overlooked = (one.story for one in shown["overlooked"])
    stories: dict[str, StoryCard] = {card.id: card for card in (*shown["told"], *overlooked, *told)}
    articles = {card.id: card for card in listed}
    return {
        "pages": [
            _entry("/", [*articles.values(), *stories.values()]),
            _entry("/stories", list(stories.values())),
            _entry("/saved", ()),  # its list is in the browser
            *(_entry(f"/story/{card.id}", [card]) for card in stories.values() if card.articles > 1),
            *(_entry(f"/article/{card.id}", [card], _pictures(desk, card)) for card in articles.values()),
        ]
    }


def _when(card: ArticleCard) -> datetime:
    return card.published or card.fetched_at


def _pictures(desk: Desk, card: ArticleCard) -> tuple[str, ...]:
    """One picture an article: offline, any width stands in for any other."""
    return (picture_path(card.id, 0, 320),) if card.image and desk.settings.pictures else ()


def _entry(
    url: str, shows: Iterable[ArticleCard | StoryCard], pictures: tuple[str, ...] = ()
) -> dict[str, Any]:
    mark = hashlib.sha256(repr(tuple(shows)).encode()).hexdigest()[:12]
    return {"url": url, "version": mark, "pictures": pictures}


def routes(desk: Desk, assets: Assets) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/manifest.webmanifest")
    def manifest() -> Response:
        body = json.dumps(web_manifest(desk.settings.name, assets), ensure_ascii=False)
        headers = {"Cache-Control": "public, max-age=86400"}
        return Response(body, media_type="application/manifest+json", headers=headers)

    @router.get("/service-worker.js")
    def service_worker() -> Response:
        script = assets.service_worker
        if script is None:
            raise HTTPException(404, "The front end has not been built here.")
        return Response(script, media_type="text/javascript", headers={"Cache-Control": "no-cache"})

    @router.get("/offline")
    def offline(request: Request) -> Response:
        return desk.pages.page(request, "offline.html")

    @router.get("/offline/edition.json")
    def today() -> Response:
        body = json.dumps(edition(desk), separators=(",", ":"))
        return Response(body, media_type="application/json", headers={"Cache-Control": "no-cache"})

    return router
