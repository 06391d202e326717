"""Telling an article from what is not one: home, section, video, gallery, consent wall, error page.

The rules need two witnesses before they refuse, because a wrongly refused article is lost.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from parallax.errors import NotAnArticle
from parallax.extract.record import Page, Run
from parallax.extract.structured import Declared, types_of

_LISTS = frozenset(
    ("CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage", "AboutPage", "ContactPage")
)
_VIDEOS = frozenset(("VideoObject", "AudioObject", "PodcastEpisode", "BroadcastEvent"))
_GALLERIES = frozenset(("ImageGallery", "MediaGallery"))
_ERROR = re.compile(
    r"\b(?:404|410|403|500|502|503)\b|not found|page (?:does not|doesn.t) exist|no longer available|access denied|"
    r"nicht gefunden|existiert nicht|introuvable|no encontrada|no encontrado|non trovata|não encontrada|"
    r"niet gevonden|hittades inte|ikke fundet|nie znaleziono|не найдена|не найден|bulunamad|見つかりません|"
    r"찾을 수 없|不存在|找不到|không tìm thấy|tidak ditemukan|just a moment|attention required|are you a robot",
    re.I,
)
_CONSENT = re.compile(
    r"cookie|consent|privacy|tracking|personal data|datenschutz|einwilligung|données personnelles|privacidad|"
    r"consentimiento|consenso|toestemming|samtyck|samtykke|zgod[ay]|partner",
    re.I,
)
# A body this long is an article, whatever else the page says.
_ARTICLE_CHARS = 1200
# A video or gallery page has a sentence or two of text.
_BLURB_CHARS = 700
# An error page, whatever its status code, says little.
_ERROR_CHARS = 900
# Consent texts name cookies or consent about every 150 characters, news about them every 500.
_CONSENT_CHARS_PER_WORD = 250
# Runs that are nothing but a link and long enough to be a headline: articles have up to 120 around them.
_HEADLINE_CHARS = 25
_MANY_HEADLINES = 25
# Headings that lead elsewhere, on a page that calls itself a site (og:type "website"): three with no
# more text to each than a dek are a list. Blogs with such a type have one text and many words.
_SOME_HEADLINES = 3
_TEASER_CHARS = 250
_HEADINGS = frozenset(("h2", "h3", "h4"))


# What no text holds. In a picture, a recording or a PDF it is every tenth byte; a page has none, or a stray one.
_CONTROLS = bytes((*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F))
_MOST_CONTROLS = 0.01


def refuse_if_binary(url: str, page: bytes) -> None:
    """Raises :class:`NotAnArticle` for what is no text in UTF-8, whatever it was served as."""
    if len(page) - len(page.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(page):
        raise NotAnArticle(f"{url}: a binary file, not an article")


def refuse_if_not_article(url: str, declared: Declared, page: Page, title: str, text: str) -> None:
    """Raises :class:`NotAnArticle`, saying what the page is. ``text`` is the body that was found."""
    if len(text) >= _ARTICLE_CHARS and not _is_front(url):
        return
    kind = what_else(url, declared, page, title, text)
    if kind:
        raise NotAnArticle(f"{url}: {kind}, not an article")


def what_else(url: str, declared: Declared, page: Page, title: str, text: str) -> str:
    """What the page is if it is no article, in words; empty if it may be one."""
    if not title:
        return "a page without a headline" if text else ""
    article = bool(declared.articles()) or declared.first("og:type").lower() in ("article", "news")
    if _ERROR.search(title) and len(text) < _ERROR_CHARS and not article:
        return "an error page"
    if len(_CONSENT.findall(text)) * _CONSENT_CHARS_PER_WORD > len(text) and not article:
        return "a consent wall"
    types = frozenset(kind for node in declared.nodes for kind in types_of(node))
    if not declared.articles() and len(text) < _BLURB_CHARS:
        if types & _VIDEOS or declared.first("og:type").lower().startswith(("video", "music")):
            return "a video or audio page"
        if types & _GALLERIES:
            return "a gallery"
    if not article and (
        types & _LISTS
        or _is_front(url)
        or _lists_headlines(page, text)
        or _is_made_of_teasers(declared, page, text)
    ):
        return "a home page or list"
    return ""


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _lists_headlines(page: Page, text: str) -> bool:
    headlines = [len(run.text) for run in _linked_headlines(page)]
    return len(headlines) >= _MANY_HEADLINES and sum(headlines) > 2 * len(text)


def _is_made_of_teasers(declared: Declared, page: Page, text: str) -> bool:
    """The page calls itself a site, and its headings lead elsewhere: what is between them is their deks."""
    if declared.first("og:type").lower() != "website":
        return False
    headings = [run for run in _linked_headlines(page) if page.containers[run.container].tag in _HEADINGS]
    return len(headings) >= _SOME_HEADLINES and len(text) < _TEASER_CHARS * len(headings)


def _linked_headlines(page: Page) -> list[Run]:
    return [
        run for run in page.runs if len(run.text) >= _HEADLINE_CHARS and run.link_chars >= len(run.text) * 0.9
    ]
