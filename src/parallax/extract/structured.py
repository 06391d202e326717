"""What a page declares about itself in JSON-LD, meta elements and links.

Malformed JSON-LD is common (raw line breaks, trailing commas, comments, several objects in
a row); what can be saved is saved.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from unicodedata import normalize

from parallax.extract.scripts import Script
from parallax.extract.tree import Document
from parallax.extract.words import in_one_line

Node = Mapping[str, Any]

ARTICLE_TYPES = frozenset(
    (
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "AdvertiserContentArticle",
        "SatiricalArticle",
        "ScholarlyArticle",
        "Report",
        "BlogPosting",
        "LiveBlogPosting",
        "SocialMediaPosting",
        "TechArticle",
        "Review",
        "CriticReview",
        "Recipe",
    )
)
# More nodes than this is a catalogue or an attack; articles have a few dozen.
_MOST_NODES = 3000
# Raw line breaks are let through. Made once: to make one takes longer than to read a short object.
_DECODER = json.JSONDecoder(strict=False)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPERS = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", re.S
)


@dataclass(slots=True)
class Declared:
    """The page's own statements. ``meta`` maps lower-case names to their values in order."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[Mapping[str, str | None]]] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    title: str = ""
    language: str = ""
    scripts: list[Script] = field(default_factory=list)  # inline scripts big enough to hold a body
    # Found when first asked for.
    _articles: list[Node] | None = field(default=None, init=False, repr=False)
    _by_id: dict[str, Node] | None = field(default=None, init=False, repr=False)

    def first(self, *names: str) -> str:
        """The first non-empty meta value among ``names``, in that order of preference."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return value
        return ""

    def by_id(self) -> dict[str, Node]:
        """The nodes that others refer to, by their ``@id``; the fullest of each."""
        if self._by_id is None:
            self._by_id = {}
            for node in self.nodes:
                key = node.get("@id")
                if isinstance(key, str) and len(node) > len(self._by_id.get(key, ())):
                    self._by_id[key] = node
        return self._by_id

    def articles(self) -> list[Node]:
        """The nodes that describe an article."""
        if self._articles is None:
            self._articles = [node for node in self.nodes if types_of(node) & ARTICLE_TYPES]
        return self._articles


def types_of(node: Node) -> frozenset[str]:
    """The schema.org types of a node, without their prefix."""
    kinds = node.get("@type")
    if isinstance(kinds, str):
        return frozenset((kinds.rsplit("/", 1)[-1],))
    if isinstance(kinds, list):
        return frozenset(kind.rsplit("/", 1)[-1] for kind in kinds if isinstance(kind, str))
    return frozenset()


def clean(text: str) -> str:
    """One line without markup entities: declared values are often escaped twice."""
    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", text)
    text = in_one_line(text)
    return text if text.isascii() else normalize("NFC", text)


def text_of(value: Any) -> str:
    """A text from what may be a string, a list or an object with a value or name."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return next((text for text in map(text_of, value[:5]) if text), "")
    if isinstance(value, dict):
        return text_of(value.get("@value") or value.get("name") or value.get("url") or "")
    return ""


def load_json(text: str) -> Any:
    """Parses JSON as pages have it, or returns None."""
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        pass
    text = _WRAPPERS.sub("", text.strip())
    text = _WRAPPERS.sub("", text).strip().rstrip(";")
    text = _TRAILING_COMMA.sub(r"\1", text)
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        pass
    try:  # several objects in a row: the first is better than none
        return _DECODER.raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _flatten(value: Any) -> Iterator[Node]:
    waiting = [value]
    count = 0
    while waiting and count < _MOST_NODES:
        item = waiting.pop(0) if len(waiting) < 50 else waiting.pop()
        count += 1
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            if "@type" in item:
                yield item
            for key in (
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "liveBlogUpdate",
                "itemReviewed",
                "hasPart",
            ):
                inner = item.get(key)
                if isinstance(inner, (list, dict)):
                    waiting.append(inner)


# Below this an inline script cannot hold an article's text.
_STATE_CHARS = 800
# Attributes of a meta element that say what its content is.
_NAMING = frozenset(("property", "name", "itemprop", "http-equiv"))
# Links that only help the browser to load the page.
_LOADED = frozenset(("stylesheet", "preload", "prefetch", "preconnect", "dns-prefetch"))
_JSON_LD = re.compile(rb"ld(?:\+|&#43;|&plus;)json")
_SOURCE = re.compile(rb"(?<!\S)src\s*=")


def read_declared(document: Document) -> Declared:
    """Collects the declarations of a parsed page."""
    found = Declared()
    tree = document.tree
    for node in tree.tags("meta"):
        attributes = node.attributes
        content = attributes.get("content")
        if not content:
            continue
        content = clean(content)
        for key, name in attributes.items():
            if key in _NAMING and name:
                found.meta.setdefault(name.lower().strip(), []).append(content)
    for node in tree.tags("link"):
        attributes = node.attributes
        rel = attributes.get("rel")
        if rel and attributes.get("href"):
            for word in rel.lower().split():
                if word not in _LOADED:
                    found.links.setdefault(word, []).append(attributes)
    for script in document.scripts:
        tag = script.tag.lower()
        if _JSON_LD.search(tag):
            found.nodes.extend(_flatten(load_json(script.text)))
        elif len(script.content) >= _STATE_CHARS and not _SOURCE.search(tag):
            found.scripts.append(script)
    found.title = _title_in(tree.head)
    root = tree.root
    if root is not None:
        found.language = (root.attributes.get("lang") or root.attributes.get("xml:lang") or "").strip()
    return found


def _title_in(head: Any) -> str:
    """The text of the first title element, which stands among the head's own on all but broken pages."""
    node = head.child if head is not None else None
    while node is not None and node.tag != "title":
        node = node.next
    if node is None and head is not None:
        node = head.css_first("title")
    return clean(node.text()) if node is not None else ""
