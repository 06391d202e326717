"""Which outlet and country a page belongs to, and under which address it is kept."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from parallax.countries import all_countries
from parallax.model import Content, Outlet

# Top-level domains that look like a country's and are sold to everybody.
SOLD_TO_ALL = frozenset({"ai", "cc", "co", "fm", "gg", "io", "la", "me", "nu", "sh", "tv", "ws", "st", "to"})
# The one country top-level domain that is not its ISO code (ISO keeps UK in reserve for it).
RENAMED = {"uk": "GB"}
# Prefixes that name another rendering of the same site.
RENDERINGS = re.compile(r"^(?:www\d?|m|mobile|amp)\.")


def address_of(requested: str, canonical: str) -> str:
    """The address a page is kept under: its own canonical one if it stays on its site.

    Fragments never reach a server, so they are dropped.
    """
    if canonical and _site(canonical) == _site(requested) and len(urlsplit(canonical).path) > 1:
        requested = canonical
    parts = urlsplit(requested)
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", parts.query, ""))


def outlet_from_page(url: str, content: Content) -> Outlet | None:
    """An outlet for a site that no registry names, if the page itself says where it sits.

    The country is that of its domain, else of the region in its declared language
    (``de-AT``); None where neither says, because a guess would put it under a wrong flag.
    """
    host = _site(url)
    country = _country_of_domain(host) or _country_of_language(content.language)
    if not host or country is None:
        return None
    return Outlet(
        id=re.sub(r"[^a-z0-9]+", "-", host).strip("-"),
        name=content.publisher or host,
        homepage=f"https://{host}/",
        country=country,
        languages=(content.language,) if content.language else (),
    )


def _site(url: str) -> str:
    return RENDERINGS.sub("", (urlsplit(url).hostname or "").lower())


def _country_of_domain(host: str) -> str | None:
    ending = host.rpartition(".")[2]
    if ending in SOLD_TO_ALL:
        return None
    return _known(RENAMED.get(ending, ending.upper()))


def _country_of_language(language: str | None) -> str | None:
    region = (language or "").replace("_", "-").partition("-")[2].rpartition("-")[2]
    return _known(region.upper())


def _known(code: str) -> str | None:
    return code if any(country.code == code for country in all_countries()) else None
