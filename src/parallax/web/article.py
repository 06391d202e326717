"""``/article/<id>``: one article, in English with its original never more than a touch away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.background import BackgroundTask

from parallax.model import Content, Related, Rights, article_id
from parallax.store.views import ArticleCard, ArticleView
from parallax.web.citing import citations
from parallax.web.pictures import related_index
from parallax.web.reading import reading
from parallax.web.site import Desk
from parallax.web.untouched import base_tag, reads_in

View = Literal["english", "side", "original"]

AUTHORS = 3  # of whom more is shown; a long byline is an institution's
MORE_BY = 4

LANGUAGE_BASIS = {
    "script": "the letters it is written in",
    "model": "a language identifier that read the text",
    "declared": "what the page declares",
    "feed": "what the outlet's feed declares",
}


def robots_directives(rights: Rights) -> str:
    """What the publisher asks of search engines, passed on for our copy of the page."""
    asked = []
    if not rights.archive:
        asked.append("noarchive")
    if rights.max_snippet >= 0:
        asked.append(f"max-snippet:{rights.max_snippet}")
    return ", ".join(asked)


def _unasked(request: Request, language: str) -> View:
    """How an article is shown to who does not say: as it was written, if they read that language."""
    reads = reads_in(request.query_params.getlist("reads"))
    return "original" if base_tag(language) in reads else "english"


def _more_by(desk: Desk, view: ArticleView) -> dict[str, tuple[ArticleCard, ...]]:
    """The newest other pieces of each of the first few authors, in this outlet."""
    found = {}
    for author in view.article.content.authors[:AUTHORS]:
        newest = desk.store.latest(outlet=view.outlet.id, author=author.name, limit=MORE_BY + 1).items
        found[author.name] = tuple(card for card in newest if card.id != view.article.id)[:MORE_BY]
    return found


@dataclass(frozen=True, slots=True)
class Linked:
    """A piece the page links to. ``picture`` is its number there, ``card`` our own copy if it was read here."""

    related: Related
    picture: int
    card: ArticleCard | None


def _linked(desk: Desk, content: Content) -> tuple[Linked, ...]:
    ids = [article_id(one.url) for one in content.related]
    known = {card.id: card for card in desk.store.cards(ids)} if ids else {}
    return tuple(
        Linked(one, related_index(content, number), known.get(ids[number]))
        for number, one in enumerate(content.related)
    )


def _told(desk: Desk, article_id: str) -> dict[str, Any]:
    """The story an article belongs to, if others tell it too; the countries it is about and its topic."""
    story_id = desk.store.story_of(article_id)
    story = desk.store.story(story_id) if story_id else None
    own = next((report for report in story.reports if report.card.id == article_id), None) if story else None
    others = [report for report in story.reports if report is not own] if story else []
    return {
        "story": story if others else None,
        "others": others,
        "own": own,
        "about": own.about if own else (),
        "topic": own.topic if own else None,
    }


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/article/{article_id}")
    def article(request: Request, article_id: str, view: View | None = None) -> Response:
        found = desk.store.article(article_id)
        if found is None:
            raise HTTPException(404, "There is no article with this address here.")
        response = desk.pages.page(
            request,
            "article.html",
            found=found,
            article=found.article,
            content=found.article.content,
            card=found.card,
            outlet=found.outlet,
            reading=reading(found),
            view=view or _unasked(request, found.article.language),
            asked_view=view,
            citations=citations(found, f"{desk.settings.base_url}/article/{article_id}", desk.clock()),
            robots=robots_directives(found.article.rights),
            **_told(desk, article_id),
            more_by=_more_by(desk, found),
            linked=_linked(desk, found.article.content),
            language_basis=LANGUAGE_BASIS.get(found.article.language_basis, found.article.language_basis),
        )
        # Afterwards, because writing may have to wait for the pipeline and a reader should not.
        response.background = BackgroundTask(desk.store.note_read, article_id)
        return response

    return router
