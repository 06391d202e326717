"""Who wrote it: names from declarations and byline, cleaned of what is not a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from parallax.extract.features import fold
from parallax.extract.structured import Declared, Node, clean, text_of, types_of
from parallax.extract.vocabulary import BITS
from parallax.extract.walk import Page
from parallax.model import Author

AUTHOR_META = (
    "author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author", "sailthru.author",
    "article:author_name", "cxenseparse:author", "authors", "citation_author", "dc.contributor", "article.author",
)  # fmt: skip

# "By" as bylines begin, in the languages with most outlets.
_BY = re.compile(
    r"^(?:(?:written|story|words|text|reporting|report|posted|published)\s+by|by|von|par|por|de(?=\s+[A-Z])|di|da|door|"
    r"av|af|przez|autor(?:in|en|a|es)?|auteurs?|autore|автор[ыа]?|текст|от|од|oleh|bởi|theo|tác giả|yazan|"
    r"penulis|forfatter|skribent|szerző|kirjoittaja|na|gan|記者|文|기자)\s*[:：]?\s+",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[,;/|•·、，]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bi\b|\bog\b|\boch\b|\ben\b(?=\s[A-Z])|\bve\b|\bи\b|&)\s+|\s*[;|•、，/]\s*",
)
_JUNK = re.compile(
    r"https?://|www\.|@|\d{2,}|\b(?:updated|published|aktualisiert|min read|correspondent for|all rights)\b",
    re.I,
)
_TITLE_WORDS = re.compile(r"^(?:dr|prof|mr|mrs|ms|sir)\.?\s", re.I)
_LONGEST_NAME = 60
_MOST_AUTHORS = 12


def clean_name(text: str) -> str:
    """A name without "By", trailing punctuation or markup; empty if it is none."""
    text = clean(text)
    text = _BY.sub("", text)
    text = re.sub(r"\s*[(（\[].*?[)）\]]\s*$", "", text).strip(" ,;:|-–—·•\u00a0")
    if (
        not text
        or len(text) > _LONGEST_NAME
        or _JUNK.search(text)
        or not re.search(r"[^\W\d_]{2}|[\u3040-\uffdc]", text)
    ):
        return ""
    return text


def split_names(text: str) -> list[str]:
    """The names of a byline that lists several.

    >>> split_names("By Ada Lovelace and Charles Babbage")
    ['Ada Lovelace', 'Charles Babbage']
    """
    text = _BY.sub("", clean(text))
    parts = [part for part in _SPLIT.split(text) if part and part.strip()]
    if len(parts) > 1 and all(" " in part.strip() or not part.isascii() for part in parts):
        names = [clean_name(part) for part in parts]
        return [name for name in names if name]
    name = clean_name(text)
    return [name] if name else []


def _from_json(value: Any, by_id: Mapping[str, Node]) -> list[Author]:
    if isinstance(value, str):
        return [Author(name) for name in split_names(value)]
    if isinstance(value, list):
        return [author for item in value[:_MOST_AUTHORS] for author in _from_json(item, by_id)]
    if not isinstance(value, Mapping):
        return []
    if "name" not in value and isinstance(value.get("@id"), str):
        value = by_id.get(value["@id"], value)
    name = value.get("name")
    if isinstance(name, list):
        return [Author(clean_name(text_of(item))) for item in name if clean_name(text_of(item))]
    names = split_names(text_of(name)) if isinstance(name, str) else []
    if len(names) != 1:
        return [Author(each) for each in names]
    url = value.get("url") or value.get("sameAs")
    image = value.get("image")
    if isinstance(image, Mapping):
        image = image.get("url") or image.get("contentUrl")
    return [
        Author(
            names[0],
            role=text_of(value.get("jobTitle")),
            bio=text_of(value.get("description")),
            image=image if isinstance(image, str) else "",
            url=url if isinstance(url, str) and url.startswith("http") else "",
        )
    ]


def _visible(page: Page) -> list[str]:
    names: list[str] = []
    for mark in page.marked:
        rel = (mark.attributes.get("rel") or "").split()
        prop = (mark.attributes.get("itemprop") or "").split()
        if "author" in rel or "author" in prop:
            names.append(mark.text or mark.attributes.get("content") or "")
    if names:
        return names
    for run in page.runs:
        box = page.containers[run.container]
        if (box.bits | run.bits) & BITS["author"] and len(run.text) < 120 and not box.bits & BITS["comment"]:
            names.append(run.text)
            if len(names) == 2:
                break
    return names


def _unique(authors: Iterable[Author]) -> tuple[Author, ...]:
    kept: dict[str, Author] = {}
    for author in authors:
        kept.setdefault(fold(author.name), author)
    return tuple(list(kept.values())[:_MOST_AUTHORS])


def choose_authors(declared: Declared, page: Page) -> tuple[Author, ...]:
    """The authors: JSON-LD first, then meta, then the visible byline."""
    by_id = {
        node["@id"]: node for node in declared.nodes if isinstance(node.get("@id"), str) and "name" in node
    }
    stated: list[Author] = []
    for node in declared.articles():
        if "LiveBlogPosting" in types_of(node) or not stated:
            stated = _from_json(node.get("author") or node.get("creator"), by_id)
        if stated:
            break
    if not stated:
        for name in AUTHOR_META:
            for value in declared.meta.get(name, ()):
                stated += [Author(each) for each in split_names(value)]
            if stated:
                break
    if not stated:
        for text in _visible(page):
            stated += [Author(each) for each in split_names(text)]
    return _unique(stated)
