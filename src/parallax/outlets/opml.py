"""Outlets to and from OPML, the format in which feed readers exchange their lists.

Our own facts travel as attributes in a namespace that other readers ignore; theirs are
read as far as they go: a feed's address, a title, the site's address and a folder.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from parallax.countries import all_countries, country, find
from parallax.errors import RegistryError
from parallax.model import Outlet
from parallax.outlets.schema import fields_of, read_record

if TYPE_CHECKING:
    from lxml import etree

OURS = "urn:parallax:outlets"
# A reader's list of a lifetime holds a few thousand feeds; more is a mistake or an attack.
MOST_OUTLINES = 50_000
# Folders within folders: readers go two deep; this only stops recursion by a hostile file.
DEEPEST = 32


def export_opml(outlets: Iterable[Outlet]) -> str:
    """An OPML 2.0 document with a folder for each country and an entry for each feed."""
    from lxml import etree

    root = etree.Element("opml", {"version": "2.0"}, nsmap={"parallax": OURS})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Outlets"
    body = etree.SubElement(root, "body")
    grouped: dict[str, list[Outlet]] = defaultdict(list)
    for outlet in outlets:
        grouped[outlet.country].append(outlet)
    for place in all_countries():
        if place.code in grouped:
            folder = etree.SubElement(body, "outline", {"text": place.name, _ours("country"): place.code})
            for outlet in grouped[place.code]:
                _add(folder, outlet)
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def import_opml(text: str, *, country_code: str | None = None) -> tuple[Outlet, ...]:
    """The outlets an OPML document lists, feeds of one site joined into one outlet.

    The country is the entry's own, or its folder's when that is named after one, or
    ``country_code``. Raises :class:`RegistryError` for what is not OPML, lists no feed,
    or leaves a country unknown.
    """
    body = _parse(text).find("body")
    if body is None:
        raise RegistryError("The OPML has no <body>", hint="Export the list again from your feed reader.")
    fallback = country(country_code).code if country_code else None
    found: dict[str, Outlet] = {}
    for outline, folder in _entries(body, None, 0):
        outlet = _outlet(outline, folder or fallback)
        known = found.get(outlet.id)
        found[outlet.id] = outlet if known is None else _joined(known, outlet)
    if not found:
        raise RegistryError("The OPML lists no feed", hint="Each feed is an <outline> with an xmlUrl.")
    return tuple(found.values())


def outlet_id(url: str) -> str:
    """The id an outlet gets from its address: the host's words joined by hyphens (``bbc-co-uk``).

    Raises :class:`RegistryError` for what is no web address.
    """
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.").encode("idna").decode()
    except ValueError as error:
        raise RegistryError(
            f"{url!r} is not a web address: {error}", hint="An address begins with http:// or https://."
        ) from error
    if not (words := re.findall(r"[a-z0-9]+", host)):
        raise RegistryError(
            f"{url!r} is not a web address", hint="An address begins with http:// or https://."
        )
    return "-".join(words)


def _ours(name: str) -> str:
    return f"{{{OURS}}}{name}"


def _add(folder: etree._Element, outlet: Outlet) -> None:
    from lxml import etree

    shared = {"text": outlet.name, "title": outlet.name, "htmlUrl": outlet.homepage}
    own = {_ours(key): value for key, value in _facts(outlet).items()}
    for feed in outlet.feeds:
        etree.SubElement(folder, "outline", {"type": "rss", **shared, "xmlUrl": feed, **own})
    if not outlet.feeds:
        etree.SubElement(folder, "outline", {"type": "link", **shared, "url": outlet.homepage, **own})


def _facts(outlet: Outlet) -> dict[str, str]:
    fields = fields_of(outlet)
    ownership = fields.pop("ownership", {})
    facts: dict[str, str] = {
        key: fields[key] for key in ("id", "country", "covers", "kind", "scope") if key in fields
    }
    facts |= {key: " ".join(fields[key]) for key in ("languages", "sitemaps") if key in fields}
    return facts | {f"ownership-{key}": value for key, value in ownership.items()}


def _parse(text: str) -> etree._Element:
    """Parse without reaching outside the text: no entities, no DTD, no network."""
    from lxml import etree

    if "<!ENTITY" in text:
        raise RegistryError(
            "The OPML declares entities of its own", hint="Remove its <!DOCTYPE …> and try again."
        )
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        raise RegistryError(
            f"This is not OPML: {error}",
            hint="Export the list again from your feed reader, or mend that line.",
        ) from error
    if root.tag != "opml":
        raise RegistryError(
            f"This is not OPML: it begins with <{root.tag}>", hint="An OPML file begins with <opml>."
        )
    return root


def _entries(
    parent: etree._Element, folder: str | None, depth: int
) -> list[tuple[etree._Element, str | None]]:
    """The entries below an element with the country of the nearest folder named after one."""
    if depth > DEEPEST:
        raise RegistryError(
            "The OPML nests folders without end", hint="Export the list again from your feed reader."
        )
    found: list[tuple[etree._Element, str | None]] = []
    for outline in parent.iterchildren("outline"):
        if outline.get("xmlUrl") or outline.get(_ours("id")):
            found.append((outline, folder))
        else:
            place = find(outline.get(_ours("country")) or outline.get("text") or outline.get("title") or "")
            found += _entries(outline, place.code if place else folder, depth + 1)
        if len(found) > MOST_OUTLINES:
            raise RegistryError(f"The OPML lists more than {MOST_OUTLINES:,} feeds", hint="Split it.")
    return found


def _outlet(outline: etree._Element, folder: str | None) -> Outlet:
    feed = (outline.get("xmlUrl") or "").strip()
    homepage = (outline.get("htmlUrl") or "").strip() or _site(feed)
    name = " ".join((outline.get("title") or outline.get("text") or "").split())
    place = outline.get(_ours("country")) or folder
    where = f"OPML line {outline.sourceline}, {name or feed!r}"
    if place is None:
        raise RegistryError(
            f"{where}: its country is not known",
            hint="Say --country, or put it in a folder named after the country.",
        )
    fields: dict[str, Any] = {
        "id": outline.get(_ours("id")) or outlet_id(homepage),
        "name": name or urlsplit(homepage).hostname,
        "homepage": homepage,
        "country": place,
        "feeds": [feed] if feed else [],
        "ownership": _given(
            outline, {"kind": "ownership-kind", "owner": "ownership-owner", "basis": "ownership-basis"}
        ),
        **_given(outline, {"covers": "covers", "kind": "kind", "scope": "scope"}),
    }
    for key in ("languages", "sitemaps"):
        fields[key] = (outline.get(_ours(key)) or "").split()
    return read_record(fields, where=where).outlet


def _given(outline: etree._Element, names: dict[str, str]) -> dict[str, str]:
    return {key: value for key, name in names.items() if (value := outline.get(_ours(name)))}


def _site(feed: str) -> str:
    try:
        parts = urlsplit(feed)
    except ValueError as error:
        raise RegistryError(f"{feed!r} is not a web address", hint="Mend the feed's xmlUrl.") from error
    return f"{parts.scheme}://{parts.netloc}/"


def _joined(known: Outlet, further: Outlet) -> Outlet:
    feeds = tuple(dict.fromkeys((*known.feeds, *further.feeds)))
    return replace(known, feeds=feeds)
