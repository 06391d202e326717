"""Pictures, always through our own address: a page never makes a browser ask a third party."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

from fastapi import APIRouter, Request, Response

from parallax.model import Content
from parallax.store.views import ArticleCard

# Raster formats every browser decodes. SVG can carry scripts and links, so it is never passed on.
SERVED = frozenset({"image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"})

DAY = 86_400  # seconds; a picture's address can come to mean another picture when the page changes


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture and their media type, such as ``image/webp``."""

    body: bytes
    mime: str


PictureSource = Callable[[str, int], Picture | None]
"""Brings picture ``index`` of an article, counted as in :attr:`parallax.model.Content.pictures`.

None if it cannot be had.
"""


class Cards(Protocol):
    def cards(self, article_ids: Sequence[str]) -> tuple[ArticleCard, ...]: ...


def picture_path(article_id: str, index: int = 0) -> str:
    return f"/picture/{article_id}/{index}"


def portrait_index(content: Content, author: int) -> int:
    """Which of ``content.pictures`` shows this author."""
    return 1 + len(content.images) + author


def placeholder(text: str) -> bytes:
    """A quiet panel with a name in it, for a picture that cannot be shown. Readable in light and dark."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 300" role="img">'
        f"<title>{escape(text)}</title>"
        '<rect width="480" height="300" fill="#8a929a" fill-opacity=".14"/>'
        '<text x="240" y="158" text-anchor="middle" font-family="Charter,Georgia,serif" '
        f'font-size="26" fill="#7b848d">{escape(text)}</text></svg>'
    ).encode()


def routes(store: Cards, source: PictureSource) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/picture/{article_id}/{index}")
    def picture(request: Request, article_id: str, index: int) -> Response:
        found = source(article_id, index) if index >= 0 else None
        if found is None or found.mime not in SERVED:
            card = next(iter(store.cards([article_id])), None)
            if card is None:
                return Response(status_code=404, headers={"Cache-Control": "no-store"})
            return Response(
                placeholder(card.outlet_name if index == 0 else ""),
                media_type="image/svg+xml",
                headers={"Cache-Control": "public, max-age=300"},
            )
        etag = f'"{hashlib.sha256(found.body).hexdigest()[:20]}"'
        headers = {"Cache-Control": f"public, max-age={DAY}", "ETag": etag}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        return Response(found.body, media_type=found.mime, headers=headers)

    return router
