"""Stories in the terminal."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parallax.model import Article, Block, Content, Outlet, Rights, article_id
from parallax.store.sqlite import SqliteStore
from parallax.store.views import PlacedArticle

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
    store.close()
    return {"PARALLAX_DATA_DIR": str(tmp_path / "told")}


def test_without_an_id_the_stories_most_countries_tell_are_listed_with_theirs(parallax, told):
    listed = parallax("story", **told)
    assert listed.code == 0, listed.err
    assert listed.out.index("5702") < listed.out.index("5701")
    assert "2 reports · 2 outlets · 2 countries · 2 languages · 5702" in listed.out
    assert "Lamp found" not in listed.out
    assert "Ponte reabre" in parallax("story", "5702", **told).out


def test_without_stories_it_says_what_would_bring_some(parallax):
    done = parallax("story")
    assert done.code == 3
    assert "parallax ingest" in done.out
    assert "`parallax story` lists stories" in parallax("story", "no-such").err
