"""Which picture an item shows, from Media RSS, enclosures and, last, the HTML it carries."""

from __future__ import annotations

import re

from parallax.feeds.elements import Element, Fields, fields_of, first, text_of
from parallax.feeds.limits import MAX_RAW_TEXT
from parallax.feeds.listing import Picture
from parallax.feeds.names import Names

_IMAGE_NAME = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?#])", re.IGNORECASE)
_IMG = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\b(src|alt|width|height)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_TRACKER_SIDE = 2  # pixels: counting pixels are 1×1
_MAX_MEDIA = 50  # candidates compared; a gallery's first pictures are its main ones


def picture_of(fields: Fields, names: Names) -> Picture | None:
    """The largest image of the item with its caption and credit, or None."""
    candidates: list[tuple[Element, Fields]] = []
    scopes: list[Fields] = [fields]
    scopes.extend(fields_of(group, names) for group in fields.get("media:group", ())[:_MAX_MEDIA])
    for scope in scopes:
        candidates += [(e, scope) for e in scope.get("media:content", ())[:_MAX_MEDIA] if _is_image(e)]
    if not candidates:
        for scope in [*scopes, *_inside_media(scopes, names)]:
            candidates += [(e, scope) for e in scope.get("media:thumbnail", ())[:_MAX_MEDIA] if e.get("url")]
    if candidates:
        best, scope = max(candidates, key=lambda candidate: _size(candidate[0].get("width")))
        return _described(best, [fields_of(best, names), scope, fields])
    for enclosure in fields.get("enclosure", ()):
        if _is_image(enclosure):
            return _described(enclosure, [fields])
    return None


def picture_in_html(*texts: str) -> Picture | None:
    """The first picture in HTML that is not a counting pixel."""
    for text in texts:
        for tag in _IMG.findall(text[:MAX_RAW_TEXT]) if "<img" in text else ():
            picture = Picture()
            for name, double, single, bare in _ATTRIBUTE.findall(tag):
                field = "url" if name.lower() == "src" else name.lower()
                if not getattr(picture, field):
                    setattr(picture, field, double or single or bare)
            if picture.url and not _is_tracker(picture):
                return picture
    return None


def _inside_media(scopes: list[Fields], names: Names) -> list[Fields]:
    """A video's ``media:content`` often carries its still as a thumbnail inside."""
    return [fields_of(e, names) for scope in scopes for e in scope.get("media:content", ())[:_MAX_MEDIA]]


def _is_image(element: Element) -> bool:
    url, kind, medium = (element.get(name) or "" for name in ("url", "type", "medium"))
    if not url:
        return False
    if medium or kind:
        return medium == "image" or (kind.startswith("image") and not medium)
    return bool(_IMAGE_NAME.search(url)) or bool(element.get("width"))


def _described(element: Element, scopes: list[Fields]) -> Picture:
    """The picture with the nearest words about it; ``media:title`` of the item is no alternative text."""
    picture = Picture(
        url=element.get("url") or "",
        alt=element.get("alt") or first(scopes[0], "media:title"),
        width=element.get("width") or "",
        height=element.get("height") or "",
    )
    for scope in scopes:
        picture.caption = picture.caption or first(scope, "media:description")
        picture.credit = picture.credit or _credit(scope)
    return picture


def _credit(scope: Fields) -> str:
    """Photographers before other roles; several are joined."""
    named = scope.get("media:credit", ())
    chosen = [c for c in named if "photo" in (c.get("role") or "").lower()] or named
    return ", ".join(dict.fromkeys(text for c in chosen if (text := text_of(c).strip())))


def _size(written: str | None) -> int:
    digits = (written or "")[:5]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _is_tracker(picture: Picture) -> bool:
    return any(0 < _size(side) <= _TRACKER_SIDE for side in (picture.width, picture.height))
