"""The library call, on pages written for these tests."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parallax.errors import Unreadable
from parallax.extract import NO_HABITS, ExtractionPool, article
from parallax.model import Content, Reading

URL = "https://harbour-post.example/world/2026/05/ferry-line.html"
PARAGRAPHS = (
    "The harbour board voted on Tuesday to reopen the northern ferry line, eleven years after it was closed.",
    "Supporters say that the crossing will cut the journey between the two towns from two hours to forty minutes.",
    "“We have waited for this boat longer than my daughter has lived,” said the chair of the island council.",
    "Opponents fear the cost. The board puts it at 34 million over five years, half of it paid by the region.",
    "A first sailing is planned for the spring, once the pier has been widened and two crews have been trained.",
)
PAGE = f"""<!doctype html><html lang="en-IE"><head><title>Ferry line to reopen after eleven years | Harbour Post</title>
<meta property="og:title" content="Ferry line to reopen after eleven years">
<meta property="og:description" content="The board voted seven to four after a night of debate about the cost.">
<meta property="og:image" content="https://harbour-post.example/i/ferry.jpg">
<meta property="og:site_name" content="Harbour Post">
<link rel="canonical" href="https://harbour-post.example/world/2026/05/ferry-line.html">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Ferry line to reopen after eleven years","datePublished":"2026-05-12T06:30:00+01:00",
"dateModified":"2026-05-12T09:00:00+01:00","author":[{{"@type":"Person","name":"Maeve Doyle"}}],
"articleSection":"World","keywords":["ferries","islands"],"publisher":{{"name":"Harbour Post"}}}}</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>Ferry line to reopen after eleven years</h1>
<p class="standfirst">The board voted seven to four after a night of debate about the cost.</p>
<p class="byline">By <a rel="author" href="/by/maeve">Maeve Doyle</a></p>
<div class="article-body">{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}</div></article>
<aside class="related"><h2>Read more</h2><ul><li><a href="/a">Storm closes the southern pier</a></li>
<li><a href="/b">Island school gets a new roof</a></li></ul></aside></main>
<footer>© Harbour Post. All rights reserved.</footer></body></html>"""


@pytest.fixture(scope="module")
def content() -> Content:
    return article(PAGE, URL)


def test_the_body_is_the_paragraphs_and_nothing_else(content: Content) -> None:
    assert [block.text for block in content.blocks] == list(PARAGRAPHS)


def test_headline_dek_and_times_are_read(content: Content) -> None:
    assert content.title == "Ferry line to reopen after eleven years"
    assert content.dek == "The board voted seven to four after a night of debate about the cost."
    assert content.published == datetime(2026, 5, 12, 5, 30, tzinfo=UTC)
    assert content.modified == datetime(2026, 5, 12, 8, 0, tzinfo=UTC)


def test_the_rest_of_the_record_is_filled(content: Content) -> None:
    assert [author.name for author in content.authors] == ["Maeve Doyle"]
    assert (content.language, content.section, content.publisher) == ("en-IE", "World", "Harbour Post")
    assert content.topics == ("ferries", "islands")
    assert content.canonical_url == URL
    assert content.lead_image is not None
    assert content.lead_image.url == "https://harbour-post.example/i/ferry.jpg"


def test_a_page_without_text_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        article("<html><body></body></html>", URL)


def test_the_pool_reads_pages_and_reports_errors_under_their_key() -> None:
    with ExtractionPool(workers=1, seconds=20, memory_mb=1024) as pool:
        results = dict(
            pool.extract(
                [
                    ("good", (PAGE.encode(), URL, "text/html", NO_HABITS)),
                    ("empty", (b"<html></html>", URL, None, NO_HABITS)),
                ]
            )
        )
    assert isinstance(results["good"], Reading)
    assert isinstance(results["empty"], Unreadable)
