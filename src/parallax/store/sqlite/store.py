"""The SQLite store: its parts put together, and its upkeep."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from itertools import chain, count
from pathlib import Path

from parallax.errors import InputError, StoreError
from parallax.model import Clock, Outcome, utc_now
from parallax.store.sqlite.coverage import Coverages
from parallax.store.sqlite.database import Database, copy_to, schema_version
from parallax.store.sqlite.ledger import Ledger
from parallax.store.sqlite.outlets import Outlets
from parallax.store.sqlite.queue import Queue
from parallax.store.sqlite.rows import article_of, moment, outlet_of
from parallax.store.sqlite.states import States
from parallax.store.sqlite.tellings import Tellings
from parallax.store.sqlite.translations import Translations
from parallax.store.views import ArticleView, StoreStatus


class SqliteStore(Translations, Tellings, Coverages, Outlets, Ledger, Queue, States):
    """Implements :class:`parallax.store.interface.Store` in one file. Share it between threads freely."""

    def __init__(self, path: Path, *, clock: Clock = utc_now) -> None:
        """Open the store, creating or migrating it. Raises :class:`StoreError` where that fails."""
        self.db = Database(path)
        self.clock = clock

    def article(self, article_id: str) -> ArticleView | None:
        row = self.sql.article(self.connection, id=article_id)
        if row is None:
            return None
        (card,) = self.cards([article_id])
        return ArticleView(
            article=article_of(row),
            outlet=outlet_of(self.sql.outlet(self.connection, id=row["outlet_id"])),
            passages=self.passages(article_id),
            card=card,
        )

    def ungrouped(self, limit: int) -> tuple[ArticleView, ...]:
        """Articles that belong to no story yet and whose titles have been through translation, oldest first."""
        return self._views(self.sql.ungrouped(self.connection, limit=limit))

    def unquoted(self, limit: int) -> tuple[ArticleView, ...]:
        """Articles whose quotations have not been looked for and whose bodies have been through translation."""
        return self._views(self.sql.unquoted(self.connection, limit=limit))

    def _views(self, rows: Iterable[sqlite3.Row]) -> tuple[ArticleView, ...]:
        found = (self.article(row["id"]) for row in rows)
        return tuple(view for view in found if view is not None)

    def status(self, *, check: bool = True) -> StoreStatus:
        """What the store holds. ``check`` reads the whole file for damage."""
        sizes = self.sql.sizes(self.connection)
        verdict = [row[0] for row in self.connection.execute("PRAGMA quick_check(5)")] if check else ["ok"]
        return StoreStatus(
            path=str(self.db.path),
            schema_version=schema_version(self.connection),
            size_bytes=sum(file.stat().st_size for file in self._files() if file.exists()),
            healthy=verdict == ["ok"],
            detail="; ".join(verdict) if check else "not checked",
            articles=sizes["articles"],
            outlets=sizes["outlets"],
            feeds=sizes["feeds"],
            sentences=sizes["sentences"],
            outcomes={Outcome(row["outcome"]): row["count"] for row in self.sql.outcomes(self.connection)},
            last_poll=moment(self.sql.last_poll(self.connection)["newest"]),
        )

    def _files(self) -> tuple[Path, ...]:
        path = self.db.path
        return path, path.with_name(path.name + "-wal")

    def backup(self, target: Path) -> None:
        """Copy the live store to a new file, consistently. An existing file is never overwritten."""
        if target.exists():
            raise InputError(f"{target} exists already.", hint="Name a file that does not.")
        self.db.backup(target)

    def close(self) -> None:
        self.db.close()


def restore(backup: Path, target: Path) -> Path | None:
    """Put a backup in the place of a store that no one has open; where the old file is kept, if there was one.

    Raises :class:`StoreError` where the backup is damaged or not a store of ours, the store is open, or there
    is no room; nothing is changed then.
    """
    if not backup.is_file():
        raise InputError(f"There is no file {backup}.")
    fresh = target.with_name(target.name + ".restoring")
    with closing(_intact(backup)) as source:
        if target.exists():
            _refuse_if_open(target)
        fresh.unlink(missing_ok=True)
        copy_to(source, fresh)
    kept = _set_aside(target) if target.exists() else None
    fresh.replace(target)
    return kept


def _intact(backup: Path) -> sqlite3.Connection:
    """A backup, opened. Raises :class:`StoreError` where it is damaged or not a store of ours."""
    source = sqlite3.connect(backup)
    try:
        if schema_version(source) and source.execute("PRAGMA integrity_check(5)").fetchall() == [("ok",)]:
            return source
        why = ""
    except sqlite3.Error as error:
        why = f" ({error})"
    source.close()
    raise StoreError(f"{backup} is damaged or not a Parallax store{why}; nothing was changed.")


def _set_aside(target: Path) -> Path:
    """Rename a store, with what a crash left in its log; what earlier restores set aside stays."""
    endings = chain(("",), (f"-{number}" for number in count(2)))
    places = (target.with_name(f"{target.name}.before-restore{ending}") for ending in endings)
    old = next(place for place in places if not place.exists())
    target.replace(old)
    log = target.with_name(target.name + "-wal")
    if log.exists():
        log.replace(old.with_name(old.name + "-wal"))
    target.with_name(target.name + "-shm").unlink(missing_ok=True)
    return old


def _refuse_if_open(path: Path) -> None:
    """Raises :class:`StoreError` where another program has this store open."""
    connection = sqlite3.connect(path, timeout=1)
    try:
        # Only who is alone with a file may take its write-ahead log away.
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        # A damaged store says something else; it is what a backup is for.
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise StoreError(
                f"The store {path} is open in another program; nothing was changed.",
                hint="Stop the site first.",
            ) from error
    finally:
        connection.close()
