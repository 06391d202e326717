"""The store when one machine is enough: SQLite in WAL mode with full-text search."""

from parallax.store.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
