"""A capture's pages and what its feeds list become items; damage costs only what comes after it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from parallax.errors import InputError
from parallax.fetch import CaptureFetcher
from parallax.pipeline.sources import from_capture, from_file, survey
from parallax.pipeline.workshop import read_feed
from parallax.sample import write_capture

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def capture(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("capture") / "day.warc.gz"
    write_capture(path, date(2026, 3, 14))
    return path


def test_every_page_is_an_item_once_with_its_entry_and_what_is_only_listed_is_one_too(capture):
    found = survey(CaptureFetcher(capture), read_feed)
    items = list(from_capture(CaptureFetcher(capture), found))
    assert len(items) == found.items
    assert max(Counter(item.url for item in items).values()) == 1
    with_page = [item for item in items if item.response]
    assert sum(item.entry is not None for item in with_page) > 50
    assert all(item.entry and item.at for item in items if not item.response)
    assert any(not item.response for item in items)


def test_a_broken_capture_gives_what_came_before_the_break(capture, tmp_path):
    broken = tmp_path / "broken.warc.gz"
    broken.write_bytes(capture.read_bytes()[: capture.stat().st_size * 2 // 3])
    found = survey(CaptureFetcher(broken), read_feed)
    assert "damaged at record" in str(found.damage)
    items = list(from_capture(CaptureFetcher(broken), found))
    assert len(items) == found.items > 10


def test_a_saved_page_needs_an_address(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>No address</p>")
    with pytest.raises(InputError) as caught:
        from_file(page, None, NOON)
    assert "--url" in caught.value.hint
    page.write_text('<link href="https://valley.example/a" rel="canonical">')
    assert from_file(page, None, NOON).url == "https://valley.example/a"
    assert from_file(page, "https://other.example/b", NOON).url == "https://other.example/b"
