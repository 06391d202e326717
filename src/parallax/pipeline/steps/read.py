"""Turn the page into an article's content."""

from __future__ import annotations

from dataclasses import replace

from parallax.errors import ParallaxError, WorkerFailed
from parallax.model import Content, Entry, Item
from parallax.pipeline.closing import close_failed
from parallax.pipeline.tools import PageToRead, Tools


def read(items: list[Item], tools: Tools) -> list[Item]:
    """Items with their content; what the feed said fills what the page does not say."""
    pages: list[PageToRead] = [
        (str(number), item.response.body, item.response.url, item.response.header("content-type"))
        for number, item in enumerate(items)
        if item.response is not None
    ]
    found = dict(tools.reader.extract(pages))
    return [_with_content(item, found.get(str(number))) for number, item in enumerate(items)]


def _with_content(item: Item, found: Content | ParallaxError | None) -> Item:
    if isinstance(found, Content):
        return replace(item, content=fill_from_entry(found, item.entry))
    return close_failed(item, found or WorkerFailed(f"No reading of {item.url} came back."))


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
