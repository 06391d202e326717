"""Stems of words are found in many texts at once, and signs are counted in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.extract.stems import StemFinder
from parallax.extract.wording import wordings


def test_each_stem_counts_once_a_text() -> None:
    finder = StemFinder(["subscri", "cookie", "©"])
    assert finder.count(["subscribe now, subscribers", "cookies. subscribe", "news", "© 2026"]) == [
        1,
        2,
        0,
        1,
    ]


def test_a_stem_that_no_word_begins_with_is_part_of_others() -> None:
    finder = StemFinder(["werb"])
    assert finder.count(["der bewerber", "ein gewerbe"]) == [0, 0]
    assert finder.count(["der bewerber", "die werbung"]) == [1, 1]


def test_scripts_without_spaces_have_stems_anywhere() -> None:
    assert StemFinder(["会員", "ログイン"]).count(
        ["この記事は会員限定です", "ログインする会員", "🙂会員"]
    ) == [1, 2, 1]


@given(
    st.lists(st.text(alphabet="ab \U0001f642é", max_size=8)), st.sets(st.text("abé", min_size=1, max_size=6))
)
def test_nothing_is_found_that_is_not_there_nor_missed(texts: list[str], stems: set[str]) -> None:
    words = " ".join(texts).split(" ")
    begun = [stem for stem in stems if not stem.isascii() or any(word.startswith(stem) for word in words)]
    assert StemFinder(stems).count(texts) == [sum(stem in text for stem in begun) for text in texts]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("They met. They spoke, and left! Then it rained.", (9, 3, 1)),
        ("「彼らは会った。」と言った、そして雨が降り、帰っていった", (1, 1, 2)),
        ("At 3.5 p.m", (3, 0, 0)),
        ("Short. No", (2, 0, 0)),
    ],
)
def test_words_sentences_and_commas_are_counted(text: str, counts: tuple[int, int, int]) -> None:
    words, sentences, commas, *_ = wordings([text, "another text, that does not matter"])
    assert (words[0], sentences[0], commas[0]) == counts


def test_shares_are_those_of_the_opening_of_short_texts() -> None:
    digits, capitals = wordings(["AB12", "A" * 300, "Ä9٣x"])[4:6]
    assert digits.tolist() == [0.5, 0.0, 0.5]
    assert capitals.tolist() == [0.5, 0.0, 0.25]
