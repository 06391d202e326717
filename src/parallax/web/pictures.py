"""Pictures, always through our own address: a page never makes a browser ask a third party."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from typing import Protocol

from fastapi import APIRouter, Request, Response

from parallax.model import Content
from parallax.store.views import ArticleCard

# What pages ask for, in pixels: a card's thumbnail on a plain and on a sharp screen, the column of text
# on both. Any other width is rounded up to one of these, so that nobody can make us draw thousands.
WIDTHS = (160, 320, 640, 960, 1280)
WIDEST = WIDTHS[-1]

# Best first; what a browser takes it names in Accept, and JPEG everybody takes.
FORMATS = ("image/avif", "image/webp")
EVERYBODYS = "image/jpeg"
SERVED = frozenset({*FORMATS, EVERYBODYS})

DAY = 86_400  # seconds; a picture's address can come to mean another picture when the page changes

# Threads that wait for publishers' servers; what they bring is made small by one process, one at a time.
FETCHED_AT_ONCE = 8
# Two whole pages of pictures for each of ten readers; who comes later is told to come again.
MOST_WAITING = 600
LOOK_EVERY = 0.5  # seconds between two looks whether the reader is still there


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture and their media type, such as ``image/webp``."""

    body: bytes
    mime: str


class Known(Protocol):
    """What is known of a picture that was made before: its size, and a tiny version to show meanwhile."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def data(self) -> str: ...


PictureSource = Callable[[str, int, int, str], Picture | None]
"""Brings picture ``index`` of an article (counted as in :attr:`parallax.model.Content.pictures`), at most
``width`` pixels wide, in the format ``mime``. None if it cannot be had."""

Glimpses = Callable[[str], Known | None]
"""What is known of the picture at a publisher's address, without asking anybody."""


class Cards(Protocol):
    def cards(self, article_ids: Sequence[str]) -> tuple[ArticleCard, ...]: ...


def picture_path(article_id: str, index: int = 0, width: int = 0) -> str:
    """The address of a picture here; without a width it is the widest there is."""
    return f"/picture/{article_id}/{index}" + (f"?w={width}" if width else "")


def srcset(article_id: str, index: int, widest: int = WIDEST) -> str:
    """The widths a browser may choose from."""
    return ", ".join(f"{picture_path(article_id, index, w)} {w}w" for w in WIDTHS if w <= widest)


def portrait_index(content: Content, author: int) -> int:
    """Which of ``content.pictures`` shows this author."""
    return 1 + len(content.images) + author


def related_index(content: Content, card: int) -> int:
    """Which of ``content.pictures`` belongs to this related card."""
    return portrait_index(content, len(content.authors)) + card


def placeholder(text: str) -> bytes:
    """A quiet panel with a name in it, for a picture that cannot be shown. Readable in light and dark."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 300" role="img">'
        f"<title>{escape(text)}</title>"
        '<rect width="480" height="300" fill="#8a929a" fill-opacity=".14"/>'
        '<text x="240" y="158" text-anchor="middle" font-family="Charter,Georgia,serif" '
        f'font-size="26" fill="#7b848d">{escape(text)}</text></svg>'
    ).encode()


def wanted_format(accept: str) -> str:
    """The best of our formats that a browser names; wildcards promise too little."""
    named = {part.split(";")[0].strip().lower() for part in accept.split(",") if not _refused(part)}
    return next((mime for mime in FORMATS if mime in named), EVERYBODYS)


def _refused(part: str) -> bool:
    """Whether an entry of Accept has a weight of zero (RFC 9110 §12.4.2)."""
    weight = part.partition("q=")[2].strip()
    return weight.rstrip("0") in {"0.", "0", ""} and weight != ""


class Queue:
    """Work for readers who may leave: bounded, and given up where it has not begun."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(FETCHED_AT_ONCE, "picture")
        self._waiting = 0

    @property
    def full(self) -> bool:
        return self._waiting >= MOST_WAITING

    async def bring(self, request: Request, work: Callable[[], Picture | None]) -> Picture | None:
        """The work's result; None also when the reader has gone, which nobody sees."""
        self._waiting += 1
        job = self._threads.submit(work)
        under_way = asyncio.wrap_future(job)
        try:
            while not (await asyncio.wait({under_way}, timeout=LOOK_EVERY))[0]:
                if await request.is_disconnected():
                    return None
            return under_way.result()
        finally:
            job.cancel()  # what has begun is finished and kept; what has not is not begun
            self._waiting -= 1


def routes(store: Cards, source: PictureSource) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    queue = Queue()

    @router.get("/picture/{article_id}/{index}")
    async def picture(request: Request, article_id: str, index: int, w: int = WIDEST) -> Response:
        if queue.full:
            return Response(status_code=503, headers={"Cache-Control": "no-store", "Retry-After": "5"})
        width = next((width for width in WIDTHS if width >= w), WIDEST)
        mime = wanted_format(request.headers.get("accept", ""))
        found = await queue.bring(
            request, lambda: source(article_id, index, width, mime) if index >= 0 else None
        )
        # SVG can carry scripts and links: whatever a source brings, only raster pictures are passed on.
        if found is None or found.mime not in SERVED:
            return await asyncio.to_thread(_missing, store, article_id, index)
        etag = f'"{hashlib.sha256(found.body).hexdigest()[:20]}"'
        headers = {"Cache-Control": f"public, max-age={DAY}", "ETag": etag, "Vary": "Accept"}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        return Response(found.body, media_type=found.mime, headers=headers)

    return router


def _missing(store: Cards, article_id: str, index: int) -> Response:
    """A panel with the outlet's name for an article we have, nothing for one we have not."""
    card = next(iter(store.cards([article_id])), None)
    if card is None:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    return Response(
        placeholder(card.outlet_name if index == 0 else ""),
        media_type="image/svg+xml",
        headers={"Cache-Control": "public, max-age=300"},
    )
