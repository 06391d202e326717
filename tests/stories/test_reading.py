"""Texts read many at once, and again, bear the marks that each bears by itself."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from parallax.stories import Grouper, Settings, pieces
from parallax.stories.embed import Embedder
from parallax.stories.marks import marks_of
from parallax.stories.numbering import Ids, Numbering
from parallax.stories.pieces import Pieces
from parallax.stories.rarity import Rarity
from parallax.stories.reading import read
from parallax.stories.table import Table
from parallax.telling import Told

Make = Callable[..., Told]
LANGUAGES = ("en", "ru", "zh-Hans", "th")
SAID = (
    "Krk",
    "krk",
    "ferry,",
    "(to)Krk",
    "–",
    "&",
    "“Iran’s",
    "3,000.",
    "日本カメラ報",
    "Хатимура",
    "U.S.",
    "was:Krk",
)
SPACES = (" ", "\u3000", "\n", "\x1f", "")


def texts(chance: random.Random, most: int) -> str:
    return "".join(chance.choice(SAID) + chance.choice(SPACES) for _ in range(chance.randrange(most)))


@pytest.fixture
def many(told: Make) -> list[Told]:
    """Articles of all kinds of pieces in all orders, some of them long, with English and addresses."""
    chance = random.Random(2)
    return [
        told(
            f"a{number}",
            texts(chance, 12),
            lead=texts(chance, 150),
            language=chance.choice(LANGUAGES),
            title_english=texts(chance, 4),
            url="https://example.org/news/ferries-to-krk-are-late.html",
        )
        for number in range(120)
    ]


def borne(articles: Sequence[Told], known: Pieces) -> list[list[str]]:
    found = read(articles, known)
    marks = {number: mark for mark, number in known.numbering.ids.items()}
    return [
        [marks[number] for number in ids[:end].tolist()]
        for ids, end in zip(found.ids, found.ends[:, -1], strict=True)
    ]


def test_marks_are_those_of_each_article_by_itself_however_often_it_is_read(many: list[Told]) -> None:
    known = Pieces(Numbering())
    alone = [list(marks_of(told).all) for told in many]
    for _ in range(2):
        assert borne(many, known) == alone
    assert [borne([told], known)[0] for told in many] == alone
    ends = read(many, known).ends.tolist()
    assert ends == [
        [len(its.names), len(its.names) + len(its.words), len(its.all)] for its in map(marks_of, many)
    ]


def test_what_was_forgotten_is_read_again(many: list[Told], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "REMEMBERED", 60)
    monkeypatch.setattr(pieces, "SLOTS", 8)
    rarity = Rarity()
    known = Pieces(rarity.numbering)
    forgot = 0
    for told in many * 2:
        if known.full:
            known.forget()
            rarity.give_up(but=known.numbers)
            forgot += 1
        assert borne([told], known) == [list(marks_of(told).all)]
    assert forgot > 2


def test_marks_that_are_neither_borne_nor_remembered_are_given_up(
    word_points: Embedder, told: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "REMEMBERED", 64)
    grouper = Grouper(word_points, settings=Settings(window_articles=10))
    for number in range(200):
        grouper.add([told(f"a{number}", f"Report {number} on matter {number * 7}", hours=number / 10)])
    assert len(grouper.rarity.ids) < 200, "400 numbers were told"


def test_a_saved_numbering_is_the_same_whatever_was_numbered_before() -> None:
    rows = (("wen:b", "wen:a"), ("wen:a", "#3"))

    def saved(*before: str) -> tuple[list[str], list[list[int]]]:
        numbering = Numbering()
        for mark in before:
            numbering.number(mark)
        ids: Ids = np.array([[numbering.number(mark) for mark in row] for row in rows], dtype=np.int32)
        marks, numbered = numbering.put(ids)
        return marks, numbered.tolist()

    assert saved() == saved("#3", "nkrk", "wen:a") == (["", "wen:b", "wen:a", "#3"], [[1, 2], [2, 3]])


def test_hashes_that_want_one_slot_all_find_their_places() -> None:
    table = Table(6)
    first = np.uint64(63 << 58)
    hashes = first + np.arange(20, dtype=np.uint64)
    places = np.arange(1, 21)
    table.put(hashes[:15], places[:15])
    table.put(hashes[15:], places[15:])
    assert table.get(hashes).tolist() == places.tolist()
    assert table.get(hashes + np.uint64(20)).tolist() == [0] * 20
