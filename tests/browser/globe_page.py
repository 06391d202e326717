"""What a test does with a globe: aim at a place, read where it is, count its pictures."""

from __future__ import annotations

import math
import re

from playwright.sync_api import Page, expect

from parallax.countries import country

FILL = 0.96  # the share of its box the globe fills at zoom 1, as frontend/src/globe/view.ts has it
SETTLED_MS = 400  # the address is written a quarter of a second after the last movement


class Globe:
    """A page with a globe, seen the way a reader sees it: pixels, keys, text, address."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.canvas = page.locator("[data-island=globe] canvas")
        page.wait_for_function(
            "performance.getEntriesByType('resource').some((e) => e.name.includes('world-coarse') && e.responseEnd)"
        )
        self.rest()

    def rest(self, quiet_ms: int = 150) -> None:
        """Waits until no picture is under way and none has been drawn for a while."""
        self.page.evaluate(
            """async (quiet) => {
                 for (let tries = 0; tries < 100; tries++) {
                   const before = window.frames_drawn;
                   await new Promise((done) => setTimeout(done, quiet));
                   if (window.frames_drawn === before && window.frames_pending === 0) return;
                 }
                 throw new Error("the globe does not come to rest");
               }""",
            quiet_ms,
        )

    @property
    def frames(self) -> int:
        return int(self.page.evaluate("window.frames_drawn"))

    @property
    def name(self) -> str:
        """The place the globe says it is at."""
        return self.page.locator(".globe-card-name").inner_text()

    def comes_to(self, name: str) -> None:
        """The globe says it is at this place, soon."""
        expect(self.page.locator(".globe-card-name")).to_have_text(name)
        self.rest()

    def answer(self, name: str) -> None:
        """If the globe asks which of several places was meant, says which."""
        self.rest()
        choice = self.page.get_by_role("menuitem", name=name)
        if choice.count():
            choice.click()

    def spot(self) -> tuple[float, float, float, str | None]:
        """Longitude, latitude, zoom and chosen place, from the address."""
        # In the page's own time: however slow the machine, its timers ring in order.
        self.rest(SETTLED_MS)
        # Asked of the page: what the driver believes the address to be comes later.
        address = self.page.evaluate("location.hash")
        found = re.search(r"#globe=([-\d.]+),([-\d.]+),([\d.]+)(?:,([A-Z]{2}))?$", address)
        assert found, f"no globe in the address {address}"
        return float(found[1]), float(found[2]), float(found[3]), found[4]

    def box(self) -> dict[str, float]:
        box = self.canvas.bounding_box()
        assert box
        return dict(box)

    def where(self, code: str, view: tuple[float, float, float]) -> tuple[float, float]:
        """Page pixels of a place's point for a view (longitude, latitude, zoom)."""
        place = country(code)
        return self.where_at(place.lon, place.lat, view)

    def where_at(self, lon: float, lat: float, view: tuple[float, float, float]) -> tuple[float, float]:
        box = self.box()
        radius = view[2] * FILL * min(box["width"], box["height"]) / 2
        turn, tilt, height = math.radians(lon - view[0]), math.radians(view[1]), math.radians(lat)
        right = math.cos(height) * math.sin(turn)
        up = math.sin(height) * math.cos(tilt) - math.cos(height) * math.sin(tilt) * math.cos(turn)
        return (
            box["x"] + box["width"] / 2 + radius * right,
            box["y"] + box["height"] / 2 - radius * up,
        )
