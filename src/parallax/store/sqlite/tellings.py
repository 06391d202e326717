"""One event told by many: stories with their reports, quotations and takes."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from parallax.store.remaining import holds, remaining
from parallax.store.sqlite import cursor
from parallax.store.sqlite.articles import Articles, Filters
from parallax.store.sqlite.story_rows import (
    Labels,
    about_of,
    card_of_story,
    coverage_json,
    distinct_json,
    labels_json,
    leading,
    moment_of,
    only_told_json,
    quotes_json,
    telling_json,
    topic_of,
    topic_row,
)
from parallax.store.views import (
    Page,
    PlacedArticle,
    StoryCard,
    StoryReport,
    StoryView,
    Telling,
    ToldRow,
)
from parallax.telling import Quote

# Countries a story is about are those that this share of its reports name, the most named first.
ABOUT_SHARE = 0.3

# By what is asked of: all stories (s) or those of one country (p), whose index has its own columns.
ORDERS = {
    ("newest", "s"): "last_at DESC, id DESC",
    ("newest", "p"): "last_at DESC, story_id DESC",
    ("countries", "s"): "json_array_length(countries) DESC, outlets DESC, last_at DESC, id DESC",
    ("countries", "p"): "width DESC, outlets DESC, last_at DESC, story_id DESC",
}
IS_TOLD_IN = """EXISTS (SELECT 1 FROM story_places o
    WHERE o.role = 'in' AND o.country = ? AND o.last_at = p.last_at AND o.story_id = p.story_id)"""
HAS_TOPIC = "EXISTS (SELECT 1 FROM stories s WHERE s.id = p.story_id AND s.topic = ?)"


class Tellings(Articles):
    def put_story_articles(self, placed: Iterable[PlacedArticle]) -> None:
        """Give articles their stories, and bring the stories they join and leave up to date."""
        with self.transaction():
            touched: set[str] = set()
            for article in placed:
                touched |= self._place(article)
            for story_id in sorted(touched):
                self._summarise(story_id)

    def _place(self, article: PlacedArticle) -> set[str]:
        before = self.story_of(article.article_id)
        given = {
            "article_id": article.article_id,
            "story_id": article.story_id,
            "copy_of": article.copy_of,
            "agency": article.agency,
        }
        if article.about is None and before is not None:
            self.sql.move_article(self.connection, **given)
        else:
            about = json.dumps([[a.country, list(a.words)] for a in article.about or ()], ensure_ascii=False)
            name, rests_on = topic_row(article.topic)
            self.sql.put_story_article(
                self.connection, **given, about=about, topic=name, topic_rests_on=rests_on
            )
        for old in article.merged:
            self.sql.redirect(self.connection, old=old, new=article.story_id)
            self.sql.shorten_redirects(self.connection, old=old, new=article.story_id)
        return {article.story_id, *article.merged, *([before] if before else [])}

    def _summarise(self, story_id: str) -> None:
        members = self.sql.members(self.connection, story_id=story_id)
        if not members:
            self.sql.drop_story(self.connection, id=story_id)
            return
        named = Counter(code for row in members for code, _ in json.loads(row["about"]))
        self.sql.put_story(
            self.connection,
            id=story_id,
            first_at=members[0]["sort_at"],
            last_at=members[-1]["sort_at"],
            articles=len(members),
            outlets=len({row["outlet_id"] for row in members}),
            countries=distinct_json(row["country"] for row in members),
            languages=distinct_json(row["language"] for row in members),
            about=json.dumps([c for c, n in named.most_common() if n >= ABOUT_SHARE * len(members)]),
            topic=leading([topic_of(row) for row in members]),
            invented=all(row["invented"] for row in members),
        )

    def put_quotes(self, article_id: str, quotes: Sequence[Quote]) -> None:
        with self.transaction():
            text = quotes_json().dump_json(tuple(quotes), exclude_defaults=True).decode()
            self.sql.put_quotes(self.connection, article_id=article_id, quotes=text)
            self.sql.make_stale(self.connection, article_id=article_id)

    def quotes_of(self, article_ids: Sequence[str]) -> dict[str, tuple[Quote, ...]]:
        rows = self.sql.quotes_of(self.connection, ids=json.dumps(list(article_ids)))
        return {row["article_id"]: quotes_json().validate_json(row["quotes"]) for row in rows}

    def stale_stories(self, limit: int) -> tuple[str, ...]:
        """Stories whose telling is older than their articles, newest first."""
        return tuple(row["id"] for row in self.sql.stale_stories(self.connection, limit=limit))

    def put_telling(self, story_id: str, telling: Telling) -> None:
        with self.transaction():
            text = telling_json().dump_json(telling, exclude_defaults=True).decode()
            self.sql.put_telling(self.connection, id=story_id, telling=text)

    def prune(self, before: datetime) -> int:
        """Forget articles that came into the store before, and bring the stories they leave up to date."""
        left = {
            row["id"] for row in self.sql.stories_with_old(self.connection, before=int(before.timestamp()))
        }
        gone = super().prune(before)
        with self.transaction():
            for story_id in sorted(left):
                self._summarise(story_id)
        return gone

    def story_of(self, article_id: str) -> str | None:
        row = self.sql.story_of(self.connection, article_id=article_id)
        return row["story_id"] if row else None

    def story(self, story_id: str) -> StoryView | None:
        """A story by its id, or by that of one that was merged into it."""
        moved = self.sql.redirected(self.connection, old=story_id)
        row = self.sql.story(self.connection, id=moved["new"] if moved else story_id)
        if row is None:
            return None
        members = self.sql.members(self.connection, story_id=row["id"])
        ids = [member["article_id"] for member in members]
        cards = {card.id: card for card in self.cards(ids)}
        quotes = self.quotes_of(ids)
        reports = tuple(
            StoryReport(
                card=cards[member["article_id"]],
                copy_of=member["copy_of"],
                agency=member["agency"],
                about=about_of(member["about"]),
                quotes=quotes.get(member["article_id"], ()),
                topic=topic_of(member),
            )
            for member in members
        )
        stored = telling_json().validate_json(row["telling"]) if row["telling"] else Telling()
        telling = remaining(stored, cards.keys())
        rows = self.sql.coverage_of(self.connection, story_id=row["id"])
        coverage = tuple(coverage_json().validate_json(found["coverage"]) for found in rows)
        labels = tuple(take.label for take in telling.takes)
        card = card_of_story(row, [report.card for report in reports], labels)
        alone = self.sql.only_told_of(self.connection, story_id=row["id"])
        only_told = tuple(only_told_json().validate_json(found["found"]) for found in alone)
        return StoryView(card, reports, telling, coverage, story_id if moved else "", only_told)

    def stories(
        self,
        *,
        country: str | None = None,
        about: str | None = None,
        topic: str | None = None,
        since: datetime | None = None,
        several: bool = True,
        by: Literal["countries", "newest"] = "newest",
        after: str | None = None,
        limit: int = 30,
    ) -> Page[StoryCard]:
        """Stories, newest first or told by most countries first."""
        wanted = Filters()
        wanted.add("last_at >= ?", int(since.timestamp()) if since else None)
        wanted.add("outlets >= ?", 2 if several else None)
        if about or country:
            # The list of one country's stories leads; the rest is looked for in what it finds.
            listed = self.sql.placed_story_ids.sql
            wanted.add("role = ? AND country = ?", *(("about", about) if about else ("in", country)))
            wanted.add(IS_TOLD_IN, country if about else None)
            wanted.add(HAS_TOPIC, topic)
        else:
            listed = self.sql.story_ids.sql
            wanted.add("topic = ?", topic)
        order = ORDERS[by, "p" if about or country else "s"]
        (start,) = cursor.decode(after, int) if after else (0,)
        rows = self.connection.execute(
            f"{listed} {wanted.where} ORDER BY {order} LIMIT ? OFFSET ?", [*wanted.values, limit + 1, start]
        ).fetchall()
        more = cursor.encode(int(start) + limit) if len(rows) > limit else None
        return Page(self.story_cards([row["id"] for row in rows[:limit]]), more)

    def story_cards(self, story_ids: Sequence[str]) -> tuple[StoryCard, ...]:
        """The cards of these stories, in the order asked; unknown ids are left out."""
        rows = (self.sql.story(self.connection, id=story_id) for story_id in story_ids)
        return tuple(self._listed(row) for row in rows if row is not None)

    def _listed(self, row: sqlite3.Row) -> StoryCard:
        members = self.sql.members(self.connection, story_id=row["id"])
        cards = self.cards([member["article_id"] for member in members])
        found = labels_json().validate_json(row["telling"]) if row["telling"] else Labels()
        ids = {card.id for card in cards}
        return card_of_story(row, list(cards), tuple(take.label for take in found.takes if holds(take, ids)))

    def told_since(self, since: datetime) -> tuple[ToldRow, ...]:
        rows = self.sql.told_since(self.connection, since=int(since.timestamp()))
        return tuple(
            ToldRow(
                story_id=row["story_id"],
                first=moment_of(row["first_at"]),
                last=moment_of(row["last_at"]),
                about=tuple(json.loads(row["about"])),
                topic=row["topic"],
                article_id=row["article_id"],
                outlet_id=row["outlet_id"],
                country=row["country"],
                language=row["language"],
                copy_of=row["copy_of"],
                agency=row["agency"],
                translated=bool(row["translated"]),
            )
            for row in rows
        )

    def about_counts(self, since: datetime, *, published_in: str | None = None) -> dict[str, int]:
        """How many articles are about each country; those of one country's press, if named."""
        start = int(since.timestamp())
        if published_in is None:
            rows = self.sql.about_counts(self.connection, since=start)
        else:
            rows = self.sql.about_from(self.connection, since=start, country=published_in)
        return {row["country"]: row["articles"] for row in rows}

    def topic_counts(self, since: datetime, *, published_in: str | None = None) -> dict[str, int]:
        """How many articles are on each topic, the commonest first; those of one country's press, if named."""
        start = int(since.timestamp())
        if published_in is None:
            rows = self.sql.topic_counts(self.connection, since=start)
        else:
            rows = self.sql.topics_from(self.connection, since=start, country=published_in)
        return {row["topic"]: row["articles"] for row in rows}
