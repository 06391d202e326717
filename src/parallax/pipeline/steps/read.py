"""Turn the page into an article's content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from parallax.errors import ParallaxError, WorkerFailed
from parallax.extract import NO_HABITS, Habits, learn
from parallax.model import Content, Entry, Item, PageTrace, Reading, Response
from parallax.pipeline.alternatives import plainer
from parallax.pipeline.closing import close_failed
from parallax.pipeline.tools import Tools


def read(items: list[Item], tools: Tools) -> list[Item]:
    """Items, each with the response that fetching brought, with their content; what the feed said fills what the page does not say.

    The whole batch is read with what the outlets' pages had shown before it, so that the order
    within it makes no difference.
    """
    habits_of = _habits(tools)
    pages = [(item, item.response) for item in items if item.response is not None]
    found = _readings([(response, habits_of(item)) for item, response in pages], tools)
    better = plainer(
        [(response, reading) for (_, response), reading in zip(pages, found, strict=True)],
        tools.fetcher,
        tools.rights,
        # Another template has other furniture: what is known of the pages says nothing of it.
        lambda responses: _readings([(response, NO_HABITS) for response in responses], tools),
        parallel=tools.parallel,
    )
    return [_with_content(item, reading) for (item, _), reading in zip(pages, better, strict=True)]


def _readings(pages: list[tuple[Response, Habits]], tools: Tools) -> list[Reading | ParallaxError]:
    """What was read of each page, in the order asked."""
    found = dict(
        tools.reader.extract(
            (str(number), (response.body, response.url, response.header("content-type"), habits))
            for number, (response, habits) in enumerate(pages)
        )
    )
    return [
        found.get(str(number)) or WorkerFailed(f"No reading of {response.url} came back.")
        for number, (response, _) in enumerate(pages)
    ]


def _habits(tools: Tools) -> Callable[[Item], Habits]:
    """What is known of the outlet an item is of, the item's own earlier trace left out."""

    @cache
    def traces_of(outlet_id: str) -> Mapping[str, PageTrace]:
        return tools.store.page_traces(outlet_id)

    @cache
    def learnt(outlet_id: str, own: str) -> Habits:
        return learn(traces_of(outlet_id), reading=own)

    def of(item: Item) -> Habits:
        outlet = None if item.outlet_id else tools.outlet_of(item.url)
        outlet_id = item.outlet_id or (outlet.id if outlet else "")
        # Most pages are new, and share what is learnt of their outlet.
        return learnt(outlet_id, item.url if item.url in traces_of(outlet_id) else "")

    return of


def _with_content(item: Item, found: Reading | ParallaxError) -> Item:
    if isinstance(found, ParallaxError):
        return close_failed(item, found)
    return replace(item, content=fill_from_entry(found.content, item.entry), trace=found.trace)


def fill_from_entry(content: Content, entry: Entry | None) -> Content:
    """The page's own word comes first; a feed is asked only where the page is silent."""
    if entry is None:
        return content
    return replace(
        content,
        published=content.published or entry.published,
        lead_image=content.lead_image or entry.image,
        topics=content.topics or entry.categories,
        language=content.language or entry.language,
    )
