"""Names of languages, and tags made comparable."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.IGNORECASE)
# Old and national codes with the one we use; macrolanguages become the written standard.
_SAME = {
    "no": "nb",
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "fil": "tl",
    "cmn": "zh",
    "yue": "zh",
    "prs": "fa",
    "pes": "fa",
    "arb": "ar",
    "sh": "sr-latn",
    "mo": "ro",
    "azb": "az",
    "als": "sq",
    "arz": "ar",
    "cnr": "sr-latn",
}
_TRADITIONAL = frozenset({"tw", "hk", "mo", "hant"})


def base_of(tag: str | None) -> str:
    """The primary subtag of a declared tag, mended: ``pt_BR`` → ``pt``; empty if it is no tag at all."""
    cleaned = (tag or "").strip().replace("_", "-").lower()
    if not _SHAPE.fullmatch(cleaned):
        return ""
    base = cleaned.split("-", 1)[0]
    return _SAME.get(base, base).split("-", 1)[0]


def says_traditional(tag: str | None) -> bool:
    """Whether a declared tag means Chinese in traditional characters."""
    parts = (tag or "").lower().replace("_", "-").split("-")
    return base_of(tag) == "zh" and not _TRADITIONAL.isdisjoint(parts[1:])


def article_tag(tag: str) -> str:
    """What articles of a language are marked with: ``pt-BR`` → pt, ``zh_TW`` → zh-Hant; empty if no language has the tag."""
    base = base_of(tag)
    if base == "zh":
        return "zh-Hant" if says_traditional(tag) else "zh-Hans"
    if base == "sr" and "latn" in tag.lower():
        return "sr-Latn"
    return base if language_name(base) not in {base, "an unknown language"} else ""


def language_name(tag: str, *, within: str = "en") -> str:
    """What a language is called: ``pt`` → Portuguese, ``zh-Hant`` → Traditional Chinese.

    The tag itself where CLDR has no name, "an unknown language" for ``und``.
    """
    from babel import Locale, UnknownLocaleError

    if base_of(tag) in {"", "und"}:
        return "an unknown language" if tag in {"", "und"} else tag
    display = Locale.parse(within).languages
    parts = tag.replace("_", "-").split("-")
    base = parts[0].lower()
    base = "nb" if base == "no" else base
    variety = parts[1].upper() if len(parts) > 1 and len(parts[1]) == 2 else "".join(parts[1:2]).title()
    for candidate in (f"{base}_{variety}", base):
        if candidate in display:
            return str(display[candidate])
    try:
        return Locale.parse(base).get_language_name(within) or tag
    except (UnknownLocaleError, ValueError):
        return tag
