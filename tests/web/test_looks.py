"""How pages look in a real browser: what the first screen holds, and that nothing moves."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import ModuleType

import invented_tellings as told
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


STORY = f"/story/{told.STORY}"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "article",
        STORY,
        f"{STORY}?a={told.BR}&b={told.DE}",
        f"/why?a={told.BR}&b={told.DE}",
        "/overlooked",
        "/status",
        "/settings",
    ],
)
def test_nothing_lies_beside_a_small_screen_when_the_text_is_twice_as_large(
    visit: Callable[..., Page], invented: ModuleType, ferry: str, path: str
) -> None:
    page = visit("/offline", viewport={"width": 360, "height": 740})
    page.clock.set_fixed_time(invented.NOW)  # so that readers' own clocks stand beside those of places
    page.goto(page.url.removesuffix("/offline") + (ferry if path == "article" else path))
    if path == STORY:
        page.locator(".clocks").first.wait_for()
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    beside = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(beside) == 0


@pytest.mark.parametrize(
    ("path", "headline"),
    [
        ("/country/eg?reads=ar", ".card h3 a"),
        ("/country/eg", ".card .original"),
        ("/country/ir", ".card h3 a"),
    ],
)
def test_lines_of_a_headline_written_from_the_right_begin_there(
    visit: Callable[..., Page], path: str, headline: str
) -> None:
    page = visit(path, viewport={"width": 360, "height": 740})
    found = page.locator(f"{headline}[dir=rtl]").first
    found.evaluate("one => { one.firstChild.data = one.firstChild.data.repeat(3) }")
    lines = found.evaluate(
        "one => { const r = document.createRange(); r.selectNodeContents(one);"
        " return [...r.getClientRects()].map((line) => [line.left, line.right]) }"
    )
    assert len({left for left, _ in lines}) > 1
    assert len({round(right) for _, right in lines}) == 1


def test_a_table_wider_than_a_small_screen_keeps_its_words_whole_and_scrolls_by_itself(
    visit: Callable[..., Page],
) -> None:
    page = visit(f"/why?a={told.BR}&b={told.DE}", viewport={"width": 360, "height": 740})
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    weights = page.get_by_role("region", name="Weights")
    assert weights.evaluate("one => one.scrollWidth > one.clientWidth")
    lines = "one => { const r = document.createRange(); r.selectNodeContents(one); return r.getClientRects().length }"
    assert weights.get_by_role("columnheader", name="Weight").evaluate(lines) == 1


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
