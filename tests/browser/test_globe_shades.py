"""The globe's shades: told apart without colour, and by night as by day."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from globe_page import Globe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

# Two neighbouring greys of the scale differ at least by this, as WCAG reckons contrast.
LEAST_RATIO = 1.2
BRAZIL = (-55.0, -10.0, 1.0)
# Over Brazil's middle: noon is at about 15:40 UTC, midnight at 03:40.
FIX_TIME = """const Then = Date; const fixed = Then.parse('%s');
window.Date = class extends Then { constructor(...a) { if (a.length) super(...a); else super(fixed); } };"""


def luminance(red: int, green: int, blue: int) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2): what is left of a colour in grey."""
    parts = [part / 255 for part in (red, green, blue)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def scale(page: Page) -> list[float]:
    """Luminance of the legend's swatches, from no articles to most."""
    colours = page.locator(".globe-scale i").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).backgroundColor)"
    )
    return [luminance(*map(int, re.findall(r"\d+", colour)[:3])) for colour in colours]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shades_keep_their_order_in_grey(new_page: Open, scheme: str) -> None:
    greys = scale(Globe(new_page(color_scheme=scheme)).page)
    assert len(greys) == 6
    assert greys == sorted(greys, reverse=scheme == "light")
    for one, other in pairwise(sorted(greys)):
        assert (other + 0.05) / (one + 0.05) >= LEAST_RATIO


def seen(new_page: Open, time: str, scheme: str) -> dict[str, float]:
    """Luminance of three places' middles on the canvas at a time."""
    page = new_page("/#globe=-55,-10,1", color_scheme=scheme, reduced_motion="reduce")
    page.add_init_script(FIX_TIME % time)
    page.reload()
    globe = Globe(page)
    globe.page.mouse.move(0, 0)
    globe.rest()
    box = globe.box()
    found = {}
    for code in ("BR", "AR", "PE"):
        x, y = globe.where(code, BRAZIL)
        # Beside the name point, where nothing is written.
        pixel = page.evaluate(
            "([x, y]) => [...document.querySelector('canvas').getContext('2d').getImageData(x, y, 1, 1).data]",
            [round(x - box["x"]), round(y - box["y"])],
        )
        found[code] = luminance(*pixel[:3])
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_night_is_a_light_shade_over_all_colours(new_page: Open, scheme: str) -> None:
    day = seen(new_page, "2026-03-20T15:40:00Z", scheme)
    night = seen(new_page, "2026-03-20T03:40:00Z", scheme)
    assert len({round(value, 3) for value in day.values()}) == 3, "the places should differ in shade"
    for code, by_day in day.items():
        assert night[code] != by_day, "night shades nothing"
        assert 0.75 <= (night[code] + 0.05) / (by_day + 0.05) <= 1
    assert sorted(night, key=night.__getitem__) == sorted(day, key=day.__getitem__)
