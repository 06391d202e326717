"""Indexes of sitemaps, windows of time, and the feeds a page advertises."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from parallax.errors import FeedError
from parallax.feeds import discover, parse, sitemap_index

INDEX = b"""<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://h.example/2023.xml</loc><lastmod>2023-12-31</lastmod></sitemap>
<sitemap><loc>/today.xml</loc><lastmod>2026-11-23T08:00:00Z</lastmod></sitemap>
<sitemap><loc>https://h.example/undated.xml</loc></sitemap><sitemap><loc>ftp://h.example/x</loc></sitemap>
</sitemapindex>"""


def test_an_index_gives_its_sitemaps_newest_first(now: datetime) -> None:
    index = sitemap_index(INDEX, "https://h.example/index.xml", now=now)
    assert index is not None
    assert [child.url.rpartition("/")[2] for child in index.sitemaps] == [
        "today.xml",
        "2023.xml",
        "undated.xml",
    ]
    assert index.dropped == 1


def test_an_index_is_a_feed_without_entries(now: datetime) -> None:
    feed = parse(INDEX, "https://h.example/index.xml", now=now)
    assert (feed.dialect, feed.entries) == ("sitemap index", ())


def test_a_feed_is_no_index(now: datetime) -> None:
    assert sitemap_index(b"<rss><channel/></rss>", "https://h.example/f", now=now) is None
    with pytest.raises(FeedError):
        sitemap_index(b"<p>x", "https://h.example/f", now=now)


def test_the_window_decides_what_a_sitemap_lists(now: datetime) -> None:
    ages = [timedelta(hours=1), timedelta(days=2), timedelta(days=20)]
    urls = "".join(
        f"<url><loc>https://h.example/{n}</loc><lastmod>{(now - age).isoformat()}</lastmod></url>"
        for n, age in enumerate(ages)
    )
    body = f"<urlset>{urls}</urlset>".encode()

    feed = parse(body, "https://h.example/s.xml", now=now)
    assert [entry.url for entry in feed.entries] == ["https://h.example/0", "https://h.example/1"]
    assert any("past the window" in problem for problem in feed.problems)

    wide = parse(body, "https://h.example/s.xml", now=now, sitemap_window=timedelta(days=30))
    assert len(wide.entries) == 3


def test_feeds_are_found_in_order_with_comments_last() -> None:
    page = """<head><base href="https://cdn.example/"><link rel=stylesheet type=text/css href=a.css>
    <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
    <LINK REL="ALTERNATE feed" TYPE="application/atom+xml; charset=utf-8" HREF="atom.xml">
    <link rel="alternate" type="application/rss+xml" href="javascript:x()">
    <link rel="alternate" hreflang="fr" type="text/html" href="/fr">
    <link rel="alternate" type="application/feed+json" href="https://h.example/feed.json"></head>"""
    assert discover(page, "https://h.example/") == (
        "https://cdn.example/atom.xml",
        "https://h.example/feed.json",
        "https://cdn.example/comments/feed/",
    )


def test_a_page_without_feeds_advertises_none() -> None:
    assert discover(b"<p>nothing", "https://h.example/") == ()
