"""Migrations, durability, backup: what must never lose an article."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from importlib.resources import files
from pathlib import Path

import pytest

from parallax.errors import InputError, SchemaError, StoreError
from parallax.store.sqlite import SqliteStore
from parallax.store.sqlite.database import migrations
from parallax.store.sqlite.store import restore


def shape(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(name, " ".join(sql.split())) for name, sql in rows}


def test_replaying_all_migrations_gives_exactly_the_declared_schema(store, tmp_path):
    declared = sqlite3.connect(tmp_path / "declared.db")
    declared.executescript((files("parallax.store.sqlite") / "schema.sql").read_text(encoding="utf-8"))
    assert shape(store.connection) == shape(declared)


def test_migrations_are_numbered_without_gaps():
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_a_store_of_a_newer_parallax_is_refused_with_what_to_do(path):
    SqliteStore(path).close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 999")
    raw.close()
    with pytest.raises(SchemaError, match="999") as caught:
        SqliteStore(path)
    assert "newer Parallax" in caught.value.hint


def test_another_programs_database_is_refused_and_gets_no_tables(path):
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(SchemaError, match="another program's") as caught:
        SqliteStore(path)
    assert "PARALLAX_DATA_DIR" in caught.value.hint
    assert [name for (name,) in raw.execute("SELECT name FROM sqlite_master")] == ["bookmarks"]
    raw.close()


def test_a_file_that_is_no_store_is_refused(path):
    path.write_bytes(b"certainly not a database, however long this text goes on" * 100)
    with pytest.raises(StoreError, match=r"cannot be opened|failed"):
        SqliteStore(path)


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from parallax.model import *
from parallax.store.sqlite import SqliteStore
store = SqliteStore(Path(sys.argv[1]))
store.add_outlets([Outlet("gazeta", "Gazeta", "https://gazeta.example", "BR")])
for number in range(100000):
    url = f"https://gazeta.example/{number}"
    content = Content(f"Title {number}", url, blocks=(Block("paragraph", "text " * 300),))
    article = Article(article_id(url), "gazeta", "BR", "pt", "model", content, Rights(), utc_now(), 1, str(number))
    with store.transaction():
        store.put_article(article)
        store.finish(url, article.id, utc_now())
    print(article.id, flush=True)
"""


def test_kill_9_loses_no_acknowledged_article_and_duplicates_none(path):
    acknowledged: list[str] = []
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        acknowledged += [writer.stdout.readline().strip() for _ in range(25)]
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged += [line for line in writer.stdout.read().split("\n") if len(line) == 16]
        writer.wait()
    store = SqliteStore(path)
    stored = [row[0] for row in store.connection.execute("SELECT id FROM articles")]
    bodies = [row[0] for row in store.connection.execute("SELECT article_id FROM bodies")]
    assert set(acknowledged) <= set(stored)
    assert len(stored) == len(set(stored)) == len(bodies)
    assert store.status().healthy


def test_readers_and_writers_in_many_threads_do_not_disturb_each_other(store, make):
    faults: list[BaseException] = []

    def work(start: int) -> None:
        try:
            for number in range(start, start + 20):
                store.put_article(make(number, title=f"T{number}"))
                store.latest(limit=5)
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=work, args=(start,)) for start in (0, 100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert store.status().articles == 80


def test_a_transaction_that_fails_changes_nothing(store, make):
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.put_article(make())
        _ = 1 / 0
    assert store.latest().items == ()


def test_a_backup_of_a_live_store_restores_to_the_same(store, make, path, tmp_path):
    store.put_article(make(1))
    store.backup(tmp_path / "copy.db")
    store.put_article(make(2, title="Depois"))
    store.close()
    restore(tmp_path / "copy.db", path)
    again = SqliteStore(path)
    assert [card.title for card in again.latest().items] == ["Ponte reabre"]
    again.close()
    assert (path.parent / "parallax.db.before-restore").exists()


def test_each_store_that_a_restore_replaces_is_kept(store, make, path, tmp_path):
    store.backup(tmp_path / "copy.db")
    store.put_article(make(1))
    store.close()
    first = restore(tmp_path / "copy.db", path)
    second = restore(tmp_path / "copy.db", path)
    assert first != second
    for kept, articles in ((first, 1), (second, 0)):
        found = SqliteStore(kept)
        assert len(found.latest().items) == articles
        found.close()


def test_a_backup_can_be_read_where_nothing_can_be_written(store, make, tmp_path):
    store.put_article(make())
    store.backup(tmp_path / "copy.db")
    # Opened as a file that nothing stands beside, as on a disc.
    found = sqlite3.connect(f"file:{tmp_path / 'copy.db'}?mode=ro", uri=True)
    assert found.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    found.close()


def test_half_a_backup_is_not_left_behind(store, make, tmp_path):
    store.put_article(make())
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
    try:
        with pytest.raises(StoreError, match=r"copy\.db cannot be written"):
            store.backup(tmp_path / "copy.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert not (tmp_path / "copy.db").exists()
    store.backup(tmp_path / "copy.db")


def test_a_store_in_use_is_not_replaced(store, make, path, tmp_path):
    store.backup(tmp_path / "copy.db")
    store.put_article(make())
    with pytest.raises(StoreError, match="open in another program"):
        restore(tmp_path / "copy.db", path)
    assert len(store.latest().items) == 1
    store.put_article(make(2, title="Depois"))  # and it goes on


def test_what_a_crash_left_in_the_log_is_kept_with_the_old_store(store, make, path, tmp_path):
    store.backup(tmp_path / "copy.db")
    store.put_article(make())
    crashed = tmp_path / "crashed" / "parallax.db"
    crashed.parent.mkdir()
    for part in ("", "-wal"):
        shutil.copy(path.with_name(path.name + part), crashed.with_name(crashed.name + part))
    restore(tmp_path / "copy.db", crashed)
    for name, articles in (("parallax.db", 0), ("parallax.db.before-restore", 1)):
        found = SqliteStore(crashed.with_name(name))
        assert len(found.latest().items) == articles
        found.close()


def test_a_store_that_is_no_database_any_more_can_be_replaced(store, path, tmp_path):
    store.backup(tmp_path / "copy.db")
    store.close()
    path.write_bytes(b"not a database" * 500)
    restore(tmp_path / "copy.db", path)
    SqliteStore(path).close()


def test_a_backup_never_overwrites(store, tmp_path):
    target: Path = tmp_path / "copy.db"
    target.write_text("mine")
    with pytest.raises(InputError, match="exists already"):
        store.backup(target)


def test_a_damaged_backup_is_refused_and_the_store_left_alone(store, make, path, tmp_path):
    store.put_article(make())
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"\x00" * 5000)
    with pytest.raises(StoreError, match=r"no sound Parallax store|not a Parallax store"):
        restore(bad, path)
    assert len(store.latest().items) == 1
