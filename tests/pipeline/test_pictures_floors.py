"""Small pictures stay as small, and as much like the originals, as they were measured."""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.web import pictures  # noqa: E402  the benchmarks lie beside the package

FLOORS: dict[str, Any] = json.loads((ROOT / "benchmarks" / "web" / "pictures_floors.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def photos() -> list[bytes]:
    return [pictures.photo(seed) for seed in range(3)]


@pytest.mark.parametrize("mime", ["image/avif", "image/webp", "image/jpeg"])
def test_a_picture_of_a_page_is_a_small_share_of_what_the_publisher_sends(photos, mime):
    floor = FLOORS[mime]
    found = [pictures.measure(body, floor["width"], mime) for body in photos]
    assert statistics.median(one.share for one in found) <= floor["most_share"]
    assert statistics.median(one.decibels for one in found) >= floor["least_decibels"]
    assert max(one.glimpse for one in found) <= FLOORS["most_glimpse_bytes"]
