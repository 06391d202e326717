"""RSS 0.9x to 2.0 and RDF (RSS 0.90, 1.0): where each fact is written."""

from __future__ import annotations

from itertools import islice

from parallax.feeds.elements import XML, Element, Fields, Items, every, first, text_of
from parallax.feeds.listing import Head, Listing
from parallax.feeds.media import picture_of
from parallax.feeds.names import Names

_DATES = ("pubdate", "dc:date", "dcterms:created", "dcterms:issued", "atom:published", "date", "published")
_UPDATES = ("atom:updated", "dcterms:modified", "lastbuilddate", "updated")
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def dates(fields: Fields) -> tuple[str, str]:
    """When published and when updated, as written."""
    return first(fields, *_DATES), first(fields, *_UPDATES)


def read(element: Element, fields: Fields, names: Names) -> Listing:
    published, updated = dates(fields)
    return Listing(
        links=_links(element, fields),
        guid=first(fields, "guid"),
        title=first(fields, "title", "media:title", "dc:title"),
        summary=first(fields, "description", "dc:description", "atom:summary", "summary"),
        content=first(fields, "content:encoded", "atom:content", "xhtml:body"),
        authors=_authors(fields),
        published=published,
        updated=updated,
        language=first(fields, "dc:language", "language") or element.get(f"{XML}lang", ""),
        categories=[*every(fields, "category"), *every(fields, "dc:subject")],
        picture=picture_of(fields, names),
    )


def head(items: Items) -> Head:
    fields = items.head
    root = items.root_attributes
    version = root.get("version", "").strip()
    return Head(
        dialect=f"rss{version[:8]}" if items.root == "rss" else "rdf",
        title=first(fields, "title", "dc:title"),
        link=next((link for link in every(fields, "link") if link.startswith("http")), ""),
        language=first(fields, "language", "dc:language") or root.get(f"{XML}lang", ""),
        ttl=first(fields, "ttl"),
        skip_hours=[text_of(hour) for hours in fields.get("skiphours", ())[:1] for hour in islice(hours, 24)],
    )


def _links(element: Element, fields: Fields) -> list[str]:
    links = every(fields, "feedburner:origlink")
    for link in fields.get("link", ()):
        # A feed that went through an HTML tool has the address after an empty element.
        tail = (link.tail or "").strip() if not link.text else ""
        links.append(text_of(link).strip() or link.get("href") or (tail if tail.startswith("http") else ""))
    links += [
        link.get("href", "")
        for link in fields.get("atom:link", ())
        if link.get("rel", "alternate") == "alternate"
    ]
    links += [
        text_of(guid).strip()
        for guid in fields.get("guid", ())
        if guid.get("isPermaLink", guid.get("ispermalink", "true")).lower() != "false"
        and text_of(guid).strip().startswith(("http:", "https:"))
    ]
    about = element.get(_RDF_ABOUT, "")
    return [link for link in [*links, about] if link]


def _authors(fields: Fields) -> list[str]:
    authors = every(fields, "dc:creator") or every(fields, "author")
    if authors:
        return authors
    return [
        text_of(name).strip()
        for author in fields.get("atom:author", ())
        for name in author
        if _local(name) == "name"
    ]


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
