"""The rendered pages read like any news page: our own extraction finds what was put into them."""

from __future__ import annotations

from datetime import date

import pytest

from parallax.extract.article import article as extract
from parallax.language import of_article
from parallax.model import Content
from parallax.sample.edition import articles
from parallax.sample.records import SampleArticle, joined
from parallax.sample.render import page

DAY = date(2026, 3, 14)


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def read() -> list[tuple[SampleArticle, Content]]:
    return [(article, extract(page(article, DAY), article.url)) for article in articles()]


Pages = list[tuple[SampleArticle, Content]]


def test_titles_are_read(read: Pages) -> None:
    wrong = [a.id for a, c in read if folded(c.title) != folded(a.title.original)]
    assert not wrong


def test_times_of_publication_are_read_with_their_zone(read: Pages) -> None:
    wrong = [a.id for a, c in read if c.published != a.on(DAY)]
    assert not wrong


def test_authors_are_read(read: Pages) -> None:
    signed = [(a, c) for a, c in read if a.byline]
    right = [a for a, c in signed if a.byline and a.byline.name in [author.name for author in c.authors]]
    assert len(right) / len(signed) >= 0.7


def test_paragraphs_are_read_in_order(read: Pages) -> None:
    whole = 0
    for article, content in read:
        wanted = [folded(joined(piece.sentences, article.language)) for piece in article.body]
        found = [folded(block.text) for block in content.blocks]
        whole += [text for text in found if text in wanted] == wanted
    assert whole / len(read) >= 0.95


def test_live_posts_are_read_with_their_times(read: Pages) -> None:
    live = [(article, content) for article, content in read if article.live]
    assert live
    for article, content in live:
        times = [block.at for block in content.blocks if block.kind == "live-post"]
        assert times == [article.on(DAY, piece.at) for piece in article.body if piece.at]


def test_paywall_and_live_and_opinion_are_seen_where_a_page_declares_them(read: Pages) -> None:
    for article, content in read:
        assert content.paywalled == article.paywalled, article.id
        assert content.live == article.live, article.id
        assert content.opinion == article.opinion, article.id


def test_each_page_is_in_the_language_it_says(read: Pages) -> None:
    for article, content in read:
        guess = of_article(content.title, content.text, declared=content.language)
        assert guess.tag == article.language, article.id
