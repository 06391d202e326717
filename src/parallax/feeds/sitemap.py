"""Sitemaps, news sitemaps and indexes of sitemaps: where each fact is written."""

from __future__ import annotations

from parallax.feeds.elements import Element, Fields, fields_of, first
from parallax.feeds.listing import Head, Listing, Picture
from parallax.feeds.names import Names


def dates(fields: Fields, names: Names) -> tuple[str, str]:
    """When published (news sitemaps only) and when last modified, as written."""
    return first(_news(fields, names), "news:publication_date"), first(fields, "lastmod")


def read(fields: Fields, names: Names) -> Listing:
    news = _news(fields, names)
    published, updated = dates(fields, names)
    publication = fields_of(news["news:publication"][0], names) if "news:publication" in news else {}
    return Listing(
        links=[link for link in [first(fields, "loc")] if link],
        title=first(news, "news:title"),
        published=published,
        updated=updated,
        language=first(publication, "news:language"),
        categories=first(news, "news:keywords").split(","),
        picture=_picture(fields, names),
    )


def head(*, news: bool) -> Head:
    return Head(dialect="news sitemap" if news else "sitemap")


def is_news(fields: Fields) -> bool:
    return "news:news" in fields


def _news(fields: Fields, names: Names) -> Fields:
    news: list[Element] = fields.get("news:news", [])
    return fields_of(news[0], names) if news else {}


def _picture(fields: Fields, names: Names) -> Picture | None:
    for image in fields.get("image:image", ())[:1]:
        parts = fields_of(image, names)
        return Picture(
            url=first(parts, "image:loc"),
            alt=first(parts, "image:title"),
            caption=first(parts, "image:caption"),
        )
    return None
