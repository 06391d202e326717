"""What is a date, what is not, and where clamping puts it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.feeds.dates import clamp, read_date
from parallax.feeds.months import month_number

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "soon", "10:30", "Monday", "5", "2024", "2024-13-01", "31 Jun 2024 10:00", "1" * 5000]
)
def test_what_does_not_state_a_day_is_no_date(text: str) -> None:
    assert read_date(text, now=NOW) is None


def test_slashes_follow_the_language_or_stay_unread() -> None:
    assert read_date("03/04/2024 10:00", now=NOW, language="en") is None
    french = read_date("03/04/2024 10:00", now=NOW, language="fr")
    assert french is not None and french.at == datetime(2024, 4, 3, 10, tzinfo=UTC)
    american = read_date("3/4/2024 10:00 PM", now=NOW, language="en")
    assert american is not None and american.at == datetime(2024, 3, 4, 22, tzinfo=UTC)


def test_a_word_that_is_two_months_needs_its_language() -> None:
    assert (month_number("listopad", "pl"), month_number("listopad", "hr")) == (11, 10)
    assert month_number("listopad") is None


@given(st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29)))
def test_clamping_never_leaves_the_bounds(naive: datetime) -> None:
    at = clamp(naive.replace(tzinfo=UTC), NOW)
    assert datetime(1990, 1, 1, tzinfo=UTC) <= at <= NOW + timedelta(hours=1)


@given(
    st.datetimes(min_value=datetime(1990, 1, 2), max_value=datetime(2026, 11, 1)),
    st.integers(-12 * 60, 14 * 60),
)
def test_what_is_written_by_the_rules_is_read_back(naive: datetime, minutes: int) -> None:
    at = naive.replace(microsecond=0, tzinfo=UTC)
    sign, size = ("-" if minutes < 0 else "+"), abs(minutes)
    local = at + timedelta(minutes=minutes)
    zone = f"{sign}{size // 60:02}{size % 60:02}"
    for written in (
        f"{local:%a, %d %b %Y %H:%M:%S} {zone}",
        f"{local:%Y-%m-%dT%H:%M:%S}{zone[:3]}:{zone[3:]}",
    ):
        moment = read_date(written, now=NOW)
        assert moment is not None and not moment.assumed and moment.at == at


@given(st.text(max_size=200) | st.from_regex(r"[0-9:\-/., ]{1,60}", fullmatch=True))
def test_no_text_breaks_the_reader(text: str) -> None:
    moment = read_date(text, now=NOW)
    assert moment is None or moment.at.tzinfo is UTC
