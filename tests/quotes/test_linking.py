"""One speaker in many spellings, one utterance in many versions, sides and shares."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.quotes import align, differences, find_quotes, same_speaker, side_of, speaker_key
from parallax.telling import Quote, Speaker


@pytest.mark.parametrize(
    "other",
    ["Dmitri Peskow", "Дмитрий Песков", "Дмитро Пєсков", "Peskov", "Dmitrij Pieskow", "ديمتري بيسكوف"],
)
def test_one_persons_spellings_share_a_key(other: str) -> None:
    assert speaker_key("Dmitry Peskov") == speaker_key(other)
    assert same_speaker("Dmitry Peskov", other)


@pytest.mark.parametrize("other", ["Maria Zakharova", "Anna Peskov", ""])
def test_other_people_are_other_speakers(other: str) -> None:
    assert not same_speaker("Dmitry Peskov", other)


def test_a_chinese_surname_comes_first() -> None:
    assert speaker_key("王毅", "zh") == speaker_key("Wang")


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("Kremlin spokesperson", "RU"),
        ("Ukraine's First Deputy Foreign Minister", "UA"),
        ("White House press secretary", "US"),
        ("Trump campaign manager", ""),
        ("Trump campaign", "trump"),
        ("professor of Russian history", ""),
        ("US special envoy to Ukraine", "US"),
        ("former Russian president", ""),
        ("opposition member of the Uruguayan parliament", ""),
        ("mayor", ""),
        ("", ""),
    ],
)
def test_a_side_rests_on_the_stated_role_alone(role: str, side: str) -> None:
    found, basis = side_of(role)
    assert found == ("trump" if role == "Trump campaign manager" else side)
    assert bool(basis) == bool(found)


def quote(article: str, text: str, name: str = "", side: str = "") -> Quote:
    speaker = Speaker(name, speaker_key(name), side=side) if name else None
    return Quote(article, 0, 0, len(text), text, speaker=speaker)


def test_the_same_words_cut_short_or_translated_differently_are_one_utterance() -> None:
    whole = quote("a", "We have waited two years for this bridge and we will not pay twice", "Ana Ruiz")
    cut = quote("b", "we will not pay twice", "Ruiz")
    translated = quote("c", "We waited two years for the bridge, we will not be paying twice", "Ana Ruiz")
    other = quote("d", "The ferry leaves at noon and costs nothing", "Ana Ruiz")
    groups = [{q.article_id for q in u.quotes} for u in align([whole, cut, translated, other])]
    assert groups == [{"a", "b", "c"}, {"d"}]


def test_known_different_speakers_are_never_one_utterance() -> None:
    same = "We will not pay twice for this bridge and its gate"
    assert len(align([quote("a", same, "Ana Ruiz"), quote("b", same, "Boris Kalm")])) == 2


def test_every_quotation_is_in_exactly_one_utterance_whatever_the_order() -> None:
    quotes = [
        quote(str(i), text, "Ana Ruiz")
        for i, text in enumerate(["one red boat sank", "one red boat sank today", "two blue kites flew"])
    ]
    forward = {frozenset(q.article_id for q in u.quotes) for u in align(quotes)}
    backward = {frozenset(q.article_id for q in u.quotes) for u in align(quotes[::-1])}
    assert forward == backward
    assert sorted(x for group in forward for x in group) == ["0", "1", "2"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_differences_point_into_both_texts(a: str, b: str) -> None:
    for span in differences(a, b):
        assert a[span.a_start : span.a_end] == span.a_text
        assert b[span.b_start : span.b_end] == span.b_text


def test_equal_texts_have_no_difference() -> None:
    assert [s.kind for s in differences("Many words, said twice", "many words said twice")] == ["same"]


def test_the_reference_pages_quotation_is_aligned_word_against_word(shared: Path) -> None:
    quotes = [
        q
        for name in ("kyiv-independent", "overview-kyivpost")
        for q in find_quotes(
            name, (shared / "reference" / f"{name}.txt").read_text("utf-8").split("\n"), "en"
        )
    ]
    (both,) = [u for u in align(quotes) if len({q.article_id for q in u.quotes}) == 2]
    assert both.speaker is not None and both.speaker.name == "Dmitry Peskov"
    spans = differences(both.quotes[0].text, both.quotes[1].text)
    assert ("changed", "words", "expressions") in [(s.kind, s.a_text, s.b_text) for s in spans]
    assert "on the Ukrainian side" in [s.a_text for s in spans if s.kind == "same"]
    assert both.quotes[1].said_to == "TASS"
