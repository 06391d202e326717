"""Headline, times, authors, language, images and flags: each by vote of what the page states."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.extract.dates import parse_time
from parallax.extract.facts import choose_canonical, is_opinion
from parallax.extract.languages import choose_language
from parallax.extract.site_names import read_site_names
from parallax.extract.structured import Declared, load_json, read_declared
from parallax.extract.titles import choose_title
from parallax.extract.tree import parse

ADDRESS = "https://www.harbour-post.example/ferry"


def declared(head: str, body: str = "") -> Declared:
    return read_declared(parse(f"<html><head>{head}</head><body>{body}</body></html>"))


def test_escaped_markup_in_a_headline_is_read() -> None:
    found = declared('<meta property="og:title" content="Tom &amp;amp; Ada&amp;#39;s ferry">')
    assert choose_title(found, [], "", read_site_names(found, ADDRESS)) == "Tom & Ada's ferry"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-05-12T06:30:00+01:00", datetime(2026, 5, 12, 5, 30, tzinfo=UTC)),
        ("2026-05-12T06:30:00.123Z", datetime(2026, 5, 12, 6, 30, 0, 123000, tzinfo=UTC)),
        ("2026-05-12 06:30:00 +0530", datetime(2026, 5, 12, 1, 0, tzinfo=UTC)),
        ("2026-05-12 06:30:00 +01:00", datetime(2026, 5, 12, 5, 30, tzinfo=UTC)),
        ("20260512T0630", datetime(2026, 5, 12, 6, 30)),
        ("1778567400", datetime(2026, 5, 12, 6, 30, tzinfo=UTC)),
        ("Tue, 12 May 2026 06:30:00 EST", datetime(2026, 5, 12, 11, 30, tzinfo=UTC)),
    ],
)
def test_stated_times_are_read(text: str, value: datetime) -> None:
    assert parse_time(text) == value


@given(
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)), st.integers(-14 * 4, 14 * 4)
)
def test_any_iso_time_survives_the_round_trip(moment: datetime, quarters: int) -> None:
    from datetime import timezone

    stated = moment.replace(tzinfo=timezone(timedelta(minutes=15 * quarters)))
    assert parse_time(stated.isoformat()) == stated


@given(st.text(max_size=60))
def test_no_text_breaks_the_date_reader(text: str) -> None:
    assert parse_time(text) is None or isinstance(parse_time(text), datetime)


def test_an_english_theme_does_not_make_another_language_english() -> None:
    words = "jeshi la polisi mkoani limefanikiwa kukamata watu kwa kuhusika na makosa mbalimbali ya wizi " * 6
    assert choose_language(declared("").__class__(language="en-US"), words, lambda _: ("sw", 0.6)) == "sw"


def test_a_script_outranks_a_declaration() -> None:
    text = "市議会は火曜日、十一年前に閉鎖された渡し船の再開を決めた。" * 5
    assert choose_language(Declared(language="en"), text, lambda _: ("en", 1.0)) == "ja"


def test_a_canonical_address_on_another_site_is_not_believed() -> None:
    head = '<link rel="canonical" href="https://elsewhere.example.org/a">'
    assert choose_canonical(declared(head), "https://harbour-post.example.com/b") == ""


def test_opinion_is_told_by_section_or_path() -> None:
    assert is_opinion(Declared(), "", "https://x.example/opinion/a")
    assert is_opinion(Declared(), "Meinung", "https://x.example/a")
    assert not is_opinion(Declared(), "World", "https://x.example/comments-policy-vote")


@pytest.mark.parametrize(
    "text",
    ['{"a": "b",}', '<!-- {"a": "b"} -->', '{"a": "b"} {"c": 1}', '{"a": "b"};'],
)
def test_broken_json_is_mended(text: str) -> None:
    assert load_json(text) == {"a": "b"}


def test_json_nested_past_all_reason_is_given_up() -> None:
    assert load_json("[" * 100_000) is None
