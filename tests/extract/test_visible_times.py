"""Dates as pages write them for readers, in many languages, and published told from changed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.extract import article
from parallax.extract.months import month_numbers
from parallax.extract.visible_times import dates_in

TEXT = (
    "The harbour board voted on Tuesday to reopen the northern ferry line, eleven years after it was closed. "
)


def times_of(above: str, *, language: str = "en", below: str = "") -> tuple[str | None, str | None]:
    paragraphs = "".join(f"<p>{TEXT * 2}Part {number}.</p>" for number in range(6))
    html = (
        f"<html lang={language}><head><title>Ferry line to reopen</title></head><body><article><h1>Ferry line to reopen</h1>"
        f"{above}<div class='article-body'>{paragraphs}</div>{below}</article></body></html>"
    )
    content = article(html, "https://harbour-post.example/ferry")
    return tuple(at.isoformat(" ", "minutes") if at else None for at in (content.published, content.modified))


@pytest.mark.parametrize(
    ("line", "language", "iso"),
    [
        ("Datum 28.04.2023", "de", "2023-4-28"),
        ("04/28/2023", "en-US", "2023-4-28"),
        ("05/12/2026", "en-GB", "2026-12-5"),
        ("2023年4月28日 18:40", "ja", "2023-4-28 18:40"),
        ("2023年4月28日 9時05分", "ja", "2023-4-28 9:05"),
        ("입력 2026. 5. 12. 09:00", "ko", "2026-5-12 9:00"),
        ("28 kwietnia 2023", "pl", "2023-4-28"),
        ("April 28, 2023", "en", "2023-4-28"),
        ("May 12, 2026 9:05 p.m. EST", "en", "2026-5-12 21:05-05:00"),
        ("May 12, 2026 12:05 a.m.", "en", "2026-5-12 0:05"),
        ("2026. május 12.", "hu", "2026-5-12"),
        ("12 мая 2026, 09:00", "ru", "2026-5-12 9:00"),
        ("12 Μαΐου 2026", "el", "2026-5-12"),
        ("12 במאי 2026", "he", "2026-5-12"),
        ("12 พฤษภาคม 2569", "th", "2026-5-12"),
        ("12 พ.ค. 2569 09:00 น.", "th", "2026-5-12 9:00"),
        ("١٢ مايو ٢٠٢٦", "ar", "2026-5-12"),
        ("১২ মে ২০২৬", "bn", "2026-5-12"),
        ("12 मई 2026", "hi", "2026-5-12"),
        ("Thứ ba, 12/5/2026, 09:00 (GMT+7)", "vi", "2026-5-12 9:00+07:00"),
        ("Selasa, 12 Mei 2026 09:00 WIB", "id", "2026-5-12 9:00+07:00"),
        ("12 de mayo de 2026", "es", "2026-5-12"),
        ("१२/०५/२०२६", "hi", "2026-5-12"),
    ],
)
def test_a_written_date_is_read(line: str, language: str, iso: str) -> None:
    assert [found for _, found in dates_in(line, language)] == [iso]


@pytest.mark.parametrize(
    ("line", "language", "iso"),
    [
        ("سه‌شنبه ۲۲ اردیبهشت ۱۴۰۵ ساعت ۰۹:۰۰", "fa", "2026-5-12 9:00"),
        ("تاریخ انتشار: ۱۴۰۵/۰۲/۲۲ - ۰۹:۰۰", "fa", "2026-5-12 9:00"),
        ("30 اسفند 1403", "fa", "2025-3-20"),
        ("۱۲ مه ۲۰۲۶", "fa", "2026-5-12"),
        ("۲۲ ثور ۱۴۰۵", "fa", "2026-5-12"),
        ("د ۱۴۰۵ کال د غويي ۲۲", "ps", "2026-5-12"),
        ("12/05/2569 09:00 น.", "th", "2026-5-12 9:00"),
        ("中華民國115年5月12日 09:00", "zh-TW", "2026-5-12 9:00"),
        ("令和8年5月12日 9時05分", "ja", "2026-5-12 9:05"),
        ("令和元年5月12日", "ja", "2019-5-12"),
        ("ግንቦት 4 ቀን 2018 ዓ.ም", "am", "2026-5-12"),
        ("መስከረም 1 2016", "am", "2023-9-12"),
        ("ጳጉሜን 6 2015", "am", "2023-9-11"),
        ("12 ሜይ 2026", "am", "2026-5-12"),
    ],
)
def test_a_date_of_another_calendar_is_read(line: str, language: str, iso: str) -> None:
    assert [found for _, found in dates_in(line, language)] == [iso]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("21 July 1403", "en"),
        ("12/05/1403", "en"),
        ("May 12, 2569", "en"),
        ("31 اسفند 1403", "fa"),
        ("۱۴۰۵/۱۳/۴۰", "fa"),
        ("२०८३/०१/२९", "ne"),
        ("ጳጉሜን 6 2016", "am"),
    ],
)
def test_what_is_no_day_of_publication_in_any_calendar_is_no_date(line: str, language: str) -> None:
    assert dates_in(line, language) == []


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("1405-02-22T09:00:00+03:30", "2026-05-12 09:00+03:30"),
        ("1405-02-31", "2026-05-21 00:00+00:00"),
        ("2569-05-12T12:30:00+07:00", "2026-05-12 12:30+07:00"),
    ],
)
def test_a_machine_readable_date_of_another_calendar_is_read(stated: str, published: str) -> None:
    assert times_of(f"<p><time datetime='{stated}'>then</time></p>")[0] == published


def test_a_persian_page_that_shows_its_date_only_to_readers_is_dated() -> None:
    assert times_of("<p>انتشار: ۲۲ اردیبهشت ۱۴۰۵ - ۰۹:۰۰</p>", language="fa")[0] == "2026-05-12 09:00+00:00"


@pytest.mark.parametrize(
    "line", ["Chapter 12", "Tel. 12 34 56", "May the 4 winners of 2026", "99.99.2026x", "40 May 2026"]
)
def test_other_numbers_are_no_dates(line: str) -> None:
    assert all(not iso.startswith("2026-5-4 ") for _, iso in dates_in(line, "en"))
    assert times_of(f"<p>{line}</p>")[1] is None


@pytest.mark.parametrize(
    "above",
    [
        "<p>Updated May 13, 2026 10:00</p><p>Published May 12, 2026 09:00</p>",
        "<p>Published May 12, 2026 09:00</p><p>Updated May 13, 2026 10:00</p>",
        "<p>Last updated: 13 May 2026 10:00 | First published: 12 May 2026 09:00</p>",
        "<p>Published: 12 May 2026 09:00 | Updated: 13 May 2026 10:00</p>",
        "<span><p>Updated</p><p>13 May 2026 10:00</p><p>Published</p><p>12 May 2026 09:00</p></span>",
        "<p>Updated <time datetime='2026-05-13T10:00:00Z'>today</time></p><p>Published <time datetime='2026-05-12T09:00:00Z'>then</time></p>",
        "<time class='updated' datetime='2026-05-13T10:00:00Z'>today</time><time class='published' datetime='2026-05-12T09:00:00Z'>then</time>",
    ],
)  # fmt: skip
def test_published_is_told_from_changed(above: str) -> None:
    assert times_of(above) == ("2026-05-12 09:00+00:00", "2026-05-13 10:00+00:00")


@pytest.mark.parametrize(
    ("above", "language"),
    [
        ("<p>입력 2026.05.12 09:00 수정 2026.05.13 10:00</p>", "ko"),
        ("<p>Aktualisiert: 13.05.2026, 10:00</p><p>Veröffentlicht: 12.05.2026, 09:00</p>", "de"),
        ("<p>Publié le 12/05/2026 à 09:00, mis à jour le 13/05/2026 à 10:00</p>", "fr"),
        ("<p>公開 2026年5月12日 09:00 更新 2026年5月13日 10:00</p>", "ja"),
        ("<p>Обновлено 13.05.2026 10:00. Опубликовано 12.05.2026 09:00</p>", "ru"),
    ],
)
def test_changed_is_told_in_many_languages(above: str, language: str) -> None:
    assert times_of(above, language=language) == ("2026-05-12 09:00+00:00", "2026-05-13 10:00+00:00")


def test_a_page_that_only_says_when_it_changed_has_that_time() -> None:
    assert times_of("<p>Updated 13 May 2026 10:00</p>") == (
        "2026-05-13 10:00+00:00",
        "2026-05-13 10:00+00:00",
    )


def test_months_are_known_in_the_pages_language() -> None:
    assert month_numbers("vi")
    assert month_numbers("ru")["мая"] == 5
    assert month_numbers("not-a-language")["may"] == 5


@given(st.text(max_size=160), st.sampled_from(["en", "th", "ar", "el", "zh", "xx"]))
def test_no_text_breaks_the_reader(text: str, language: str) -> None:
    dates_in(text, language)


def test_many_dates_take_linear_time() -> None:
    started = time.process_time()
    dates_in("12 May 2026 " * 20_000, "en")
    assert time.process_time() - started < 4
