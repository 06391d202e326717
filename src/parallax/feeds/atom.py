"""Atom 1.0 (RFC 4287) and 0.3: where each fact is written.

An entry without an author does not take the feed's: for news that is the outlet, no byline.
"""

from __future__ import annotations

from html import escape

from parallax.feeds.elements import XML, Element, Fields, Items, every, fields_of, first, text_of
from parallax.feeds.listing import Head, Listing, Picture
from parallax.feeds.media import picture_of
from parallax.feeds.names import Names


def dates(fields: Fields) -> tuple[str, str]:
    """When published and when updated, as written."""
    return first(fields, "published", "issued", "created", "dc:date"), first(fields, "updated", "modified")


def read(element: Element, fields: Fields, names: Names) -> Listing:
    published, updated = dates(fields)
    identifier = first(fields, "id")
    return Listing(
        links=_links(fields, identifier),
        guid=identifier,
        title=_construct(fields, "title") or first(fields, "media:title"),
        summary=_construct(fields, "summary") or first(fields, "media:description"),
        content=_construct(fields, "content"),
        authors=_authors(fields, names),
        published=published,
        updated=updated,
        language=element.get(f"{XML}lang", "") or first(fields, "dc:language"),
        categories=_categories(fields),
        picture=picture_of(fields, names) or _enclosed(fields),
    )


def head(items: Items) -> Head:
    fields, root = items.head, items.root_attributes
    old = root.get("version", "").startswith("0.3")
    links = [link for link in fields.get("link", ()) if link.get("rel", "alternate") == "alternate"]
    return Head(
        dialect="atom0.3" if old else "atom1.0",
        title=_construct(fields, "title"),
        link=links[0].get("href", "") if links else "",
        language=root.get(f"{XML}lang", "") or first(fields, "dc:language"),
    )


def _construct(fields: Fields, name: str) -> str:
    """A text construct as HTML: text of type ``text`` is escaped so that its brackets survive.

    Titles and summaries that are labelled text but carry tags are far more common than
    headlines about tags, so only ``content`` keeps the distinction.
    """
    for element in fields.get(name, ()):
        text = text_of(element).strip()
        if text:
            plain = element.get("type", "text") in {"text", "text/plain"} and not len(element)
            return escape(text, quote=False) if plain and name == "content" else text
    return ""


def _links(fields: Fields, identifier: str) -> list[str]:
    links = fields.get("link", ())
    alternates = [link for link in links if link.get("rel", "alternate").rpartition("/")[2] == "alternate"]
    pages = [link for link in alternates if "html" in link.get("type", "html")]
    found = every(fields, "feedburner:origlink")
    found += [link.get("href") or text_of(link) for link in [*pages, *alternates]]
    if identifier.startswith(("http:", "https:")):
        found.append(identifier)
    return [link for link in found if link]


def _authors(fields: Fields, names: Names) -> list[str]:
    authors = [first(fields_of(author, names), "name") for author in fields.get("author", ())]
    return [author for author in authors if author] or every(fields, "dc:creator")


def _categories(fields: Fields) -> list[str]:
    named = [c.get("label") or c.get("term") or text_of(c) for c in fields.get("category", ())]
    return [name for name in named if name] + every(fields, "dc:subject")


def _enclosed(fields: Fields) -> Picture | None:
    for link in fields.get("link", ()):
        if link.get("rel") == "enclosure" and link.get("type", "").startswith("image/"):
            return Picture(url=link.get("href", ""), alt=link.get("title", ""))
    return None
