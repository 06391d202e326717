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
# Languages with four in five or more of their speakers in one country (CLDR, territory-language
# information). English, Spanish, French, Portuguese, Arabic, Chinese and the like are not among them.
HOMES = {
    "bg": "BG", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "et": "EE", "fi": "FI", "he": "IL", "hu": "HU",
    "is": "IS", "it": "IT", "ja": "JP", "ka": "GE", "kk": "KZ", "km": "KH", "lo": "LA", "lt": "LT", "lv": "LV",
    "mk": "MK", "mn": "MN", "mt": "MT", "my": "MM", "nb": "NO", "no": "NO", "pl": "PL", "sk": "SK", "sl": "SI",
    "th": "TH", "tr": "TR", "uk": "UA", "vi": "VN",
}  # fmt: skip
# A page's declaration for share cards; it stands in the head.
_LOCALE = re.compile(rb"og:locale[\"'][^>]{0,40}?content=[\"']([A-Za-z]{2,3}[_-][A-Za-z_-]{2,10})[\"']")
HEAD_BYTES = 200_000
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


def outlet_from_page(url: str, content: Content, body: bytes = b"") -> Outlet | None:
    """An outlet for a site that no registry names, if anything says where it sits.

    In order: its domain's ending, the region its page declares (``de_AT``), the one country
    that nearly all readers of its language live in. ``placed_by`` says which it was; None where
    nothing says, because a guess would put it under a wrong flag.
    """
    host = _site(url)
    language = (content.language or "").replace("_", "-")
    found = _by_domain(host) or _by_region(language, body) or _by_language(language)
    if not host or found is None:
        return None
    country, basis = found
    return Outlet(
        id=re.sub(r"[^a-z0-9]+", "-", host).strip("-"),
        name=content.publisher or host,
        homepage=f"https://{host}/",
        country=country,
        languages=(content.language,) if content.language else (),
        placed_by=basis,
    )


def _site(url: str) -> str:
    return RENDERINGS.sub("", (urlsplit(url).hostname or "").lower())


def _by_domain(host: str) -> tuple[str, str] | None:
    ending = host.rpartition(".")[2]
    code = None if ending in SOLD_TO_ALL else _known(RENAMED.get(ending, ending.upper()))
    return (code, f"its domain ends in .{ending}") if code else None


def _by_region(language: str, body: bytes) -> tuple[str, str] | None:
    declared = _LOCALE.search(body[:HEAD_BYTES])
    for tag in (language, declared[1].decode() if declared else ""):
        region = tag.replace("_", "-").partition("-")[2].rpartition("-")[2]
        if code := _known(region.upper()):
            return code, f"its page declares the region {tag}"
    return None


def _by_language(language: str) -> tuple[str, str] | None:
    tag = language.partition("-")[0]
    code = HOMES.get(tag)
    return (code, f"nearly everyone who reads “{tag}” lives there") if code else None


def _known(code: str) -> str | None:
    return code if any(country.code == code for country in all_countries()) else None
