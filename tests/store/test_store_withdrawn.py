"""A report that leaves a story takes with it whatever rests on it, at once and for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from parallax.model import Outlet
from parallax.store.sqlite import SqliteStore
from parallax.store.views import PlacedArticle, Telling
from parallax.telling import Evidence, NumberDispute, Omission, Quote, Speaker, Take, Utterance, Voice

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
CALADO = Speaker("Inês Calado", "klt")


def telling(gone: str, stays: str, other: str) -> Telling:
    """One of each kind that rests on the report that goes, and of most kinds one that does not."""
    line = {name: Evidence(name, f"A line of {name}.", 0, NOON) for name in (gone, stays, other)}
    said = {name: Quote(name, 0, 0, 9, "The gate.", speaker=CALADO) for name in (gone, stays, other)}
    take = Take("a", "State media", "reporters", "", (gone, stays), (line[gone],), "rule", "1")
    return Telling(
        takes=(take, replace(take, id="b", label="Kept", article_ids=(stays,), evidence=(line[other],))),
        alike=(replace(take, id="c", article_ids=(stays,)),),
        omissions=(
            Omission(gone, "alone", "What the gone alone told.", (), 1),
            Omission(stays, "lacks", "What two others told.", (line[gone], line[other]), 1),
            Omission(other, "alone", "What stays.", (), 1),
        ),
        numbers=(
            NumberDispute("dead", (("12", (line[gone],)), ("20", (line[stays],)))),
            NumberDispute("hurt", (("2", (line[gone], line[stays])), ("3", (line[other],)))),
        ),
        utterances=(
            Utterance("u", CALADO, (said[gone], said[stays])),
            Utterance("v", CALADO, tuple(said.values())),
        ),
        voices=(
            Voice(CALADO, "", "", ((gone, 0, 0), (stays, 0, 0))),
            Voice(Speaker("Nobody Else", "nbt"), "", "", ((gone, 0, 1),)),
        ),
    )


@pytest.fixture
def told(path, make):
    """A story of three reports with its telling, of which the oldest is about to be forgotten."""
    now = NOON - timedelta(days=100)
    store = SqliteStore(path, clock=lambda: now)
    store.add_outlets([Outlet("gazeta", "Gazeta do Vale", "https://gazeta.example", "BR")])
    old = make(1, title="Velha", text="Texto um.")
    store.put_article(old)
    now = NOON
    kept = [make(number, title=f"Nova {number}", text=f"Texto {number}.") for number in (2, 3)]
    for article in kept:
        store.put_article(article)
    ids = [old.id, *(article.id for article in kept)]
    store.put_story_articles([PlacedArticle(one, "story") for one in ids])
    store.put_telling("story", telling(*ids))
    yield store, ids
    store.close()


def test_nothing_names_quotes_or_rests_on_a_report_that_left(told):
    store, (gone, stays, other) = told
    assert len(store.story("story").telling.takes) == 2
    store.prune(NOON - timedelta(days=90))
    view = store.story("story")
    assert gone not in repr(view)
    left = view.telling
    assert [take.label for take in left.takes] == ["Kept"] and not left.alike
    assert [one.text for one in left.omissions] == ["What stays."]
    assert [(one.what, [value for value, _ in one.values]) for one in left.numbers] == [("hurt", ["2", "3"])]
    assert [[quote.article_id for quote in one.quotes] for one in left.utterances] == [[stays, other]]
    assert [voice.said for voice in left.voices] == [((stays, 0, 0),)]
    assert gone not in store.quotes_of([gone, stays])


def test_a_story_that_a_report_left_counts_what_is_there_and_is_told_anew(told):
    store, _ = told
    assert store.stale_stories(9) == ()
    store.prune(NOON - timedelta(days=90))
    assert store.story("story").card.articles == 2
    assert store.stale_stories(9) == ("story",)
    (card,) = store.stories(several=False).items
    assert card.articles == 2
    assert card.takes == ("Kept",), "lists show no label of a report that left"


def test_a_report_moved_to_another_story_is_in_no_label_of_the_first(told):
    store, (gone, *_) = told
    store.put_story_articles([PlacedArticle(gone, "elsewhere")])
    assert gone not in repr(store.story("story").telling)
