"""Bring the page."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from parallax.errors import FetchError
from parallax.model import Item, Request
from parallax.pipeline.closing import close_failed
from parallax.pipeline.tools import Tools


def fetch(items: list[Item], tools: Tools) -> list[Item]:
    """Items with their responses; those that came with one (from a capture) keep it."""

    def bring(item: Item) -> Item:
        if item.response is not None:
            return item
        try:
            return replace(item, response=tools.fetcher.get(Request(item.url)))
        except FetchError as error:
            return close_failed(item, error)

    # The door itself keeps hosts apart and paces them; threads only let them wait side by side.
    with ThreadPoolExecutor(max_workers=tools.parallel) as pool:
        return list(pool.map(bring, items))
