"""Articles: kept, listed, opened, found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from parallax.model import Article, Outcome
from parallax.store.sqlite import cursor
from parallax.store.sqlite.part import Part
from parallax.store.sqlite.rows import article_row, card_of, content_json, rights_json
from parallax.store.sqlite.text import MARK_START, match_expression, searchable, snippet_html
from parallax.store.views import ArticleCard, Page, SearchQuery

# How deep a search can be leafed through; past this a better question serves the reader.
MAX_RESULTS = 1000
# Of the articles that have the words, this many are ranked, the last stored of them: scoring every
# article that has "the" in it takes 0.13 s at 100,000, and a search shows a thousand at most.
RANKED = 1500


class Articles(Part):
    def put_article(self, article: Article) -> Outcome:
        """STORED, UPDATED or UNCHANGED. An older reading never replaces a newer one."""
        with self.transaction():
            before = self.sql.fingerprint(self.connection, id=article.id)
            if before and (
                before["fingerprint"] == article.fingerprint
                or before["fetched_at"] > article.fetched_at.timestamp()
            ):
                return Outcome.UNCHANGED
            if before is None and self._twin(article):
                return Outcome.DUPLICATE
            (row,) = self.sql.upsert_article(
                self.connection, **article_row(article), kept_at=int(self.clock().timestamp())
            )
            self.sql.upsert_body(
                self.connection,
                id=article.id,
                content=content_json().dump_json(article.content, exclude_defaults=True).decode(),
                rights=rights_json().dump_json(article.rights, exclude_defaults=True).decode(),
            )
            self.sql.clear_bylines(self.connection, id=article.id)
            for author in article.content.authors:
                self.sql.put_byline(
                    self.connection, id=article.id, author=author.name, outlet_id=article.outlet_id
                )
            self.sql.clear_passages(self.connection, id=article.id)
            self.sql.forget_telling_of(self.connection, article_id=article.id)
            index(self.sql, self.connection, row, article, "", "")
            return Outcome.UPDATED if before else Outcome.STORED

    def _twin(self, article: Article) -> bool:
        return bool(
            self.sql.twin(
                self.connection,
                outlet_id=article.outlet_id,
                fingerprint=article.fingerprint,
                id=article.id,
            )
        )

    def cards(self, article_ids: Sequence[str]) -> tuple[ArticleCard, ...]:
        """The cards of these articles, in the order asked; unknown ids are left out."""
        wanted = Filters()
        wanted.add("a.id IN (SELECT value FROM json_each(?))", json.dumps(list(article_ids)))
        rows = self.connection.execute(f"{self.sql.card_columns.sql} {wanted.where}", wanted.values)
        found = {row["id"]: card_of(row) for row in rows}
        return tuple(found[identity] for identity in article_ids if identity in found)

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
        """Newest first by publication (or, where unknown, fetch) time."""
        wanted = Filters()
        wanted.add("a.country = ?", country)
        wanted.add("a.outlet_id = ?", outlet)
        wanted.add("a.language = ?", language)
        wanted.add(
            "a.id IN (SELECT article_id FROM bylines WHERE outlet_id = a.outlet_id AND author = ?)", author
        )
        wanted.add("a.sort_at >= ?", int(since.timestamp()) if since else None)
        wanted.add("a.sort_at < ?", int(until.timestamp()) if until else None)
        if after:
            wanted.add("(a.sort_at, a.id) < (?, ?)", *cursor.decode(after, int, str))
        rows = self.connection.execute(
            f"{self.sql.card_columns.sql} {wanted.where} ORDER BY a.sort_at DESC, a.id DESC LIMIT ?",
            [*wanted.values, limit + 1],
        ).fetchall()
        more = cursor.encode(rows[limit - 1]["sort_at"], rows[limit - 1]["id"]) if len(rows) > limit else None
        return Page(tuple(card_of(row) for row in rows[:limit]), more)

    def search(self, query: SearchQuery, *, after: str | None = None, limit: int = 30) -> Page[ArticleCard]:
        """Best first, with snippets. Never raises for odd words; an empty query finds nothing."""
        expression = match_expression(query.words)
        if not expression:
            return Page(())
        (start,) = cursor.decode(after, int) if after else (0,)
        # Found and ordered first, shown second: a snippet costs more than a match, and a common word
        # has tens of thousands of them.
        found = self._ranked(query, expression, limit + 1, int(start))
        places = {row["row"]: place for place, row in enumerate(found[:limit])}
        shown = self.sql.search_cards(self.connection, expression=expression, rows=json.dumps(list(places)))
        rows = sorted(shown, key=lambda row: places[row["row"]])
        end = int(start) + limit
        more = cursor.encode(end) if len(found) > limit and end < MAX_RESULTS else None
        return Page(tuple(card_of(row, snippet_html(_told_best(row))) for row in rows), more)

    def _ranked(self, query: SearchQuery, expression: str, limit: int, start: int) -> list[sqlite3.Row]:
        """The rows that match best: a word in a headline says more of a piece than one in its text."""
        wanted = Filters()
        wanted.add("a.country = ?", query.country)
        wanted.add("a.language = ?", query.language)
        wanted.add("a.outlet_id = ?", query.outlet)
        wanted.add("a.sort_at >= ?", _midnight(query.since))
        wanted.add("a.sort_at < ?", _midnight(query.until, days=1))
        matches = self.sql.search_matches.sql
        if wanted.where:
            # The plus keeps the index of words from being asked anew for each of these rows.
            matches += f" AND +article_text.rowid IN (SELECT a.row FROM articles a {wanted.where})"  # noqa: S608
        values = [expression, *wanted.values]
        last = None
        if not wanted.where or self._counts_more(wanted, RANKED):
            last = self.connection.execute(
                f"{matches} ORDER BY rowid DESC LIMIT 1 OFFSET ?", [*values, RANKED - 1]
            ).fetchone()
        return self.connection.execute(
            f"{matches} AND rowid >= ? ORDER BY bm25(article_text, 8.0, 8.0, 1.0, 1.0), rowid DESC LIMIT ? OFFSET ?",
            [*values, last["row"] if last else 0, limit, start],
        ).fetchall()

    def _counts_more(self, wanted: Filters, most: int) -> bool:
        """Whether more articles than that pass; where none do, the words need not be looked up for it."""
        row = self.connection.execute(
            f"SELECT 1 FROM articles a {wanted.where} LIMIT 1 OFFSET ?",  # noqa: S608
            [*wanted.values, most],
        ).fetchone()
        return row is not None

    def note_read(self, article_id: str) -> None:
        """A reader opened it: its body moves up the translation queue."""
        with self.transaction():
            self.sql.note_read(self.connection, id=article_id)

    def prune(self, before: datetime) -> int:
        """Forget articles that came into the store before; how many went."""
        gone = 0
        while batch := self.sql.old(self.connection, before=int(before.timestamp())):
            with self.transaction():
                for row in batch:
                    self.sql.unindex(self.connection, row=row["row"])
                    self.sql.delete_article(self.connection, id=row["id"])
            gone += len(batch)
        with self.transaction():
            for row in self.sql.emptied_stories(self.connection):
                self.sql.drop_story(self.connection, id=row["id"])
            self.sql.forget_segments(self.connection)
            self.sql.forget_seen(self.connection, before=int(before.timestamp()))
        return gone


class Filters:
    """Conditions that were asked for, with their values; the conditions are constants of this module."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.values: list[object] = []

    def add(self, condition: str, *values: object) -> None:
        """Take the condition unless its value is None."""
        if values != (None,):
            self.conditions.append(condition)
            self.values.extend(values)

    @property
    def where(self) -> str:
        return "WHERE " + " AND ".join(self.conditions) if self.conditions else ""


def index(
    sql: Any,
    connection: sqlite3.Connection,
    row: int,
    article: Article,
    title_english: str,
    english: str,
) -> None:
    """Put an article's texts where search finds them."""
    sql.unindex(connection, row=row)
    sql.index_text(
        connection,
        row=row,
        title=searchable(article.content.title),
        title_english=title_english,
        original=searchable(f"{article.content.dek}\n{article.content.text}"),
        english=english,
    )


def _told_best(row: sqlite3.Row) -> str:
    """The snippet of the English where a word of the question is in it; all is read in English here."""
    english: str = row["english_snippet"]
    return english if MARK_START in english else row["snippet"]


def _midnight(day: date | None, days: int = 0) -> int | None:
    """The first second of a day (UTC), or of the one so many days later."""
    if day is None:
        return None
    return int(datetime.combine(day + timedelta(days=days), time.min, tzinfo=UTC).timestamp())
