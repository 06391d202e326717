"""How heavy and how quick the globe is: bytes, first picture, frames while dragged, work while idle.

    python benchmarks/web/globe.py [--slowdown 4] [--json] [--check]

Drags the globe by its own pointer events in headless Chromium whose processor is slowed down: as
it ships, a plain d3-geo globe with the same lines, and globe.gl with the same shapes, so that the
figures stand beside something. Serves the page the browser tests use; needs Chromium, the
front-end build and `npm ci` in this folder. Without a graphics card globe.gl is drawn by
SwiftShader, on the processor like the others: its figures are a floor for machines that have one.
With --check it fails where frames or a picture's cost do not keep globe_floors.json; that needs a
quiet machine, so CI does not run it.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import threading
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "src" / "parallax" / "web" / "static" / "build"
FRONTEND = ROOT / "frontend"
FLOORS = Path(__file__).with_name("globe_floors.json")
DRAG_MS = 3000
SOFTWARE_WEBGL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")
# Canvas pictures are counted by the browser tests' own counter, WebGL's below.
PICTURES = "(window.frames_drawn + window.gl_frames)"

# Drags for a while, a pointer event a frame, and times the frames that come of it.
DRAG = """(milliseconds) => new Promise((done) => {
  const canvas = document.querySelector('canvas');
  const box = canvas.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  canvas.setPointerCapture = () => {};
  const send = (type, dx, dy) => canvas.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, pointerType: 'mouse', button: 0, buttons: 1, bubbles: true, clientX: x + dx, clientY: y + dy,
  }));
  const times = [];
  let start;
  send('pointerdown', 0, 0);
  const drawn = () => window.frames_drawn + window.gl_frames;
  let before = drawn();
  const step = (now) => {
    start ??= now;
    // Only frames that drew: a callback without a picture is no frame.
    if (drawn() !== before) times.push(now);
    before = drawn();
    const turn = (now - start) / 600;
    send('pointermove', 180 * Math.sin(turn), 60 * Math.sin(1.7 * turn));
    if (now - start < milliseconds) requestAnimationFrame(step);
    else { send('pointercancel', 0, 0); done(times); }
  };
  requestAnimationFrame(step);
})"""


def load(path: Path) -> ModuleType:
    """A file of the tests as a module: the globe's page and server, or the browser's settings."""
    spec = importlib.util.spec_from_file_location(f"globe_{path.parent.name}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def plain_globe() -> bytes:
    """A d3-geo globe of the same coarse lines in the same colours, as one would write it first."""
    command = ["node", "node_modules/esbuild/bin/esbuild", "../benchmarks/web/d3_globe.js", "--bundle"]
    finished = subprocess.run(
        [*command, "--minify", "--format=esm", "--log-level=error"],
        cwd=FRONTEND,
        env={**os.environ, "NODE_PATH": str(FRONTEND / "node_modules")},
        capture_output=True,
        check=True,
    )
    return finished.stdout


def globe_gl() -> bytes:
    """globe.gl over the same shapes, as its documentation shows it."""
    command = ["node", "node_modules/esbuild/bin/esbuild", "../benchmarks/web/gl_globe.js", "--bundle"]
    finished = subprocess.run(
        [*command, "--minify", "--format=esm", "--log-level=error"],
        cwd=FRONTEND,
        # The library's own folder first, topojson-client from the front end's.
        env={**os.environ, "NODE_PATH": str(FRONTEND / "node_modules")},
        capture_output=True,
        check=True,
    )
    return finished.stdout


def serve(tests: ModuleType, scripts: dict[str, bytes]) -> ThreadingHTTPServer:
    """The browser tests' site, with the same page at `/NAME` run by each of these scripts."""
    answers: dict[str, tuple[bytes, str]] = {}
    for name, script in scripts.items():
        page = tests.page_html().replace("/static/build/globe.js", f"/{name}.js").encode()
        answers |= {f"/{name}": (page, "text/html"), f"/{name}.js": (script, "text/javascript")}

    class Handler(tests._Handler):  # type: ignore[misc, name-defined]
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if path in answers:
                body, kind = answers[path]
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            else:
                super().do_GET()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def bytes_of_page() -> dict[str, int]:
    def packed(*names: str) -> int:
        return sum(len(gzip.compress((BUILD / name).read_bytes(), 9)) for name in names)

    return {
        "script_gzip": packed("globe.js", *(file.name for file in BUILD.glob("chunk-*.js"))),
        "style_gzip": packed("globe.css"),
        "coarse_shapes_gzip": packed("world-coarse.json"),
        "fine_shapes_gzip_when_wanted": packed("world-fine.json"),
    }


def frames(times: list[float]) -> dict[str, float]:
    every = [after - before for before, after in pairwise(times)]
    # The first ones warm up, where there are enough to spare them.
    gaps = every[5:] or every
    if not gaps:
        return {"frames_per_second": round(1000 * len(times) / DRAG_MS, 1)}
    ordered = sorted(gaps)
    return {
        "frames_per_second": round(1000 / statistics.mean(gaps), 1),
        "frame_ms_median": round(statistics.median(gaps), 1),
        "frame_ms_p95": round(ordered[int(len(ordered) * 0.95)], 1),
    }


def measure(open_page: Callable[[], Page], address: str, slowdown: float) -> dict[str, Any]:
    page = open_page()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.goto(address)
    page.wait_for_function(
        f"{PICTURES} > 0 && performance.getEntriesByType('resource')"
        ".some((e) => e.name.includes('world-coarse') && e.responseEnd)"
    )
    page.wait_for_timeout(1500)
    first = page.evaluate("window.land_drawn")
    dragged = frames(page.evaluate(DRAG, DRAG_MS))
    session.send("Performance.enable")
    page.wait_for_timeout(500)
    before = tasks(session)
    drawn = page.evaluate(PICTURES)
    page.wait_for_timeout(3000)
    idle = {
        "pictures": page.evaluate(PICTURES) - drawn,
        "main_thread_ms_per_s": round((tasks(session) - before) / 3, 2),
    }
    page.context.close()
    return {"first_picture_with_land_ms": round(first), "dragged": dragged, "idle": idle}


def processor_ms_per_frame(browser: Browser, open_page: Callable[[], Page], address: str) -> float:
    """Processor time a picture costs the renderer, all threads, at full speed: steady on a busy machine."""
    session = browser.new_browser_cdp_session()

    def spent() -> float:
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        return 1000 * sum(process["cpuTime"] for process in processes if process["type"] == "renderer")

    page = open_page()
    page.goto(address)
    page.wait_for_timeout(2000)
    before, drawn = spent(), page.evaluate(PICTURES)
    page.evaluate(DRAG, DRAG_MS)
    cost = (spent() - before) / max(1, page.evaluate(PICTURES) - drawn)
    page.context.close()
    session.detach()
    return round(cost, 2)


def tasks(session: Any) -> float:
    """Milliseconds the main thread has worked so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


# One picture for each frame in which WebGL drew anything.
COUNT_WEBGL = """
window.gl_frames = 0;
let marked = false;
for (const kind of [WebGLRenderingContext, WebGL2RenderingContext]) {
  for (const call of ['drawElements', 'drawArrays']) {
    const draw = kind.prototype[call];
    kind.prototype[call] = function (...a) {
      if (!marked) { marked = true; window.gl_frames++; setTimeout(() => (marked = false)); }
      return draw.apply(this, a);
    };
  }
}
"""

# Land is there when one fill has been asked for under the even-odd rule or from a path of a few thousand points.
FIRST_LAND = """
window.land_drawn = 0;
let points = 0;
const proto = CanvasRenderingContext2D.prototype;
const [begin, line, fill] = [proto.beginPath, proto.lineTo, proto.fill];
proto.beginPath = function () { points = 0; return begin.call(this); };
proto.lineTo = function (x, y) { points++; return line.call(this, x, y); };
proto.fill = function (...a) {
  const done = fill.apply(this, a);
  if (points > 300 && !window.land_drawn) {
    window.land_drawn = performance.now();
    proto.beginPath = begin; proto.lineTo = line; proto.fill = fill;
  }
  return done;
};
"""


def run(browser: Browser, tests: ModuleType, address: str, slowdown: float) -> dict[str, Any]:
    def opener(**options: Any) -> Callable[[], Page]:
        def open_page() -> Page:
            context = browser.new_context(timezone_id="UTC", **options)
            context.add_init_script(tests.COUNT_FRAMES + COUNT_WEBGL + FIRST_LAND)
            return context.new_page()

        return open_page

    desktop = opener(viewport={"width": 1440, "height": 900})
    phone = opener(viewport={"width": 360, "height": 740}, device_scale_factor=2)
    scenes = {
        "desktop_1440": (desktop, "/"),
        "desktop_1440_zoom_6": (desktop, "/#globe=15,45,6"),
        "phone_360_2x": (phone, "/"),
        "plain_d3_desktop_1440": (desktop, "/d3"),
        "plain_d3_phone_360_2x": (phone, "/d3"),
        "globe_gl_desktop_1440": (desktop, "/gl"),
        "globe_gl_phone_360_2x": (phone, "/gl"),
    }
    found: dict[str, Any] = {"bytes": bytes_of_page(), "slowdown": slowdown}
    for name, (open_page, path) in scenes.items():
        cost = processor_ms_per_frame(browser, open_page, address + path)
        found[name] = measure(open_page, address + path, slowdown) | {"processor_ms_per_frame": cost}
    return found


def short_of(found: dict[str, Any]) -> list[str]:
    """What of the figures, in words, does not keep `globe_floors.json`: frames at least, the others at most."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text())
    broken = []
    for scene, limits in floors.items():
        for figure, limit in limits.items():
            if figure == "frames_per_second":
                got, kept = found[scene]["dragged"][figure], found[scene]["dragged"][figure] >= limit
            else:
                got, kept = found[scene][figure], found[scene][figure] <= limit
            if not kept:
                broken.append(f"{scene}: {figure} {got}, the limit is {limit}")
    return broken


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the globe in headless Chromium.")
    parser.add_argument("--slowdown", type=float, default=4)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="fail where globe_floors.json is not kept")
    arguments = parser.parse_args()
    tests = load(ROOT / "tests" / "browser" / "conftest.py")
    shared = load(ROOT / "tests" / "conftest.py")
    if not (Path(__file__).parent / "node_modules" / "globe.gl").is_dir():
        sys.exit("run npm ci in benchmarks/web first: the peers' packages are not there")
    executable = shared.find_chromium()
    if executable is None:
        sys.exit("no Chromium here: install one, or name it in PARALLAX_CHROMIUM")
    scripts = {"d3": plain_globe(), "gl": globe_gl()}
    server = serve(tests, scripts)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=[*shared.CHROMIUM_ARGUMENTS, *SOFTWARE_WEBGL]
        )
        found = run(browser, tests, f"http://127.0.0.1:{server.server_port}", arguments.slowdown)
        for name, script in scripts.items():
            found["bytes"][f"{name}_script_gzip"] = len(gzip.compress(script, 9))
        browser.close()
    server.shutdown()
    if arguments.json:
        print(json.dumps(found, indent=1))
    else:
        for name, value in found.items():
            print(f"{name}: {json.dumps(value)}")
    if arguments.check and (broken := short_of(found)):
        sys.exit("\n".join(broken))


if __name__ == "__main__":
    main()
