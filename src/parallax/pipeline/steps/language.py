"""Name the language, and make the article."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, replace

from parallax.model import Article, Content, Entry, Item, article_id
from parallax.pipeline.tools import Tools


def name_language(items: list[Item], tools: Tools) -> list[Item]:
    """Items with their articles, in the language their text shows."""
    return [_named(item, tools) for item in items]


def _named(item: Item, tools: Tools) -> Item:
    content = item.content
    if content is None or item.outlet_id is None:
        return item
    stored = tools.store.outlet(item.outlet_id)
    outlet = tools.outlets.get(item.outlet_id) or (stored.outlet if stored else None)
    guess = tools.identify(
        content.title,
        content.text or content.dek,
        declared=content.language,
        hints=outlet.languages if outlet else (),
    )
    article = Article(
        id=article_id(content.url),
        outlet_id=item.outlet_id,
        country=outlet.country if outlet else "",
        language=guess.tag,
        language_basis=guess.basis,
        content=content,
        rights=item.rights,
        fetched_at=item.response.fetched_at if item.response else tools.clock(),
        reading_minutes=tools.reading_minutes(content.text, guess.tag),
        fingerprint=fingerprint(_as_the_page_has_it(content, item.entry)),
        invented=outlet.invented if outlet else False,
    )
    return replace(item, article=article, response=None)


def _as_the_page_has_it(content: Content, entry: Entry | None) -> Content:
    """Without the time a feed gave: some feeds state a new one at every poll for the same page."""
    if entry is not None and content.published == entry.published:
        return replace(content, published=None)
    return content


def fingerprint(content: Content) -> str:
    """Twenty hex digits that change when anything a reader would see changes.

    Related cards are left out: they change with every visit.
    """
    seen = replace(content, related=(), url="", canonical_url="")
    return hashlib.sha256(repr(astuple(seen)).encode()).hexdigest()[:20]
