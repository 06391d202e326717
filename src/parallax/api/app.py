"""The JSON API: one router made of a router for each noun, to be included under ``/api/v1``."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException

from parallax.api import articles, ledger, places, stories, why
from parallax.api.routing import ApiRoute
from parallax.model import Clock
from parallax.store.interface import Reader
from parallax.telling import Ties


def router(store: Reader, *, clock: Clock, ties: Ties) -> APIRouter:
    """All read-only routes over a store; ``ties`` says why articles belong together. Errors are RFC 9457 problems, whatever application includes it."""
    routes = APIRouter(route_class=ApiRoute)

    @routes.get("", summary="What can be asked here", tags=["index"])
    def index() -> dict[str, str]:
        return {
            "articles": "/api/v1/articles",
            "search": "/api/v1/search?q=",
            "countries": "/api/v1/countries",
            "outlets": "/api/v1/outlets",
            "stories": "/api/v1/stories",
            "quotes": "/api/v1/quotes?article=",
            "why": "/api/v1/why?a=&b=",
            "overlooked": "/api/v1/overlooked",
            "about": "/api/v1/about",
            "ledger": "/api/v1/ledger",
            "languages": "/api/v1/languages",
            "status": "/api/v1/status",
            "openapi": "/api/v1/openapi.json",
        }

    routes.include_router(articles.router(store))
    routes.include_router(stories.router(store, clock))
    routes.include_router(why.router(ties))
    routes.include_router(places.router(store, clock))
    routes.include_router(ledger.router(store, clock))

    @routes.get("/{rest:path}", include_in_schema=False)
    def nothing(rest: str) -> None:
        raise HTTPException(404, f"There is no /{rest} here; see /api/v1 for what there is.")

    return routes
