"""How the globe moves, rests and keeps in step with its list."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from globe_page import Globe
from playwright.sync_api import CDPSession, Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

PHONE = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}


def drag(page: Page, start: tuple[float, float], end: tuple[float, float], *, pause_ms: int = 0) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=12)
    page.wait_for_timeout(pause_ms)
    page.mouse.up()


def touches(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    fingers = [{"x": x, "y": y, "id": index} for index, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


def middle(globe: Globe) -> tuple[float, float]:
    box = globe.box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_drag_turns_the_globe_and_chooses_nothing(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=0,0,1"))
    x, y = middle(globe)
    drag(globe.page, (x, y), (x - 120, y - 60), pause_ms=200)
    lon, lat, zoom, chosen = globe.spot()
    assert lon > 15
    assert lat < -8
    assert (zoom, chosen) == (1, None)
    assert "/country/" not in globe.page.url


def test_a_pointer_that_moves_no_more_than_eight_pixels_is_a_click(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=-55,-10,1"))
    x, y = middle(globe)
    drag(globe.page, (x, y), (x + 5, y + 5))
    assert globe.spot()[3] == "BR"
    globe.page.evaluate("location.hash = '#globe=-55,-10,1'")
    drag(globe.page, (x, y), (x + 7, y + 7), pause_ms=200)
    assert globe.spot()[3] is None


def test_the_globe_runs_on_after_a_flick_and_a_touch_stops_it(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=0,0,1"))
    x, y = middle(globe)
    drag(globe.page, (x, y), (x - 200, y))
    before = globe.frames
    # However slow the machine: it runs on for longer than four pictures take.
    globe.page.wait_for_function("(before) => window.frames_drawn > before + 3", arg=before, timeout=3000)
    globe.page.mouse.down()
    globe.page.wait_for_timeout(120)
    held = globe.frames
    globe.page.wait_for_timeout(250)
    assert globe.frames == held, "the touch did not stop it"
    globe.page.mouse.up()


def test_tilt_stops_short_of_the_poles(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=0,60,1"))
    x, y = middle(globe)
    drag(globe.page, (x, y - 150), (x, y + 250), pause_ms=200)
    assert globe.spot()[1] == 85


def test_a_pinch_zooms_and_chooses_nothing(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=-55,-10,1", **PHONE))
    x, y = middle(globe)
    session = globe.page.context.new_cdp_session(globe.page)
    touches(session, "touchStart", (x - 20, y))
    touches(session, "touchStart", (x - 20, y), (x + 20, y))
    for step in range(1, 11):
        touches(session, "touchMove", (x - 20 - 5 * step, y), (x + 20 + 5 * step, y))
    touches(session, "touchEnd", (x + 70, y))
    touches(session, "touchEnd")
    _, _, zoom, chosen = globe.spot()
    assert zoom > 2
    assert chosen is None
    expect(globe.page.get_by_role("menu")).to_be_hidden()


def test_the_wheel_zooms_at_the_pointer_and_lets_the_page_scroll_when_zoomed_out(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=0,0,1"))
    x, y = middle(globe)
    globe.page.mouse.move(x + 60, y)
    globe.page.mouse.wheel(0, -400)
    lon, _, zoom, _ = globe.spot()
    assert zoom > 2
    assert lon > 1, "it should zoom towards the pointer"
    globe.page.evaluate("location.hash = '#globe=0,0,1'")
    globe.page.mouse.wheel(0, 300)
    globe.page.wait_for_function("scrollY > 100")


def test_plus_and_minus_zoom_and_home_returns(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=20,10,1", timezone_id="UTC"))
    globe.canvas.focus()
    for _ in range(3):
        globe.page.keyboard.press("+")
    assert globe.spot()[2] == pytest.approx(1.5**3, abs=0.05)
    globe.page.keyboard.press("-")
    assert globe.spot()[2] == pytest.approx(1.5**2, abs=0.05)
    globe.page.keyboard.press("Home")
    globe.rest()
    assert globe.spot()[2] == 1


@pytest.mark.parametrize(("zone", "meridian"), [("UTC", 0), ("Asia/Tokyo", 135), ("America/Bogota", -75)])
def test_it_opens_on_the_readers_side_of_the_earth_at_a_place_heard_from(
    new_page: Open, zone: str, meridian: float
) -> None:
    globe = Globe(new_page(timezone_id=zone))
    lon, lat, zoom, _ = globe.spot()
    assert abs(lon - meridian) <= 40
    told = json.loads(globe.page.locator("#globe-data").text_content() or "")
    heard = {row["name"] for row in told["countries"] if row["today"]}
    assert globe.name in heard
    globe.canvas.focus()
    globe.page.keyboard.press("ArrowRight")
    globe.page.keyboard.press("Home")
    globe.rest()
    assert globe.spot()[:3] == (lon, lat, zoom)


def test_nothing_is_drawn_while_idle(new_page: Open) -> None:
    globe = Globe(new_page())
    globe.page.mouse.move(*middle(globe))
    globe.rest()
    drawn, asked = globe.frames, globe.page.evaluate("window.frames_asked")
    globe.page.wait_for_timeout(1500)
    assert globe.frames == drawn
    assert globe.page.evaluate("window.frames_asked") == asked


def test_nothing_is_drawn_while_scrolled_out_of_sight(new_page: Open) -> None:
    globe = Globe(new_page(viewport={"width": 700, "height": 500}))
    globe.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    globe.page.wait_for_timeout(200)
    drawn = globe.frames
    globe.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    globe.page.wait_for_timeout(300)
    assert globe.frames == drawn
    globe.page.evaluate("scrollTo(0, 0)")
    globe.page.wait_for_function(f"window.frames_drawn > {drawn}")


def test_nothing_is_drawn_in_a_hidden_tab(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=0,0,1"))
    show = """(hidden) => {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }"""
    globe.page.evaluate(show, True)
    drawn, asked = globe.frames, globe.page.evaluate("window.frames_asked")
    globe.page.evaluate("location.hash = '#globe=90,0,1'")
    globe.page.wait_for_timeout(400)
    assert (globe.frames, globe.page.evaluate("window.frames_asked")) == (drawn, asked)
    globe.page.evaluate(show, False)
    globe.page.wait_for_function(f"window.frames_drawn > {drawn}")


def test_readers_who_asked_for_less_motion_get_none(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=0,0,1", reduced_motion="reduce"))
    before = globe.frames
    globe.page.locator("a[data-country=JP]").focus()
    globe.page.keyboard.press("Shift+Tab")
    globe.page.keyboard.press("Tab")
    lon, *_ = globe.spot()
    assert lon > 120
    assert globe.frames - before < 10, "it should jump, not fly"
    x, y = middle(globe)
    drag(globe.page, (x, y), (x - 200, y))
    globe.page.wait_for_timeout(80)
    still = globe.frames
    globe.page.wait_for_timeout(300)
    assert globe.frames == still, "it should not run on"


def test_pointing_at_the_list_turns_the_globe(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=0,0,1"))
    link = globe.page.locator("a[data-country=NZ]")
    link.scroll_into_view_if_needed()
    link.hover()
    globe.page.wait_for_timeout(1500)
    assert globe.spot()[0] > 150


def test_focusing_a_list_entry_turns_the_globe(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=0,0,1"))
    globe.page.keyboard.press("/")
    globe.page.keyboard.press("Tab")
    while globe.page.evaluate("document.activeElement.dataset.country") != "AO":
        globe.page.keyboard.press("Tab")
    globe.comes_to("Angola")


def test_the_list_marks_what_the_globe_is_at(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=-55,-10,1"))
    here = globe.page.locator("a[data-country][data-here]")
    expect(here).to_have_attribute("data-country", "BR")
    expect(here).to_be_in_viewport()
    globe.page.mouse.move(*globe.where("AR", (-55, -10, 1)))
    expect(here).to_have_attribute("data-country", "AR")


def test_the_search_filters_the_list_and_flies(new_page: Open) -> None:
    globe = Globe(new_page())
    globe.page.keyboard.press("/")
    globe.page.keyboard.type("cote d'iv")
    globe.comes_to("Côte d’Ivoire")
    assert globe.page.locator("a[data-country]:visible").count() == 1
    globe.page.keyboard.press("Escape")
    assert globe.page.locator("a[data-country]:visible").count() == 250


def test_a_list_with_an_island_of_its_own_is_not_filtered_twice(new_page: Open) -> None:
    page = new_page()
    html = page.content().replace('role="search"', 'role="search" data-island="countries"')
    page.route("**/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.reload()
    globe = Globe(page)
    globe.page.keyboard.press("/")
    globe.page.keyboard.type("peru")
    globe.comes_to("Peru")
    assert globe.page.locator("a[data-country]:visible").count() == 250


def test_turning_leaves_no_trail_in_the_history(new_page: Open) -> None:
    globe = Globe(new_page())
    length = globe.page.evaluate("history.length")
    globe.canvas.focus()
    for _ in range(5):
        globe.page.keyboard.press("ArrowRight")
        globe.spot()
    assert globe.page.evaluate("history.length") == length


def test_going_back_finds_the_globe_as_it_was_left(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=-55,-10,2"))
    left = globe.spot()
    globe.canvas.focus()
    globe.page.keyboard.press("Enter")
    globe.page.wait_for_url("**/country/br")
    globe.page.go_back()
    assert Globe(globe.page).spot()[:3] == left[:3]


def test_an_address_is_followed_though_the_globe_was_about_to_write_its_own(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=0,0,1"))
    # As if the timer had rung between the change of the address and the event that tells of it.
    globe.page.evaluate(
        """() => { const here = location.href; location.hash = '#globe=-55,-10,1';
                   history.replaceState(null, '', here); }"""
    )
    assert globe.spot()[:2] == (-55, -10)


def test_shades_follow_the_theme_and_the_layer(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=-55,-10,1", color_scheme="light"))
    probe = (
        "() => { const c = document.querySelector('canvas'); const d = c.getContext('2d')"
        ".getImageData(c.width / 2, c.height * 0.56, 1, 1).data; return [d[0], d[1], d[2], d[3]]; }"
    )
    light = globe.page.evaluate(probe)
    globe.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    globe.rest()
    assert globe.page.evaluate(probe) != light
    today = globe.page.locator(".globe-scale li").all_inner_texts()
    globe.page.get_by_role("button", name="All days").click()
    assert globe.page.locator(".globe-scale li").all_inner_texts() != today


def test_the_legend_counts_every_place_once(new_page: Open) -> None:
    globe = Globe(new_page())
    counts = globe.page.locator(".globe-scale small").all_inner_texts()
    assert sum(int(text.split()[0]) for text in counts) == 250


def test_other_layers_are_fetched_when_wanted_and_say_what_they_count(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=-55,-10,1,BR"))
    asked: list[str] = []
    globe.page.on("request", lambda request: asked.append(request.url.split("/", 3)[3]))
    facts = globe.page.locator(".globe-card-facts")
    globe.page.get_by_role("button", name="About").click()
    expect(facts).to_have_text("2 articles about it, from anywhere")
    globe.page.get_by_role("button", name="Overlooked").click()
    expect(facts).to_have_text("Its press overlooks 3 of 40 stories looked at")
    globe.page.get_by_role("button", name="About").click()
    expect(facts).to_have_text("2 articles about it, from anywhere")
    assert asked == ["api/v1/about", "api/v1/overlooked"]


def test_one_countrys_view_of_the_rest_can_be_picked(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=-55,-10,1,BR"))
    globe.page.get_by_role("button", name="One country’s view").click()
    says = globe.page.locator(".globe-says")
    expect(says).to_contain_text("seven days: Brazil")
    expect(globe.page.get_by_label("Whose press")).to_have_value("BR")
    globe.page.get_by_label("Whose press").select_option("PE")
    expect(says).to_contain_text("seven days: Peru")
    globe.page.get_by_role("button", name="All days").click()
    expect(globe.page.get_by_label("Whose press")).to_be_hidden()


def test_a_layer_that_does_not_arrive_says_so_and_keeps_the_shades(new_page: Open) -> None:
    globe = Globe(new_page("/#globe=-55,-10,1,BR"))
    shades = globe.page.locator(".globe-scale li").all_inner_texts()
    globe.page.evaluate("void (window.fetch = () => Promise.reject(new TypeError('offline')))")
    globe.page.get_by_role("button", name="About").click()
    expect(globe.page.locator(".globe-says")).to_contain_text("did not arrive")
    assert globe.page.locator(".globe-scale li").all_inner_texts() == shades


@pytest.mark.parametrize("density", [1, 2, 4])
def test_the_canvas_is_sharp_but_never_wasteful(new_page: Open, density: float) -> None:
    globe = Globe(new_page(device_scale_factor=density))
    size = globe.page.evaluate(
        "(() => { const c = document.querySelector('canvas'); return c.width / c.clientWidth; })()"
    )
    assert size == pytest.approx(min(density, 2.5), abs=0.01)


def test_the_globe_follows_its_box(new_page: Open) -> None:
    globe = Globe(new_page())
    wide = globe.box()["width"]
    globe.page.set_viewport_size({"width": 420, "height": 800})
    globe.rest()
    assert globe.box()["width"] < wide
    assert globe.page.evaluate("document.querySelector('canvas').width") == round(globe.box()["width"])


def test_without_script_the_list_is_the_page(new_page: Open) -> None:
    page = new_page(java_script_enabled=False)
    expect(page.locator("a[data-country]")).to_have_count(250)
    page.get_by_role("link", name="Brazil").click()
    page.wait_for_url("**/country/br")


def test_without_a_canvas_the_list_works(new_page: Open, site: str) -> None:
    page = new_page("/country/xx")
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null; console.error = () => {};")
    page.goto(site)
    expect(page.locator("a[data-country]")).to_have_count(250)
    expect(page.locator("[data-island=globe] canvas")).to_have_count(0)
