"""JSON Feed 1.0 and 1.1: where each fact is written; every value may be of the wrong type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from parallax.errors import FeedError
from parallax.feeds.listing import Head, Listing, Picture
from parallax.feeds.mend import FORBIDDEN


def load(text: str, url: str) -> dict[str, Any]:
    """The document's object. Raises :class:`FeedError` for JSON that is broken or no JSON Feed."""
    try:
        # Text after the object is what a truncated or concatenated response leaves.
        document, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise FeedError(
            f"{url} is broken JSON: {error}", hint="The server may have cut it off; try later."
        ) from error
    version = _text(document, "version")
    if "jsonfeed.org" not in version and not (
        isinstance(document.get("items"), list) and "title" in document
    ):
        raise FeedError(
            f"{url} is JSON, but not a JSON Feed", hint="A JSON Feed names its version and has items."
        )
    return dict(document)


def head(document: dict[str, Any]) -> Head:
    version = _text(document, "version").rstrip("/").rpartition("/")[2]
    return Head(
        dialect=f"jsonfeed{version[:4]}",
        title=_text(document, "title"),
        link=_text(document, "home_page_url"),
        language=_text(document, "language"),
    )


def items(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    listed = document.get("items")
    return (item for item in listed if isinstance(item, dict)) if isinstance(listed, list) else iter(())


def dates(item: dict[str, Any]) -> tuple[str, str]:
    """When published and when updated, as written."""
    return _text(item, "date_published"), _text(item, "date_modified")


def read(item: dict[str, Any]) -> Listing:
    published, updated = dates(item)
    identifier = _text(item, "id")
    html, words = _text(item, "content_html"), _text(item, "content_text")
    links = [
        _text(item, "url"),
        _text(item, "external_url"),
        identifier if identifier.startswith("http") else "",
    ]
    picture = next((url for key in ("image", "banner_image") if (url := _text(item, key))), "")
    return Listing(
        links=[link for link in links if link],
        guid=identifier,
        title=_text(item, "title"),
        summary=_text(item, "summary") or escape(words, quote=False),
        content=html or escape(words, quote=False),
        authors=_authors(item),
        published=published,
        updated=updated,
        language=_text(item, "language"),
        categories=[tag for tag in _list(item, "tags") if isinstance(tag, str)],
        picture=Picture(url=picture) if picture else _attached(item),
    )


def _authors(item: dict[str, Any]) -> list[str]:
    people = [*_list(item, "authors"), item.get("author")]
    return list(dict.fromkeys(name for person in people if (name := _text(person, "name"))))


def _attached(item: dict[str, Any]) -> Picture | None:
    for attachment in _list(item, "attachments"):
        if _text(attachment, "mime_type").startswith("image/"):
            return Picture(url=_text(attachment, "url"), alt=_text(attachment, "title"))
    return None


def _text(holder: object, key: str) -> str:
    value = holder.get(key) if isinstance(holder, dict) else None
    if isinstance(value, str):
        # JSON may escape half of a surrogate pair, which no text can hold.
        return FORBIDDEN.sub("", value).strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _list(holder: dict[str, Any], key: str) -> list[Any]:
    value = holder.get(key)
    return value if isinstance(value, list) else []
