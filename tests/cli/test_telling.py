"""Stories in the terminal."""

from __future__ import annotations

import io
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from parallax.cli import telling
from parallax.cli.lines import print_line
from parallax.model import Article, Block, Content, Outlet, Passage, Rights, Sentence, article_id
from parallax.store.sqlite import SqliteStore
from parallax.store.views import PlacedArticle, Telling
from parallax.telling import Evidence, Omission, Take

AT = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
OUTLETS = (
    Outlet("gazeta", "Gazeta do Vale", "https://gazeta.example", "BR", languages=("pt",)),
    Outlet("courier", "Valley Courier", "https://courier.example", "NZ", languages=("en",)),
    Outlet("echo", "Harbour Echo", "https://echo.example", "NZ", languages=("en",)),
)


def article(outlet: Outlet, number: int, title: str) -> Article:
    url = f"{outlet.homepage}/{number}"
    content = Content(title=title, url=url, blocks=(Block("paragraph", f"{title}."),), published=AT)
    language = outlet.languages[0]
    return Article(
        article_id(url), outlet.id, outlet.country, language, "model", content, Rights(), AT, 1, title
    )


@pytest.fixture
def told(tmp_path):
    """A store in which two stories are told by two outlets each, and one by a single outlet."""
    store = SqliteStore(tmp_path / "told" / "parallax.db", clock=lambda: AT)
    store.sync_outlets(OUTLETS)
    gazeta, courier, echo = OUTLETS
    stories = {
        "5701": (article(courier, 1, "Weir holds"), article(echo, 1, "Weir is sound")),
        "5702": (article(courier, 2, "Bridge opens again"), article(gazeta, 2, "Ponte reabre")),
        "5703": (article(echo, 3, "Lamp found"),),
    }
    for story, articles in stories.items():
        for one in articles:
            store.put_article(one)
        store.put_story_articles(PlacedArticle(one.id, story) for one in articles)
    store.put_passages(
        stories["5702"][1].id, [Passage("title", 0, (Sentence("Ponte reabre", "Bridge reopens", "human"),))]
    )
    store.close()
    return {"PARALLAX_DATA_DIR": str(tmp_path / "told")}


def test_without_an_id_the_stories_most_countries_tell_are_listed_with_theirs(parallax, told):
    listed = parallax("story", **told)
    assert listed.code == 0, listed.err
    assert listed.out.index("5702") < listed.out.index("5701")
    assert "2 reports · 2 outlets · 2 countries · 2 languages · 5702" in listed.out
    assert "Lamp found" not in listed.out
    assert "Bridge reopens" in parallax("story", "5702", **told).out


def test_words_open_the_one_story_whose_reports_say_them_or_list_several(parallax, told, tmp_path):
    shown = parallax("story", "bridge", "opens", **told)
    assert shown.code == 0, shown.err
    assert "Bridge opens again" in shown.out
    assert "5702" in shown.out
    assert "5703" not in parallax("story", "lamp", **told).out, "one report is no story"
    with closing(SqliteStore(tmp_path / "told" / "parallax.db", clock=lambda: AT)) as store:
        both = [article(outlet, 4, "Bridge of Ems painted") for outlet in OUTLETS[1:]]
        for one in both:
            store.put_article(one)
        store.put_story_articles(PlacedArticle(one.id, "5704") for one in both)
    listed = parallax("story", "bridge", **told).out
    assert "5702" in listed
    assert "5704" in listed
    assert "`parallax story ID` opens one" in listed


def test_a_list_that_is_not_whole_says_so(parallax, told, tmp_path):
    assert "/stories" not in parallax("story", **told).out
    with closing(SqliteStore(tmp_path / "told" / "parallax.db", clock=lambda: AT)) as store:
        for number in range(100, 101 + telling.MOST_TOLD):
            both = [article(outlet, number, f"Gate {number}") for outlet in OUTLETS[1:]]
            for one in both:
                store.put_article(one)
            store.put_story_articles(PlacedArticle(one.id, f"story-{number}") for one in both)
    assert "the site has all, at /stories" in parallax("story", **told).out
    assert "the site has all, at /stories" in parallax("story", "gate", **told).out
    assert "the site has all" not in parallax("story", "weir", **told).out


def test_without_stories_it_says_what_would_bring_some(parallax):
    done = parallax("story")
    assert done.code == 3
    assert "parallax ingest" in done.out
    assert "`parallax story` lists stories" in parallax("story", "no-such").err


def test_a_label_opens_down_to_its_sentences_and_to_where_it_stands(parallax, told):
    one = article(OUTLETS[1], 1, "Weir holds").id
    why = Evidence(one, "The warden asked for the sluice to be closed.", 0, AT)
    take = Take("voices:warden", "Warden’s side", "voices", "2 of 2 quotations", (one,), (why,), "most", "2")
    store = SqliteStore(Path(told["PARALLAX_DATA_DIR"]) / "parallax.db", clock=lambda: AT)
    store.put_telling("5701", Telling(takes=(take,)))
    store.close()
    assert "sluice" not in parallax("story", "5701", **told).out
    shown = " ".join(parallax("story", "5701", "--why", **told).out.split())
    assert "Valley Courier: The warden asked for the sluice to be closed." in shown
    assert "/story/5701#take-voices-warden" in shown
    assert "/api/v1/takes/5701.take-voices-warden" in shown


def test_compared_reports_are_named_in_english_with_the_original_beneath(parallax, told):
    ids = [article_id(f"https://{outlet}.example/2") for outlet in ("courier", "gazeta")]
    done = parallax("compare", *ids, **told)
    assert done.code == 0, done.err
    assert "Gazeta do Vale: Bridge reopens\n  Ponte reabre\n" in done.out
    assert done.out.count("Bridge opens again\n") == 1, "what is in English already stands once"


def test_an_outlet_that_only_the_store_knows_is_shown(parallax, told):
    shown = parallax("outlets", "show", "courier", **told)
    assert shown.code == 0, shown.err
    assert "Valley Courier" in shown.out


def test_a_store_with_nothing_in_it_says_what_brings_something(parallax, told):
    said = parallax("status").out
    assert "`parallax up` or `parallax ingest`" in said
    assert "How items ended" not in said
    assert "Nothing was looked at there or then" in parallax("status", "--country", "Nauru", **told).out


def test_lines_break_between_words_at_the_terminals_width_and_not_at_all_in_a_pipe():
    words = "A sentence that is a good deal longer than the forty columns of this narrow terminal."
    for terminal, rows in ((True, 3), (False, 1)):
        written = io.StringIO()
        print_line(Console(file=written, force_terminal=terminal, width=40, soft_wrap=True), words)
        lines = Text.from_ansi(written.getvalue()).plain.splitlines()
        assert len(lines) == rows
        assert " ".join(line.strip() for line in lines) == words


def test_what_a_report_alone_carries_stands_below_its_name_once(parallax, told):
    one = article(OUTLETS[1], 1, "Weir holds").id
    alone = tuple(Omission(one, "alone", text, (), 1.0) for text in ("It cost 9 crowns.", "Eels like it."))
    store = SqliteStore(Path(told["PARALLAX_DATA_DIR"]) / "parallax.db", clock=lambda: AT)
    store.put_telling("5701", Telling(omissions=alone))
    store.close()
    shown = parallax("story", "5701", **told).out
    assert "  Valley Courier\n    It cost 9 crowns.\n    Eels like it.\n" in shown
