"""What waits for its journey, and what has had it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter

from parallax.model import Entry, PageTrace
from parallax.store.sqlite.part import Part
from parallax.store.sqlite.rows import from_seconds
from parallax.store.views import Waiting


@cache
def entry_json() -> TypeAdapter[Entry]:
    return TypeAdapter(Entry)


@cache
def trace_json() -> TypeAdapter[PageTrace]:
    return TypeAdapter(PageTrace)


class Queue(Part):
    def enqueue(self, items: Iterable[Waiting], now: datetime) -> int:
        """Put items in line; those already there keep their place. How many are new."""
        added = 0
        with self.transaction():
            for item in items:
                published = item.entry.published or now
                added += self.sql.enqueue(
                    self.connection,
                    url=item.url,
                    outlet_id=item.outlet_id,
                    entry=entry_json().dump_json(item.entry, exclude_defaults=True).decode(),
                    due=int(now.timestamp()),
                    listed_at=int(published.timestamp()),
                )
        return added

    def due_items(self, now: datetime, limit: int) -> tuple[Waiting, ...]:
        """The next in line, outlets taking turns, each outlet's newest first."""
        rows = self.sql.due_items(self.connection, now=int(now.timestamp()), limit=limit)
        return tuple(
            Waiting(row["url"], row["outlet_id"], entry_json().validate_json(row["entry"]), row["attempts"])
            for row in rows
        )

    def postpone(self, url: str, attempts: int, due: datetime) -> None:
        with self.transaction():
            self.sql.postpone(self.connection, url=url, attempts=attempts, due=int(due.timestamp()))

    def finish(self, url: str, article_id: str, at: datetime) -> None:
        """The journey of this address has ended; it leaves the line and is remembered."""
        with self.transaction():
            self.sql.dequeue(self.connection, url=url)
            self.sql.see(self.connection, url=url, article_id=article_id, at=int(at.timestamp()))

    def page_traces(self, outlet_id: str) -> dict[str, PageTrace]:
        """What the outlet's pages read last left behind, by their addresses."""
        rows = self.sql.page_traces(self.connection, outlet_id=outlet_id)
        return {row["url"]: trace_json().validate_json(row["trace"]) for row in rows}

    def put_page_trace(self, outlet_id: str, url: str, at: datetime, trace: PageTrace, *, keep: int) -> None:
        """Remember what a page left behind; of an outlet's traces the ``keep`` fetched last stay."""
        with self.transaction():
            self.sql.put_page_trace(
                self.connection,
                outlet_id=outlet_id,
                url=url,
                at=int(at.timestamp()),
                trace=trace_json().dump_json(trace, exclude_defaults=True).decode(),
            )
            self.sql.drop_page_traces(self.connection, outlet_id=outlet_id, keep=keep)

    def seen(self, urls: Sequence[str]) -> dict[str, datetime]:
        """Those of these addresses whose journey has ended, and when."""
        rows = self.sql.seen(self.connection, urls=json.dumps(list(urls)))
        found = ((row["url"], from_seconds(row["at"])) for row in rows)
        return {url: at for url, at in found if at}

    def waiting(self) -> int:
        """How many items are in line."""
        count: int = self.sql.waiting_count(self.connection)["waiting"]
        return count
