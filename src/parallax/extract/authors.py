"""Who wrote it: asked of JSON-LD, then of meta elements, then of the visible page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from parallax.extract.byline_words import LABEL
from parallax.extract.bylines import is_byline, looks_like_name, read_byline, read_name
from parallax.extract.record import Page
from parallax.extract.site_names import SiteNames
from parallax.extract.structured import Declared, Node, text_of, types_of
from parallax.extract.vocabulary import BITS
from parallax.extract.words import fold
from parallax.model import Author

AUTHOR_META = (
    "author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author", "sailthru.author",
    "article:author_name", "cxenseparse:author", "authors", "citation_author", "dc.contributor", "article.author",
)  # fmt: skip
_AUTHOR_KEY = re.compile(r"(?:^|[.:_-])authors?$")
_WRITTEN_BY = re.compile(
    r"written by|verfasst von|geschrieben von|escrito por|[ée]crit par|scritto da|door|автор|yazan|skrevet av|napisane przez",
    re.I,
)
_LONGEST_BYLINE = 120
_LONGEST_SIGNATURE = 40
# Runs before the body in which a byline stands: headline, dek, picture, share buttons lie between.
_BYLINE_REACH = 25
# Runs behind the body: a line that calls itself a byline, and one that does so with the word "author".
_BEHIND = 8
_LABEL_BEHIND = 15
_NO_BYLINE = BITS["comment"] | BITS["related"] | BITS["caption"] | BITS["foot"] | BITS["nav"]
_ORGANIZATIONS = frozenset(("Organization", "NewsMediaOrganization", "Corporation"))
_MOST_AUTHORS = 12


def choose_authors(
    declared: Declared, page: Page, first: int, last: int, site: SiteNames
) -> tuple[Author, ...]:
    """The authors by the first source that names somebody or an agency; else the newsroom that signs.

    ``first`` and ``last`` bound the body's runs.
    """
    sources: tuple[Callable[[], Iterable[Author]], ...] = (
        lambda: _from_linked_data(declared, site),
        lambda: _from_meta(declared, site),
        lambda: _from_page(page, first, last, site),
    )
    newsroom: list[Author] = []
    for source in sources:
        authors = list(source())
        if any(author.kind != "newsroom" for author in authors):
            others = [author for author in authors if not site.is_site(author.name, exactly=True)]
            return _unique(others or authors)
        newsroom = newsroom or authors
    return _unique(newsroom)


def _unique(authors: Iterable[Author]) -> tuple[Author, ...]:
    kept: dict[str, Author] = {}
    for author in authors:
        kept.setdefault(fold(author.name), author)
    return tuple(list(kept.values())[:_MOST_AUTHORS])


def _from_linked_data(declared: Declared, site: SiteNames) -> list[Author]:
    by_id = declared.by_id()
    for node in declared.articles():
        found = list(_stated(node.get("author") or node.get("creator"), by_id, site))
        if found:
            return found
    return []


def _stated(value: Any, by_id: Mapping[str, Node], site: SiteNames) -> Iterator[Author]:
    """The authors in a JSON-LD value: a text, a person, an organisation, a reference, or a list of these."""
    if isinstance(value, str):
        yield from read_byline(value, site)
    elif isinstance(value, list):
        for item in value[:_MOST_AUTHORS]:
            yield from _stated(item, by_id, site)
    elif isinstance(value, dict):
        if "name" not in value and isinstance(value.get("@id"), str):
            value = by_id.get(value["@id"], value)
        yield from _described(value, site)


def _described(node: Node, site: SiteNames) -> Iterator[Author]:
    name = node.get("name")
    if isinstance(name, list):
        yield from filter(None, (read_name(text_of(item), site) for item in name))
        return
    stated = text_of(name) or " ".join(filter(None, map(text_of, map(node.get, ("givenName", "familyName")))))
    found = read_byline(stated, site)
    if len(found) != 1:
        yield from found
        return
    author = found[0]
    if author.kind == "person" and types_of(node) & _ORGANIZATIONS:
        author = replace(author, kind="newsroom")
    url = node.get("url") or node.get("sameAs")
    image = node.get("image")
    if isinstance(image, dict):
        image = image.get("url") or image.get("contentUrl")
    yield replace(
        author,
        role=text_of(node.get("jobTitle")) or author.role,
        bio=text_of(node.get("description")),
        image=image if isinstance(image, str) else "",
        url=url if isinstance(url, str) and url.startswith("http") else "",
    )


def _from_meta(declared: Declared, site: SiteNames) -> list[Author]:
    others = [name for name in declared.meta if "author" in name and _AUTHOR_KEY.search(name)]
    newsroom: list[Author] = []
    for name in (*AUTHOR_META, *others):
        found = [author for value in declared.meta.get(name, ()) for author in read_byline(value, site)]
        if any(author.kind != "newsroom" for author in found):
            return found
        newsroom = newsroom or found
    # WordPress states the author as a labelled pair for shared links.
    for number in ("1", "2"):
        if _WRITTEN_BY.match(declared.first(f"twitter:label{number}")):
            return read_byline(declared.first(f"twitter:data{number}"), site)
    return newsroom


def _from_page(page: Page, first: int, last: int, site: SiteNames) -> list[Author]:
    """The visible byline near the body: marked as author, named so, beginning with "By", or signed below."""
    end = len(page.runs)
    low, high = max(0, first - _BYLINE_REACH), min(end, last + _BEHIND + 1)
    return (
        _marked(page, low, high, site)
        or _named(page, [*range(first - 1, low - 1, -1), *range(first, high)], site)
        or _signed(page, range(max(0, last - 1), high), site)
        or _labelled(page, range(high, min(end, last + _LABEL_BEHIND)), site)
    )


def _marked(page: Page, low: int, high: int, site: SiteNames) -> list[Author]:
    names: list[Author] = []
    for mark in page.marked:
        if low <= mark.at < high:
            said = (mark.attributes.get("rel") or "").split() + (
                mark.attributes.get("itemprop") or ""
            ).split()
            if "author" in said:
                names += read_byline(mark.text or mark.attributes.get("content") or "", site)
    return names


def _named(page: Page, order: Iterable[int], site: SiteNames) -> list[Author]:
    """A line named a byline that also begins like one, else one of the two; the nearest above the text first."""
    called: list[Author] = []
    begun: list[Author] = []
    for index in order:
        run = page.runs[index]
        box = page.containers[run.container]
        bits = box.bits | run.bits | (page.containers[box.parent].bits if box.parent >= 0 else 0)
        if len(run.text) > _LONGEST_BYLINE or bits & _NO_BYLINE or box.tag in ("h1", "h2"):
            continue
        by = is_byline(run.text, site)
        if by and bits & BITS["author"]:
            return by
        begun = begun or by
        if bits & BITS["author"] and not called:
            called = [
                author
                for author in read_byline(run.text, site)
                if author.kind != "person" or looks_like_name(author.name)
            ]
    return called or begun


def _signed(page: Page, places: range, site: SiteNames) -> list[Author]:
    """A name alone and in bold as the last line of the text, as Vietnamese and Balkan papers sign."""
    for index in places:
        run = page.runs[index]
        if run.strong_chars < len(run.text) or len(run.text) > _LONGEST_SIGNATURE or run.links:
            continue
        found = [author for author in read_byline(run.text, site) if looks_like_name(author.name)]
        if found and run.text[-1] not in ".:!?":
            return found
    return []


def _labelled(page: Page, places: range, site: SiteNames) -> list[Author]:
    texts = [page.runs[index].text for index in places]
    lines = (is_byline(text, site) for text in texts if len(text) <= _LONGEST_BYLINE and LABEL.match(text))
    return next(filter(None, lines), [])
