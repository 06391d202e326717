"""What a browser keeps for its reader: saved pieces, those read, languages, hidden outlets; and reading aloud."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

# A device that says everything at once and writes down what it said; silent when it was told to pause.
DEVICE = """
window.said = [];
const voices = [{ lang: "en-GB", localService: true, name: "Test", default: true, voiceURI: "test" }];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const device = {
  waiting: undefined, paused: false,
  getVoices: () => voices,
  speak(piece) { device.waiting = piece; if (!device.paused) device.next(); },
  next() { const piece = device.waiting; if (!piece || window.said.length >= window.most) return;
    device.waiting = undefined; window.said.push(piece.text); setTimeout(() => piece.onend(), 0); },
  pause() { device.paused = true; }, resume() { device.paused = false; device.next(); },
  cancel() { device.waiting = undefined; window.cancelled = true; },
};
Object.defineProperty(window, "speechSynthesis", { value: device });
window.most = 3;
"""


def test_a_saved_article_is_kept_announced_listed_and_removed(visit: Callable[..., Page], ferry: str) -> None:
    page = visit(ferry)
    page.evaluate("addEventListener('parallax:saved', (event) => { window.heard = event.detail })")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Saved")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.heard") == {"url": ferry, "saved": True}
    (kept,) = json.loads(page.evaluate("localStorage.getItem('parallax.saved')"))
    assert set(kept) == {"id", "title", "outlet", "country", "saved"}
    assert (kept["id"], kept["outlet"], kept["country"]) == (
        ferry.split("/")[-1],
        "Folha do Porto Novo",
        "BR",
    )
    page.get_by_role("link", name="Saved").first.click()
    saved = page.locator("[data-list=saved] li")
    expect(saved).to_have_count(1)
    expect(saved).to_contain_text("Ferry stopped for 12 days")
    expect(saved).to_contain_text("Brazil")
    saved.get_by_role("button", name="Remove").click()
    expect(saved).to_have_count(0)
    expect(page.get_by_text("Nothing is saved yet")).to_be_visible()


def test_what_was_read_is_remembered_exported_and_forgotten(
    visit: Callable[..., Page], ferry: str, tmp_path: Path
) -> None:
    page = visit(ferry)
    page.get_by_role("link", name="Saved").first.click()
    expect(page.locator("[data-list=history] li")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save both lists as a file").click()
    download.value.save_as(tmp_path / "kept.json")
    assert json.loads((tmp_path / "kept.json").read_text())["read"][0]["id"] == ferry.split("/")[-1]
    page.get_by_role("button", name="Clear read").click()
    expect(page.locator("[data-list=history] li")).to_have_count(0)
    page.get_by_label("Remember what I read").uncheck()
    page.goto(page.url.replace("/saved", ferry))
    assert page.evaluate("localStorage.getItem('parallax.history')") == "[]"


def test_what_another_program_left_under_our_keys_breaks_nothing(
    visit: Callable[..., Page], ferry: str
) -> None:
    page = visit("/saved")
    page.evaluate(
        "for (const k of ['saved','history','hidden','reads']) localStorage.setItem(`parallax.${k}`, '{\"a\":[1')"
    )
    page.goto(page.url.replace("/saved", ferry))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Saved")).to_be_visible()


def test_a_language_the_reader_reads_is_left_as_written(visit: Callable[..., Page], ferry: str) -> None:
    page = visit("/settings")
    page.get_by_label("Portuguese").check()
    page.goto(page.url.replace("/settings", "/country/br"))
    link = page.get_by_role("link", name="Balsa parada há 12 dias divide as duas margens")
    expect(link).to_have_attribute("lang", "pt")
    expect(page.locator(".card", has=link).locator(".original")).to_have_text(
        "Ferry stopped for 12 days divides the two banks"
    )
    link.click()
    expect(page.locator("h1")).to_have_attribute("lang", "pt")
    page.get_by_label("Language of this page").get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_contain_text("Ferry stopped")


def test_a_hidden_outlet_is_left_out_of_lists_which_say_so(visit: Callable[..., Page]) -> None:
    page = visit("/outlet/harbour-post")
    page.get_by_role("button", name="Hide it from lists").click()
    home = page.url.replace("/outlet/harbour-post", "/")
    page.goto(home)
    expect(page.locator("#latest [data-outlet=harbour-post]")).to_be_hidden()
    expect(page.locator("#latest .left-out")).to_have_text("1 piece of outlets you hide left out.")
    page.goto(home + "settings")
    page.get_by_role("button", name="Show The Harbour Post again").click()
    page.goto(home)
    expect(page.locator("#latest [data-outlet=harbour-post]")).to_be_visible()


def test_an_article_is_read_aloud_paused_and_stopped(
    visit: Callable[..., Page], invented: ModuleType
) -> None:
    page = visit("/about")
    page.context.add_init_script(DEVICE)
    page.goto(page.url.replace("/about", f"/article/{invented.BRITAIN.article.id}"))
    page.get_by_role("button", name="Listen").click()
    # The device keeps what comes fourth to itself, and the page shows where it is.
    expect(page.locator(".aloud")).to_have_text("Three streets")
    assert page.evaluate("window.said") == [
        "Lamplighters' guild asks for one more winter",
        "The guild says three streets are enough.",
        "The guild of lamplighters has asked to keep three streets for one more winter.",
    ]
    page.get_by_role("button", name="Pause").click()
    page.evaluate("window.most = 9")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Listen")).to_be_visible()
    assert page.evaluate("window.said.length") == 5
    expect(page.locator(".aloud")).to_have_count(0)


def test_a_device_without_a_voice_for_the_language_says_so(visit: Callable[..., Page], ferry: str) -> None:
    page = visit("/about")
    page.context.add_init_script(DEVICE)
    page.goto(page.url.replace("/about", f"{ferry}?view=original"))
    page.get_by_role("button", name="Listen").click()
    expect(page.get_by_text("This device has no voice for Portuguese.")).to_be_visible()


def test_text_grows_from_the_article_itself(visit: Callable[..., Page], ferry: str) -> None:
    page = visit(ferry)
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("button", name="Larger text").click()
    assert page.evaluate(size) > before * 1.1
    page.get_by_role("button", name="Smaller text").click()
    assert page.evaluate(size) == before


def test_a_citation_is_copied(visit: Callable[..., Page], ferry: str) -> None:
    page = visit(ferry, permissions=["clipboard-read", "clipboard-write"])
    page.locator(".cite summary").click()
    page.get_by_role("button", name="Copy, MLA").click()
    expect(page.get_by_role("button", name="Copy, MLA")).to_have_text("Copied")
    assert "Quintela, Marta" in page.evaluate("navigator.clipboard.readText()")


def test_lists_say_the_readers_time_beside_that_of_the_place(visit: Callable[..., Page]) -> None:
    page = visit("/feed")
    page.clock.set_fixed_time("2025-07-16T15:00:00Z")
    page.reload()
    item = page.locator(".item", has_text="Wooden bridge opens")
    expect(item.locator("time")).to_have_text("09:00")
    assert "Cairo time" in (item.locator("time").get_attribute("title") or "")
    expect(item.locator(".yours")).to_have_text("(02:00 yours)")


def test_scripts_of_a_page_weigh_little(visit: Callable[..., Page], ferry: str) -> None:
    """At most 15 kB compressed where there is no globe."""
    for path in (ferry, "/saved", "/settings", "/feed"):
        page = visit(path)
        page.wait_for_load_state("networkidle")
        sizes = page.evaluate(
            "performance.getEntriesByType('resource').filter((r) => r.name.includes('.js')).map((r) => r.encodedBodySize)"
        )
        assert len(sizes) >= 3
        assert sum(sizes) <= 15_000
