"""How pages look in a real browser: what the first screen holds, and that nothing moves."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

# Summed by the browser as in Core Web Vitals, where up to 0.1 counts as good; a stand-in of other measures
# (monospace) gives 0.016 to 0.037 here.
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((seen) => { for (const one of seen.getEntries()) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 400);
})"""


@pytest.mark.parametrize(("width", "height"), [(360, 800), (820, 1180), (1440, 900)])
def test_the_globe_and_what_to_do_with_it_are_on_the_first_screen(
    visit: Callable[..., Page], width: int, height: int
) -> None:
    page = visit("/", viewport={"width": width, "height": height})
    page.locator("a.globe-card-open").wait_for()
    for part in ("h1", ".globe-face", ".globe-card-name", "a.globe-card-open"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height, part


@pytest.mark.parametrize("path", ["/", "article", "/story/5a1e0c0ffee0cafe", "/overlooked", "/status"])
def test_nothing_lies_beside_a_small_screen_when_the_text_is_twice_as_large(
    visit: Callable[..., Page], ferry: str, path: str
) -> None:
    page = visit(ferry if path == "article" else path, viewport={"width": 360, "height": 740})
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    beside = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(beside) == 0


@pytest.mark.parametrize("path", ["/", "article"])
@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_when_typefaces_and_scripts_arrive_late(
    visit: Callable[..., Page], ferry: str, path: str, width: int
) -> None:
    page = visit("/about", viewport={"width": width, "height": 900})

    def late(route: Route) -> None:
        time.sleep(0.5)
        route.continue_()

    page.context.route("**/*.woff2*", late)
    page.context.route("**/globe.js*", late)
    with page.expect_response("**/serif-latin.woff2*"):
        page.goto(page.url.removesuffix("/about") + (ferry if path == "article" else path))
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Parallax Serif\"')")
    assert page.evaluate(SHIFTS) < 0.01
