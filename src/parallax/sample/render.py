"""Turns invented articles into the pages and listings their newsrooms would publish."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import format_datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from parallax.sample.edition import articles, furniture
from parallax.sample.linked_data import linked_data
from parallax.sample.records import Newsroom, Piece, SampleArticle, joined

if TYPE_CHECKING:
    from jinja2 import Environment

RELATED = 3  # cards under an article
FEED_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
    "json": "application/feed+json",
    "sitemap": "application/xml",
}
# French sets a no-break space inside guillemets and before high punctuation.
FRENCH_SPACE = re.compile(r"(?<=«) | (?=[»:;?!])")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a feed says of one page."""

    url: str
    title: str
    summary: str
    author: str
    topics: tuple[str, ...]
    image: str
    published: datetime
    updated: datetime


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("parallax.sample"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def typeset(text: str, language: str) -> str:
    """The text as that language's press would set it."""
    return FRENCH_SPACE.sub("\u00a0", text) if language == "fr" else text


def _when(moment: datetime, language: str) -> str:
    from babel.dates import format_datetime as format_local

    return format_local(moment, "d MMMM y, HH:mm", locale=language.replace("-", "_"))


def _surroundings(newsroom: Newsroom) -> dict[str, Any]:
    words = furniture()[newsroom.language]
    return {
        "language": newsroom.language,
        "locale": f"{newsroom.language.partition('-')[0]}_{newsroom.outlet.country}",
        "site": newsroom.masthead,
        "homepage": newsroom.outlet.homepage,
        "accent": newsroom.accent,
        "feed": newsroom.listing,
        "feed_type": FEED_TYPES[newsroom.dialect],
        "words": words,
        "menu": words["menu"],
        "invented": words["invented"][0],
    }


def _piece(article: SampleArticle, piece: Piece, day: date) -> dict[str, str]:
    return {
        "kind": piece.kind,
        "text": typeset(joined(piece.sentences, article.language), article.language),
        "at": article.on(day, piece.at).isoformat() if piece.at else "",
        "clock": f"{piece.at:%H:%M}" if piece.at else "",
    }


def _author(article: SampleArticle) -> dict[str, str] | None:
    if (byline := article.byline) is None:
        return None
    key = next(key for key, known in article.newsroom.bylines.items() if known is byline)
    return {
        "name": byline.name,
        "role": byline.role.original if byline.role else "",
        "bio": byline.bio.original if byline.bio else "",
        "url": f"{article.newsroom.outlet.homepage}author/{key}",
        "image": f"{article.newsroom.outlet.homepage}media/author-{key}.png",
    }


def _image(article: SampleArticle) -> dict[str, str] | None:
    if not article.scene:
        return None
    caption = typeset(article.caption.original, article.language) if article.caption else ""
    return {"url": article.image_url, "alt": caption, "caption": caption, "credit": article.photo}


def _card(article: SampleArticle) -> dict[str, str]:
    return {
        "url": article.url,
        "title": typeset(article.title.original, article.language),
        "summary": typeset(article.dek.original, article.language) if article.dek else "",
        "image": article.image_url if article.scene else "",
    }


def neighbours(article: SampleArticle) -> list[SampleArticle]:
    """The pieces an article's related cards point to: others of its newsroom, its own event first."""
    own = [
        other
        for other in articles()
        if other.newsroom is article.newsroom and other.id != article.id and not other.refused
    ]
    return sorted(own, key=lambda other: (other.event != article.event, other.id))[:RELATED]


def page(article: SampleArticle, day: date) -> bytes:
    """The article's page as it stood at the end of the edition's day."""
    title = typeset(article.title.original, article.language)
    words = furniture()[article.language]
    published = article.on(day)
    modified = article.changed(day) if article.modified else None
    known: dict[str, Any] = {
        **_surroundings(article.newsroom),
        "heading": title,
        "title": title,
        "dek": typeset(article.dek.original, article.language) if article.dek else "",
        "url": article.url,
        "image": _image(article),
        "author": _author(article),
        "agency": article.agency,
        "section": words["sections"][article.section],
        "section_key": article.section,
        "topics": [topic.original for topic in article.topics],
        "published": published.isoformat(),
        "published_words": _when(published, article.language),
        "modified": modified.isoformat() if modified else "",
        "modified_words": _when(modified, article.language) if modified else "",
        "body": [_piece(article, piece, day) for piece in article.body],
        "related": [_card(other) for other in neighbours(article)],
        "paywalled": article.paywalled,
        "noarchive": article.noarchive,
        "live": article.live,
        "schema_type": "OpinionNewsArticle" if article.opinion else "NewsArticle",
    }
    known["linked_data"] = linked_data(known)
    template = _templates().get_template(f"{article.newsroom.layout}.html")
    return template.render(known).encode()


def other_page(newsroom: Newsroom, template: str, heading: str) -> bytes:
    """A page that is no article: ``section`` lists the newsroom's pieces, ``missing`` says 404."""
    own = [_card(article) for article in articles() if article.newsroom is newsroom and not article.refused]
    known = {**_surroundings(newsroom), "heading": heading, "related": own}
    return _templates().get_template(f"{template}.html").render(known).encode()


def listed(article: SampleArticle, day: date) -> Listed:
    """The article's entry in its newsroom's feed."""
    return Listed(
        url=article.url,
        title=typeset(article.title.original, article.language),
        summary=typeset(article.dek.original, article.language) if article.dek else "",
        author=article.byline.name if article.byline else article.agency,
        topics=tuple(topic.original for topic in article.topics),
        image=article.image_url if article.scene else "",
        published=article.on(day),
        updated=article.changed(day),
    )


def listing(newsroom: Newsroom, items: list[Listed]) -> bytes:
    """The newsroom's feed or news sitemap, newest first."""
    entries = [
        {
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "author": item.author,
            "topics": item.topics,
            "image": item.image,
            "published": item.published.isoformat(),
            "updated": item.updated.isoformat(),
            "rfc822": format_datetime(item.published),
        }
        for item in sorted(items, key=lambda item: item.published, reverse=True)
    ]
    known = {
        **_surroundings(newsroom),
        "items": entries,
        "newest": max(item.updated for item in items).isoformat(),
    }
    if newsroom.dialect == "json":
        return _json_feed(known)
    return _templates().get_template(f"feed-{newsroom.dialect}.xml").render(known).encode()


def _json_feed(known: dict[str, Any]) -> bytes:
    items = [
        {
            "id": entry["url"],
            "url": entry["url"],
            "title": entry["title"],
            "summary": entry["summary"],
            "date_published": entry["published"],
            "date_modified": entry["updated"],
            "authors": [{"name": entry["author"] or known["site"]}],
            "tags": entry["topics"],
            **({"image": entry["image"]} if entry["image"] else {}),
        }
        for entry in known["items"]
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": known["site"],
        "description": known["invented"],
        "home_page_url": known["homepage"],
        "feed_url": known["feed"],
        "language": known["language"],
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()
