"""What one country's press tells and does not: kept country by country, in the order of its lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from parallax.store.sqlite.part import Part
from parallax.store.sqlite.story_rows import coverage_json, only_told_json
from parallax.telling import Coverage, OnlyTold


class Coverages(Part):
    def put_coverage(
        self, country: str, found: Sequence[Coverage], only_told: Sequence[OnlyTold] = ()
    ) -> None:
        """Replace what is known of one country's press; the orders given are those of the lists."""
        with self.transaction():
            self.sql.clear_coverage(self.connection, country=country)
            for rank, coverage in enumerate(found):
                self.sql.put_coverage(
                    self.connection,
                    country=country,
                    story_id=coverage.story_id,
                    rank=rank,
                    verdict=coverage.verdict,
                    coverage=coverage_json().dump_json(coverage, exclude_defaults=True).decode(),
                    at=self.clock().isoformat(),
                )

            self.sql.clear_only_told(self.connection, country=country)
            for rank, only in enumerate(only_told):
                text = only_told_json().dump_json(only, exclude_defaults=True).decode()
                self.sql.put_only_told(
                    self.connection, country=country, story_id=only.story_id, rank=rank, found=text
                )

    def only_told_by(self, country: str) -> tuple[OnlyTold, ...]:
        """The stories that only this country's press tells, as far as can be told; most voices first."""
        rows = self.sql.only_told_by(self.connection, country=country)
        return tuple(only_told_json().validate_json(row["found"]) for row in rows)

    def coverage_by(
        self, country: str, *, verdict: str | None = None, limit: int | None = None
    ) -> tuple[Coverage, ...]:
        """The stories looked at for one country's press, overlooked ones first; those of one verdict alone."""
        # SQLite takes -1 for no limit.
        wanted = {"country": country, "verdict": verdict, "limit": -1 if limit is None else limit}
        rows = self.sql.coverage_by(self.connection, **wanted)
        return tuple(coverage_json().validate_json(row["coverage"]) for row in rows)

    def coverage_totals(self, country: str) -> Counter[str]:
        """How many stories were looked at for one country's press, by verdict."""
        rows = self.sql.coverage_totals(self.connection, country=country)
        return Counter({row["verdict"]: row["stories"] for row in rows})

    def coverage_counts(self) -> dict[str, tuple[int, int]]:
        """By country whose press was looked at: stories it overlooks, and stories looked at."""
        rows = self.sql.coverage_counts(self.connection)
        return {row["country"]: (row["overlooked"], row["stories"]) for row in rows}
