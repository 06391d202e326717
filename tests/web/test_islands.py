"""What scripts add to the pages, and that nothing is lost without them, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_tapping_a_sentence_shows_its_original_and_what_made_it(
    visit: Callable[..., Page], ferry: str
) -> None:
    page = visit(ferry, has_touch=True, viewport={"width": 360, "height": 780})
    page.get_by_text("stopped for 21 days").tap()
    origin = page.locator(".origin")
    assert "A balsa que liga as duas margens está parada há 12 dias." in origin.inner_text()
    assert "In doubt: the original has 12, the English has 21" in origin.inner_text()
    assert "English by Firefox Translations, pten 1.2" in origin.inner_text()
    box = origin.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


def test_the_arrows_walk_from_sentence_to_sentence_and_escape_closes(
    visit: Callable[..., Page], ferry: str
) -> None:
    page = visit(ferry)
    page.get_by_text("stopped for 21 days").click()
    page.keyboard.press("ArrowRight")
    assert "Ninguém sabe quando volta." in page.locator(".origin").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".origin").is_hidden()


def test_a_paragraphs_original_opens_by_keyboard(visit: Callable[..., Page], ferry: str) -> None:
    page = visit(ferry, viewport={"width": 360, "height": 780})
    page.locator(".block summary").first.focus()
    page.keyboard.press("Enter")
    original = page.get_by_text(
        "A balsa que liga as duas margens está parada há 12 dias. Ninguém", exact=False
    )
    assert original.first.is_visible()


def test_times_gain_the_readers_own_clock(visit: Callable[..., Page], ferry: str) -> None:
    page = visit(ferry)
    assert "08:00, Brasília time (Wed 07:00 where you are)" in page.locator(".times").inner_text()


def test_the_theme_is_chosen_kept_and_drawn_at_once(visit: Callable[..., Page]) -> None:
    page = visit("/about", color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Switch to the dark theme").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload(wait_until="commit")
    page.wait_for_selector("body")
    assert page.evaluate(ground) == dark


def test_text_size_is_set_on_the_settings_page(visit: Callable[..., Page]) -> None:
    page = visit("/settings")
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    before = page.evaluate(size)
    page.get_by_label("Larger").check()
    assert page.evaluate(size) > before * 1.3
    assert page.get_by_text("Settings need scripts").is_hidden()


def test_borders_are_chosen_on_the_settings_page_and_kept(visit: Callable[..., Page]) -> None:
    page = visit("/settings")
    page.get_by_label("As shown by").select_option(label="Ukraine")
    page.reload()
    assert page.get_by_label("As shown by").input_value() == "UA"
    # Where the globe looks for it.
    assert page.evaluate("localStorage.getItem('parallax.worldview')") == "UA"
    page.get_by_label("As shown by").select_option(value="")
    assert page.evaluate("localStorage.getItem('parallax.worldview')") is None


def test_without_scripts_a_reader_gets_from_the_list_to_an_original(visit: Callable[..., Page]) -> None:
    page = visit("/", java_script_enabled=False)
    page.get_by_role("link", name="Brazil").first.click()
    page.locator("#latest").get_by_role("link", name="Ferry stopped for 12 days").click()
    page.locator(".block summary").first.click()
    assert page.get_by_text("Ninguém sabe quando volta.").first.is_visible()
    page.get_by_role("link", name="Side by side").click()
    assert page.locator(".pair").count() == 9


def test_the_first_tab_leads_past_the_header(visit: Callable[..., Page]) -> None:
    page = visit("/country/br")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("width", [320, 820])
def test_no_page_scrolls_sideways(visit: Callable[..., Page], invented: ModuleType, width: int) -> None:
    page = visit("/about", viewport={"width": width, "height": 800})
    ids = [view.article.id for view in invented.VIEWS]
    paths = [
        "/",
        "/country/br",
        "/outlets",
        "/outlet/folha-do-porto",
        "/status",
        "/search?q=ferry",
        "/settings",
        "/places",
    ]
    for path in paths + [f"/article/{one}" for one in ids] + [f"/article/{ids[0]}?view=side"]:
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + path)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, path


def test_why_nothing_arrives_is_told_on_focus_and_put_away_by_escape(visit: Callable[..., Page]) -> None:
    page = visit("/about")
    why = page.get_by_role("tooltip")
    expect(why).to_be_hidden()
    page.get_by_role("link", name="Not updating").focus()
    expect(why).to_be_visible()
    page.keyboard.press("Escape")
    expect(why).to_be_hidden()
    page.locator("main").focus()
    page.get_by_role("link", name="Not updating").hover()
    expect(why).to_be_visible()
