"""Language tags, as far as translation needs them."""

from __future__ import annotations

# Macrolanguages and old codes that appear in feeds, with the code our models and rules use.
_SAME = {"no": "nb", "iw": "he", "in": "id", "ji": "yi", "cmn": "zh", "fil": "tl", "sh": "sr"}


def base_language(tag: str) -> str:
    """``pt-BR`` → ``pt``, ``no`` → ``nb``; lower case, without script or region."""
    base = tag.replace("_", "-").split("-", 1)[0].lower()
    return _SAME.get(base, base)


def fallbacks(tag: str) -> tuple[str, ...]:
    """The tags to look a model up under, most exact first: ``zh-Hant-TW`` → zh-hant-tw, zh-hant, zh."""
    parts = tag.replace("_", "-").lower().split("-")
    exact = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    base = base_language(tag)
    return tuple(dict.fromkeys([*exact, base]))


def english_name(tag: str) -> str:
    """``kk`` → Kazakh; the tag itself when CLDR has no name for it."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(base_language(tag)).get_language_name("en")
    except (UnknownLocaleError, ValueError):
        name = None
    return name or tag
