"""The published policy on disputed places."""

from __future__ import annotations

from typing import Any

from lxml import html

from parallax.worldviews import disputed_places, worldviews


def test_the_policy_is_linked_from_about_and_the_settings(site: Any, invented: Any) -> None:
    client = site(invented.World())
    for path in ("/about", "/settings"):
        assert html.fromstring(client.get(path).text).xpath("//main//a[@href='/places']"), path


def test_it_says_of_every_disputed_place_who_shows_it_how(site: Any, invented: Any) -> None:
    page = html.fromstring(site(invented.World()).get("/places").text)
    rows = {row.xpath("string(strong)"): row.text_content() for row in page.xpath("//main//li")}
    assert set(rows) == {place.name for place in disputed_places()}
    assert "drawn with Russia. Ukraine’s: all views but Russia" in " ".join(rows["Crimea"].split())
    assert "Argentina’s: Argentina" in rows["Falkland Islands"]
    assert "By itself" in rows["Abkhazia"]


def test_the_settings_offer_natural_earths_own_view_first_and_every_other(site: Any, invented: Any) -> None:
    page = html.fromstring(site(invented.World()).get("/settings").text)
    values = page.xpath("//select[@id='worldview']/option/@value")
    assert values == ["", *(view.code for view in worldviews())]
