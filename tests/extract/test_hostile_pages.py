"""Pages built to be slow are read in linear time, and the limits hold."""

from __future__ import annotations

import contextlib
import random
import re
import time
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallax.errors import ExtractionError, NotAnArticle
from parallax.extract import article
from parallax.extract.scripts import take_out
from parallax.extract.tree import looks_hostile, parse

URL = "https://example.org/a"
BODY = f"<h1>Head of it</h1><p>{'They met, and spoke. ' * 60}</p>"


def linked(kind: str, part: Callable[[int], str], many: int) -> str:
    """A page whose JSON-LD lists many things."""
    things = ",".join(map(part, range(many)))
    return f'<script type="application/ld+json">{{"@type":"NewsArticle",{kind}:[{things}]}}</script>{BODY}'


def each(form: str, many: int) -> str:
    return "".join(form.replace("#", str(n)) for n in range(many))


# Pages by how many of a thing they have, and how many of it are a page that must be read in time.
PAGES: dict[str, tuple[Callable[[int], str], int]] = {
    "attributes": (lambda n: f"<div {each('a#=x ', n)}><p>text</p></div>", 40_000),
    "attributes behind a quote": (lambda n: "<div " + each('a#=">" ', n) + ">x", 40_000),
    "link paragraphs": (lambda n: each('<p><a href="/#">link number #</a></p>', n), 50_000),
    "open links": (lambda n: each('<p><a href="/#">link number #', n), 50_000),
    "deep": (lambda n: "<div>" * n + "text", 100_000),
    "deep and closed": (lambda n: "<div>" * n + "text" + "</div>" * n, 50_000),
    "open formatting": (lambda n: each("<b id=#><p>x", n), 20_000),
    "open fonts": (lambda n: each("<font size=#>x", n), 20_000),
    "tables in cells": (lambda n: "<table><tr><td>" * n, 10_000),
    "lists in lists": (lambda n: "<ul><li>" * n, 40_000),
    "paragraphs": (lambda n: each("<p>Minister # said that it would go on, and so it did.</p>", n), 20_000),
    "long paragraphs": (lambda n: each(f"<p># {'They met, and spoke. ' * 60}</p>", n), 4000),
    "one sentence again": (lambda n: "<p>The very same sentence stands here, and here it is.</p>" * n, 20_000),
    "one line": (lambda n: "<p>" + "They met, and spoke. " * n, 250_000),
    "line breaks": (lambda n: "<p>" + "text of it<br>" * n, 100_000),
    "broken paragraphs": (lambda n: "<p>" + "text of it<br><br>" * n, 40_000),
    "rows": (lambda n: f"{BODY}<table>{each('<tr><td>#<td>2<td>3', n)}</table>", 40_000),
    "rows of pictures": (lambda n: BODY + "<table>" + "<tr><td>1<td><img src=x><time>2</time>" * n, 15_000),
    "one row": (lambda n: "<table><tr>" + "<td>cell of it</td>" * n, 50_000),
    "headings": (lambda n: each("<h1>Headline # of it</h1>", n) + BODY, 40_000),
    "articles": (lambda n: each("<article><h2>Headline #</h2><p>Some text of it.</p></article>", n), 20_000),
    "footers": (lambda n: "<div>" * 150 + "<footer>x</footer>" * n, 40_000),
    "figures": (lambda n: BODY + each("<figure><img src=/#.jpg><figcaption>A #</figcaption></figure>", n), 20_000),
    "one figure": (lambda n: f"<h1>x</h1><figure>{each('<img src=/#.jpg><p>word #</p>', n)}</figure>{BODY}", 20_000),
    "frames": (lambda n: BODY + "<iframe src=https://www.youtube.com/embed/x></iframe>" * n + BODY, 40_000),
    "related": (lambda n: BODY + each("<div class=related><a href=/#>A headline that is long, #</a></div>", n), 20_000),
    "classes": (lambda n: each("<div class='a# b# article-#'>word #</div>", n), 40_000),
    "times in a line": (lambda n: BODY + each("<time>Published 1 January 2026 #</time>", n), 20_000),
    "times": (lambda n: BODY + each("<div>Published <time>1 January 2026 #</time></div>", n), 20_000),
    "authors in a line": (lambda n: each("<a rel=author>Anna Berg #</a> ", n) + BODY, 20_000),
    "authors": (lambda n: each("<p class=author>By Anna Berg #</p>", n) + BODY, 20_000),
    "marked words": (lambda n: "<p>" + "<span itemprop=name>a</span> " * n, 40_000),
    "titles": (lambda n: each("<title>Title # of it</title>", n) + BODY, 40_000),
    "meta elements": (lambda n: each("<meta property=og:title content='A #'><meta name=author content=B#>", n) + BODY,
                      20_000),
    "dates that are none": (lambda n: each("<meta name=date content='Foo bar 12 baz # of 12'>", n) + BODY, 20_000),
    "linked data": (lambda n: '<script type="application/ld+json">{"@type":"Article"}</script>' * n + BODY, 10_000),
    "linked authors": (lambda n: linked('"author"', lambda at: f'{{"name":"Anna Berg {at}"}}', n), 40_000),
    "linked parts": (lambda n: linked('"hasPart"', lambda at: f'{{"@type":"Article","@id":"{at}"}}', n), 40_000),
    "state": (lambda n: "<script>{" + each('"k#":"Some text that is long enough to be kept, #",', n) + "}</script>", 40_000),
    "state that never ends": (lambda n: '<script>{"a":"' + r'{\"b\":\"' * n + "</script>x", 40_000),
    "one string of state": (lambda n: '<script>{"b":"' + r"Text of it.\n" * n + '"}</script>x', 200_000),
    "open comments": (lambda n: "<!--" * n, 200_000),
    "open scripts": (lambda n: "<script>" * n, 100_000),
    "script that never ends": (lambda n: "<script>" + "</script " * n, 200_000),
    "bare brackets": (lambda n: "<" * n, 500_000),
    "tags without end": (lambda n: "<a " * n, 200_000),
}  # fmt: skip
# Twice what the slowest takes on a busy two-core machine; quadratic reading takes minutes.
SECONDS = 2.0
# Four times as much may take a little more than four times as long: memory is slower than the caches.
RATIO = 6.0
_FIRST_USE = 0.15  # seconds, of what is loaded when it is first needed


def seconds(name: str, many: int) -> float:
    page = f"<html><body>{PAGES[name][0](many)}"
    started = time.process_time()
    with contextlib.suppress(ExtractionError):
        article(page, URL)
    return time.process_time() - started


@pytest.mark.parametrize("name", PAGES)
def test_a_page_built_to_be_slow_is_not(name: str) -> None:
    many = PAGES[name][1]
    quarter, whole = seconds(name, many // 4), seconds(name, many)
    assert whole < SECONDS
    most = RATIO * quarter + _FIRST_USE
    # A neighbour on the machine may slow one reading, but hardly three; what is quadratic is slow each time.
    assert whole < most or min(seconds(name, many) for _ in range(2)) < most


def test_twice_the_nesting_takes_about_twice_the_time() -> None:
    def parsing(depth: int) -> float:
        started = time.process_time()
        parse("<div>" * depth + "text")
        return time.process_time() - started

    parsing(1000)
    assert parsing(80_000) < 6 * parsing(40_000) + 0.2


def test_flattening_keeps_the_text_of_a_deep_page() -> None:
    html = "<div>" * 5000 + "<p>kept</p>" + "</div>" * 5000
    assert looks_hostile(html.encode())
    assert "kept" in parse(html).body.text()


def test_scripts_are_taken_out_whole_before_anything_is_flattened() -> None:
    html = "<div>" * 5000 + "<script id=x>if (a<b) { x = '<div>' }</script><p>kept</p>"
    document = parse(html)
    assert [script.text for script in document.scripts] == ["if (a<b) { x = '<div>' }"]
    assert document.body.text() == "kept"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>a<!-- <script> --></p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a<SCRIPT src='x'></SCRIPT ><p>b", "<p>a<p>b"),
        ("a<!-->b<!--->c<!-- d --!>e", "abce"),
        ("a<style>p { }", "a"),
        ("a<script>'<!--' b", "a"),
        ("<scripted>a</scripted>", "<scripted>a</scripted>"),
    ],
)
def test_what_is_taken_out_ends_where_a_browser_ends_it(html: str, left: str) -> None:
    assert take_out(html.encode())[0].decode() == left


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/=\"' abdivpscrit!-\x00\n", max_size=400))
def test_any_text_is_read_or_refused(html: str) -> None:
    with contextlib.suppress(ExtractionError):
        article(html, URL)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with contextlib.suppress(ExtractionError):
        article(body, URL)


def test_a_recording_or_picture_is_no_article_whatever_it_is_served_as() -> None:
    packed = zlib.compress(bytes(range(256)) * 8, 0) + random.Random(3).randbytes(50_000)
    with pytest.raises(NotAnArticle, match="a binary file"):
        article(packed, URL, content_type="text/html")
    assert article(f"<html><body>{BODY}".encode("utf-16"), URL).title == "Head of it"


def test_no_control_character_of_a_page_comes_through() -> None:
    """A terminal obeys them: it could be told to hide what follows, or to put words into the clipboard."""
    evil = "\x1b]52;c;cm0gLXJm\x07\x9b31m"
    meta = (
        f'<meta name="author" content="Ann{evil} Wren"><meta name="keywords" content="ferries{evil}, ports">'
    )
    text = f"<p>{'They met, and spoke. ' * 60}{evil}</p><pre><code>a = 1{evil}\nb = 2</code></pre>"
    page = f"{meta}<article><h1>Head{evil} of it</h1>{text}<blockquote>{'So it is. ' * 9}{evil}</blockquote></article>"
    read = repr(article(page, URL))
    assert "Head]52;" in read
    assert "ferries]52;" in read
    assert not re.search(r"\\x(?!a0)", read)
