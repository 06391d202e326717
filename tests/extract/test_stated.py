"""The text that a page states in JSON-LD, beside the text that was taken for the article."""

from __future__ import annotations

import json

from parallax.extract.record import Page
from parallax.extract.stated import stated_body, without_strangers
from parallax.extract.structured import Declared, read_declared
from parallax.extract.tree import parse
from parallax.extract.walk import walk

SENTENCE = "The harbour board voted on Tuesday to reopen the “northern” ferry line after years of debate"
PARAGRAPHS = [f"Part {at}. {SENTENCE}, and a ninth of its fares go to the quay." for at in range(9)]


def read(html: str) -> tuple[Page, Declared]:
    tree = parse(f"<html><head></head><body>{html}</body></html>")
    assert tree.body is not None
    return walk(tree.body), read_declared(tree)


def kept(inserted: str, stated: list[str]) -> list[str]:
    """What stays of a page whose runs were all taken, with something inserted before its sixth paragraph."""
    statement = json.dumps({"@type": "NewsArticle", "articleBody": "\n\n".join(stated)})
    shown = [f"<p>{text}</p>" for text in PARAGRAPHS]
    html = f"<p>A dek of the report.</p>{''.join(shown[:5])}{inserted}{''.join(shown[5:])}"
    page, declared = read(f"<script type='application/ld+json'>{statement}</script>{html}")
    chosen = without_strangers(page, list(range(len(page.runs))), stated_body(declared))
    return [page.runs[index].text for index in chosen]


def test_what_the_stated_text_has_not_is_left_out_of_its_middle() -> None:
    assert kept("<p>Support our work with a gift.</p>", PARAGRAPHS) == ["A dek of the report.", *PARAGRAPHS]


def test_other_signs_and_spaces_make_no_stranger() -> None:
    stated = [text.replace("“northern”", '"northern" ').upper().title() for text in PARAGRAPHS]
    assert len(kept("<p>Support our work with a gift.</p>", stated)) == 10


def test_headings_stay() -> None:
    assert "The vote" in kept("<h2>The vote</h2>", PARAGRAPHS)


def test_a_part_of_the_text_says_nothing_of_the_rest() -> None:
    assert len(kept("<p>Nobody voted against it.</p>", PARAGRAPHS[:6])) == 11


def test_a_page_that_states_no_text_is_left_alone() -> None:
    assert len(kept("<p>Nobody voted against it.</p>", [])) == 11
