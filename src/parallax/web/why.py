"""``/why``: why two reports are one story, or one report a part of its own; and why two others are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request, Response

from parallax.store.views import ArticleCard
from parallax.telling import REASONS, Reason, Tie
from parallax.web.site import Desk

# Of each pair in a list, what tells most.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Between:
    """A report of the story that hangs together with both of two, each with its log-odds."""

    card: ArticleCard
    one: float
    other: float


def routes(desk: Desk) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/why")
    def why(request: Request, a: str, b: str = "") -> Response:
        """``b`` is another article; without it ``a`` is held against the other reports of its story."""
        one = _card(desk, a)
        return _pair(desk, request, one, _card(desk, b)) if b else _within(desk, request, one)

    return router


def _card(desk: Desk, article_id: str) -> ArticleCard:
    found = desk.store.cards([article_id])
    if not found:
        raise HTTPException(404, "There is no article with this id here.")
    return found[0]


def _pair(desk: Desk, request: Request, one: ArticleCard, other: ArticleCard) -> Response:
    tie = desk.ties.between(one.id, other.id)
    if tie is None:
        raise HTTPException(404, "There is no article with this id here.")
    between = _between(desk, tie) if tie.story_id and not tie.enough else None
    return desk.pages.page(
        request, "why_pair.html", pair=(one, other), tie=tie, between=between, kinds=REASONS
    )


def _within(desk: Desk, request: Request, one: ArticleCard) -> Response:
    ties = desk.ties.within(one.id)
    return desk.pages.page(
        request,
        "why.html",
        card=one,
        story_id=desk.store.story_of(one.id) or "",
        ties=[(tie, telling(tie.reasons)) for tie in ties],
        cards={card.id: card for card in desk.store.cards([tie.b for tie in ties])},
        kinds=REASONS,
        said=said,
    )


def said(reason: Reason) -> str:
    """The detail, of meaning without its scale, which a list of many gives once."""
    return reason.detail.partition(", where ")[0] if reason.kind == "similarity" else reason.detail


def telling(reasons: Sequence[Reason]) -> list[Reason]:
    """What speaks most for a pair being one event, without what every pair starts from."""
    return [reason for reason in reasons if reason.weight > 0 and reason.kind != "rest"][:SHOWN]


def _between(desk: Desk, tie: Tie) -> Between | None:
    """The report that two hang together through: the one whose weaker tie with them is strongest."""
    ones = {its.b: its for its in desk.ties.within(tie.a) if its.enough}
    others = {its.b: its for its in desk.ties.within(tie.b) if its.enough}
    both = sorted(
        ones.keys() & others.keys(), key=lambda name: (-min(ones[name].odds, others[name].odds), name)
    )
    cards = desk.store.cards(both[:1])
    return Between(cards[0], ones[both[0]].odds, others[both[0]].odds) if cards else None
