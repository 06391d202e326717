"""A store grown to the size of a busy year: the articles and stories of a small one, many times over.

Each copy lies a little further back in time, over ninety days, and under another outlet of the same
country, so that lists, tallies and pages of results are as long as they would be.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

DAYS = 90
# Only stories this young have been looked at for what presses overlook; each time anew.
JUDGED_DAYS = 7
# Of an id's sixteen hex digits these stay; the rest count the copy.
KEPT = 10

ARTICLE_TABLES = ("bodies", "passages", "article_quotes")


def multiply(path: Path, articles: int) -> int:
    """Copies what the store at `path` holds until it has about this many articles; answers how many."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    had = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    copies = max(0, articles // had - 1)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    _prepare(connection)
    for copy in range(1, copies + 1):
        _copy_articles(connection, copy, back=copy * DAYS * 86400 // copies)
        _copy_stories(connection, copy, back=copy * DAYS * 86400 // copies)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    count: int = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    connection.close()
    return count


def _prepare(connection: sqlite3.Connection) -> None:
    """What the copies are made of, and the outlets of each country in order."""
    for table in ("articles", "article_text", "stories", "story_articles", "coverage", *ARTICLE_TABLES):
        rowid = "rowid AS row, " if table == "article_text" else ""
        connection.execute(f"CREATE TEMP TABLE first_{table} AS SELECT {rowid}* FROM main.{table}")
    connection.execute(
        "CREATE TEMP TABLE places AS SELECT id, country,"
        " row_number() OVER (PARTITION BY country ORDER BY id) - 1 AS place,"
        " count(*) OVER (PARTITION BY country) AS many FROM outlets WHERE listed"
    )
    connection.execute("CREATE INDEX temp.places_by ON places (country, place)")


def _copy_articles(connection: sqlite3.Connection, copy: int, back: int) -> None:
    columns = _columns(connection, "articles")
    changed = {
        "row": f"row + (SELECT max(row) FROM first_articles) * {copy}",
        "id": _renamed("id", copy),
        "url": f"url || '?copy={copy}'",
        "outlet_id": "coalesce((SELECT p.id FROM places p WHERE p.country = a.country"
        f" AND p.place = (a.row + {copy}) % p.many), outlet_id)",
        "sort_at": f"sort_at - {back}",
        "published": _moment(f"sort_at - {back}"),
        "fetched": _moment(f"fetched_at - {back}"),
        "fetched_at": f"fetched_at - {back}",
        "kept_at": f"kept_at - {back}",
        "fingerprint": f"fingerprint || {copy}",
    }
    _insert(connection, "articles", columns, changed, "a")
    texts = ("rowid", "title", "title_english", "original", "english")
    _insert(connection, "article_text", texts, {"rowid": changed["row"]}, "t")
    for table in ARTICLE_TABLES:
        _insert(
            connection,
            table,
            _columns(connection, table),
            {"article_id": _renamed("article_id", copy)},
            "t",
        )


def _copy_stories(connection: sqlite3.Connection, copy: int, back: int) -> None:
    story = {
        "id": _renamed("id", copy),
        "first_at": f"first_at - {back}",
        "last_at": f"last_at - {back}",
        "telling": "?",
    }
    columns = _columns(connection, "stories")
    members: dict[str, list[str]] = {}
    for row in connection.execute("SELECT story_id, article_id FROM first_story_articles"):
        members.setdefault(row["story_id"], []).append(row["article_id"])
    for row in connection.execute("SELECT id, telling FROM first_stories").fetchall():
        telling = row["telling"]
        for one in members.get(row["id"], ()):
            telling = telling.replace(one, one[:KEPT] + f"{copy:06x}")
        picked = ", ".join(story.get(column, column) for column in columns)
        connection.execute(
            f"INSERT INTO main.stories ({', '.join(columns)}) SELECT {picked} FROM first_stories WHERE id = ?",
            (telling, row["id"]),
        )
    both = {"article_id": _renamed("article_id", copy), "story_id": _renamed("story_id", copy)}
    _insert(connection, "story_articles", _columns(connection, "story_articles"), both, "t")
    if back > JUDGED_DAYS * 86400:
        return
    told = {"story_id": both["story_id"], "rank": f"rank + {copy * 1000}"}
    _insert(connection, "coverage", _columns(connection, "coverage"), told, "t")


def _moment(seconds: str) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%S+00:00', {seconds}, 'unixepoch')"


def _renamed(column: str, copy: int) -> str:
    return f"substr({column}, 1, {KEPT}) || '{copy:06x}'"


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(row["name"] for row in connection.execute(f"PRAGMA main.table_info({table})"))


def _insert(
    connection: sqlite3.Connection, table: str, columns: tuple[str, ...], changed: dict[str, str], alias: str
) -> None:
    picked = ", ".join(changed.get(column, f"{alias}.{column}") for column in columns)
    if table == "article_text":
        picked = picked.replace("t.rowid", "row")
    connection.execute(
        f"INSERT INTO main.{table} ({', '.join(columns)}) SELECT {picked} FROM first_{table} {alias}"
    )
