"""What the store's parts share."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from typing import Any

from parallax.model import Clock
from parallax.store.sqlite.database import Database, queries


class Part:
    """A room of the store: a noun's reads and writes over the shared database."""

    db: Database
    clock: Clock

    @property
    def sql(self) -> Any:
        return queries()

    @property
    def connection(self) -> sqlite3.Connection:
        return self.db.connection

    def transaction(self) -> AbstractContextManager[None]:
        return self.db.transaction()
