"""``/why``: why two articles belong together, or do not."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from parallax.api.models import ArticleId
from parallax.api.routing import RESPONSES, ApiRoute
from parallax.api.telling_models import Reason, Tie
from parallax.telling import Ties

Asked = Annotated[ArticleId, Query(description="Id of an article")]


def router(ties: Ties) -> APIRouter:
    routes = APIRouter(route_class=ApiRoute, responses=RESPONSES)

    @routes.get(
        "/why", summary="What speaks for and against two articles telling one event", tags=["stories"]
    )
    def why(a: Asked, b: Asked) -> Tie:
        found = ties.between(a, b)
        if found is None:
            raise HTTPException(404, "There is no article with one of these ids.")
        return Tie(
            a=found.a,
            b=found.b,
            page=f"/why?a={found.a}&b={found.b}",
            story=found.story_id or None,
            odds=found.odds,
            joins=found.joins,
            enough=found.enough,
            reasons=[Reason.model_validate(one) for one in found.reasons],
        )

    return routes
