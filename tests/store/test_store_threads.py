"""Threads that come and go share connections one after another, never at once."""

from __future__ import annotations

import threading

from parallax.store.sqlite.store import SqliteStore


def connections(store: SqliteStore, threads: int, *, at_once: bool) -> list[int]:
    """The identities of the connections that so many threads were given."""
    seen: list[int] = []
    meet = threading.Barrier(threads if at_once else 1)

    def ask() -> None:
        seen.append(id(store.connection))
        store.connection.execute("SELECT COUNT(*) FROM articles").fetchone()
        meet.wait(10)

    running = [threading.Thread(target=ask) for _ in range(threads)]
    for thread in running:
        thread.start()
        if not at_once:
            thread.join()
    for thread in running:
        thread.join()
    return seen


def test_a_thread_that_ended_leaves_its_connection_to_the_next(store):
    assert len(set(connections(store, 20, at_once=False))) == 1


def test_threads_at_work_have_one_each(store):
    assert len(set(connections(store, 5, at_once=True))) == 5
    assert store.connection is not None
    assert id(store.connection) not in connections(store, 5, at_once=True)


def test_what_a_thread_left_half_done_is_undone_before_the_next_goes_on(store):
    def begin() -> None:
        store.connection.execute("BEGIN IMMEDIATE")
        store.connection.execute("UPDATE outlets SET name = 'half'")

    thread = threading.Thread(target=begin)
    thread.start()
    thread.join()
    found: list[object] = []

    def look() -> None:
        found.append(store.connection.in_transaction)
        found.append(
            store.connection.execute("SELECT COUNT(*) FROM outlets WHERE name = 'half'").fetchone()[0]
        )

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == [False, 0]


def test_a_store_closed_beneath_a_thread_stays_closed(tmp_path):
    store = SqliteStore(tmp_path / "parallax.db")
    thread = threading.Thread(target=lambda: store.connection.execute("SELECT 1"))
    thread.start()
    thread.join()
    store.close()
    assert store.connection.execute("SELECT 1").fetchone()[0] == 1
    store.close()
