"""Links of an edition: from one file to another, out to the sources, or nowhere and then gone."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from lxml import etree, html

# What XML 1.0 §2.2 does not allow in a document, escaped or not.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OUTSIDE = frozenset({"http", "https"})


def legal(text: str) -> str:
    """The text without what no XML document may hold."""
    return _NOT_XML.sub("", text)


class Links:
    """Knows which addresses of the site an edition holds, and which places inside each."""

    def __init__(self, files: Mapping[str, str], places: Mapping[str, frozenset[str]]) -> None:
        """``files``: the file of each address; ``places``: the anchors of a file, where any can be linked to."""
        self._files = files
        self._places = places

    def mend(self, page: str, at: str) -> etree._Element:
        """The page's tree with every link made to work from the file ``at``, and nothing in it that acts."""
        root = html.document_fromstring(legal(page))
        for element in root.iter(etree.Element):
            for name in [name for name in map(str, element.attrib) if name.startswith("data-")]:
                del element.attrib[name]
        own = frozenset(filter(None, (element.get("id") for element in root.iter(etree.Element))))
        for link in list(root.iter("a")):
            self._link(link, at, own)
        for image in root.iter("img"):
            if (src := image.get("src", "")).startswith("/"):
                image.set("src", _relative(src[1:], at))
        return root

    def _link(self, link: html.HtmlElement, at: str, own: frozenset[str]) -> None:
        target = self._target(link.get("href", ""), at, own)
        if target is None:
            link.drop_tag()  # its words stay
            return
        link.set("href", target)

    def _target(self, href: str, at: str, own: frozenset[str]) -> str | None:
        try:
            parts = urlsplit(href)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return href if parts.scheme in _OUTSIDE and parts.netloc else None
        if not parts.path:
            return href if parts.fragment in own else None
        file = self._files.get(unquote(parts.path))
        if file is None or parts.query:
            return None
        place = f"#{parts.fragment}" if parts.fragment in self._places.get(file, frozenset()) else ""
        return _relative(file, at) + place


def _relative(file: str, at: str) -> str:
    """The way from one file of the edition to another."""
    return posixpath.relpath(file, posixpath.dirname(at) or ".")


def as_html(root: etree._Element) -> bytes:
    return bytes(html.tostring(root, encoding="utf-8", doctype="<!doctype html>")) + b"\n"


def as_xhtml(root: etree._Element) -> bytes:
    """The same page in the XML that books are written in (EPUB 3.3 §6.1)."""
    html.html_to_xhtml(root)
    for element in root.iter(etree.Element):
        language = element.get("lang")
        if language is not None:
            element.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>") + b"\n"
