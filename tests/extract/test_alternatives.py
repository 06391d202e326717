"""Finding the plainer forms of an article that its page offers."""

from __future__ import annotations

import time

import pytest

from parallax.extract import alternatives, same_site

URL = "https://www.harbour-post.co.nz/world/ferry"


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ('<link rel="amphtml" href="https://amp.harbour-post.co.nz/world/ferry">', ("https://amp.harbour-post.co.nz/world/ferry",)),
        ("<link href='/amp/world/ferry' rel=amphtml>", ("https://www.harbour-post.co.nz/amp/world/ferry",)),
        ('<link rel="alternate" media="print" href="/print/ferry">', ("https://www.harbour-post.co.nz/print/ferry",)),
        ('<a href="/world/ferry?print=true&amp;x=1">Print</a>', ("https://www.harbour-post.co.nz/world/ferry?print=true&x=1",)),
        ('<a href="/drucken/ferry">Drucken</a>', ("https://www.harbour-post.co.nz/drucken/ferry",)),
        ('<link rel="amphtml" href="https://www-harbour.cdn.example/ferry">', ()),
        ('<link rel="amphtml" href="https://other-post.co.nz/ferry">', ()),
        ('<link rel="amphtml" href="https://www.harbour-post.co.nz/world/ferry#amp">', ()),
        ('<a href="/print-edition/today">Our print edition</a><a href="/sprint/final">Sprint</a>', ()),
        ('<link rel="amphtml" href="javascript:alert(1)"><link rel="amphtml" href="http://[broken">', ()),
        ('<link rel="stylesheet" media="print" href="/print/style.css">', ()),
    ],
)  # fmt: skip
def test_forms_of_the_same_site_are_found(tag: str, found: tuple[str, ...]) -> None:
    assert alternatives(f"<html><head>{tag}</head><body></body></html>", URL) == found


def test_amp_comes_before_print() -> None:
    html = '<a href="/print/ferry">Print</a><link rel="amphtml" href="/z/amp">'
    assert alternatives(html.encode(), URL)[0].endswith("/z/amp")


def test_closed_text_has_no_other_form() -> None:
    html = '<link rel="amphtml" href="/amp"><script>{"isAccessibleForFree": "False"}</script>'
    assert alternatives(html, URL) == ()


@pytest.mark.parametrize(
    "flood",
    ["<a " * 400_000, "<link rel=" * 200_000, '<a href="' + "x" * 2_000_000, "<a href='/print/1'>" * 60_000],
)
def test_hostile_pages_take_linear_time(flood: str) -> None:
    started = time.process_time()
    assert len(alternatives(flood, URL)) <= 3
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("amp.post.example", "www.post.example", True),
        ("post.co.uk", "mail.co.uk", False),
        ("amp.post.co.uk", "post.co.uk", True),
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "10.0.0.1", False),
        ("", "", False),
    ],
)
def test_hosts_are_of_one_site_by_their_registered_name(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same
