"""Every place can be picked: by pointer, by finger, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from globe_page import Globe
from playwright.sync_api import Page, expect

from parallax.countries import all_countries, country

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

PHONE = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
SMALL = ("VA", "MC", "TV", "NR")
# Places whose bounding box has its middle far from where anybody lives.
SPRAWLING = ("RU", "FR", "US", "FJ", "KI")


def test_a_click_on_brazil_chooses_brazil_and_a_second_opens_it(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=-40,0,1"))
    globe.page.mouse.click(*globe.where("BR", (-40, 0, 1)))
    globe.comes_to("Brazil")
    lon, lat, zoom, chosen = globe.spot()
    assert (chosen, lon, lat) == (
        "BR",
        pytest.approx(country("BR").lon, abs=0.1),
        pytest.approx(country("BR").lat, abs=0.1),
    )
    globe.page.mouse.click(*globe.where("BR", (lon, lat, zoom)))
    globe.page.wait_for_url("**/country/br")


def test_a_tap_on_brazil_chooses_brazil_and_its_link_opens_it(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=-40,0,1", **PHONE))
    globe.page.touchscreen.tap(*globe.where("BR", (-40, 0, 1)))
    globe.comes_to("Brazil")
    globe.page.get_by_role("link", name="Read its press: Brazil").tap()
    globe.page.wait_for_url("**/country/br")


def test_arrows_reach_brazil_and_enter_opens_it(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=-10,-10,1"))
    globe.canvas.focus()
    for _ in range(4):
        globe.page.keyboard.press("ArrowLeft")
    globe.comes_to("Brazil")
    globe.page.keyboard.press("Enter")
    globe.page.wait_for_url("**/country/br")


@pytest.mark.parametrize("code", SMALL)
def test_a_small_state_is_picked_by_pointer(new_page: Open, code: str) -> None:
    place = country(code)
    view = (round(place.lon + 8, 1), round(place.lat - 5, 1), 1.0)
    globe = Globe(new_page(f"/#globe={view[0]:g},{view[1]:g},1"))
    globe.page.mouse.click(*globe.where(code, view))
    globe.answer(place.name)
    globe.comes_to(place.name)
    assert globe.spot()[3] == code


@pytest.mark.parametrize("code", SMALL)
def test_a_small_state_is_picked_by_finger(new_page: Open, code: str) -> None:
    place = country(code)
    view = (round(place.lon + 8, 1), round(place.lat - 5, 1), 1.0)
    globe = Globe(new_page(f"/#globe={view[0]:g},{view[1]:g},1", **PHONE))
    x, y = globe.where(code, view)
    globe.page.touchscreen.tap(x + 5, y - 4)
    globe.answer(place.name)
    globe.comes_to(place.name)


@pytest.mark.parametrize("code", SMALL)
def test_a_small_state_is_found_and_opened_by_keyboard(new_page: Open, code: str) -> None:
    place = country(code)
    globe = Globe(new_page())
    globe.page.keyboard.press("/")
    globe.page.keyboard.type(place.name[:6])
    globe.comes_to(place.name)
    globe.page.keyboard.press("Enter")
    expect(globe.canvas).to_be_focused()
    globe.page.keyboard.press("Enter")
    globe.page.wait_for_url(f"**/country/{code.lower()}")


def test_a_small_state_in_the_middle_is_named_without_searching(new_page: Open) -> None:
    place = country("VA")
    globe = Globe(new_page(f"/#globe={place.lon:.1f},{place.lat:.1f},6"))
    assert globe.name == "Vatican City"


@pytest.mark.parametrize("code", SPRAWLING)
def test_a_sprawling_country_is_found_at_its_own_point(new_page: Open, code: str) -> None:
    place = country(code)
    view = (round(place.lon - 4, 1), round(place.lat * 0.9, 1), 1.0)
    globe = Globe(new_page(f"/#globe={view[0]:g},{view[1]:g},1"))
    globe.page.mouse.click(*globe.where(code, view))
    globe.comes_to(place.name)


def test_every_place_is_at_the_middle_of_the_globe_that_flew_to_it(new_page: Open) -> None:
    """All 250, by address and without choosing them: what the keyboard's Enter would open."""
    globe = Globe(new_page())
    missed = []
    for place in all_countries():
        globe.page.evaluate(f"location.hash = '#globe={place.lon},{place.lat},40'")
        try:
            expect(globe.page.locator(".globe-card-name")).to_have_text(place.name)
        except AssertionError:
            missed.append((place.name, globe.name))
    assert missed == []


def test_several_places_under_a_finger_are_asked_about(new_page: Open) -> None:
    # Saint Martin and Sint Maarten share an island 15 km across, with Anguilla beside it.
    place = country("MF")
    globe = Globe(new_page(f"/#globe={place.lon:.1f},{place.lat:.1f},1", **PHONE))
    box = globe.box()
    globe.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    menu = globe.page.get_by_role("menu", name="Which place?")
    expect(menu).to_be_visible()
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    names = menu.get_by_role("menuitem").all_inner_texts()
    assert {country("MF").name, country("SX").name} <= set(names)
    menu.get_by_role("menuitem", name=country("SX").name).tap()
    globe.comes_to(country("SX").name)


def test_the_chooser_is_worked_by_keyboard_and_left_with_escape(new_page: Open) -> None:
    place = country("MF")
    globe = Globe(new_page(f"/#globe={place.lon:.1f},{place.lat:.1f},1", **PHONE))
    box = globe.box()
    globe.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    items = globe.page.get_by_role("menuitem")
    globe.page.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_be_focused()
    globe.page.keyboard.press("Escape")
    expect(globe.page.get_by_role("menu")).to_be_hidden()
    expect(globe.canvas).to_be_focused()


def test_a_parts_own_code_is_picked_rather_than_the_country_it_is_drawn_with(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=-53,4,3"))
    globe.page.mouse.click(*globe.where_at(-53, 4, (-53, 4, 3)))
    globe.comes_to("French Guiana")


CRIMEA = (34.3, 45.3)


@pytest.mark.parametrize(("worldview", "name"), [("", "Russia"), ("UA", "Ukraine"), ("RU", "Russia")])
def test_a_disputed_area_opens_what_the_chosen_worldview_says(
    new_page: Open, worldview: str, name: str
) -> None:
    view = (36.0, 47.0, 6.0)
    globe = Globe(new_page("/#globe=36,47,6", worldview=worldview))
    globe.page.mouse.click(*globe.where_at(*CRIMEA, view))
    globe.comes_to(name)


@pytest.mark.parametrize(("worldview", "code"), [("CN", "TW"), ("TW", "CN"), ("SA", "IL"), ("ES", "XK")])
def test_a_place_a_worldview_does_not_draw_keeps_a_dot_to_be_picked_by(
    new_page: Open, worldview: str, code: str
) -> None:
    place = country(code)
    view = (round(place.lon + 3, 1), round(place.lat - 2, 1), 2.0)
    globe = Globe(new_page(f"/#globe={view[0]:g},{view[1]:g},2", worldview=worldview))
    globe.page.mouse.click(*globe.where(code, view))
    globe.answer(place.name)
    globe.comes_to(place.name)


def test_a_worldview_nobody_publishes_is_natural_earths_own(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=36,47,6", worldview="<script>"))
    globe.page.mouse.click(*globe.where_at(*CRIMEA, (36.0, 47.0, 6.0)))
    globe.comes_to("Russia")
