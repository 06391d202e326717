"""What readers see of those who are listened to."""

from __future__ import annotations

import pytest
from parsed_pages import page, text
from starlette.testclient import TestClient

from parallax.outlets import load_registry
from parallax.web.languages import language_name


class TestOutlets:
    def test_outlets_can_be_narrowed_by_country_owner_language_and_health(self, client: TestClient) -> None:
        def names(query: str) -> set[str]:
            return {text(row) for row in page(client, f"/outlets?{query}").xpath("//tbody/tr/th/a")}

        assert names("ownership=state") == {"صحيفة النهر"}
        assert names("country=br&ownership=public") == {"Rádio da Serra"}
        assert names("language=ka") == {"მტკვრის მაცნე"}
        assert names("health=dead") == {"Hafenblatt"}

    def test_one_countrys_outlets_do_not_repeat_where_they_sit(self, client: TestClient) -> None:
        def columns(query: str) -> list[str]:
            return list(map(text, page(client, f"/outlets?{query}").xpath("//thead//th")))

        assert "Sits in" in columns("ownership=state")
        assert "Sits in" not in columns("country=br")

    @pytest.mark.parametrize("path", ["/outlets", "/outlets?country=br", "/outlets?health=dead", "/search"])
    def test_languages_to_choose_from_are_in_the_order_of_their_names(
        self, client: TestClient, path: str
    ) -> None:
        names = page(client, path).xpath("//select[@name='language']/option/text()")[1:]
        assert names == sorted(names)

    def test_every_language_of_the_registry_has_a_name(self) -> None:
        tags = {tag for outlet in load_registry().outlets.values() for tag in outlet.languages}
        assert [tag for tag in sorted(tags) if language_name(tag) == tag] == []

    def test_a_long_list_is_leafed_through_country_by_country(
        self, client: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def rows(query: str) -> list[str]:
            return [text(row) for row in page(client, f"/outlets?{query}").xpath("//tbody/tr/th/a")]

        whole = rows("health=unchecked")
        monkeypatch.setattr("parallax.web.outlets.PER_PAGE", 2)
        pages = [rows(f"health=unchecked&page={number}") for number in range(1, len(whole) // 2 + 2)]
        assert len(whole) > 4
        assert [one for each in pages for one in each] == whole
        assert all(len(each) <= 2 for each in pages)

    def test_no_outlet_fitting_says_so(self, client: TestClient) -> None:
        assert "No outlet fits" in text(page(client, "/outlets?country=br&language=ka"))

    def test_an_outlet_shows_who_owns_it_and_who_says_so(self, client: TestClient) -> None:
        said = text(page(client, "/outlet/folha-do-porto"))
        assert "Privately owned: Editora Maré" in said
        assert "According to the outlet's own imprint" in said
        assert "Alive: 30 entries" in said

    def test_an_outlet_that_covers_another_country_says_both(self, client: TestClient) -> None:
        said = text(page(client, "/outlet/exile-times"))
        assert "reports on Belarus" in said

    def test_an_outlet_without_a_feed_says_why_it_is_empty(self, client: TestClient) -> None:
        assert "No feed of it is known" in text(page(client, "/outlet/sem-feed"))
