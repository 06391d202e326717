"""What readers see of what a press overlooks, and of what it alone tells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import invented_tellings as told
import pytest
from parsed_pages import page, text
from starlette.testclient import TestClient


class TestOverlooked:
    def test_counts_interval_and_doubt_stand_with_each_story(self, client: TestClient) -> None:
        (one,) = page(client, "/overlooked").xpath("//article[@class='judged']")
        said = text(one)
        assert "Of this whole press, 0% to 9% may have told it (95% interval)." in said
        # Once on the line that opens, once with the reason.
        assert said.count("0 of 40 outlets that were read told it") == 2
        assert "5 independent outlets in 4 countries" in said

    def test_a_press_of_which_nothing_could_be_read_is_not_counted_as_none_of_none(
        self, client: TestClient, world: Any
    ) -> None:
        world.coverage = tuple(replace(one, n=0, k=0) for one in world.coverage)
        unsure = text(page(client, "/overlooked").xpath("//section[@class='unsure']")[0])
        assert "told in Japan; here none of its outlets could be read" in unsure
        assert "0 of 0" not in unsure
        assert "0 of 0" not in text(
            page(client, f"/story/{told.STORY}").xpath("//section[@id='coverage']")[0]
        )

    @pytest.mark.parametrize(
        ("path", "where"),
        [
            ("/", "//*[@aria-labelledby='overlooked-title']//li"),
            ("/overlooked", "//section[@class='unsure']//li"),
            ("/overlooked/jp", "//section[@id='reverse']//li"),
        ],
    )
    def test_what_is_invented_says_so_in_every_list(
        self, client: TestClient, world: Any, path: str, where: str
    ) -> None:
        lines = page(client, path).xpath(where)
        assert lines
        assert all("Invented sample" in text(line) for line in lines)

    def test_what_cannot_be_told_says_why(self, client: TestClient) -> None:
        unsure = page(client, "/overlooked").xpath("//section[@class='unsure']")[0]
        assert "this press seldom tells such stories" in text(unsure)

    def test_what_only_one_press_tells_stands_below_with_its_reason(self, client: TestClient) -> None:
        (section,) = page(client, "/overlooked/jp").xpath("//section[@id='reverse']")
        assert "told by 3 of the 6 outlets read here and none of the 40 read elsewhere" in text(section)
        assert "Japan: 3 of 6 outlets that were read told it" in text(section)
        assert not page(client, "/overlooked/us").xpath("//section[@id='reverse']")
        assert page(client, "/country/jp").xpath("//a[@href='/overlooked/jp#reverse']")
        (story,) = section.xpath(".//li//a[starts-with(@href, '/story/')]/@href")
        assert "Only the press of Japan tells it" in text(
            page(client, story).xpath("//section[@id='coverage']")[0]
        )

    def test_nothing_overlooked_is_not_the_same_as_nobody_looked(self, client: TestClient) -> None:
        assert "Nothing here can be called overlooked" in text(page(client, "/overlooked/de"))
        assert "has not been looked at" in text(page(client, "/overlooked/jp"))

    @pytest.mark.parametrize(
        ("code", "shown"),
        [
            ("de", "Germany (0 of 1)"),
            ("us", "United States (1 of 2)"),
            ("jp", "Japan (not looked at)"),
            ("gb", "United Kingdom (not looked at)"),
        ],
    )
    def test_the_choice_stands_at_the_press_that_was_asked_for(
        self, client: TestClient, code: str, shown: str
    ) -> None:
        (chosen,) = page(client, f"/overlooked/{code}").xpath("//form//option[@selected]")
        assert (chosen.get("value"), text(chosen)) == (code.upper(), shown)

    def test_another_press_can_be_chosen_without_scripts(self, client: TestClient) -> None:
        response = client.get("/overlooked?country=DE", follow_redirects=False)
        assert (response.status_code, response.headers["location"]) == (303, "/overlooked/de")
