"""The same words in two reports: each version whole, with what only it has marked."""

from __future__ import annotations

import pytest

from parallax.pipeline.comparing import SameWords
from parallax.quotes import differences
from parallax.telling import Quote, balanced


def same(one: str, other: str) -> SameWords:
    a, b = (Quote(name, 0, 0, len(text), text) for name, text in (("a", one), ("b", other)))
    return SameWords(a, b, differences(a.shown, b.shown))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The gate, we think, stays shut until May.", "The gate stays shut, until May."),
        ("[And] we need “peace” now!", "We need “peace” (now)."),
        ("…not before spring – never,", "never"),
        ("Never.", "The gate opens."),
    ],
)
def test_each_version_is_shown_whole_with_its_own_punctuation(one: str, other: str) -> None:
    words = same(one, other)
    for version in words.versions:
        assert "".join(text for text, _ in version.pieces) == version.quote.shown
        assert all(text == text.strip() for text, marked in version.pieces if marked)


def test_what_only_one_version_has_is_marked_in_it() -> None:
    first, second = same("The old gate stays shut until May.", "The gate stays open until May.").versions
    assert [text for text, marked in first.pieces if marked] == ["old", "shut"]
    assert [text for text, marked in second.pieces if marked] == ["open"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [("The gate is shut,", "The gate is shut"), ("Shut –", "Shut"), ("Shut!", "Shut!"), ("مغلق،", "مغلق")],
)
def test_a_comma_before_the_closing_mark_belongs_to_the_sentence_around(words: str, shown: str) -> None:
    assert Quote("a", 0, 0, 1, words).shown == shown


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("She said: “The gate is shut.", "She said: “The gate is shut.”"),
        ("It stays shut,” she said.", "“It stays shut,” she said."),
        ("It is shut,” she said. “Nobody knows", "“It is shut,” she said. “Nobody knows”"),
        ('"The gate is shut.', '"The gate is shut."'),
        ('The gate is shut," she said.', '"The gate is shut," she said.'),
        ("She called it “shut” for now.", "She called it “shut” for now."),
        ("", ""),
    ],
)
def test_a_sentence_cut_out_of_a_quotation_is_shown_with_both_marks(sentence: str, shown: str) -> None:
    assert balanced(sentence) == shown
