"""The ledger: how every item ended, how every feed answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from parallax.model import FeedState, LedgerEntry, Outcome
from parallax.store.sqlite.part import Part
from parallax.store.sqlite.rows import feed_state_of, moment
from parallax.store.views import FeedPoll, LedgerRow


class Ledger(Part):
    def write_ledger(self, entries: Iterable[LedgerEntry]) -> None:
        """One outcome per item and day: the first that brought text stands over a later 'unchanged'."""
        with self.transaction():
            for entry in entries:
                self.sql.write(
                    self.connection,
                    day=entry.day.isoformat(),
                    outlet_id=entry.outlet_id,
                    url=entry.url,
                    outcome=entry.outcome.value,
                    detail=entry.detail,
                )

    def ledger(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        country: str | None = None,
        outlet: str | None = None,
    ) -> tuple[LedgerRow, ...]:
        rows = self.sql.tallies(
            self.connection, since=_iso(since), until=_iso(until), country=country, outlet=outlet
        )
        return tuple(
            LedgerRow(
                day=date.fromisoformat(row["day"]),
                outlet_id=row["outlet_id"],
                outlet_name=row["outlet_name"],
                country=row["country"],
                outcome=Outcome(row["outcome"]),
                count=row["count"],
            )
            for row in rows
        )

    def ledger_entries(
        self,
        *,
        outlet: str | None = None,
        outcome: Outcome | None = None,
        day: date | None = None,
        limit: int = 200,
    ) -> tuple[LedgerEntry, ...]:
        """The single items behind a count, newest day first."""
        rows = self.sql.entries(
            self.connection,
            outlet=outlet,
            outcome=outcome.value if outcome else None,
            day=_iso(day),
            limit=limit,
        )
        return tuple(
            LedgerEntry(
                date.fromisoformat(row["day"]),
                row["outlet_id"],
                row["url"],
                Outcome(row["outcome"]),
                row["detail"],
            )
            for row in rows
        )

    def became_readable(self, urls: Iterable[str]) -> None:
        """These were stored untranslated and are in English now."""
        with self.transaction():
            for url in urls:
                self.sql.became_readable(self.connection, url=url)

    def feed_states(self) -> dict[str, FeedState]:
        return {row["url"]: feed_state_of(row) for row in self.sql.feed_states(self.connection)}

    def put_feed_state(self, state: FeedState) -> None:
        with self.transaction():
            self.sql.put_feed_state(
                self.connection,
                url=state.url,
                outlet_id=state.outlet_id,
                etag=state.validators.etag,
                last_modified=state.validators.last_modified,
                next_poll=state.next_poll.isoformat() if state.next_poll else None,
                interval_minutes=state.interval_minutes,
                failures=state.failures,
                last_polled=state.last_polled.isoformat() if state.last_polled else None,
                last_entry=state.last_entry.isoformat() if state.last_entry else None,
                moved_to=state.moved_to,
            )

    def put_poll(self, poll: FeedPoll) -> None:
        """Add one answer (or failure) of a feed to its day."""
        with self.transaction():
            self.sql.put_poll(
                self.connection,
                day=poll.day.isoformat(),
                feed=poll.feed,
                outlet_id=poll.outlet_id,
                answered=poll.answered,
                failed=poll.failed,
                listed=poll.listed,
                detail=poll.detail,
                read_at=poll.read_at.isoformat() if poll.read_at else "",
            )

    def polls(
        self, *, since: date | None = None, country: str | None = None, outlet: str | None = None
    ) -> tuple[FeedPoll, ...]:
        rows = self.sql.polls(self.connection, since=_iso(since), country=country, outlet=outlet)
        return tuple(
            FeedPoll(
                day=date.fromisoformat(row["day"]),
                feed=row["feed"],
                outlet_id=row["outlet_id"],
                answered=row["answered"],
                failed=row["failed"],
                listed=row["listed"],
                detail=row["detail"],
                read_at=moment(row["read_at"]),
            )
            for row in rows
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
