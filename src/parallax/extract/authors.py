"""Who wrote it: names from declarations and byline, cleaned of what is not a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from parallax.extract.structured import Declared, Node, clean, text_of
from parallax.extract.vocabulary import BITS
from parallax.extract.walk import Page
from parallax.extract.words import fold
from parallax.model import Author

AUTHOR_META = (
    "author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author", "sailthru.author",
    "article:author_name", "cxenseparse:author", "authors", "citation_author", "dc.contributor", "article.author",
)  # fmt: skip

# "By" as bylines begin, in the languages with most outlets.
_BY = re.compile(
    r"^(?:(?:written|story|words|text|reporting|report|posted|published)\s+by|by|von|par|por|de(?=\s+[A-Z])|di|da|door|"
    r"av|af|przez|autor(?:in|en|a|es)?|auteurs?|autore|автор[ыа]?|текст|от|од|oleh|bởi|theo|tác giả|yazan|"
    r"penulis|forfatter|skribent|szerző|kirjoittaja|na|gan|責編|责编|責任編輯|记者|記者|文|기자)\s*[:：]?\s*(?<=[\s:：])",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[,;/|•·、，]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bi\b|\bog\b|\boch\b|\ben\b(?=\s[A-Z])|\bve\b|\bи\b|&)\s+|\s*[;|•、，/]\s*",
)
_JUNK = re.compile(
    r"https?://|www\.|@|©|ⓒ|\d{2,}|\b(?:updated|published|aktualisiert|min read|correspondent for|all rights)\b",
    re.I,
)
_TITLE_WORDS = re.compile(r"^(?:dr|prof|mr|mrs|ms|sir)\.?\s", re.I)
_AUTHOR_KEY = re.compile(r"(?:^|[.:_-])authors?$")
_WRITTEN_BY = re.compile(
    r"written by|verfasst von|geschrieben von|escrito por|[ée]crit par|scritto da|door", re.I
)
# Hiragana that join words: a phrase, not a name.
_PARTICLE = re.compile("[をのがは]")
_LONGEST_NAME = 60
_LONGEST_BYLINE = 120
# Runs before the body in which a byline stands: headline, dek, picture, share buttons lie between.
_BYLINE_REACH = 25
_NO_BYLINE = BITS["comment"] | BITS["related"] | BITS["caption"] | BITS["foot"] | BITS["nav"]
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


def _from_meta(declared: Declared) -> list[Author]:
    for name in AUTHOR_META:
        found = [Author(each) for value in declared.meta.get(name, ()) for each in split_names(value)]
        if found:
            return found
    for name, values in declared.meta.items():
        if _AUTHOR_KEY.search(name):
            found = [Author(each) for value in values for each in split_names(value)]
            if found:
                return found
    # WordPress states the author as a labelled pair for shared links.
    for number in ("1", "2"):
        if _WRITTEN_BY.match(declared.first(f"twitter:label{number}")):
            return [Author(each) for each in split_names(declared.first(f"twitter:data{number}"))]
    return []


def _from_page(page: Page, first: int, last: int) -> list[Author]:
    """The visible byline: marked as author, named so, or beginning with "By"; near the body's ends."""
    low, high = max(0, first - _BYLINE_REACH), last + _BYLINE_REACH // 3
    names: list[str] = []
    for mark in page.marked:
        if not low <= mark.at <= high:
            continue
        rel = (mark.attributes.get("rel") or "").split()
        prop = (mark.attributes.get("itemprop") or "").split()
        if "author" in rel or "author" in prop:
            names += split_names(mark.text or mark.attributes.get("content") or "")
    if names:
        return [Author(name) for name in names]
    order = [*range(first - 1, low - 1, -1), *range(first, min(high + 1, len(page.runs)))]
    for strict in (False, True):
        for index in order:
            run = page.runs[index]
            box = page.containers[run.container]
            bits = box.bits | run.bits | (page.containers[box.parent].bits if box.parent >= 0 else 0)
            if len(run.text) > _LONGEST_BYLINE or bits & _NO_BYLINE:
                continue
            if (_BY.match(run.text) and box.tag not in ("h1", "h2")) if strict else bits & BITS["author"]:
                found = [name for name in split_names(run.text) if looks_like_name(name)]
                if found:
                    return [Author(name) for name in found]
    return []


def looks_like_name(text: str) -> bool:
    """Two to five capitalised words, or a short word of a script without capitals."""
    words = text.split()
    if not text.isascii() and not any(character.isupper() for character in text):
        return len(text) <= 20 and not _PARTICLE.search(text) and not any(map(str.islower, text))
    return 2 <= len(words) <= 5 and all(word[0].isupper() or len(word) <= 3 for word in words)


def _unique(authors: Iterable[Author]) -> tuple[Author, ...]:
    kept: dict[str, Author] = {}
    for author in authors:
        kept.setdefault(fold(author.name), author)
    return tuple(list(kept.values())[:_MOST_AUTHORS])


def choose_authors(
    declared: Declared, page: Page, first: int, last: int, site: Iterable[str]
) -> tuple[Author, ...]:
    """The authors: JSON-LD first, then meta, then the visible byline.

    ``first`` and ``last`` bound the body's runs. ``site`` holds the names the page gives its
    publisher: an article "by" those is anonymous if another source names a person.
    """
    by_id = declared.by_id()
    own = {fold(name).replace(" ", "") for name in site if name}
    anonymous: list[Author] = []
    sources: tuple[Callable[[], list[Author]], ...] = (
        lambda: next(filter(None, (_stated(node, by_id) for node in declared.articles())), []),
        lambda: _from_meta(declared),
        lambda: _from_page(page, first, last),
    )
    for source in sources:
        authors = source()
        people = [author for author in authors if fold(author.name).replace(" ", "") not in own]
        if people:
            return _unique(people)
        anonymous = anonymous or authors
    return _unique(anonymous)


def _stated(node: Node, by_id: Mapping[str, Node]) -> list[Author]:
    return _from_json(node.get("author") or node.get("creator"), by_id)
