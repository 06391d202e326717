"""Pages built to be slow are read in linear time, and the limits hold."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallax.errors import ExtractionError
from parallax.extract import article
from parallax.extract.scripts import take_out
from parallax.extract.tree import looks_hostile, parse

URL = "https://example.org/a"
PAGES = {
    "attributes": "<div " + " ".join(f'a{n}="x"' for n in range(40_000)) + "><p>text</p></div>",
    "attributes behind a quote": "<div " + " ".join(f'a{n}=">"' for n in range(40_000)) + ">x",
    "link paragraphs": "".join(f'<p><a href="/{n}">link number {n}</a></p>' for n in range(50_000)),
    "open links": "".join(f'<p><a href="/{n}">link number {n}' for n in range(50_000)),
    "deep": "<div>" * 100_000 + "text",
    "deep and closed": "<div>" * 50_000 + "text" + "</div>" * 50_000,
    "open formatting": "".join(f"<b id={n}><p>x" for n in range(20_000)),
    "open fonts": "".join(f"<font size={n}>x" for n in range(20_000)),
    "tables in cells": "<table><tr><td>" * 10_000,
    "lists in lists": "<ul><li>" * 40_000,
    "long paragraphs": "<h1>x</h1>"
    + "".join(f"<p>{n} {'They met, and spoke. ' * 60}</p>" for n in range(4000)),
    "table rows": "<p>Text of it.</p><table>" + "<tr><td>1<td><img src=x><time>2</time>" * 15_000,
    "open comments": "<!--" * 200_000,
    "open scripts": "<script>" * 100_000,
    "bare brackets": "<" * 500_000,
    "tags without end": "<a " * 200_000,
}
# Ten times what the slowest takes on a busy two-core machine; quadratic reading takes minutes.
SECONDS = 10.0


@pytest.mark.parametrize("name", PAGES)
def test_a_page_built_to_be_slow_is_not(name: str) -> None:
    started = time.process_time()
    with contextlib.suppress(ExtractionError):
        article(f"<html><body>{PAGES[name]}", URL)
    assert time.process_time() - started < SECONDS


def test_twice_the_nesting_takes_about_twice_the_time() -> None:
    def seconds(depth: int) -> float:
        started = time.process_time()
        parse("<div>" * depth + "text")
        return time.process_time() - started

    seconds(1000)
    assert seconds(80_000) < 6 * seconds(40_000) + 0.2


def test_flattening_keeps_the_text_of_a_deep_page() -> None:
    html = "<div>" * 5000 + "<p>kept</p>" + "</div>" * 5000
    assert looks_hostile(html)
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
    assert take_out(html)[0] == left


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
