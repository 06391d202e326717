"""Every page as axe-core sees it, and what a first visit costs, in a real browser."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# A first visit, compressed.
GLOBE_SCRIPT, SCRIPT, STYLE = 100_000, 15_000, 20_000

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1440, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 360, "height": 740}},
    "forced colours": {"forced_colors": "active", "viewport": {"width": 820, "height": 1000}},
}


@pytest.fixture(scope="module")
def paths(invented: ModuleType) -> list[str]:
    """One page of each kind; articles in Arabic and Persian among them, and every view of one."""
    names = ("FERRY", "NILE", "IRAN", "JAPAN", "LEAD_ONLY")
    ids = [getattr(invented, name).article.id for name in names]
    return [
        "/",
        "/country/br",
        "/country/br?tab=about",
        "/country/nr",
        *(f"/article/{one}" for one in ids),
        f"/article/{ids[1]}?view=side",
        f"/article/{ids[2]}?view=original",
        "/feed",
        "/stories",
        "/topic/transport",
        "/topic/none-such",
        "/story/5a1e0c0ffee0cafe",
        f"/story/5a1e0c0ffee0cafe?a={ids[0]}&b={ids[1]}",
        f"/why?a={ids[0]}",
        f"/why?a={ids[0]}&b={ids[1]}",
        "/overlooked",
        "/overlooked/de",
        "/overlooked/nr",
        "/outlets",
        "/outlets?country=BR",
        "/outlet/folha-do-porto",
        "/outlet/sem-feed",
        f"/outlet/folha-do-porto?author={quote(invented.FERRY.article.content.authors[0].name)}",
        "/status",
        "/status/items?outlet=folha-do-porto",
        "/search",
        "/search?q=ferry&country=DE",
        "/search?q=ferry",
        "/search?q=zzz",
        "/about",
        "/places",
        "/settings",
        "/saved",
        "/offline",
        "/nowhere",
    ]


# Everything that opens is open, so that what is inside is looked at too.
LOOK = """async (rules) => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  await document.fonts.ready;
  const found = await axe.run(document, { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"] });
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3)}`);
}"""


@pytest.fixture(autouse=True)
def _axe() -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: `make build` installs it")


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_any_page(browser: Browser, address: str, paths: list[str], look: str) -> None:
    context = browser.new_context(**LOOKS[look], bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(path=AXE)
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for path in paths:
        page.goto(address + path)
        if violations := page.evaluate(LOOK, RULES):
            found[path] = violations
    context.close()
    assert found == {}


def test_axe_would_find_a_fault(browser: Browser, address: str) -> None:
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(path=AXE)
    page = context.new_page()
    page.goto(address + "/about")
    page.evaluate("document.querySelector('h1').innerHTML += '<img src=/favicon.svg>'")
    assert any(one.startswith("image-alt") for one in page.evaluate(LOOK, RULES))
    context.close()


@pytest.fixture
def first_visit(browser: Browser, address: str) -> Iterator[Callable[[str], dict[str, int]]]:
    """What a page loads by itself, compressed, by kind; nothing of it may be anybody else's."""
    pages: list[Page] = []

    def visit(path: str) -> dict[str, int]:
        page = browser.new_context(service_workers="block").new_page()
        pages.append(page)
        loaded: list[Any] = []
        page.on("response", lambda one: loaded.append(one))
        page.goto(address + path, wait_until="networkidle")
        assert {one.url for one in loaded if not one.url.startswith((address, "data:"))} == set()
        spent = {"script": 0, "stylesheet": 0}
        for one in loaded:
            kind = one.request.resource_type
            if kind in spent:
                spent[kind] += len(gzip.compress(one.body(), 9))
        return spent

    yield visit
    for page in pages:
        page.context.close()


def test_a_first_visit_stays_within_its_budget(
    first_visit: Callable[[str], dict[str, int]], paths: list[str]
) -> None:
    for path in paths:
        spent = first_visit(path)
        most = GLOBE_SCRIPT if path == "/" else SCRIPT
        assert spent["script"] <= most, f"{path}: {spent['script']} bytes of script"
        assert spent["stylesheet"] <= STYLE, f"{path}: {spent['stylesheet']} bytes of style"
    # The counting counts: the first page has a globe, every page a style sheet.
    assert first_visit("/")["script"] > 10_000
    assert first_visit("/about")["stylesheet"] > 1_000
