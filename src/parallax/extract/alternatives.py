"""Other forms of the same article that a page offers: AMP and print.

Found by their tags alone, without parsing: this also runs where a page could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from parallax.extract.charset import decode
from parallax.extract.sites import same_site

_TAG = re.compile(r"<(link|a)\s([^<>]{1,2000})>", re.I)
_ATTRIBUTE = re.compile(r"([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
# Words of a print version's address; a print edition is another thing.
_PRINT = re.compile(
    r"[/?&=_.-](?:print(?:able|er-friendly|-?version|view)?|drucken|druckansicht|imprimir|imprimer|stampa|cetak)(?:$|[/?&=_.])",
    re.I,
)
_CLOSED = re.compile(r"isAccessibleForFree\\?[\"']\s*:\s*\\?[\"']?false", re.I)
# Pages beyond this size are read no further; their head is long past.
_MOST_CHARS = 2_000_000
_MOST = 3


def alternatives(html: bytes | str, url: str, *, content_type: str | None = None) -> tuple[str, ...]:
    """Addresses of the same article in a plainer form, AMP before print, all of the page's own site.

    None for a page that says its text is not free: whoever closes one form has closed them all.
    """
    text = (decode(html, content_type) if isinstance(html, bytes) else html)[:_MOST_CHARS]
    if _CLOSED.search(text):
        return ()
    found = sorted(set(_offered(text, url)))
    return tuple(dict.fromkeys(address for _, address in found))[:_MOST]


def _offered(text: str, url: str) -> Iterator[tuple[int, str]]:
    """(0, address) for AMP and (1, address) for print."""
    here = urlsplit(url)
    for match in _TAG.finditer(text):
        attributes = {
            name.lower(): unescape(one or two or three)
            for name, one, two, three in _ATTRIBUTE.findall(match.group(2))
        }
        rank = _rank(match.group(1).lower(), attributes)
        if rank is None:
            continue
        try:
            address = urljoin(url, attributes["href"].strip()).partition("#")[0]
            there = urlsplit(address)
        except ValueError:
            continue
        if (
            there.scheme in ("http", "https")
            and same_site(there.hostname or "", here.hostname or "")
            and address != url.partition("#")[0]
        ):
            yield rank, address


def _rank(tag: str, attributes: dict[str, str]) -> int | None:
    if not attributes.get("href"):
        return None
    rel = attributes.get("rel", "").lower().split()
    if tag == "link":
        if "amphtml" in rel:
            return 0
        return 1 if "alternate" in rel and attributes.get("media", "").lower() == "print" else None
    return 1 if _PRINT.search(attributes["href"]) else None
