"""Turn the page into an article's content."""

from __future__ import annotations

from dataclasses import replace

from parallax.errors import ParallaxError, WorkerFailed
from parallax.extract import NO_HABITS, Habits
from parallax.model import Content, Entry, Item, Reading, Response
from parallax.pipeline.alternatives import plainer
from parallax.pipeline.closing import close_failed
from parallax.pipeline.learning import read_learning
from parallax.pipeline.tools import Tools


def read(items: list[Item], tools: Tools) -> list[Item]:
    """Items, each with the response that fetching brought, with their content.

    What the feed said fills what the page does not say.
    """
    pages = [(item, item.response) for item in items if item.response is not None]
    found = read_learning(pages, tools, lambda asked: _readings(asked, tools))
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
