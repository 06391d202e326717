"""Which scripts a language is written in, and which script a character belongs to."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LATIN = "LATIN"

# First words of Unicode character names, which is the script for all of these.
SCRIPTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("ru", "uk", "be", "bg", "mk", "kk", "ky", "mn", "tg", "tt", "ba", "cv", "os"),
        frozenset({"CYRILLIC"}),
    ),
    "sr": frozenset({"CYRILLIC", LATIN}),
    "bs": frozenset({"CYRILLIC", LATIN}),
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "ug", "sd"), frozenset({"ARABIC"})),
    **dict.fromkeys(("hi", "mr", "ne"), frozenset({"DEVANAGARI"})),
    "bn": frozenset({"BENGALI"}),
    "gu": frozenset({"GUJARATI"}),
    "kn": frozenset({"KANNADA"}),
    "ml": frozenset({"MALAYALAM"}),
    "pa": frozenset({"GURMUKHI"}),
    "ta": frozenset({"TAMIL"}),
    "te": frozenset({"TELUGU"}),
    "si": frozenset({"SINHALA"}),
    "th": frozenset({"THAI"}),
    "lo": frozenset({"LAO"}),
    "km": frozenset({"KHMER"}),
    "my": frozenset({"MYANMAR"}),
    "el": frozenset({"GREEK"}),
    "he": frozenset({"HEBREW"}),
    "yi": frozenset({"HEBREW"}),
    "hy": frozenset({"ARMENIAN"}),
    "ka": frozenset({"GEORGIAN"}),
    "am": frozenset({"ETHIOPIC"}),
    "ti": frozenset({"ETHIOPIC"}),
    "ko": frozenset({"HANGUL", "CJK"}),
    "zh": frozenset({"CJK", "BOPOMOFO"}),
    "ja": frozenset({"CJK", "HIRAGANA", "KATAKANA"}),
}
_LATIN_ONLY = frozenset({LATIN})


def scripts_of(language: str) -> frozenset[str]:
    """The scripts of a base language; Latin when it is none we know."""
    return SCRIPTS.get(language, _LATIN_ONLY)


@lru_cache(maxsize=20_000)
def script(character: str) -> str:
    """``LATIN``, ``CYRILLIC``, ``CJK`` …; empty for what is not a letter."""
    if character.isascii():
        return LATIN if character.isalpha() else ""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "")
    first = name.split(" ", 1)[0]
    return {
        "FULLWIDTH": LATIN,
        "HALFWIDTH": "KATAKANA",
        "IDEOGRAPHIC": "CJK",
        "MICRO": "",
        "MODIFIER": "",
    }.get(first, first)
