"""What the words of a run say of it."""

from __future__ import annotations

import pytest

from parallax.extract.wording import Comparison, Hints, furniture_words

HEADLINE = "The harbour board votes to reopen the northern ferry line after eleven years"


def phrase(text: str) -> float:
    return Comparison(Hints("A title"))(text.casefold())[-1]


@pytest.mark.parametrize(
    "label", ["Read more", "SEE MORE:", "Lesen Sie auch", "Читайте также", "اقرأ أيضا", "यह भी पढ़ें", "あわせて読みたい", "Baca juga"]
)  # fmt: skip
def test_words_that_lead_elsewhere_are_known_alone_and_before_a_headline(label: str) -> None:
    assert phrase(label) == 1.0
    assert phrase(f"{label.rstrip(':')}: {HEADLINE}") == 0.5
    assert phrase(f"{label.rstrip(':')} | {HEADLINE}") == 0.5


@pytest.mark.parametrize(
    "text",
    [
        HEADLINE,
        f"The board said: {HEADLINE}",
        f"Read more slowly and you will see what she saw: {HEADLINE}",
        f"{HEADLINE}. Read more: there is none",
    ],
)
def test_prose_is_no_phrase_of_the_interface(text: str) -> None:
    assert phrase(text) == 0.0


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("Sign up for our newsletter", 2),
        ("Hoşunuza gitti mi? Bültenimize abone olun", 2),
        ("Подпишитесь на нашу рассылку", 2),
        ("اشترك في النشرة البريدية", 2),
        ("뉴스레터를 구독하세요", 2),
        ("Vond u dit goed? Meld u aan voor de nieuwsbrief", 1),
        ("Hat Ihnen der Artikel gefallen? Wir bitten um eine Spende", 1),
    ],
)
def test_words_of_offers_are_counted_in_many_languages(text: str, least: int) -> None:
    offer, headline = furniture_words([text.casefold(), HEADLINE.casefold()])
    assert offer >= least
    assert headline == 0
