"""Which feeds a web page advertises."""

from __future__ import annotations

from urllib.parse import urljoin

from parallax.feeds.limits import MAX_DISCOVERED
from parallax.feeds.links import clean_url

_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "application/xml",
        "text/xml",
    }
)
_READ = 512 * 1024  # characters: the head of the heaviest news pages ends before
_COMMENTS = "/comments/"  # WordPress advertises a feed of readers' comments beside that of articles


def discover(html: str | bytes, url: str) -> tuple[str, ...]:
    """Addresses of the feeds that ``<link rel=alternate>`` names, in the page's order, comment feeds last."""
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(
        html[:_READ] if isinstance(html, str) else html[:_READ].decode("utf-8", "replace")
    )
    base_tag = page.css_first("base[href]")
    base = urljoin(url, (base_tag.attributes.get("href") or "").strip()) if base_tag is not None else url
    found: dict[str, None] = {}
    for link in page.css("link[rel][href][type]"):
        rel, kind = link.attributes.get("rel") or "", link.attributes.get("type") or ""
        if (
            "alternate" not in rel.lower().split()
            or kind.lower().partition(";")[0].strip() not in _FEED_TYPES
        ):
            continue
        address = clean_url(link.attributes.get("href") or "", base)
        if address:
            found.setdefault(address)
    return tuple(sorted(found, key=lambda address: _COMMENTS in address)[:MAX_DISCOVERED])
