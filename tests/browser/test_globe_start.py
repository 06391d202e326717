"""How the globe starts: at leisure, and without keeping the keyboard waiting."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from globe_page import Globe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]


def never_idle(page: Page) -> None:
    """The page again, as on a machine that is never idle: the globe waits for the reader."""
    page.add_init_script("window.requestIdleCallback = () => 0")
    page.reload()


def test_slash_leads_to_the_search_before_the_globe_has_started(new_page: Open) -> None:
    page = new_page("/")
    never_idle(page)
    # Nor does it start by that key, for as long as this holds up its first step.
    page.evaluate("void (window.scheduler.yield = () => new Promise((go) => (window.let_go = go)))")
    expect(page.locator("[data-island=globe] canvas")).to_have_count(0)
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("cote d'iv")
    assert page.locator("#find").input_value() == "cote d'iv"
    expect(page.locator("[data-island=globe] canvas")).to_have_count(0)
    page.evaluate("delete window.scheduler.yield; window.let_go()")
    Globe(page).comes_to("Côte d’Ivoire")
    assert page.locator("a[data-country]:visible").count() == 1
