"""A story that only right-to-left languages tell, of which nothing is in English yet."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from invented_tellings import STORY
from lxml import html
from starlette.testclient import TestClient

from parallax.store.views import Telling
from parallax.telling import Evidence, Omission, Quote, Speaker, Take, Utterance, Voice

MINISTER = Speaker("عمر الإرياني", "amr", "وزير النقل", "EG", "وزير النقل")
TOLD = (
    ("nahr", "ar", "إغلاق الجسر بعد الفيضان", "لن يفتح الجسر هذا الشهر"),
    ("darya", "fa", "پل پس از سیل بسته شد", "پل این ماه باز نمی‌شود"),
)


@pytest.fixture
def story(client: TestClient, world: Any, invented: ModuleType) -> html.HtmlElement:
    pieces = [
        invented.piece(
            f"bridge-{language}",
            outlet,
            language,
            invented.Content(
                title=title,
                url="",
                blocks=(invented.Block("paragraph", f"«{words}»."),),
                published=invented.ago(hours=3),
            ),
        )
        for outlet, language, title, words in TOLD
    ]
    world.views = (*world.views, *pieces)
    ids = tuple(view.article.id for view in pieces)
    world.members = {**world.members, STORY: ids}
    said = [Quote(one, 0, 1, 20, words, "", MINISTER) for one, (*_, words) in zip(ids, TOLD, strict=True)]
    world.quotes.update({quote.article_id: (quote,) for quote in said})
    label = f"Voices of {MINISTER.name}"
    world.telling = Telling(
        takes=(Take("voices:x", label, "voices", "2 reports", ids, (Evidence(ids[0], TOLD[0][3], 0),), "most", "1"),),
        omissions=(Omission(ids[0], "alone", TOLD[0][3], (), 1),),
        utterances=(Utterance("u", MINISTER, tuple(said)),),
        voices=(Voice(MINISTER, f"{MINISTER.name}’s side", MINISTER.role, tuple((one, 0, 1) for one in ids)),),
    )  # fmt: skip
    answer = client.get(f"/story/{STORY}")
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def own_way(place: html.HtmlElement) -> bool:
    """Whether a text is set apart from the English around it: by its language's direction, or by its letters."""
    if place.xpath("ancestor-or-self::bdi"):
        return True
    return place.xpath("(ancestor-or-self::*[@dir])[last()]/@dir")[:1] in (["rtl"], ["auto"])


def test_the_page_stays_english_and_every_foreign_text_runs_its_own_way(story: html.HtmlElement) -> None:
    assert (story.get("lang"), story.get("dir")) == ("en", None)
    assert story.xpath("//h1")[0].attrib == {"lang": "ar", "dir": "rtl"}
    for text in (*(title for _, _, title, _ in TOLD), *(words for *_, words in TOLD), MINISTER.role):
        places = [one for one in story.xpath("//main//*") if text in "".join(one.xpath("./text()"))]
        assert places, text
        assert all(own_way(place) for place in places), text


def test_a_name_in_other_letters_does_not_turn_the_english_around_it(story: html.HtmlElement) -> None:
    sides = [one for one in story.xpath("//main//*") if "’s side" in "".join(one.xpath("./text()"))]
    assert len(sides) == 4
    assert not [one for one in sides if one.xpath("ancestor-or-self::*[@dir]")]
    (heading,) = story.xpath("//section[@class='same']/*[1]")
    assert heading.get("dir") is None
    assert heading.xpath("./bdi/text()") == [MINISTER.name]
