"""Names and writing directions of languages, from CLDR."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global

# ISO 15924 codes of the scripts written from right to left that CLDR gives to living languages.
RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr", "Yezi"})

# Scripts that put no space between sentences.
UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})

# Languages that outlets write in and CLDR does not name, by their names in ISO 639-3.
UNNAMED = {
    "cnr": "Montenegrin",
    "cnu": "Chenoua",
    "fuc": "Pulaar",
    "fuf": "Pular",
    "kbp": "Kabiyè",
    "prs": "Dari",
}


@cache
def language_name(tag: str) -> str:
    """ "pt" → "Portuguese", "zh-Hant" → "Traditional Chinese"; the tag itself where nobody has a name."""
    if tag in {"", "und"}:
        return "an unknown language"
    names = Locale("en").languages
    parts = tag.replace("-", "_").split("_")
    for length in range(len(parts), 0, -1):
        name = names.get("_".join(parts[:length]))
        if name:
            return str(name)
    return UNNAMED.get(parts[0], tag)


@cache
def script(tag: str) -> str:
    """The ISO 15924 script a language is most likely written in; "" where nobody knows."""
    parts = tag.replace("-", "_").split("_")
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            return part.title()
    likely = get_global("likely_subtags")
    for length in range(len(parts), 0, -1):
        found = likely.get("_".join(parts[:length]))
        if found:
            return str(found.split("_")[1])
    return ""


def direction(tag: str) -> str:
    """The value of ``dir`` for text in this language; ``auto`` lets the browser look at the letters."""
    known = script(tag)
    if not known or tag == "und":
        return "auto"
    return "rtl" if known in RIGHT_TO_LEFT else "ltr"


def joiner(tag: str) -> str:
    """What stands between two sentences of this language."""
    return "" if script(tag) in UNSPACED else " "


def is_english(tag: str) -> bool:
    return tag.split("-")[0].lower() == "en"
