"""The site: one FastAPI application made of a router for each page."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, FastAPI, Response
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from parallax import __version__
from parallax.model import Clock
from parallax.telling import Ties
from parallax.web import (
    about,
    article,
    country,
    errors,
    feed,
    home,
    offline,
    outlet,
    outlets,
    overlooked,
    pictures,
    search,
    share_card,
    status,
    stories,
    story,
    topic,
    why,
)
from parallax.web.assets import STATIC, Assets
from parallax.web.head import HeadAsGet
from parallax.web.kept import Languages
from parallax.web.pictures import Glimpses, PictureSource
from parallax.web.render import Pages
from parallax.web.security import SecurityHeaders
from parallax.web.site import Desk, SiteSettings, SiteStore

PAGES = (
    home,
    stories,
    story,
    why,
    topic,
    feed,
    overlooked,
    country,
    article,
    outlets,
    outlet,
    status,
    search,
    about,
)

YEAR = 31_536_000  # seconds

DESCRIPTION = "Read-only access to what this copy of Parallax has read: articles, outlets, and the ledger."


class BuiltFiles(StaticFiles):
    """Files of the front-end build: kept for ever when asked for by version, else checked each time."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        versioned = scope["query_string"].startswith(b"v=") or path.startswith("chunk-")
        kept = f"public, max-age={YEAR}, immutable" if versioned else "no-cache"
        response.headers["Cache-Control"] = kept
        return response


def _styles(assets: Assets) -> APIRouter:
    """The style sheets, each under the address its content gives it."""
    router = APIRouter(include_in_schema=False)
    headers = {"Cache-Control": f"public, max-age={YEAR}, immutable"}

    def answer(sheet: bytes) -> Callable[[], Response]:
        return lambda: Response(sheet, media_type="text/css", headers=headers)

    for kind, sheet in assets.css.items():
        router.add_api_route(assets.css_url(kind), answer(sheet))
    return router


def create(
    store: SiteStore,
    *,
    clock: Clock,
    site: SiteSettings,
    picture: PictureSource,
    ties: Ties,
    glimpse: Glimpses = lambda _: None,
) -> FastAPI:
    """The site over a store.

    ``picture`` brings an article's picture or None; ``glimpse`` says what is known of one already,
    ``ties`` why articles belong together. API and feeds are further routers, included by the caller.
    """
    assets = Assets()
    pages = Pages(
        assets=assets,
        clock=clock,
        name=site.name,
        base_url=site.base_url,
        offline=site.offline,
        pictures=site.pictures,
        glimpse=glimpse,
    )
    desk = Desk(store, clock, site, pages, Languages(store, clock), ties)
    app = FastAPI(
        title=f"{site.name} API",
        description=DESCRIPTION,
        version=__version__,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # FastAPI's pages load scripts from elsewhere
        redoc_url=None,
    )
    app.add_middleware(HeadAsGet)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    errors.install(app, pages)
    for part in PAGES:
        app.include_router(part.routes(desk))
    app.include_router(share_card.routes(desk, assets))
    app.include_router(pictures.routes(store, picture))
    app.include_router(offline.routes(desk, assets))

    app.include_router(_styles(assets))
    app.mount("/static/build", BuiltFiles(directory=STATIC / "build", check_dir=False), "build")
    return app
