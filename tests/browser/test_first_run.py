"""The first minute of a stranger: the real command, an empty home, a real browser, no network."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def heed_ctrl_c() -> None:
    """A test run that a shell started in the background ignores SIGINT, and so would what it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`parallax up` in a home of its own; gives the address it prints."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARALLAX_", "XDG_"))}
    command = [str(Path(sys.executable).with_name("parallax")), "up", "--port", "0", "--no-poll"]
    running = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=kept | {"HOME": str(home)},
        preexec_fn=heed_ctrl_c,
    )
    said: list[str] = []
    assert running.stdout is not None
    reader = threading.Thread(target=lambda: said.extend(iter(running.stdout.readline, "")), daemon=True)
    reader.start()
    deadline = time.monotonic() + 90
    address = None
    while address is None and time.monotonic() < deadline and running.poll() is None:
        time.sleep(0.1)
        address = next((found[0] for line in said if (found := re.search(r"http://\S+", line))), None)
    if address is None:
        running.kill()
        pytest.fail(f"the site did not come up: {said} {running.stderr.read() if running.stderr else ''}")
    yield address
    running.send_signal(signal.SIGINT)
    assert running.wait(20) in {0, 130}, "Ctrl-C ends it"


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page that fails the test when it asks anybody but the site, or when a script breaks."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    strangers: list[str] = []
    faults: list[str] = []
    opened.on(
        "request",
        lambda request: (
            strangers.append(request.url) if not request.url.startswith((site, "data:")) else None
        ),
    )
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert strangers == []
    assert faults == []


def test_a_country_is_picked_from_the_list_and_a_translated_piece_read_with_its_original(page, site):
    page.goto(site)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator("a[data-country=BR]").first.click()
    expect(page).to_have_url(re.compile("/country/br"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Brazil")
    page.locator("article.card h3 a").first.click()
    expect(page).to_have_url(re.compile("/article/"))
    expect(page.locator("body")).to_contain_text("invented", ignore_case=True)
    original = page.locator('[lang="pt"]').first
    expect(original).to_be_visible()
    assert page.locator('main a[href^="https://"]').count() >= 1, "a link to the source"


def test_without_scripts_everything_can_still_be_reached(browser: Browser, site: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    assert page.locator("a[data-country]").count() >= 249
    page.locator("a[data-country=JP]").first.click()
    page.locator("article.card h3 a").first.click()
    expect(page.locator('[lang="ja"]').first).to_be_visible()
    page.goto(f"{site}/search?q=bridge")
    expect(page.locator("mark").first).to_be_visible()
    context.close()


def test_right_to_left_pieces_are_set_right_to_left(page, site):
    page.goto(f"{site}/country/eg")
    page.locator("article.card h3 a").first.click()
    assert page.locator('[lang="ar"]').first.evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_pictures_come_from_the_site_itself(page, site):
    page.goto(f"{site}/country/br")
    picture = page.locator("article.card .photo img:not(.glimpse)").first
    picture.scroll_into_view_if_needed()
    picture.evaluate("(one) => one.decode()")
    assert picture.evaluate("e => e.naturalWidth") > 100


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/country/br",
        "/country/nr",
        "/outlets",
        "/status",
        "/about",
        "/search?q=bridge",
        "/stories",
        "/overlooked",
    ],
)
@pytest.mark.parametrize("width", [360, 820, 1440])
def test_no_page_scrolls_sideways(browser: Browser, site: str, path: str, width: int):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    response = page.goto(site + path)
    assert response is not None
    assert response.status == 200
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize(
    "path",
    [
        "/feed.atom",
        "/feed.json",
        "/country/br/feed.atom",
        "/api/v1/countries",
        "/api/v1/openapi.json",
        "/healthz",
    ],
)
def test_programs_are_served_too(site: str, path: str):
    with urlopen(site + path) as answer:
        assert answer.status == 200
        assert len(answer.read()) > 2


def test_stories_take_shape_in_the_background(page, site):
    deadline = time.monotonic() + 100
    while time.monotonic() < deadline:
        page.goto(f"{site}/stories")
        if page.locator('a[href^="/story/"]').count():
            break
        time.sleep(1)
    page.locator('a[href^="/story/"]').first.click()
    expect(page).to_have_url(re.compile("/story/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
