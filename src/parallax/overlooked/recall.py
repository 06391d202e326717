"""What the grouping of stories was measured to lose: the packaged ``recall.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from parallax.overlooked.chances import wilson
from parallax.overlooked.records import Lost, Matching


@cache
def measured() -> Matching:
    """The packaged measurement. Of each share the upper end of its 95% interval is taken, so that
    few cases never flatter. ``python -m benchmarks.overlooked.missed --write`` makes the file."""
    table = tomllib.loads((files("parallax.overlooked") / "recall.toml").read_text("utf-8"))
    return Matching(_rows(table["shared"]), _rows(table["apart"]))


def _rows(tables: list[dict[str, Any]]) -> tuple[Lost, ...]:
    return tuple(
        Lost(
            table["tellers"],
            wilson(table["lost"], table["told"])[1],
            wilson(table["untraced"], table["told"])[1],
        )
        for table in tables
    )
