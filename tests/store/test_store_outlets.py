"""Outlets by their ids, and what the store has of each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from parallax.model import Health
from parallax.store.views import OutletQuery

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def test_names_are_of_the_outlets_asked_for_and_known(store):
    assert store.outlet_names(["gazeta", "nobody"]) == {"gazeta": "Gazeta do Vale"}
    assert store.outlet_names([]) == {}


def counted(store):
    return {tally.country: tally.articles for tally in store.countries(NOON) if tally.articles}


def test_articles_are_counted_as_they_come_change_and_go(store, make):
    for number in (1, 2, 3):
        store.put_article(make(number, title=f"Ponte {number}"))
    store.put_article(make(4, title="Puente", country="AR"))
    assert counted(store) == {"BR": 3, "AR": 1}
    store.put_article(make(1, title="Ponte fecha"))
    assert counted(store) == {"BR": 3, "AR": 1}
    with store.transaction():
        store.connection.execute("UPDATE articles SET country = 'AR' WHERE id = ?", [make(1).id])
        store.connection.execute("DELETE FROM articles WHERE id = ?", [make(4, country="AR").id])
    assert counted(store) == {"BR": 2, "AR": 1}
    [gazeta] = [view for view in store.outlets() if view.outlet.id == "gazeta"]
    assert (gazeta.articles, gazeta.newest) == (3, NOON - timedelta(minutes=1))
    with store.transaction():
        store.connection.execute("DELETE FROM articles")
    assert counted(store) == {}
    assert store.connection.execute("SELECT COUNT(*) FROM outlet_articles").fetchone()[0] == 0


def test_outlets_are_found_by_owner_language_and_the_best_verdict_on_their_feeds(store):
    def found(countries=None, **wanted):
        return {line.id for line in store.outlet_lines(OutletQuery(**wanted), countries)}

    store.put_health(
        [
            Health("gazeta", "f", "dead", "", NOON),
            Health("gazeta", "g", "stale", "", NOON),
        ]
    )
    assert found() == {"gazeta", "tokyo"}
    assert found(countries=["JP"]) == {"tokyo"}
    assert found(language="pt") == {"gazeta"}
    assert found(ownership="state") == set()
    assert found(health="dead") == {"gazeta"}
    assert found(health="stale") == set(), "the dead feed comes first in the order of verdicts"
    assert found(health="unchecked") == {"tokyo"}
    assert store.outlet_counts(OutletQuery(health="unchecked")) == {"JP": 1}
    assert store.outlet_counts(OutletQuery()) == {"BR": 1, "JP": 1}
