"""Stories merge and part without an id ever meaning two things; large windows restart like small ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parallax.stories import Grouper, window
from parallax.stories.book import Book
from parallax.stories.copies import EMPTY
from parallax.stories.embed import Embedder
from parallax.stories.window import Member
from parallax.telling import Told


def member(name: str, order: int) -> Member:
    return Member(name, "o", "en", 0.0, EMPTY, "", order, order)


@pytest.fixture
def book() -> Book:
    """Two stories: a, b, c and d, e."""
    made = Book()
    made.open_batch()
    first = made.found(member("a", 0))
    for order, name in enumerate("abc"):
        made.enter(first, member(name, order))
    second = made.found(member("d", 3))
    for order, name in enumerate("de", start=3):
        made.enter(second, member(name, order))
    made.close_batch()
    return made


def test_of_two_stories_the_older_id_stays_and_the_other_is_told(book: Book) -> None:
    older, younger = sorted(book.stories.values(), key=lambda story: story.order)
    book.open_batch()
    book.merge(younger, older)
    changes = book.close_batch()

    assert list(book.stories) == [older.id]
    assert [(its.article_id, its.story_id, merged) for its, merged in changes] == [
        ("d", older.id, (younger.id,)),
        ("e", older.id, (younger.id,)),
    ]


def test_the_side_that_parts_gets_an_id_never_used_before(book: Book) -> None:
    story = min(book.stories.values(), key=lambda its: its.order)
    before = set(book.stories)
    book.open_batch()
    other = book.split(story, ["a"])
    changes = book.close_batch()

    assert other.id not in before, "not even the one its article founded"
    assert story.members == ["b", "c"]
    assert [its.article_id for its, _ in changes] == ["a"]


def test_a_large_window_restarts_with_the_same_answers(
    word_points: Embedder, told: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "EXACT", 50)
    day = [
        told(f"a{number}", f"Report on matter {number % 90} of house {number % 90 + 7}", hours=number / 10)
        for number in range(420)
    ]
    through = Grouper(word_points)
    through.add(day[:350])
    restarted = Grouper(word_points)
    restarted.restore(through.state())

    assert through.window.cells is not None
    assert restarted.add(day[350:]) == through.add(day[350:])
    assert restarted.state() == through.state()
