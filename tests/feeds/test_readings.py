"""Every feed in ``pages/`` is read as a careful person reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from parallax.errors import FeedError
from parallax.feeds import parse
from parallax.model import Feed


def test_a_written_feed_is_read_as_written(
    reading: Any, now: datetime, compare: Callable[[Any, Feed], list[str]]
) -> None:
    feed = parse(reading.body, reading.url, content_type=reading.content_type, now=now)

    assert compare(reading, feed) == []


def test_every_page_has_a_reading() -> None:
    pages = Path(__file__).parent / "pages"
    assert (
        len(list(pages.iterdir())) == pages.joinpath("readings.json").read_text("utf-8").count('"file"') + 1
    )


def test_entries_come_newest_first_and_undated_ones_last(rss: Callable[..., bytes], now: datetime) -> None:
    body = rss(
        "<item><title>undated</title><link>https://h.example/0</link></item>"
        "<item><title>old</title><link>https://h.example/1</link><pubDate>2024-01-01T00:00:00Z</pubDate></item>"
        "<item><title>new</title><link>https://h.example/2</link><pubDate>2025-01-01T00:00:00Z</pubDate></item>"
    )
    assert [e.title for e in parse(body, "https://h.example/f", now=now).entries] == ["new", "old", "undated"]


def test_a_gzipped_sitemap_is_unpacked(now: datetime) -> None:
    import gzip

    page = (Path(__file__).parent / "pages" / "sm-news.xml").read_bytes()
    feed = parse(gzip.compress(page), "https://harbour.example/s.xml.gz", now=now)
    assert [entry.title for entry in feed.entries] == ["Ferry late"]


def test_what_was_mended_is_said(rss: Callable[..., bytes], now: datetime) -> None:
    body = rss(
        "<item><title>A & B</title><link>https://h.example/1</link><pubDate>soon</pubDate></item>"
        f"<item><title>{'long ' * 200}</title><link>https://h.example/2</link>"
        "<pubDate>2024-01-01 10:00</pubDate></item>"
    )
    problems = " | ".join(parse(body, "https://h.example/f", now=now).problems)
    assert "broken XML was mended" in problems
    assert "a date could not be read" in problems
    assert "a date without a known zone was taken as UTC" in problems
    assert "a title was cut at 500 characters" in problems


def test_hours_to_skip_and_ttl_are_kept(rss: Callable[..., bytes], now: datetime) -> None:
    head = "<title>H</title><ttl>45</ttl><skipHours><hour>3</hour><hour>24</hour><hour>x</hour></skipHours>"
    feed = parse(rss("", head), "https://h.example/f", now=now)
    assert (feed.ttl_minutes, feed.skip_hours) == (45, (0, 3))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "is empty"),
        (b"   \n", "is empty"),
        (b"\x00\xff\x13rubbish", "not a feed"),
        (b"<opml version='2.0'><body/></opml>", "not a feed|web page"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "starts with <svg>"),
        (b'{"error": "no such key"}', "not a JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "broken JSON"),
        (b"[" * 100_000, "not a feed"),
        (b'{"a":' * 100_000, "broken JSON"),
    ],
)
def test_what_is_no_feed_is_refused_with_a_reason(body: bytes, says: str, now: datetime) -> None:
    with pytest.raises(FeedError, match=says):
        parse(body, "https://h.example/f", now=now)


def test_a_web_page_names_the_feed_it_advertises(now: datetime) -> None:
    page = b'<!doctype html><link rel="alternate" type="application/rss+xml" href="/feed"><p>Hello'
    with pytest.raises(FeedError, match="is a web page") as caught:
        parse(page, "https://h.example/news", now=now)
    assert "https://h.example/feed" in caught.value.hint
