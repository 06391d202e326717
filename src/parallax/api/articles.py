"""``/articles`` and ``/search``."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from parallax.api.models import ArticleDetail, ArticleList, ArticleSummary, Pair
from parallax.api.routing import RESPONSES, ApiRoute
from parallax.countries import country as country_of
from parallax.store.interface import Reader
from parallax.store.views import ArticleCard, ArticleView, Page, SearchQuery

Limit = Annotated[int, Query(ge=1, le=100, description="At most so many items")]
After = Annotated[str | None, Query(description="The `next` of the page before")]
CountryFilter = Annotated[str | None, Query(description="Published in this country", examples=["BR"])]
LanguageFilter = Annotated[str | None, Query(description="Written in this language", examples=["pt"])]
OutletFilter = Annotated[str | None, Query(description="By this outlet")]


def code_of(text: str | None) -> str | None:
    """The country code in capitals. Raises InputError for a code no country has."""
    return country_of(text).code if text else None


def summary(card: ArticleCard) -> ArticleSummary:
    return ArticleSummary(**_summary(card))


def _summary(card: ArticleCard) -> dict[str, object]:
    same = {name: getattr(card, name) for name in ArticleSummary.model_fields if hasattr(card, name)}
    return same | {
        "page": f"/article/{card.id}",
        "title": Pair(original=card.title, english=card.title_english),
        "dek": Pair(original=card.dek, english=card.dek_english),
        "picture": f"/picture/{card.id}/0" if card.image else None,
    }


def detail(view: ArticleView, story_id: str | None) -> ArticleDetail:
    """Everything of one article; content, article and card share no field names but these."""
    content, article = view.article.content, view.article
    fields: dict[str, object] = {"story": story_id}
    for name in ArticleDetail.model_fields:
        for source in (article, content, view):
            if hasattr(source, name):
                fields[name] = getattr(source, name)
                break
    return ArticleDetail.model_validate(fields | _summary(view.card), from_attributes=True)


def listed(page: Page[ArticleCard]) -> ArticleList:
    return ArticleList(items=[summary(card) for card in page.items], next=page.next)


def router(store: Reader) -> APIRouter:
    routes = APIRouter(route_class=ApiRoute, tags=["articles"], responses=RESPONSES)

    @routes.get("/articles", summary="The latest articles, newest first")
    def articles(
        country: CountryFilter = None,
        outlet: OutletFilter = None,
        language: LanguageFilter = None,
        after: After = None,
        limit: Limit = 30,
    ) -> ArticleList:
        code = code_of(country)
        return listed(store.latest(country=code, outlet=outlet, language=language, after=after, limit=limit))

    @routes.get("/articles/{article_id}", summary="One article, with every sentence's original")
    def article(article_id: str) -> ArticleDetail:
        found = store.article(article_id)
        if found is None:
            raise HTTPException(404, "There is no article with this id.")
        return detail(found, store.story_of(article_id))

    @routes.get("/search", summary="Articles holding all the words, best first", tags=["search"])
    def search(
        q: Annotated[str, Query(max_length=300, description='Words and "phrases", any language')],
        country: CountryFilter = None,
        language: LanguageFilter = None,
        outlet: OutletFilter = None,
        since: Annotated[date | None, Query(description="Published on or after")] = None,
        until: Annotated[date | None, Query(description="Published on or before")] = None,
        after: After = None,
        limit: Limit = 30,
    ) -> ArticleList:
        query = SearchQuery(q, code_of(country), language, outlet, since, until)
        return listed(store.search(query, after=after, limit=limit))

    return routes
