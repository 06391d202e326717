"""Opening the file, one connection a thread, migrations, transactions and backup."""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from parallax.errors import SchemaError, StoreError

# A writer may wait this long for another process's transaction (batches take well under a second).
BUSY_SECONDS = 30.0

# FULL: an article we have acknowledged survives a power cut, not only a killed process. Writes come
# in batches of one transaction, so the extra fsync is not felt.
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32768",  # 32 MiB a connection: the country indexes of 100,000 articles fit
    "PRAGMA mmap_size = 268435456",
)


# In one statement, so that another process's first migration is seen whole or not at all.
FOREIGN = "SELECT user_version = 0 AND EXISTS (SELECT 1 FROM sqlite_master) FROM pragma_user_version"


class _Held:
    """A thread's connection; when the thread has ended it goes back to those that are free."""

    def __init__(self, connection: sqlite3.Connection, free: deque[sqlite3.Connection]) -> None:
        self.connection = connection
        self._free = free

    def __del__(self) -> None:
        with suppress(sqlite3.Error):  # closed by now, or unfit for another
            if self.connection.in_transaction:
                self.connection.rollback()
            self._free.append(self.connection)


class Database:
    """A SQLite file. Safe to share between threads: each has a connection of its own while it lives.

    A web server's threads come and go with its traffic. What one leaves is handed on, so that there are never
    more connections than there were threads at once, and what they have read stays in memory.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._free: deque[sqlite3.Connection] = deque()
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if self.connection.execute(FOREIGN).fetchone()[0]:
                raise SchemaError(
                    f"{path} is another program's: it has tables, but not a store's.",
                    hint="Move it away, or set PARALLAX_DATA_DIR to a folder of Parallax's own.",
                )
            migrate(self.connection)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"The store {path} cannot be opened: {error}.", hint=_remedy(error)) from error

    @property
    def connection(self) -> sqlite3.Connection:
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            held = self._local.held = _Held(self._one(), self._free)
        return held.connection

    def _one(self) -> sqlite3.Connection:
        try:
            return self._free.pop()
        except IndexError:
            made = connect(self.path)
            with self._lock:
                self._all.append(made)
            return made

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside becomes durable together; inside another transaction it joins that one."""
        connection = self.connection
        if connection.in_transaction:
            yield
            return
        with mapped_errors(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def backup(self, target: Path) -> None:
        """Copy the live store, consistently, while others read and write it."""
        copy_to(self.connection, target)

    def close(self) -> None:
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._free = deque()
        self._local = threading.local()


def connect(path: Path) -> sqlite3.Connection:
    # One thread at a time has it; check_same_thread is off so that it can be handed on, and closed.
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection


def _remedy(error: OSError | sqlite3.Error) -> str:
    """What helps with a store that cannot be opened."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return (
            "The file is damaged. `parallax status --restore FILE` puts a backup in its place and keeps it."
        )
    return "Check that its folder is yours to write in and its disk has room."


def copy_to(source: sqlite3.Connection, target: Path) -> None:
    """Copy an open store to a file that is not there. Raises :class:`StoreError`; half a copy is removed."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = sqlite3.connect(target)
        try:
            source.backup(copy)
            # One with a write-ahead log cannot be opened where nothing can be written, such as on a disc.
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, OSError | sqlite3.Error):
            raise StoreError(
                f"{target} cannot be written: {error}.", hint="Choose a place with room that is yours."
            ) from error
        raise


@contextmanager
def mapped_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(
            f"The store {path} failed: {error}.",
            hint="`parallax status` checks the file; a full disk or a lock are the usual causes.",
        ) from error


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Number and text of each migration, in order."""
    folder = files("parallax.store.sqlite") / "migrations"
    scripts = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda i: i.name)
    return tuple((int(item.name[:4]), item.read_text(encoding="utf-8")) for item in scripts)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date; each migration is one transaction.

    Raises :class:`SchemaError` where the file is from a newer Parallax.
    """
    newest = migrations()[-1][0]
    if schema_version(connection) > newest:
        raise SchemaError(
            f"The store has schema {schema_version(connection)}, this Parallax knows {newest}.",
            hint="Use the newer Parallax that wrote it, or restore a backup.",
        )
    for number, script in migrations():
        if number > schema_version(connection):
            _apply(connection, number, script)


def _apply(connection: sqlite3.Connection, number: int, script: str) -> None:
    try:
        # Two processes may start at once: the second waits here and finds the work done.
        connection.execute("BEGIN IMMEDIATE")
        if schema_version(connection) < number:
            for statement in statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise SchemaError(f"Migration {number} failed: {error}.") from error


def statements(script: str) -> Iterator[str]:
    """The single statements of a script; executescript() would commit our transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def schema_version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


@cache
def queries() -> Any:
    """The named queries of ``queries/*.sql``."""
    import aiosql
    from aiosql.adapters.sqlite3 import SQLite3Adapter

    class Whole(SQLite3Adapter):
        """Answers read to their end at once: a half-read one would hold its cursor open past a
        Ctrl-C, or change under a write to the same connection."""

        def select(self, connection: Any, _name: str, sql: str, values: Any, _record: Any = None) -> Any:
            return connection.execute(sql, values).fetchall()

    return aiosql.from_path(Path(str(files("parallax.store.sqlite") / "queries")), Whole)
