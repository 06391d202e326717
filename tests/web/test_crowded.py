"""A story that everybody tells stays readable: what is long folds, and nothing runs off a phone."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from types import ModuleType
from typing import Any

import pytest
from crowd import crowded
from lxml import html
from starlette.testclient import TestClient

STORY = "/story/5a1e0c0ffee0cafe"


@pytest.fixture
def crowd(world: Any, invented: ModuleType) -> Any:
    return crowded(world, invented)


def test_countries_reports_and_takes_fold_what_is_long(client: TestClient, crowd: Any) -> None:
    page = html.fromstring(client.get(STORY).text)
    summaries = [" ".join(one.text_content().split()) for one in page.xpath("//summary")]
    assert {"33 more countries", "34 later reports", "7 more reports"} <= set(summaries)
    gaps = page.xpath("//section[@id='gaps']")[0]
    open_ones = gaps.xpath("./div[@class='gaps']/section")
    assert len(open_ones) == 6
    assert f"{len(gaps.xpath('.//section')) - 6} more reports" in summaries
    assert len(gaps.xpath(".//section")) > 40, "what is folded is there"
    assert len(page.xpath("//section[@class='take']")) == 3
    told = page.xpath("//section[@id='takes']//ul[@class='take-reports']//a")
    assert len(told) == 2 + 12 + 3, "what is folded is there"


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 820, 1440])
def test_it_runs_off_no_screen(
    visit: Callable[..., Any], address: str, site: Any, invented: ModuleType, width: int
) -> None:
    text = site(crowded(invented.World(), invented)).get(STORY).text
    page = visit("/about", viewport={"width": width, "height": 800})
    page.route("**/story/*", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(address + STORY)
    for details in page.locator("main details").all():
        details.evaluate("one => { one.open = true }")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture
def multitude(world: Any, invented: ModuleType) -> Any:
    return crowded(world, invented, times=5)


def test_a_story_of_two_hundred_reports_is_one_page_of_bounded_size_and_time(
    client: TestClient, multitude: Any
) -> None:
    client.get("/about")  # templates are read once
    started = process_time()
    answer = client.get(STORY)
    taken = process_time() - started
    reports = html.fromstring(answer.text).xpath("//section[@id='reports']//li")
    assert len(reports) > 190, "what is folded is there"
    # Measured: 417 kB, 2 kB a report, and a tenth of a second.
    assert len(answer.content) < 600_000
    assert taken < 3
