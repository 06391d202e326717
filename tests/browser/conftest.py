"""A real browser, and a small site of one page: the globe with its list, as the home page has them."""

from __future__ import annotations

import html
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from parallax.countries import all_countries

# Tests are imported one by one, not as a package; this lets them share globe_page.py.
sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src" / "parallax" / "web" / "static"
REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania", "Antarctica")


def rows() -> list[dict[str, object]]:
    """Every place, with counts made up from its code so that all shades occur and some places are silent."""
    made = []
    for place in all_countries():
        seed = sum(ord(letter) * weight for letter, weight in zip(place.code, (7, 31), strict=True))
        articles = 0 if seed % 5 == 0 else (seed * seed) % 137 * (1 + seed % 4)
        made.append(
            {
                "code": place.code,
                "name": place.name,
                "region": place.region,
                "lon": place.lon,
                "lat": place.lat,
                "articles": articles,
                "today": articles // 6,
                "outlets": seed % 23,
                "feeds": seed % 23 * 2 // 3,
            }
        )
    return made


def page_html(*, island_of_its_own: bool = False) -> str:
    """The home page's shape: a searchable list of links by region, and the section for the globe."""
    groups = []
    every = rows()
    for region in REGIONS:
        items = "".join(
            f'<li><a href="/country/{str(row["code"]).lower()}" data-country="{row["code"]}">'
            f"{html.escape(str(row['name']))} <span>{row['articles']}</span></a></li>"
            for row in every
            if row["region"] == region
        )
        groups.append(f"<section data-region><h3>{region}</h3><ul>{items}</ul></section>")
    data = json.dumps({"countries": every}).replace("<", "\\u003c")
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Globe</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/static/build/globe.css">
<style>
:root {{ color-scheme: light dark; font-family: system-ui, sans-serif; }}
body {{ margin: 0 auto; padding: 1rem; max-width: 72rem; background: Canvas; color: CanvasText; }}
.regions {{ max-height: 60vh; overflow: auto; }}
[hidden] {{ display: none !important; }}
@media (min-width: 56rem) {{ .atlas {{ display: grid; grid-template-columns: 1fr 20rem; gap: 2rem; }} }}
</style>
<script type="module" src="/static/build/globe.js"></script></head><body><main>
<div class="atlas">
<section data-island="globe" aria-label="Globe of countries"></section>
<section class="places"><h2>Every country</h2>
<form action="/" role="search"{' data-island="countries"' if island_of_its_own else ""}>
<label>Find a country <input id="find" type="search" name="find" autocomplete="off"></label></form>
<div class="regions">{"".join(groups)}</div></section>
</div>
<script type="application/json" id="globe-data">{data}</script>
<div style="height: 60rem"></div>
</main></body></html>"""


# What the API says of countries, as far as the globe asks: about Peru most, in Brazil's press about Cuba.
ANSWERS: dict[str, Callable[[str], list[dict[str, object]]]] = {
    "/api/v1/about": lambda query: [
        {"country": "CU" if query == "published_in=BR" else "PE", "articles": 7},
        {"country": "BR", "articles": 2},
    ],
    "/api/v1/overlooked": lambda _query: [{"country": "BR", "overlooked": 3, "stories": 40}],
}


class _Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/static/"):
            super().do_GET()
        elif path == "/":
            self._answer(page_html())
        elif path in ANSWERS:
            self._answer(json.dumps(ANSWERS[path](urlsplit(self.path).query)), "application/json")
        elif path.startswith("/country/"):
            self._answer(f"<!doctype html><title>{html.escape(path)}</title><h1>{html.escape(path)}</h1>")
        else:
            self.send_error(404)

    def translate_path(self, path: str) -> str:
        return str(STATIC / urlsplit(path).path.removeprefix("/static/"))

    def _answer(self, text: str, kind: str = "text/html; charset=utf-8") -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Silent: a failing test prints what matters."""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the one-page site, built from the sources as they are."""
    built = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "build_frontend.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@dataclass
class Watch:
    """What a page did that it must not do."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


# Counts pictures, from outside: each begins by clearing the canvas.
COUNT_FRAMES = """
window.frames_drawn = 0; window.frames_asked = 0; window.frames_pending = 0;
const clear = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function (...a) { window.frames_drawn++; return clear.apply(this, a); };
const ask = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (f) => {
  window.frames_asked++; window.frames_pending++;
  return ask((now) => { window.frames_pending--; f(now); });
};
"""


@pytest.fixture
def new_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens pages in contexts of their own; afterwards none may have spoken to anybody else or thrown."""
    contexts: list[BrowserContext] = []
    watch = Watch()

    def open_page(path: str = "/", *, worldview: str = "", **options: object) -> Page:
        options.setdefault("timezone_id", "UTC")
        options.setdefault("viewport", {"width": 1200, "height": 900})
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)

        def guard(route: object) -> None:
            url = route.request.url  # type: ignore[attr-defined]
            if url.startswith((site, "data:")):
                route.continue_()  # type: ignore[attr-defined]
            else:
                watch.foreign.append(url)
                route.abort()  # type: ignore[attr-defined]

        context.route("**/*", guard)
        context.add_init_script(COUNT_FRAMES)
        if worldview:
            context.add_init_script(f"localStorage.setItem('parallax.worldview', {worldview!r})")
        page = context.new_page()
        page.on("pageerror", lambda error: watch.errors.append(str(error)))
        page.on("console", lambda said: said.type == "error" and watch.errors.append(said.text))
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.foreign == [], "the page asked a third party"
    assert watch.errors == []
