"""A small invented world and a reader of it, for tests of what people and programs see.

Everything is made up; the outlets sit in real countries because pages need those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from invented_articles import BRITAIN, EVIL, EXTRAS, GEORGIA, GERMANY, IRAN, JAPAN, LEAD_ONLY, NILE, VIEWS
from invented_builders import HOSTILE, NOW, OUTLETS, ago, outlet, piece, said
from invented_ferry import FERRY
from invented_ledger import HEALTH, LEDGER, POLLS
from invented_tellings import Tellings

from parallax.countries import all_countries
from parallax.errors import InputError
from parallax.model import (
    Author,
    Block,
    Content,
    LedgerEntry,
    Outcome,
    Outlet,
    Passage,
)
from parallax.store.views import (
    ArticleCard,
    ArticleView,
    CountryTally,
    FeedPoll,
    LanguageTally,
    LedgerRow,
    OutletLine,
    OutletQuery,
    OutletView,
    Page,
    SearchQuery,
    StoreStatus,
)
from parallax.web.outlets import health_of

# What tests ask of the world by its name.
__all__ = [
    "BRITAIN",
    "EVIL",
    "EXTRAS",
    "FERRY",
    "GEORGIA",
    "GERMANY",
    "HOSTILE",
    "IRAN",
    "JAPAN",
    "LEAD_ONLY",
    "NILE",
    "NOW",
    "VIEWS",
    "Author",
    "Block",
    "Content",
    "Passage",
    "World",
    "ago",
    "outlet",
    "piece",
    "said",
]


def _shown_at(card: ArticleCard) -> datetime:
    return card.published or card.fetched_at


@dataclass
class World(Tellings):
    """A reader of invented data held in memory, counting what it is asked."""

    views: tuple[ArticleView, ...] = VIEWS + EXTRAS
    listed: tuple[Outlet, ...] = OUTLETS
    entries: tuple[LedgerEntry, ...] = LEDGER
    asked: Counter[str] = field(default_factory=Counter)
    opened: list[str] = field(default_factory=list)

    def _sorted(self) -> list[ArticleCard]:
        cards = [view.card for view in self.views]
        return sorted(cards, key=_shown_at, reverse=True)

    def _page(self, cards: list[ArticleCard], after: str | None, limit: int) -> Page[ArticleCard]:
        self.asked["list"] += 1
        if after is not None and not after.startswith("from-"):
            raise InputError("this cursor is not one of ours", hint="Start from the newest.")
        start = int(after.removeprefix("from-")) if after else 0
        more = f"from-{start + limit}" if start + limit < len(cards) else None
        return Page(tuple(cards[start : start + limit]), more)

    def countries(self, now: datetime) -> tuple[CountryTally, ...]:
        self.asked["countries"] += 1
        tallies = []
        for place in all_countries():
            cards = [v.card for v in self.views if v.card.country == place.code]
            here = [one for one in self.listed if one.country == place.code]
            times = [card.published for card in cards if card.published]
            tallies.append(
                CountryTally(
                    place.code,
                    len(here),
                    sum(1 for one in here if one.feeds),
                    len(cards),
                    sum(1 for at in times if at > now - timedelta(days=1)),
                    max(times, default=None),
                )
            )
        return tuple(tallies)

    def languages(self) -> tuple[LanguageTally, ...]:
        tags = sorted({view.article.language for view in self.views})
        return tuple(self._language(tag) for tag in tags)

    def _language(self, tag: str) -> LanguageTally:
        views = [view for view in self.views if view.article.language == tag]
        sentences = [s for view in views for p in view.passages for s in p.sentences]
        return LanguageTally(
            tag,
            len(views),
            sum(1 for view in views if view.card.title_english),
            len(sentences),
            sum(1 for s in sentences if s.doubts),
        )

    def latest(
        self,
        *,
        country: str | None = None,
        outlet: str | None = None,
        author: str | None = None,
        language: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        after: str | None = None,
        limit: int = 30,
    ) -> Page[ArticleCard]:
        by = {view.article.id: [one.name for one in view.article.content.authors] for view in self.views}
        cards = [
            card
            for card in self._sorted()
            if country in (None, card.country)
            and outlet in (None, card.outlet_id)
            and (author is None or author in by[card.id])
            and language in (None, card.language)
            and (since is None or _shown_at(card) >= since)
            and (until is None or _shown_at(card) < until)
        ]
        return self._page(cards, after, limit)

    def search(self, query: SearchQuery, *, after: str | None = None, limit: int = 30) -> Page[ArticleCard]:
        word = query.words.strip('"').lower()
        found = [
            replace(card, snippet=f"… <mark>{word}</mark> &amp; more …")
            for card in self._sorted()
            if word
            and word in f"{card.title} {card.title_english} {card.dek} {card.dek_english}".lower()
            and query.country in (None, card.country)
            and query.language in (None, card.language)
        ]
        return self._page(found, after, limit)

    def article(self, article_id: str) -> ArticleView | None:
        self.asked["article"] += 1
        return next((view for view in self.views if view.article.id == article_id), None)

    def cards(self, article_ids: Sequence[str]) -> tuple[ArticleCard, ...]:
        known = {view.article.id: view.card for view in self.views}
        return tuple(known[one] for one in article_ids if one in known)

    def _outlet_view(self, one: Outlet) -> OutletView:
        cards = [v.card for v in self.views if v.card.outlet_id == one.id]
        times = [card.published for card in cards if card.published]
        health = (HEALTH[one.id],) if one.id in HEALTH else ()
        return OutletView(one, len(cards), max(times, default=None), health)

    def outlets(
        self,
        country: str | None = None,
        *,
        ids: Sequence[str] | None = None,
    ) -> tuple[OutletView, ...]:
        self.asked["outlets"] += 1
        if ids is not None:
            return tuple(filter(None, map(self.outlet, ids)))
        return tuple(self._outlet_view(one) for one in self.listed if country in (None, one.country))

    def outlet_lines(
        self, query: OutletQuery, countries: Sequence[str] | None = None
    ) -> tuple[OutletLine, ...]:
        return tuple(
            OutletLine(view.outlet.id, view.outlet.name, view.outlet.country)
            for view in map(self._outlet_view, self.listed)
            if query.ownership in (None, view.outlet.ownership.kind)
            and (query.language is None or query.language in view.outlet.languages)
            and query.health in (None, health_of(view))
            and (countries is None or view.outlet.country in countries)
        )

    def outlet_counts(self, query: OutletQuery) -> dict[str, int]:
        return Counter(line.country for line in self.outlet_lines(query))

    def outlet(self, outlet_id: str) -> OutletView | None:
        return next((self._outlet_view(one) for one in self.listed if one.id == outlet_id), None)

    def outlet_names(self, outlet_ids: Iterable[str]) -> dict[str, str]:
        wanted = set(outlet_ids)
        return {one.id: one.name for one in self.listed if one.id in wanted}

    def ledger(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        country: str | None = None,
        outlet: str | None = None,
    ) -> tuple[LedgerRow, ...]:
        self.asked["ledger"] += 1
        names = {one.id: one for one in self.listed}
        counts = Counter((e.day, e.outlet_id, e.outcome) for e in self.entries if e.outlet_id in names)
        return tuple(
            LedgerRow(day, one, names[one].name, names[one].country, outcome, count)
            for (day, one, outcome), count in sorted(counts.items(), key=lambda kv: (kv[0][0], kv[0][1]))
            if (since is None or day >= since)
            and (until is None or day <= until)
            and country in (None, names[one].country)
            and outlet in (None, one)
        )

    def ledger_entries(
        self,
        *,
        outlet: str | None = None,
        outcome: Outcome | None = None,
        day: date | None = None,
        limit: int = 200,
    ) -> tuple[LedgerEntry, ...]:
        found = [
            e
            for e in self.entries
            if outlet in (None, e.outlet_id) and outcome in (None, e.outcome) and day in (None, e.day)
        ]
        return tuple(sorted(found, key=lambda e: e.day, reverse=True)[:limit])

    def polls(
        self, *, since: date | None = None, country: str | None = None, outlet: str | None = None
    ) -> tuple[FeedPoll, ...]:
        self.asked["polls"] += 1
        homes = {one.id: one.country for one in self.listed}
        return tuple(
            poll
            for poll in POLLS
            if (since is None or poll.day >= since)
            and country in (None, homes.get(poll.outlet_id))
            and outlet in (None, poll.outlet_id)
        )

    def status(self, *, check: bool = True) -> StoreStatus:
        return StoreStatus(
            path="memory",
            schema_version=1,
            size_bytes=1_234_567,
            healthy=True,
            detail="ok",
            articles=len(self.views),
            outlets=len(self.listed),
            feeds=sum(len(one.feeds) for one in self.listed),
            sentences=sum(len(p.sentences) for v in self.views for p in v.passages),
            outcomes=dict(Counter(e.outcome for e in self.entries)),
            last_poll=NOW,
        )

    def note_read(self, article_id: str) -> None:
        self.opened.append(article_id)
