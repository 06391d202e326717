"""Reading pages with what their outlets' other pages show: those read before, and those beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from parallax.errors import ParallaxError
from parallax.extract import NO_HABITS, Habits, learn
from parallax.model import Item, PageTrace, Reading, Response
from parallax.pipeline.tools import Tools

Page = tuple[Item, Response]
Read = Callable[[list[tuple[Response, Habits]]], list[Reading | ParallaxError]]


def read_learning(pages: list[Page], tools: Tools, read: Read) -> list[Reading | ParallaxError]:
    """The readings of a batch, in its order.

    The batch is read with what was known before it; pages that hold something the batch itself then
    shows to be furniture are read once more. So an outlet's first pages profit as well, the order
    within the batch makes no difference, and reading the same batch again gives the same.
    """
    outlets = [_outlet_of(item, tools) for item, _ in pages]
    known: dict[str, dict[str, PageTrace]] = {
        outlet: dict(tools.store.page_traces(outlet)) for outlet in set(outlets) if outlet
    }
    before = _habits(pages, outlets, known)
    found = read([(response, habits) for (_, response), habits in zip(pages, before, strict=True)])
    for (item, _), outlet, reading in zip(pages, outlets, found, strict=True):
        if outlet and isinstance(reading, Reading):
            known[outlet][item.url] = reading.trace
    after = _habits(pages, outlets, known)
    again = [
        place
        for place, reading in enumerate(found)
        if isinstance(reading, Reading)
        and after[place] != before[place]
        and (after[place].concern(reading.trace) or before[place].concern(reading.trace))
    ]
    second = read([(pages[place][1], after[place]) for place in again]) if again else []
    return [dict(zip(again, second, strict=True)).get(place, reading) for place, reading in enumerate(found)]


def _habits(pages: list[Page], outlets: list[str], known: dict[str, dict[str, PageTrace]]) -> list[Habits]:
    """For each page what its outlet's other pages show. Most are new, and share what is learnt."""

    @cache
    def learnt(outlet: str, own: str) -> Habits:
        return learn(known[outlet], reading=own)

    return [
        learnt(outlet, item.url if item.url in known[outlet] else "") if outlet else NO_HABITS
        for (item, _), outlet in zip(pages, outlets, strict=True)
    ]


def _outlet_of(item: Item, tools: Tools) -> str:
    """The outlet an item is of, or an empty string where only its page will tell."""
    outlet = None if item.outlet_id else tools.outlet_of(item.url)
    return item.outlet_id or (outlet.id if outlet else "")
