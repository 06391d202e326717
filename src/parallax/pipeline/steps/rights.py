"""Keep no more of a page than its publisher lets us."""

from __future__ import annotations

from dataclasses import replace

from parallax.errors import FetchError
from parallax.model import Author, Content, Item, Rights
from parallax.pipeline.closing import close_failed
from parallax.pipeline.tools import Tools

# Where full text may not be kept, a reader still needs to know what the link leads to. This is the
# length of a usual dek; a publisher's own max-snippet can only make it shorter.
LEAD_CHARACTERS = 300


def respect_rights(items: list[Item], tools: Tools) -> list[Item]:
    """Items with the rights their pages declare, and content cut down to them."""
    return [_respected(item, tools) for item in items]


def _respected(item: Item, tools: Tools) -> Item:
    if item.response is None or item.content is None:
        return item
    try:
        rights = tools.rights(item.response)
    except FetchError as error:  # the site's own file of reservations could not be asked for
        return close_failed(item, error)
    return replace(item, rights=rights, content=within(item.content, rights))


def within(content: Content, rights: Rights) -> Content:
    """The part of the content that may be kept."""
    if rights.archive and rights.max_snippet < 0:
        return content
    limit = LEAD_CHARACTERS if rights.max_snippet < 0 else min(rights.max_snippet, LEAD_CHARACTERS)
    dek = shorten(content.dek or first_paragraph(content), limit)
    if rights.archive:
        return replace(content, dek=dek)
    return replace(content, dek=dek, blocks=(), images=(), authors=_names_only(content))


def first_paragraph(content: Content) -> str:
    return next((block.text for block in content.blocks if block.kind == "paragraph"), "")


def shorten(text: str, limit: int) -> str:
    """The text up to its last whole word within the limit, in characters, ellipsis included."""
    if len(text) <= limit:
        return text
    cut = text[: max(limit - 1, 0)]
    kept = cut.rpartition(" ")[0] or cut
    return f"{kept}…" if kept else ""


def _names_only(content: Content) -> tuple[Author, ...]:
    return tuple(replace(author, bio="") for author in content.authors)
