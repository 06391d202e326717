"""Section, topics, language, publisher, canonical address and the page's flags."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from parallax.extract.sites import same_site
from parallax.extract.structured import Declared, text_of, types_of
from parallax.extract.words import in_one_line

_LANGUAGE = re.compile(r"^[a-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?$")
_OPINION = re.compile(
    r"(?:^|[/\s_-])(?:opinion|opinions|opinie|opinión|opiniones|opiniao|meinung|kommentar|kommentare|comment|"
    r"commentisfree|commentary|columnist|columnists|column|columnas|kolumne|kolumnen|editorial|editorials|"
    r"tribune|debate|debatt|analysis|op-ed|oped|nuomones|мнения|мнение|köşe-yazıları|yazarlar)(?:$|[/\s_-])",
    re.I,
)
_MOST_TOPICS = 30


def declared_language(declared: Declared) -> str | None:
    """The BCP 47 tag the page declares, or None."""
    stated = [declared.language]
    stated += [text_of(node.get("inLanguage")) for node in declared.articles()]
    stated += [declared.first("og:locale"), declared.first("content-language", "language", "dc.language")]
    for value in stated:
        if value and _LANGUAGE.match(value):
            parts = re.split("[-_]", value)
            return "-".join([parts[0].lower(), *parts[1:]])
    return None


def choose_topics(declared: Declared) -> tuple[str, ...]:
    values: list[str] = []
    for node in declared.articles():
        keywords = node.get("keywords")
        if isinstance(keywords, list):
            values += [text_of(item) for item in keywords]
        elif isinstance(keywords, str):
            values += keywords.split(",")
    values += declared.meta.get("article:tag", [])
    if not values:
        values += declared.first("news_keywords", "keywords").split(",")
    kept = dict.fromkeys(value for value in map(in_one_line, values) if 1 < len(value) < 60)
    return tuple(kept)[:_MOST_TOPICS]


def choose_section(declared: Declared) -> str:
    for node in declared.articles():
        section = node.get("articleSection")
        if isinstance(section, list):
            section = section[0] if section else ""
        if text_of(section):
            return text_of(section)
    return declared.first(
        "article:section", "section", "og:section", "parsely-section", "cxenseparse:section"
    )


def choose_publisher(declared: Declared) -> str:
    for node in declared.articles():
        name = text_of(node.get("publisher"))
        if name and not name.startswith("http"):
            return name
    return declared.first("og:site_name", "publisher", "dc.publisher", "application-name")


def choose_canonical(declared: Declared, url: str) -> str:
    """The address the page calls its own; only on the same site, since mistakes point elsewhere."""
    stated = [link.get("href") or "" for link in declared.links.get("canonical", ())]
    stated.append(declared.first("og:url"))
    for value in stated:
        try:
            address = value.strip()
            # Almost all are absolute, and joining is dear.
            if address and not address.startswith(("https://", "http://")):
                address = urljoin(url, address)
            parts = urlsplit(address)
        except ValueError:
            continue
        if (
            parts.scheme in ("http", "https")
            and parts.path not in ("", "/")
            and same_site(parts.hostname or "", urlsplit(url).hostname or "")
        ):
            return address
    return ""


def declared_paywall(declared: Declared) -> bool:
    """Whether the page says that its text is not free (schema.org ``isAccessibleForFree``)."""
    for node in declared.articles():
        free = node.get("isAccessibleForFree")
        if free is False or (isinstance(free, str) and free.lower() == "false"):
            return True
    return declared.first("article:content_tier").lower() in ("locked", "metered")


def is_live(declared: Declared) -> bool:
    return any("LiveBlogPosting" in types_of(node) for node in declared.nodes)


def is_opinion(declared: Declared, section: str, url: str) -> bool:
    if any("OpinionNewsArticle" in types_of(node) for node in declared.nodes):
        return True
    return bool(_OPINION.search(section) or _OPINION.search(urlsplit(url).path))
