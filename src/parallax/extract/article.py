"""A page in, an article out: the steps in order."""

from __future__ import annotations

from parallax.collector import collector_paused
from parallax.errors import Unreadable
from parallax.extract.authors import choose_authors
from parallax.extract.blocks import build_blocks
from parallax.extract.body import select, split_dek
from parallax.extract.cards import complete_authors
from parallax.extract.charset import as_utf8
from parallax.extract.dates import choose_times
from parallax.extract.embedded import POOR_CHARS, rescue
from parallax.extract.facts import (
    choose_canonical,
    choose_publisher,
    choose_section,
    choose_topics,
    declared_paywall,
    is_live,
    is_opinion,
)
from parallax.extract.forest import Forest, load_forests
from parallax.extract.habits import NO_HABITS, Habits, leave_trace
from parallax.extract.images import choose_images, choose_lead
from parallax.extract.kinds import refuse_if_binary, refuse_if_not_article
from parallax.extract.languages import choose_language
from parallax.extract.record import Page
from parallax.extract.related import find_related
from parallax.extract.site_names import SiteNames, read_site_names
from parallax.extract.stated import stated_body, without_strangers
from parallax.extract.structured import Declared, read_declared
from parallax.extract.titles import choose_title, title_end
from parallax.extract.tree import parse
from parallax.extract.walk import walk
from parallax.extract.wording import Hints
from parallax.model import Content, Reading

# A text shorter than this on a page that says its text is not free is the teaser.
_TEASER_CHARS = 1500


def article(
    html: bytes | str, url: str, *, content_type: str | None = None, habits: Habits = NO_HABITS
) -> Content:
    """Reads one article page.

    ``html`` may be the bytes as served (``content_type`` is the response's header, used for the
    charset) or text. ``url`` resolves relative addresses. ``habits`` are what :func:`learn` found on
    the outlet's other pages. Raises :class:`NotAnArticle` for a page that is something else and
    :class:`Unreadable` when no text can be found. Pure: no network, no clock.
    """
    return read_page(html, url, content_type=content_type, habits=habits).content


def read_page(
    html: bytes | str,
    url: str,
    *,
    content_type: str | None = None,
    habits: Habits = NO_HABITS,
    forests: tuple[Forest, Forest] | None = None,
) -> Reading:
    """As :func:`article`, with the trace that the page leaves for the reading of others.

    ``forests`` are models other than the ones that come with the package.
    """
    with collector_paused():
        page: bytes | str = html
        if isinstance(html, bytes):
            page = as_utf8(html, content_type)
            refuse_if_binary(url, page)
        return _read(page, url, forests or load_forests(), habits)


def _read(html: str | bytes, url: str, forests: tuple[Forest, Forest], habits: Habits) -> Reading:
    page, hints, declared, names = _examine(html, url, habits)
    title, shown = hints.title, page
    chosen = without_strangers(page, select(page, hints, forests), stated_body(declared))
    own = sum(len(page.runs[index].text) for index in chosen)
    if own < POOR_CHARS:
        rescued, kept = rescue(declared)
        if sum(len(rescued.runs[index].text) for index in kept) > max(POOR_CHARS, 2 * own):
            page, chosen = rescued, kept
    if not chosen:
        refuse_if_not_article(url, declared, shown, title, "")
        raise Unreadable(f"{url}: no article text found")
    trace = leave_trace(page, chosen, choose_lead(declared), title_end(declared.title))
    chosen = habits.without_furniture(page, chosen)
    text = "\n".join(page.runs[index].text for index in chosen)
    refuse_if_not_article(url, declared, shown, title, text)
    dek, rest = split_dek(page, chosen, hints)
    lead, images = choose_images(declared, page, url, chosen[0], chosen[-1], habits)
    language = choose_language(declared, text)
    published, modified = choose_times(declared, page, chosen[0], chosen[-1], language)
    section = choose_section(declared)
    authors = choose_authors(declared, page, chosen[0], chosen[-1], names)
    blocks = build_blocks(page, rest, declared)
    length = sum(len(block.text) for block in blocks)
    content = Content(
        title=title,
        url=url,
        canonical_url=choose_canonical(declared, url),
        dek=dek,
        blocks=blocks,
        authors=complete_authors(shown, authors, url),
        related=find_related(page, chosen, url),
        published=published,
        modified=modified,
        lead_image=lead,
        images=images,
        section=section,
        topics=choose_topics(declared),
        language=language,
        publisher=choose_publisher(declared),
        paywalled=declared_paywall(declared) and length < _TEASER_CHARS,
        live=is_live(declared),
        opinion=is_opinion(declared, section, url),
    )
    return Reading(content, trace)


def examine(html: str | bytes, url: str) -> tuple[Page, Hints, Declared]:
    """The page's text as runs, what its metadata says of headline and dek, and its declarations."""
    return _examine(html, url, NO_HABITS)[:3]


def _examine(html: str | bytes, url: str, habits: Habits) -> tuple[Page, Hints, Declared, SiteNames]:
    tree = parse(html)
    declared = read_declared(tree)
    if tree.body is None:
        raise Unreadable(f"{url}: the page has no body")
    page = walk(tree.body)
    names = read_site_names(declared, url, habits.title_ends)
    title = choose_title(declared, _headings(page), _itemprop(page, "headline"), names)
    return page, Hints(title, declared.first("og:description", "description")), declared, names


def _headings(page: Page) -> list[str]:
    return [run.text for run in page.runs if page.containers[run.container].tag == "h1"]


def _itemprop(page: Page, name: str) -> str:
    for mark in page.marked:
        if name in (mark.attributes.get("itemprop") or "").split():
            if mark.attributes.get("content"):
                return mark.attributes["content"] or ""
            own = [run.text for run in page.runs if run.container == mark.container]
            return mark.text or (own[0] if own else "")
    return ""
