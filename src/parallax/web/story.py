"""``/story/<id>``: one event through time and across countries, and any two of its reports side by side."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.responses import RedirectResponse

from parallax.store.views import ArticleView, StoryView
from parallax.web.reading import reading
from parallax.web.site import Desk
from parallax.web.telling import gaps, prepared, same_words

# Reports shown at once; the rest of a story that everybody tells opens on demand.
TIMELINE = 12
# Reports shown at once under a take's label, and quotations that several reports carry.
FEW = 5
# Reports at once whose gaps are shown, two rows of them on a wide screen.
MANY = 6


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/story/{story_id}")
    def story(request: Request, story_id: str, a: str = "", b: str = "") -> Response:
        found = desk.store.story(story_id)
        if found is None:
            raise HTTPException(404, "There is no story with this address here.")
        if found.moved_from:
            asked = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/story/{found.card.id}{asked}", 308)
        if a and b:
            return _compared(desk, request, found, a, b)
        comparable = {other for one in found.coverage for other in one.comparable}
        looked_at = {outlet for one in found.coverage for outlet in (*one.told, *one.read)}
        return desk.pages.page(
            request,
            "story.html",
            story=found,
            card=found.card,
            told=prepared(found),
            names=desk.store.outlet_names(looked_at),
            others={one.id: one for one in desk.store.story_cards(sorted(comparable))},
            shown=TIMELINE,
            few=FEW,
            many=MANY,
        )

    return router


def _compared(desk: Desk, request: Request, story: StoryView, a: str, b: str) -> Response:
    pair = (_member(desk, story, a), _member(desk, story, b))
    cards = {view.card.id: view.card for view in pair}
    if len(cards) < 2:
        raise HTTPException(404, "A report can only be read beside another one.")
    return desk.pages.page(
        request,
        "compare.html",
        story=story,
        card=story.card,
        pair=[(view, reading(view)) for view in pair],
        cards=cards,
        told={report.card.id: report.card for report in story.reports},
        same_words=same_words(story.telling.utterances, cards),
        numbers=story.telling.numbers,
        gaps={gap.card.id: gap for gap in gaps(story.reports, story.telling.omissions)},
        takes={one: [take for take in story.telling.takes if one in take.article_ids] for one in cards},
    )


def _member(desk: Desk, story: StoryView, article_id: str) -> ArticleView:
    known = any(report.card.id == article_id for report in story.reports)
    view = desk.store.article(article_id) if known else None
    if view is None:
        raise HTTPException(404, "This story has no such report.")
    return view
