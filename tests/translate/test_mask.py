"""What a model would mangle is hidden from it and comes back exactly."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parallax.translate.firefox_worker import OTHER_SCRIPT, TOO_LONG, _in_capitals, translate_sentence
from parallax.translate.mask import STYLES, english_number, find_hidden, hide, reveal

HIDDEN = [
    ("Veja https://exemplo.com/a?b=1.", "pt", ["https://exemplo.com/a?b=1"]),
    (
        "Em (https://pt.exemplo.org/wiki/Mercúrio_(planeta)).",
        "pt",
        ["https://pt.exemplo.org/wiki/Mercúrio_(planeta)"],
    ),
    ("Escreva a joao.silva@exemplo.com.br, por favor", "pt", ["joao.silva@exemplo.com.br"]),
    ("O site exemplo.com caiu", "pt", ["exemplo.com"]),
    ("O @joao_s usou #ForaChuva2026 ontem", "pt", ["@joao_s", "#ForaChuva2026"]),
    ("Custou 1.234.567,89 reais", "pt", ["1,234,567.89"]),
    (
        "Eram 12 345 678 pessoas".replace(" 345", "\u00a0345").replace(" 678", "\u00a0678"),
        "pt",
        ["12,345,678"],
    ),
    ("Subiu 3,5% em 2026, para 1.200 casos", "pt", []),
    ("Festa 🎉🎉 no Brasil 🇧🇷", "pt", ["🎉🎉", "🇧🇷"]),
    ("O presidente Зеленский Володимир foi a 北京 hoje", "pt", ["Зеленский Володимир", "北京"]),
    ("Президент компании Apple сказал", "ru", []),
    ("नमस्ते", "hi", []),
    ("वह Apple और Зима", "hi", ["Зима"]),
    ("Palavra " + "ab" * 60, "pt", ["ab" * 60]),
]


@pytest.mark.parametrize(("text", "language", "expected"), HIDDEN)
def test_what_is_hidden(text: str, language: str, expected: list[str]) -> None:
    assert [stretch.english for stretch in find_hidden(text, language)] == expected


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("1.234.567", "1,234,567"),
        ("1.234.567,89", "1,234,567.89"),
        ("1,234,567.89", "1,234,567.89"),
        ("1 234 567,8", "1,234,567.8"),
        ("1'234'567.50", "1,234,567.50"),
    ],
)
def test_grouped_numbers_get_english_marks(written: str, english: str) -> None:
    assert english_number(written) == english


def test_a_placeholder_lost_or_doubled_is_noticed() -> None:
    hidden = find_hidden("Veja https://a.example/x e @bruno", "pt")
    style = STYLES[0]
    assert hide("Veja https://a.example/x e @bruno", hidden, style) == "Veja BX1 e BX2"
    assert reveal("See BX1 and BX2", hidden, style) == "See https://a.example/x and @bruno"
    assert reveal("@BX2: see BX1's", hidden, style) == "@@bruno: see https://a.example/x's"
    for broken in ("See BX1", "See BX1 and BX2 BX2", "See BX11 and BX2", "See bx1 and BX2"):
        assert reveal(broken, hidden, style) is None


def test_a_model_that_loses_placeholders_gets_the_pieces() -> None:
    asked: list[str] = []

    def forgetful(text: str) -> str:
        asked.append(text)
        return "He wrote." if "BX" in text or "73" in text else f"<{text}>"

    done = translate_sentence("Ele escreveu a @bruno ontem", "pt", forgetful)
    assert done.english == "<Ele escreveu a> @bruno <ontem>"
    assert len(asked) == 4


def test_a_text_that_holds_a_placeholder_by_itself_uses_another() -> None:
    done = translate_sentence(
        "O voo BX1 com @bruno", "pt", lambda text: text.replace("O voo", "Flight").replace("com", "with")
    )
    assert done.english == "Flight BX1 with @bruno"


def test_nothing_is_translated_where_there_is_nothing_to_translate() -> None:
    def never(text: str) -> str:
        raise AssertionError(text)

    assert (
        translate_sentence("https://a.example 🎉 1.234.567", "pt", never).english
        == "https://a.example 🎉 1,234,567"
    )
    assert translate_sentence("Привет всем", "pt", never).refusal == OTHER_SCRIPT
    assert translate_sentence("palavra " * 1000, "pt", never).refusal == TOO_LONG


pieces = st.sampled_from(
    [
        "a casa",
        "1.234.567,8",
        "https://x.example/y",
        "@eu",
        "#tu",
        "🎉",
        "北京",
        "и",
        "BX1",
        "7301",
        " ",
        ".",
        "“",
        "(",
        "ok@x.pt",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces | st.text(max_size=4), max_size=10).map(" ".join))
def test_a_faithful_model_gives_everything_back(text: str) -> None:
    """With a model that copies, only white space and the marks of numbers may differ."""
    assume(not _in_capitals(text))
    hidden = find_hidden(text, "pt")
    assert all(first.stop <= second.start for first, second in pairwise(hidden))
    done = translate_sentence(text, "pt", lambda masked: masked)
    if done.english is not None:
        expected = list(text)
        for stretch in reversed(hidden):
            expected[stretch.start : stretch.stop] = stretch.english
        assert "".join("".join(expected).split()) == "".join(done.english.split())
