"""Whole ways through the site as people go them: by keyboard alone, and without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


STORY = "/story/5a1e0c0ffee0cafe"


def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Presses Tab until what has the focus is called so; fails when it never is, or the focus is lost."""
    for _ in range(most):
        page.keyboard.press("Tab")
        held = page.evaluate(
            "(() => { const e = document.activeElement; return e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent })()"
        )
        assert page.evaluate("document.activeElement !== document.body"), "the focus went nowhere"
        if f"{' '.join(held.split())} ".startswith(f"{name} "):
            return
    pytest.fail(f"Tab never reached “{name}”")


def test_by_keyboard_from_the_world_to_an_original_and_to_what_others_say(visit: Callable[..., Page]) -> None:
    page = visit("/", viewport={"width": 1440, "height": 900})
    tab_to(page, "Find a country")
    page.keyboard.type("brazil")
    page.keyboard.press("Enter")  # the globe flies there, and its card offers the way
    expect(page.locator(".globe-card-name")).to_have_text("Brazil")
    tab_to(page, "Read its press: Brazil", most=5)
    page.keyboard.press("Enter")
    page.wait_for_url("**/country/br")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skips the header
    tab_to(page, "Ferry stopped for 12 days")
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/*")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Saved")).to_be_focused()
    tab_to(page, "Cite")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Quintela, M., & Valadares, T.")).to_be_visible()
    tab_to(page, "Original of this paragraph")
    page.keyboard.press("Enter")
    expect(page.locator(".o[open] p").first).to_contain_text("Ninguém sabe quando volta.")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring != "none", "whoever goes by keyboard sees where they are"
    page.locator("main").focus()
    tab_to(page, "See it from every side")
    page.keyboard.press("Enter")
    page.wait_for_url("**/story/*")
    tab_to(page, "Why this label")
    page.keyboard.press("Enter")
    expect(page.locator(".take details[open] .evidence").first).to_be_visible()


def test_by_keyboard_what_is_saved_is_found_opened_and_put_away(
    visit: Callable[..., Page], ferry: str
) -> None:
    page = visit(ferry)
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    page.goto(page.url.removesuffix(ferry) + "/saved")
    tab_to(page, "Ferry stopped for 12 days")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ferry}")
    page.go_back()
    tab_to(page, "Remove “Ferry stopped for 12 days")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing is saved yet")).to_be_visible()


def test_by_keyboard_settings_are_chosen_and_kept(visit: Callable[..., Page]) -> None:
    page = visit("/settings")
    tab_to(page, "As the system")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Dark", exact=True)).to_be_focused()
    tab_to(page, "Arabic")
    page.keyboard.press("Space")
    page.reload()
    expect(page.get_by_label("Dark", exact=True)).to_be_checked()
    expect(page.get_by_label("Arabic")).to_be_checked()
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


@pytest.mark.parametrize("scripts", [True, False])
def test_by_keyboard_a_search_is_narrowed(visit: Callable[..., Page], scripts: bool) -> None:
    page = visit("/search?q=ferry", java_script_enabled=scripts)
    country = page.locator("main select[name=country]")
    country.focus()
    page.keyboard.type("Germ")
    page.keyboard.press("Tab")
    for _ in range(12):  # the dates' fields have three stops each
        if (
            page.get_by_role("main")
            .get_by_role("button", name="Search")
            .evaluate("e => e === document.activeElement")
        ):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*country=DE*")
    expect(page.get_by_role("heading", name="Nothing found for “ferry”")).to_be_visible()
    expect(country).to_have_value("DE")


@pytest.mark.parametrize("scripts", [True, False])
def test_by_keyboard_two_reports_are_picked_to_be_read_side_by_side(
    visit: Callable[..., Page], scripts: bool
) -> None:
    page = visit(STORY, java_script_enabled=scripts)
    first = page.locator("select[name=a]")
    first.focus()
    page.keyboard.press("End")
    asked = first.input_value()
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{STORY}?a={asked}&b=*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Two reports, next to each other")
    assert page.locator(".column").count() == 2


@pytest.mark.parametrize("scripts", [True, False])
def test_more_is_shown_by_a_link_and_leads_back(visit: Callable[..., Page], scripts: bool) -> None:
    page = visit("/country/br", java_script_enabled=scripts)
    shown = set(page.locator("#latest h3").all_text_contents())
    more = page.get_by_role("link", name="Show more")
    more.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/country/br?*after=*")
    later = set(page.locator("#latest h3").all_text_contents())
    assert later and not later & shown
    page.get_by_role("link", name="Back to the newest").click()
    page.wait_for_url(lambda url: "after=" not in url)
    assert set(page.locator("#latest h3").all_text_contents()) == shown


def test_without_scripts_from_a_topic_to_two_reports_side_by_side(visit: Callable[..., Page]) -> None:
    page = visit("/", java_script_enabled=False, viewport={"width": 360, "height": 800})
    box = page.locator("[data-island=globe]").bounding_box()
    assert box is None or box["height"] == 0, "no room is kept for what never comes"
    expect(page.locator(".opening")).to_contain_text("Pick a country")
    page.get_by_role("link", name="Transport").first.click()
    page.locator(".story-card h3 a").first.click()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two reports, next to each other")
    assert page.locator(".column").count() == 2


def test_without_scripts_a_reader_of_arabic_keeps_it_on_the_way(visit: Callable[..., Page]) -> None:
    page = visit("/settings", java_script_enabled=False)
    page.get_by_label("Arabic").check()
    page.get_by_role("button", name="Show the feed like this").click()
    link = page.get_by_role("link", name="افتتاح الجسر الخشبي بعد ترميمه")
    expect(link).to_have_attribute("dir", "rtl")
    link.click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_attribute("lang", "ar")
    expect(heading).to_have_css("direction", "rtl")
    expect(page.locator(".body p[lang=ar]").first).to_have_css("direction", "rtl")
    assert page.locator("[data-save]").is_hidden(), "what cannot work is not offered"
    expect(page.locator(".cite summary")).to_be_visible()
