"""Reading without a network: installed, kept, told apart from fresh, and never larger than promised."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

sys.path.insert(0, str(Path(__file__).parent))

from newsstand import Newsstand

pytestmark = pytest.mark.browser

EVERY_KIND = (
    "/",
    "/country/br",
    "/country/nr",
    "/country/br?tab=about",
    "/stories",
    "/overlooked",
    "/overlooked/us",
    "/outlets",
    "/outlet/folha-do-porto",
    "/status",
    "/search?q=ferry",
    "/about",
    "/settings",
    "/saved",
    "/places",
    "/feed",
    "/topic/rio",
    "/offline",
    "/no-such-page",
)


@pytest.fixture(scope="module")
def open_stand() -> Iterator[Newsstand]:
    stand = Newsstand()
    yield stand
    stand.stop()


@pytest.fixture
def stand(open_stand: Newsstand) -> Iterator[Newsstand]:
    """A site that is there at the beginning of each test, whatever the last one did to it."""
    yield open_stand
    open_stand.stop()
    open_stand.store.__dict__.update(open_stand.world.World().__dict__)
    open_stand.start()


@pytest.fixture
def context(browser: Browser, stand: Newsstand) -> Iterator[BrowserContext]:
    """A browser whose pages may speak to nobody but the site."""
    opened = browser.new_context(viewport={"width": 1000, "height": 800}, timezone_id="UTC")
    strangers: list[str] = []

    def watch(request: Any) -> None:
        if not request.url.startswith((stand.url, "data:", "blob:")):
            strangers.append(request.url)

    opened.on("request", watch)
    yield opened
    opened.close()
    assert strangers == [], "a page asked a third party"


def until(done: Callable[[], Any], what: str, seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, what
        time.sleep(0.2)


def kept(page: Page, cache: str = "parallax-edition") -> list[str]:
    """Paths in one of the worker's caches."""
    return list(
        page.evaluate(
            """async (name) => (await (await caches.open(name)).keys())
               .map((one) => new URL(one.url)).map((url) => url.pathname + url.search)""",
            cache,
        )
    )


def keep_edition(page: Page, stand: Newsstand) -> None:
    """Open the site and wait until its edition is kept."""
    page.goto(stand.url)
    until(lambda: "/offline/refreshed" in kept(page), "the edition was not kept")


def lead(stand: Newsstand) -> str:
    return f"/article/{stand.world.FERRY.article.id}"


def save(page: Page, url: str, *, saved: bool = True) -> None:
    """What the button on an article's page does."""
    page.evaluate(
        """([url, saved]) => {
          const id = url.split("/")[2];
          localStorage.setItem("parallax.saved", JSON.stringify(saved ? [{ id, title: "t", outlet: "o", country: "BR", saved: "2025-07-16T15:00:00Z" }] : []));
          dispatchEvent(new CustomEvent("parallax:saved", { detail: { url, saved } }));
        }""",
        [url, saved],
    )


def test_todays_edition_is_read_with_the_network_off_and_says_how_old_it_is(context, stand):
    page = context.new_page()
    keep_edition(page, stand)
    fresh = page.goto(stand.url)
    assert fresh.status == 200
    expect(page.locator("aside.stale")).to_be_hidden()
    context.set_offline(True)
    stand.stop()
    page.reload()
    expect(page.locator("aside.stale")).to_contain_text("Read at ")
    expect(page.locator("aside.stale")).to_contain_text("offline")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('aside.stale')).borderInlineStartWidth")
        == "4px"
    )
    page.locator(f'main a[href="{lead(stand)}"]').first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ferry stopped")
    expect(page.locator("aside.stale")).to_contain_text("Read at ")
    picture = page.locator("figure.lead img:not(.glimpse)")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('figure.lead img:not(.glimpse)').naturalWidth > 100")
    page.goto(f"{stand.url}{lead(stand)}?view=side")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ferry stopped")
    page.get_by_role("link", name="See it from every side").click()
    expect(page.locator("#takes")).to_be_visible()
    expect(page.locator("aside.stale")).to_contain_text("Read at ")


def test_a_page_that_is_open_says_when_the_network_goes_and_comes(context, stand):
    page = context.new_page()
    page.goto(stand.url)
    context.set_offline(True)
    expect(page.locator("aside.stale")).to_contain_text("The network is gone")
    context.set_offline(False)
    expect(page.locator("aside.stale")).to_be_hidden()


def test_a_fresh_page_always_comes_before_a_kept_one(context, stand):
    page = context.new_page()
    keep_edition(page, stand)
    view = stand.world.FERRY
    card = replace(view.card, title_english="Ferry runs again")
    stand.store.views = tuple(replace(one, card=card) if one is view else one for one in stand.store.views)
    page.goto(stand.url + lead(stand))
    assert "Ferry runs again" in page.title()
    expect(page.locator("aside.stale")).to_be_hidden()
    context.set_offline(True)
    page.reload()
    assert "Ferry runs again" in page.title(), "what was read last is what is kept"
    expect(page.locator("aside.stale")).to_contain_text("Read at ")


def test_a_site_in_trouble_is_told_apart_from_no_network(context, stand):
    page = context.new_page()
    keep_edition(page, stand)
    context.route(
        re.compile("/stories$"),
        lambda route: route.fulfill(status=503, body="down", content_type="text/plain"),
    )
    page.goto(f"{stand.url}/stories")
    expect(page.locator("aside.stale")).to_contain_text("in trouble")


def test_a_site_that_says_nothing_is_not_waited_for_for_ever(context, stand):
    page = context.new_page()
    keep_edition(page, stand)
    context.route(re.compile("/stories$"), lambda _: None)
    page.goto(f"{stand.url}/stories", timeout=20_000)
    expect(page.locator("aside.stale")).to_contain_text("takes too long")


def test_a_page_that_is_not_kept_says_so_and_lists_what_is(context, stand):
    page = context.new_page()
    keep_edition(page, stand)
    context.set_offline(True)
    answer = page.goto(f"{stand.url}/outlets")
    assert answer.status == 503
    expect(page.locator("[data-not-kept]")).to_be_visible()
    listed = page.locator('[data-group="articles"] a')
    expect(listed.first).to_be_visible()
    assert listed.count() >= 5
    listed.filter(has_text="Ferry stopped").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ferry stopped")


def test_a_saved_article_stays_readable_until_it_is_taken_away(context, stand):
    page = context.new_page()
    page.add_init_script("localStorage.setItem('parallax.offline', 'none')")
    url = lead(stand)
    page.goto(stand.url + url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    save(page, url)
    until(lambda: any(one.startswith("/picture/") for one in kept(page, "parallax-saved")), "it was not kept")
    assert url in kept(page, "parallax-saved")
    assert kept(page) == [], "the reader wanted no edition"
    context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ferry stopped")
    page.goto(f"{stand.url}/offline")
    expect(page.locator('[data-group="saved"] a')).to_have_count(1)
    context.set_offline(False)
    page.goto(stand.url + url)
    save(page, url, saved=False)
    until(lambda: kept(page, "parallax-saved") == [], "it was not dropped")


def test_articles_saved_on_another_page_are_brought_in_and_old_ones_go(context, stand):
    page = context.new_page()
    first, second = lead(stand), f"/article/{stand.world.NILE.article.id}"
    page.goto(stand.url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    save(page, first)
    until(lambda: first in kept(page, "parallax-saved"), "it was not kept")
    page.evaluate(
        "id => localStorage.setItem('parallax.saved', JSON.stringify([{ id }]))", second.rpartition("/")[2]
    )
    page.reload()
    until(lambda: second in kept(page, "parallax-saved"), "it was not kept")
    assert first not in kept(page, "parallax-saved")
    page.evaluate("localStorage.setItem('parallax.saved', 'not JSON')")
    page.reload()
    page.wait_for_timeout(4000)
    assert second in kept(page, "parallax-saved"), "an unreadable list drops nothing"


def test_an_edition_is_fetched_again_only_where_it_has_changed(context, stand):
    page = context.new_page()
    keep_edition(page, stand)
    before = [path for path in kept(page) if path.startswith("/article/")]
    gone = next(path for path in before if path != lead(stand)).rpartition("/")[2]
    view = stand.world.FERRY
    card = replace(view.card, title_english="Ferry runs again")
    stand.store.views = tuple(
        replace(one, card=card) if one is view else one for one in stand.store.views if one.article.id != gone
    )
    page.evaluate("caches.open('parallax-edition').then((cache) => cache.delete('/offline/refreshed'))")
    stand.asked.clear()
    page.goto(f"{stand.url}/settings")
    until(lambda: "/offline/refreshed" in kept(page), "it was not refreshed")
    asked = {path for path in stand.asked if path.startswith("/article/")}
    assert asked == {lead(stand)}, "only what has changed"
    assert f"/article/{gone}" not in kept(page)


def test_storage_is_bounded(context, stand):
    page = context.new_page()
    page.goto(stand.url)
    pad = "x" * 9_000_000
    page.evaluate(
        """async (pad) => { const cache = await caches.open("parallax-edition");
             const list = await (await fetch("/offline/edition.json")).json();
             for (const { url } of list.pages.slice(-2)) await cache.put(url, new Response(pad, { headers: { "X-Parallax-Version": list.pages.find((one) => one.url === url).version } })); }""",
        pad,
    )
    until(lambda: "/offline/refreshed" in kept(page), "it was not refreshed")
    total = page.evaluate(
        """async () => { let sum = 0; const cache = await caches.open("parallax-edition");
             for (const one of await cache.keys()) sum += (await (await cache.match(one)).blob()).size; return sum; }"""
    )
    assert 18_000_000 < total <= 20_000_000


def test_what_is_kept_can_be_deleted_and_no_more_is_kept_then(context, stand):
    page = context.new_page()
    keep_edition(page, stand)
    page.goto(f"{stand.url}/offline")
    expect(page.locator("[data-kept-size]")).to_contain_text("on this device")
    page.get_by_label("Keep today’s edition").uncheck()
    page.get_by_role("button", name="Delete what is kept").click()
    expect(page.locator("[data-kept-size]")).to_contain_text("Nothing is kept")
    page.goto(stand.url)
    page.wait_for_timeout(4000)
    assert kept(page) == []


def test_a_reader_who_wants_no_pictures_is_sent_none(context, stand):
    context.add_init_script("localStorage.setItem('parallax.pictures', 'none')")
    page = context.new_page()
    stand.asked.clear()
    for path in ("/", "/country/br", lead(stand)):
        page.goto(stand.url + path)
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(300)
    until(lambda: "/offline/refreshed" in kept(page), "the edition was not kept")
    assert not [path for path in stand.asked if path.startswith("/picture/")]
    expect(page.locator(".photo").first).to_be_hidden()


def test_it_can_be_installed(context, stand):
    page = context.new_page()
    page.goto(stand.url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    manifest = json.loads(page.evaluate("fetch('/manifest.webmanifest').then((answer) => answer.text())"))
    for icon in manifest["icons"]:
        size = page.evaluate(
            """async (src) => { const image = new Image(); image.src = src; await image.decode();
                 return `${image.naturalWidth}x${image.naturalHeight}`; }""",
            icon["src"],
        )
        assert size == icon["sizes"]
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    devtools = context.new_cdp_session(page)
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],
    )
    found = devtools.send("Page.getAppManifest")
    assert found["errors"] == []


def test_no_kind_of_page_speaks_to_anybody_else_or_breaks(context, stand):
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda said: faults.append(said.text) if said.type == "error" and "404" not in said.text else None,
    )
    story = stand.store.stories(limit=1).items[0].id
    for path in (*EVERY_KIND, lead(stand), f"{lead(stand)}?view=side", f"/story/{story}"):
        page.goto(stand.url + path)
        page.mouse.wheel(0, 9000)
        page.wait_for_load_state("networkidle")
        assert faults == [], f"{path}; among faults is what the content security policy stops"


def test_scripts_of_a_page_without_the_globe_stay_small(context, stand):
    """At most 15 kB as sent, the service worker included."""
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: (
            sizes.update({answer.url: answer.request.sizes()["responseBodySize"]})
            if answer.request.resource_type == "script"
            else None
        ),
    )
    page.goto(stand.url + lead(stand))
    page.wait_for_load_state("networkidle")
    asked = Request(f"{stand.url}/service-worker.js", headers={"Accept-Encoding": "gzip"})
    with urlopen(asked) as answer:
        worker = len(answer.read())
    assert len(sizes) >= 4
    assert 0 < sum(sizes.values()) + worker < 15_000
