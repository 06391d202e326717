"""Every page as a feed: its address with ``/feed.atom`` or ``/feed.json`` behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request, Response

from parallax import countries
from parallax.api.feed_document import FeedDocument, FeedItem, article_item, story_item
from parallax.api.feed_formats import ATOM_TYPE, JSON_TYPE, atom, json_feed
from parallax.api.routing import conditional
from parallax.countries import Country
from parallax.errors import InputError
from parallax.model import Clock, Outcome
from parallax.store.interface import Reader
from parallax.store.views import ArticleCard, ArticleView, OutletView, SearchQuery

ITEMS = 50  # articles in a feed: a busy outlet's day
STATUS_DAYS = 7


class FeedSite(Protocol):
    """What a feed says about the site it comes from."""

    @property
    def base_url(self) -> str: ...

    @property
    def name(self) -> str: ...


Items = tuple[str, tuple[FeedItem, ...]]  # a feed's title, and what is in it


class Feeds:
    """The contents of each feed; how they are written down is the formats' business."""

    def __init__(self, store: Reader, clock: Clock, site: FeedSite) -> None:
        self.store, self.clock, self.site = store, clock, site

    def _articles(self, cards: tuple[ArticleCard, ...]) -> tuple[FeedItem, ...]:
        return tuple(article_item(card, self.site.base_url) for card in cards)

    def home(self, _request: Request) -> Items:
        return self.site.name, self._articles(self.store.latest(limit=ITEMS).items)

    def country(self, request: Request) -> Items:
        place = _place(request.path_params["code"])
        cards = self.store.latest(country=place.code, limit=ITEMS).items
        return f"{self.site.name}: published in {place.name}", self._articles(cards)

    def outlet(self, request: Request) -> Items:
        found = self.store.outlet(request.path_params["outlet_id"])
        if found is None:
            raise HTTPException(404, "There is no outlet with this id.")
        cards = self.store.latest(outlet=found.outlet.id, limit=ITEMS).items
        return f"{self.site.name}: {found.outlet.name}", self._articles(cards)

    def stories(self, request: Request) -> Items:
        asked = request.query_params
        found = self.store.stories(
            country=_code(asked.get("country")),
            about=_code(asked.get("about")),
            topic=asked.get("topic") or None,
            limit=ITEMS,
        )
        return f"{self.site.name}: stories", tuple(
            story_item(card, self.site.base_url) for card in found.items
        )

    def topic(self, request: Request) -> Items:
        topic = request.path_params["topic"].replace("-", " ").strip().lower()
        told_in = _code(request.query_params.get("country"))
        found = self.store.stories(country=told_in, topic=topic, several=False, limit=ITEMS)
        # What one outlet tells is an article, as on the page.
        return f"{self.site.name}: {topic}", tuple(
            story_item(card, self.site.base_url)
            if card.articles > 1
            else article_item(card.lead, self.site.base_url)
            for card in found.items
        )

    def story(self, request: Request) -> Items:
        """The reports of one story, newest first, each an entry of its own."""
        found = self.store.story(request.path_params["story_id"])
        if found is None:
            raise HTTPException(404, "There is no story with this id.")
        cards = tuple(report.card for report in reversed(found.reports))[:ITEMS]
        return f"{self.site.name}: {story_item(found.card, '').title}", self._articles(cards)

    def overlooked(self, request: Request) -> Items:
        place = _place(request.path_params.get("code", "us"))
        found = self.store.coverage_by(place.code, verdict="overlooked", limit=ITEMS)
        why = {one.story_id: one.why for one in found}
        items = tuple(
            replace(story_item(card, self.site.base_url), summary=why[card.id])
            for card in self.store.story_cards(list(why))
        )
        return f"{self.site.name}: overlooked by the press of {place.name}", items

    def search(self, request: Request) -> Items:
        asked = request.query_params
        query = SearchQuery(
            asked.get("q", "")[:300],
            country=_code(asked.get("country")),
            language=asked.get("language") or None,
            outlet=asked.get("outlet") or None,
            since=_day(asked.get("since")),
            until=_day(asked.get("until")),
        )
        title = f"{self.site.name}: search for “{query.words}”"
        return title, self._articles(self.store.search(query, limit=ITEMS).items)

    def article(self, request: Request) -> Items:
        view = self.store.article(request.path_params["article_id"])
        if view is None:
            raise HTTPException(404, "There is no article with this id.")
        own = article_item(view.card, self.site.base_url)
        return f"{self.site.name}: {own.title}", (*_live_posts(view, own), own)

    def outlets(self, _request: Request) -> Items:
        checked = [view for view in self.store.outlets() if view.health]
        checked.sort(key=lambda view: max(health.checked_at for health in view.health), reverse=True)
        items = tuple(_health_item(view, self.site.base_url) for view in checked[:ITEMS])
        return f"{self.site.name}: how outlets’ feeds answer", items

    def status(self, _request: Request) -> Items:
        today = self.clock().date()
        days: dict[date, dict[Outcome, int]] = defaultdict(lambda: defaultdict(int))
        for row in self.store.ledger(since=today - timedelta(days=STATUS_DAYS - 1)):
            days[row.day][row.outcome] += row.count
        items = tuple(
            _day_item(day, days[day], self.site.base_url, self.clock()) for day in sorted(days, reverse=True)
        )
        return f"{self.site.name}: the ledger, day by day", items


def _live_posts(view: ArticleView, own: FeedItem) -> tuple[FeedItem, ...]:
    """The posts of a live page, each an entry of its own, newest first."""
    posts = []
    for index, block in enumerate(view.article.content.blocks):
        if block.kind != "live-post" or block.at is None:
            continue
        passage = view.passage("body", index)
        text = " ".join(s.english or s.original for s in passage.sentences) if passage else block.text
        title = text if len(text) <= 90 else text[:89].rsplit(" ", 1)[0] + "…"
        key = f"{own.key}#{block.at.isoformat()}/{block.text[:60]}"
        posts.append(FeedItem(key, own.url, title, block.at, block.at, text, own.source, own.author))
    return tuple(sorted(posts, key=lambda post: post.updated, reverse=True))


def _health_item(view: OutletView, base_url: str) -> FeedItem:
    newest = max(view.health, key=lambda health: health.checked_at)
    return FeedItem(
        key=f"{view.outlet.homepage}#{newest.verdict}-{newest.checked_at:%Y-%m-%d}",
        url=f"{base_url}/outlet/{quote(view.outlet.id)}",
        title=f"{view.outlet.name}: {newest.verdict}",
        updated=newest.checked_at,
        summary="; ".join(f"{health.feed}: {health.verdict} {health.detail}" for health in view.health),
        tags=(view.outlet.country,),
    )


def _day_item(day: date, counts: dict[Outcome, int], base_url: str, now: datetime) -> FeedItem:
    total = sum(counts.values())
    return FeedItem(
        key=f"{base_url}/status?day={day}",
        url=f"{base_url}/status?day={day}",
        title=f"{day}: {total:,} {'item' if total == 1 else 'items'} looked at",
        updated=min(now, datetime.combine(day, time.max, UTC).replace(microsecond=0)),
        summary=", ".join(f"{counts[outcome]:,} {outcome}" for outcome in Outcome if counts.get(outcome)),
    )


def _place(code: str) -> Country:
    try:
        return countries.country(code)
    except InputError as error:
        raise HTTPException(404, str(error)) from error


def _code(text: str | None) -> str | None:
    found = countries.find(text) if text else None
    return found.code if found else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise HTTPException(422, f"“{text}” is not a day like 2025-07-16.") from error


def router(store: Reader, clock: Clock, site: FeedSite) -> APIRouter:
    """Both feeds of every page that has one, outside the API's schema."""
    routes = APIRouter(include_in_schema=False)
    feeds = Feeds(store, clock, site)
    sources: dict[str, Callable[[Request], Items]] = {
        "": feeds.home,
        "/stories": feeds.stories,
        "/story/{story_id}": feeds.story,
        "/topic/{topic}": feeds.topic,
        "/overlooked": feeds.overlooked,
        "/overlooked/{code}": feeds.overlooked,
        "/country/{code}": feeds.country,
        "/outlet/{outlet_id}": feeds.outlet,
        "/article/{article_id}": feeds.article,
        "/outlets": feeds.outlets,
        "/status": feeds.status,
        "/search": feeds.search,
    }
    for path, contents in sources.items():
        for ending in ("atom", "json"):
            routes.add_api_route(f"{path}/feed.{ending}", _answer(contents, ending, clock, site))
    return routes


def _answer(
    contents: Callable[[Request], Items], ending: str, clock: Clock, site: FeedSite
) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        title, items = contents(request)
        address = site.base_url + request.url.path.removesuffix(f".{ending}")
        query = f"?{request.url.query}" if request.url.query else ""
        page = address.removesuffix("/feed") or site.base_url
        feed = FeedDocument(
            title, (page if page != site.base_url else f"{page}/") + query, address, query, items, clock()
        )
        body, kind = (atom(feed), ATOM_TYPE) if ending == "atom" else (json_feed(feed), JSON_TYPE)
        return conditional(request, Response(body, media_type=kind))

    return answer
