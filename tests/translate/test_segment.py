"""Texts cut into sentences, none of their characters lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallax.translate.segment import split_sentences

CASES = [
    ("pt", ["O Dr. Silva chegou às 15h. ", "“Não vou.” ", "Depois saiu."]),
    ("pt", ["A lei foi aprovada pelo conselho. ", "250 pessoas aplaudiram."]),
    ("en", ["Mr. Smith of the U.S. Army paid $3.5 million. ", "He left."]),
    ("en", ["She died on Sept. 19, 2024 in Quill. ", "Prof. Lee wept. ", "They met in Sept. ", "It rained."]),
    ("en", ["At 5 p.m. Tuesday Capt. Ode left. ", "She came at 7 p.m. ", "The others slept."]),
    ("de", ["Am 24. August kam Dr. Müller an. ", "Er ging z. B. nach Hause."]),
    ("es", ["¿Llegó el tren? ", "¡Por fin! ", "El Sr. López subió."]),
    ("fr", ["Il est venu. ", "« Je reste », dit-il. ", "Puis il partit."]),
    ("ar", ["هل وصل القطار؟ ", "نعم. ", "ثم خرج الجميع."]),
    ("fa", ["قطار رسید؟ ", "بله. ", "همه رفتند."]),
    ("ur", ["بارش رک گئی۔ ", "اسکول کھل گئے۔"]),
    ("hi", ["बारिश रुक गई। ", "क्या स्कूल खुले? ", "हाँ।"]),
    ("bn", ["বৃষ্টি থামল। ", "স্কুল খুলল।"]),
    ("zh", ["雨停了。", "学校开门了吗？", "是的！"]),
    ("ja", ["雨がやんだ。", "学校は開いたか？", "はい。"]),
    ("am", ["ዝናቡ ቆመ። ", "ትምህርት ቤቶች ተከፈቱ።"]),
    ("hy", ["Անձրևը դադարեց։ ", "Դպրոցները բացվեցին։"]),
    ("th", ["ฝนหยุดแล้ว โรงเรียนเปิดแล้ว"]),
    ("ru", ["В г. Москве живут 12 млн. человек. ", "Дождь кончился."]),
    ("und", ["One came. ", "Two left."]),
]


@pytest.mark.parametrize(("language", "sentences"), CASES)
def test_sentences_end_where_a_reader_sees_it(language: str, sentences: list[str]) -> None:
    assert list(split_sentences("".join(sentences), language)) == sentences


def test_words_reported_within_japanese_quotes_stay_with_their_verb() -> None:
    assert split_sentences("彼は「行かない。」と言った。そして帰った。", "ja") == (
        "彼は「行かない。」と言った。",
        "そして帰った。",
    )


def test_a_new_line_ends_a_sentence() -> None:
    assert split_sentences("Primeiro título\nsegunda linha", "pt") == ("Primeiro título\n", "segunda linha")


def test_a_text_without_capitals_is_still_cut() -> None:
    text = "isto foi dito hoje de manhã por toda a gente. " * 40
    assert max(map(len, split_sentences(text, "pt"))) < 600


def test_a_library_that_loses_characters_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sentencex.segment", lambda _language, text: [text.replace("o", "")])
    assert "".join(split_sentences("Chove hoje. Muito.", "pt")) == "Chove hoje. Muito."


marks = st.sampled_from(
    [". ", "! ", "?\n", "。", "؟ ", "। ", "\r\n", "\u2028", "\x85", "...", "”", "“", "「", "」と", " | ", "º"]
)
texts = st.lists(st.text(max_size=12) | marks, max_size=25).map("".join)


@settings(max_examples=150, deadline=None)
@given(texts, st.sampled_from(["pt", "en", "de", "zh", "ja", "ar", "hi", "th", "und", "tlh", "sr-Latn", "x"]))
def test_no_character_is_ever_lost(text: str, language: str) -> None:
    pieces = split_sentences(text, language)
    assert "".join(pieces) == text
    assert all(pieces)
