"""Passages are found in every quoting style, and apostrophes are none."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.quotes.dashes import with_dashes
from parallax.quotes.grammar import grammar
from parallax.quotes.marks import passages


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", 'He said "we are leaving" and left.', "we are leaving"),
        ("en", "He said “we are leaving” and left.", "we are leaving"),
        ("de", "„Wir gehen jetzt“, sagte er.", "Wir gehen jetzt"),
        ("de", "»Wir gehen jetzt«, sagte er.", "Wir gehen jetzt"),
        ("de", '„Wir gehen jetzt", sagte er.', "Wir gehen jetzt"),
        ("pl", "„Idziemy już”, powiedział.", "Idziemy już"),
        ("fr", "« Nous partons », dit-il.", "Nous partons"),
        ("sv", "”Vi går nu”, sa han.", "Vi går nu"),
        ("ru", "«Мы уходим», — сказал он.", "Мы уходим"),
        ("ja", "議長は「もう行く」と述べた。", "もう行く"),
        ("zh", "他说：“我们走了。”", "我们走了。"),
        ("ar", "قال: «نحن ذاهبون».", "نحن ذاهبون"),
    ],
)
def test_each_style_gives_the_words_without_marks(language: str, text: str, words: str) -> None:
    (found,) = passages([text], language)
    assert text[found.start : found.end] == words


def test_a_nested_quotation_belongs_to_the_outer_one() -> None:
    text = "“She told me ‘never again’ and I believed her,” he said."
    (found,) = passages([text], "en")
    assert text[found.start : found.end].startswith("She told") and text[found.end - 1] == ","


def test_an_apostrophe_opens_nothing() -> None:
    assert passages(["The workers’ demands weren’t met, they’re angry."], "en") == []


def test_a_paragraph_left_open_is_marked_as_going_on() -> None:
    (found,) = passages(["“First paragraph of a long answer."], "en")
    assert found.open_end


def test_a_dash_opens_speech_only_where_a_speech_verb_follows() -> None:
    g = grammar("es")
    speech = "— Mañana abrimos el mercado —dijo la alcaldesa—. No antes."
    listed = "— Tomates, cebollas y pan"
    found = with_dashes([speech, listed], [], g)
    assert [p.block for p in found] == [0, 0]
    assert speech[found[0].start : found[0].end] == "Mañana abrimos el mercado"


@given(
    st.text(alphabet="ab .,!?\"'“”„«»‘’「」—\n", max_size=80), st.sampled_from(["en", "de", "fr", "ja", "ar"])
)
def test_passages_lie_in_the_text_in_order_and_never_overlap(text: str, language: str) -> None:
    found = passages([text], language)
    assert all(0 <= p.outer_start < p.start < p.end <= p.outer_end <= len(text) for p in found)
    assert all(a.outer_end <= b.outer_start for a, b in itertools.pairwise(found))
