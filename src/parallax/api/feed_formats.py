"""Writing a feed as Atom 1.0 (RFC 4287) or JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

from parallax.api.feed_document import FeedDocument, FeedItem, permanent_id

ATOM_TYPE = "application/atom+xml; charset=utf-8"
JSON_TYPE = "application/feed+json; charset=utf-8"

# Characters that XML 1.0 §2.2 forbids even when escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def atom(feed: FeedDocument) -> bytes:
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", _LANG: "en"})
    _text(root, "title", feed.title)
    _text(root, "id", permanent_id(feed.page))
    _text(root, "updated", feed.updated.isoformat())
    _text(root, "generator", "Parallax")
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    ET.SubElement(root, "link", {"rel": "self", "href": f"{feed.address}.atom{feed.query}"})
    author = ET.SubElement(root, "author")
    _text(author, "name", "Parallax")
    for item in feed.items:
        root.append(_entry(item))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}'.encode()


def _entry(item: FeedItem) -> ET.Element:
    entry = ET.Element("entry")
    _text(entry, "title", item.title, {_LANG: item.language} if item.language != "en" else {})
    _text(entry, "id", permanent_id(item.key))
    _text(entry, "updated", item.updated.isoformat())
    if item.published:
        _text(entry, "published", item.published.isoformat())
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": item.url})
    if item.source:
        ET.SubElement(entry, "link", {"rel": "via", "href": _clean(item.source)})
    if item.author:
        author = ET.SubElement(entry, "author")
        _text(author, "name", item.author)
    for tag in item.tags:
        ET.SubElement(entry, "category", {"term": _clean(tag)})
    if item.summary:
        _text(entry, "summary", item.summary)
    return entry


def _text(parent: ET.Element, name: str, value: str, attributes: dict[str, str] | None = None) -> None:
    ET.SubElement(parent, name, attributes or {}).text = _clean(value)


def _clean(value: str) -> str:
    return _NOT_XML.sub("", value)


def json_feed(feed: FeedDocument) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": f"{feed.address}.json{feed.query}",
        "language": "en",
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _json_item(item: FeedItem) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": permanent_id(item.key),
        "url": item.url,
        "title": item.title,
        "content_text": item.summary or item.title,
        "date_modified": item.updated.isoformat(),
        "language": item.language,
        "tags": list(item.tags),
    }
    if item.published:
        fields["date_published"] = item.published.isoformat()
    if item.source:
        fields["external_url"] = item.source
    if item.author:
        fields["authors"] = [{"name": item.author}]
    return fields
