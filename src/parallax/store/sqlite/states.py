"""What steps leave for their next start, facts about the store itself, and work that only one process may do."""

from __future__ import annotations

import time

from parallax.store.sqlite.part import Part


class States(Part):
    def state(self, name: str) -> bytes | None:
        """What a step left to go on from after a restart."""
        row = self.sql.state(self.connection, name=name)
        return row["value"] if row else None

    def put_state(self, name: str, value: bytes) -> None:
        with self.transaction():
            self.sql.put_state(self.connection, name=name, value=value)

    def lease(self, name: str, holder: str, seconds: int) -> bool:
        """Take (or keep) work that only one process may do; False while another has it."""
        # The wall clock, not the store's: a replayed day must not hold a lease for years.
        now = int(time.time())
        with self.transaction():
            taken: int = self.sql.lease(
                self.connection, name=name, holder=holder, now=now, until=now + seconds
            )
        return taken > 0

    def release(self, name: str, holder: str) -> None:
        with self.transaction():
            self.sql.release(self.connection, name=name, holder=holder)

    def note(self, name: str) -> str | None:
        """A small fact the program keeps about the store itself, such as which sample edition it holds."""
        row = self.sql.note(self.connection, name=name)
        return row["value"] if row else None

    def put_note(self, name: str, value: str) -> None:
        with self.transaction():
            self.sql.put_note(self.connection, name=name, value=value)
