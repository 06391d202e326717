"""The capture is what invented servers would have answered, the same for the same day."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from parallax.errors import CaptureError
from parallax.feeds import parse
from parallax.model import Outcome
from parallax.sample import write_capture
from parallax.sample.capture import exchanges
from parallax.sample.edition import articles, newsrooms
from parallax.sample.truth import expected_outcomes

DAY = date(2026, 3, 14)
Answers = dict[str, tuple[str, dict[str, str], bytes]]


@pytest.fixture(scope="module")
def capture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.warc.gz"
    write_capture(path, DAY)
    return path


@pytest.fixture(scope="module")
def answers(capture: Path) -> Answers:
    def read() -> Iterator[tuple[str, tuple[str, dict[str, str], bytes]]]:
        with capture.open("rb") as file:
            for record in ArchiveIterator(file):
                headers = {name.lower(): value for name, value in record.http_headers.headers}
                body = record.content_stream().read()
                yield (
                    record.rec_headers.get_header("WARC-Target-URI"),
                    (record.http_headers.get_statuscode(), headers, body),
                )

    return dict(read())


def test_every_listed_page_and_its_pictures_are_in_the_capture(answers: Answers) -> None:
    open_to_us = {url for url, end in expected_outcomes().items() if end is not Outcome.REFUSED_ROBOTS}
    assert open_to_us <= answers.keys()
    assert {article.image_url for article in articles() if article.scene} <= answers.keys()
    for newsroom in newsrooms():
        assert newsroom.listing in answers
        assert f"{newsroom.outlet.homepage}robots.txt" in answers


def test_the_same_day_gives_the_same_bytes(capture: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.warc.gz"
    write_capture(again, DAY)
    assert again.read_bytes() == capture.read_bytes()


def test_another_day_moves_the_times_and_keeps_the_addresses(answers: Answers) -> None:
    other = {exchange.url: exchange.body for exchange in exchanges(date(2026, 3, 15))}
    assert other.keys() == answers.keys()
    article = articles()[0]
    assert b"2026-03-14" in answers[article.url][2]
    assert b"2026-03-15" in other[article.url]


def test_each_feed_is_well_formed_and_lists_its_newsrooms_pages(answers: Answers) -> None:
    now = datetime(2026, 3, 16, tzinfo=UTC)
    dialects = set()
    listed = set()
    for newsroom in newsrooms():
        _, headers, body = answers[newsroom.listing]
        if newsroom.dialect == "json":
            assert json.loads(body)["version"].startswith("https://jsonfeed.org/")
        else:
            ET.fromstring(body)
        feed = parse(body, newsroom.listing, content_type=headers["content-type"], now=now)
        assert not feed.problems, (newsroom.outlet.id, feed.problems)
        assert all(entry.title and entry.published for entry in feed.entries)
        listed |= {entry.url for entry in feed.entries}
        dialects.add(newsroom.dialect)
    assert dialects == {"rss", "atom", "rdf", "json", "sitemap"}
    assert listed == expected_outcomes().keys()


def test_a_missing_page_answers_404_and_a_page_closed_by_robots_was_not_recorded(answers: Answers) -> None:
    outcomes = expected_outcomes()
    for url, outcome in outcomes.items():
        assert (url not in answers) == ("/internal/" in url) == (outcome is Outcome.REFUSED_ROBOTS)
        if url in answers:
            assert (answers[url][0] == "404") == (outcome is Outcome.FAILED)
    assert set(outcomes.values()) >= {
        Outcome.STORED,
        Outcome.LEAD_ONLY,
        Outcome.PAYWALLED,
        Outcome.NOT_ARTICLE,
        Outcome.FAILED,
        Outcome.REFUSED_ROBOTS,
    }


def test_opt_outs_stand_in_the_header_and_on_the_page(answers: Answers) -> None:
    for article in articles():
        if article.refused:
            continue
        _, headers, body = answers[article.url]
        assert (headers.get("x-robots-tag") == "noarchive") == article.noarchive
        assert (b'content="noarchive"' in body) == article.noarchive
        assert (headers.get("tdm-reservation") == "1") == article.reserved


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="nowhere"):
        write_capture(tmp_path / "nowhere" / "sample.warc.gz", DAY)
