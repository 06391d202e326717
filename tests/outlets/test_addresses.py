"""An article's address finds its outlet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.model import Outlet
from parallax.outlets import Registry, load_registry
from parallax.outlets.schema import Record


def make(outlet_id: str, homepage: str, *feeds: str, also_at: tuple[str, ...] = ()) -> Record:
    return Record(Outlet(outlet_id, outlet_id, homepage, "PT", feeds=feeds), also_at)


def placed(registry: Registry, url: str) -> str | None:
    outlet = registry.by_url(url)
    return outlet.id if outlet else None


@pytest.mark.parametrize(
    ("url", "outlet_id"),
    [
        ("https://www.spiegel.de/wirtschaft/a-1", "spiegel-de"),
        ("http://SPIEGEL.de", "spiegel-de"),
        ("https://roma.repubblica.it/cronaca/2025/01/05/news/1", "repubblica-it"),
        ("https://g1.globo.com/mundo/noticia/1", "g1-globo-com"),
        ("https://oglobo.globo.com/mundo/1", "oglobo-globo-com"),
        ("https://www.bbc.co.uk/news/world-1", "bbc-com"),
        ("https://feeds.bbci.co.uk/news/rss.xml", "bbc-com"),
        ("https://timesofindia.indiatimes.com/city/1", "timesofindia-indiatimes-com"),
        ("https://notspiegel.de/1", None),
        ("https://spiegel.de.example.org/1", None),
        ("https://feeds.feedburner.com/anything", None),
        ("https://globo.com/1", None),
        ("https://co.uk/", None),
        ("mailto:someone@spiegel.de", None),
        ("http://[broken/", None),
        ("", None),
    ],
)
def test_the_shipped_outlets_are_found(url: str, outlet_id: str | None) -> None:
    assert placed(load_registry(), url) == outlet_id


def test_the_longest_match_wins() -> None:
    registry = Registry(
        [
            make("whole", "https://paper.example/"),
            make("north", "https://paper.example/north/"),
            make("south", "https://south.paper.example/"),
        ]
    )
    assert placed(registry, "https://paper.example/north/rain") == "north"
    assert placed(registry, "https://paper.example/northern-lights") == "whole"
    assert placed(registry, "https://www.south.paper.example/rain") == "south"
    assert placed(registry, "https://east.paper.example/rain") == "whole"


def test_a_homepage_that_is_a_page_has_its_host_to_itself() -> None:
    registry = Registry([make("paper", "https://paper.example/en/home.html")])
    assert placed(registry, "https://paper.example/2026/rain") == "paper"


def test_on_a_shared_host_only_the_path_counts() -> None:
    registry = Registry([make("page", "https://www.facebook.com/vale.news")])
    assert placed(registry, "https://facebook.com/vale.news/posts/1") == "page"
    assert placed(registry, "https://facebook.com/somebody") is None


def test_a_feeds_host_counts_only_when_one_outlet_uses_it() -> None:
    alone = make("alone", "https://alone.example/", "https://alone-feeds.example/rss")
    two = [make(f"o{n}", f"https://o{n}.example/", f"https://cdn.example/{n}") for n in range(2)]
    registry = Registry([alone, *two])
    assert placed(registry, "https://alone-feeds.example/item/1") == "alone"
    assert placed(registry, "https://cdn.example/item/1") is None


def test_a_service_that_makes_feeds_for_others_belongs_to_nobody() -> None:
    registry = Registry([make("paper", "https://paper.example/", "https://feeds.feedburner.com/paper")])
    assert placed(registry, "https://feeds.feedburner.com/~r/other/1") is None


def test_a_feed_on_anothers_host_does_not_take_it_over() -> None:
    registry = Registry(
        [
            make("host", "https://host.example/"),
            make("guest", "https://guest.example/", "https://host.example/guest.xml"),
        ]
    )
    assert placed(registry, "https://host.example/1") == "host"


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    load_registry().by_url(text)


@pytest.mark.shared
def test_the_captured_pages_of_general_newsrooms_find_their_country(shared: Path) -> None:
    gold = (shared / "data" / "capture" / "news-pages.gold.jsonl").read_text(encoding="utf-8").splitlines()
    pages = [json.loads(line) for line in gold]
    registry = load_registry()
    right = [
        page for page in pages if (found := registry.by_url(page["url"])) and found.country == page["country"]
    ]
    # 83 of 101 when written: the others are magazines and sites that are no general news,
    # and Euronews, which this list puts elsewhere than the registry does.
    assert len(right) >= 0.8 * len(pages)
