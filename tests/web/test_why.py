"""Why reports are one story, on request: any pair of articles, and each report with the others of its story."""

from __future__ import annotations

from typing import Any

import invented_tellings as told
import pytest
from parsed_pages import page, text
from starlette.testclient import TestClient

STORY = f"/story/{told.STORY}"


def said(client: TestClient, path: str) -> str:
    return text(page(client, path).xpath("//main")[0])


def test_every_report_of_a_story_has_the_way_to_why_it_belongs(client: TestClient) -> None:
    links = page(client, STORY).xpath("//section[@id='reports']//li//a[text()='Why it belongs here']/@href")
    assert links == [f"/why?a={one}" for one in told.MEMBERS[told.STORY]]


def test_a_report_is_held_against_each_other_one_of_its_story_strongest_first(client: TestClient) -> None:
    lines = page(client, f"/why?a={told.GB}").xpath("//ol/li")
    assert len(lines) == len(told.MEMBERS[told.STORY]) - 1
    assert "+2.9" in text(lines[0])
    assert "Names: Inês Calado" in text(lines[0])
    assert "Starting point" not in text(lines[0])
    assert "−1.7" in text(lines[-1])
    assert lines[0].xpath(f".//a[@href='/why?a={told.GB}&b={told.JP}']")


def test_two_reports_show_what_was_weighed_with_its_sign(client: TestClient) -> None:
    found = page(client, f"/why?a={told.GB}&b={told.JP}")
    assert text(found.xpath("//h1")[0]) == "Why these two reports are one story"
    rows = [[text(cell) for cell in row.xpath("./td")] for row in found.xpath("//tbody/tr")]
    assert ["+2.0", "Names", "Inês Calado"] in rows
    assert ["+0.2", "Words few others use", told.HOSTILE] in rows, "and what pages hold stays text"
    assert "comes to +2.9. From −1.0 on, reports" in said(client, f"/why?a={told.GB}&b={told.JP}")
    assert found.xpath(f"//a[@href='{STORY}?a={told.GB}&b={told.JP}']")
    assert found.xpath(f"//a[@href='/api/v1/why?a={told.GB}&b={told.JP}']")


def test_two_that_hang_together_through_a_third_say_through_which(client: TestClient) -> None:
    sentence = said(client, f"/why?a={told.GB}&b={told.EG}")
    assert "comes to −1.7, and only from −1.0 on" in sentence
    assert "stand between them" in sentence
    assert "with the first and" in sentence


def test_two_of_no_common_story_say_so(client: TestClient, invented: Any) -> None:
    outside = invented.GEORGIA.card.id
    found = page(client, f"/why?a={told.GB}&b={outside}")
    assert text(found.xpath("//h1")[0]) == "Why these two reports are not one story"
    assert not found.xpath(f"//main//a[starts-with(@href, '{STORY}')]")


def test_what_is_told_alone_says_so(client: TestClient, invented: Any) -> None:
    outside = invented.GEORGIA.card.id
    assert "This report is told alone" in said(client, f"/why?a={outside}")


@pytest.mark.parametrize(
    ("query", "status"),
    [("a=none", 404), (f"a={told.GB}&b=none", 404), ("", 422), (f"a={told.GB}&b={told.GB}", 422)],
)
def test_what_cannot_be_asked_is_said(client: TestClient, query: str, status: int) -> None:
    assert client.get(f"/why?{query}").status_code == status
