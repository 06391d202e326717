"""Countries by what texts name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parallax.stories.about import about_article
from parallax.telling import Told

Make = Callable[..., Told]


@pytest.mark.parametrize(
    ("language", "title", "countries"),
    [
        ("en", "Kremlin rejects Ukrainian offer", ["RU", "UA"]),
        ("en", "South Korean president meets White House officials", ["KR", "US"]),
        ("en", "They told us to polish the china", []),
        ("ru", "Власти России и Украины обсудили мост", ["RU", "UA"]),
        ("de", "Brasilien sperrt die Brücke", ["BR"]),
        ("zh-Hans", "肯尼亚大坝启用", ["KE"]),
        ("hi", "भारत में चुनाव", ["IN"]),
        ("ar", "المغرب يفتح خطا بحريا", ["MA"]),
    ],
)
def test_a_headline_is_about_the_countries_it_names(
    told: Make, language: str, title: str, countries: list[str]
) -> None:
    assert sorted(about.country for about in about_article(told("a", title, language=language))) == countries


def test_the_words_that_say_so_are_kept(told: Make) -> None:
    about = about_article(told("a", "Chilean bell returns", lead="Santiago celebrates"))
    assert about[0].country == "CL"
    assert about[0].words == ("Chilean", "Santiago")


def test_where_a_report_was_filed_is_not_what_it_is_about(told: Make) -> None:
    about = about_article(told("a", "Kenyan dam opens", body="PARIS (AFP) - Kenya opened a dam."))
    assert [its.country for its in about] == ["KE"]
