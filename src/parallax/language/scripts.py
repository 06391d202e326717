"""What the script of a text says about its language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

LATIN = "LATIN"

# Scripts that one language of the world's press writes.
UNIQUE = {
    "GREEK": "el",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "GUJARATI": "gu",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "GURMUKHI": "pa",
    "ORIYA": "or",
    "TIBETAN": "bo",
    "THAANA": "dv",
    "TIFINAGH": "zgh",
    "MONGOLIAN": "mn",
}
# Scripts that several write: the model chooses among these and no others.
FAMILIES = {
    "CYRILLIC": frozenset(
        {
            "ru",
            "uk",
            "be",
            "bg",
            "mk",
            "sr",
            "kk",
            "ky",
            "tg",
            "mn",
            "tt",
            "ba",
            "cv",
            "ce",
            "os",
            "sah",
            "av",
            "bs",
        }
    ),
    "ARABIC": frozenset({"ar", "fa", "ur", "ps", "ckb", "ug", "sd", "az", "pnb", "ks"}),
    "DEVANAGARI": frozenset({"hi", "mr", "ne", "sa", "mai", "bh", "gom"}),
    "BENGALI": frozenset({"bn", "as", "bpy"}),
    "HEBREW": frozenset({"he", "yi"}),
    "ETHIOPIC": frozenset({"am", "ti"}),
    "CJK": frozenset({"zh"}),
}
# The model was not trained on these, so letters alone tell them from their sisters.
UNTRAINED = frozenset({"ti"})

# Letters that only some members of a family use: with them in the text, all others are out.
LETTERS: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "CYRILLIC": (
        ("їґ", frozenset({"uk"})),
        ("є", frozenset({"uk"})),
        ("ў", frozenset({"be"})),
        ("ђћ", frozenset({"sr", "bs"})),
        ("ѓќѕ", frozenset({"mk"})),
        ("љњџј", frozenset({"sr", "mk", "bs"})),
        ("әғқұһ", frozenset({"kk", "tt", "ba"})),
        ("ҷӣӯҳ", frozenset({"tg"})),
        ("өү", frozenset({"mn", "ky", "kk", "tt", "ba", "sah"})),
        ("ң", frozenset({"kk", "ky", "tt"})),
        ("і", frozenset({"uk", "be", "kk"})),
        ("ыэ", frozenset({"ru", "be", "kk", "ky", "mn", "tt", "ba", "cv", "ce", "os", "sah", "av"})),
        ("щ", frozenset({"ru", "uk", "bg", "kk", "ky", "tt", "ba", "mn", "ce", "av"})),
    ),
    "ARABIC": (
        ("ټډړږښڅځڼې", frozenset({"ps"})),
        ("ٹڈڑے", frozenset({"ur", "pnb", "ks"})),
        ("ڕڵێۆ", frozenset({"ckb"})),
        ("ۇۈۋ", frozenset({"ug"})),
        ("ڄڃڇٻڀٿ", frozenset({"sd"})),
        ("پچژگ", frozenset({"fa", "ur", "ps", "ckb", "ug", "sd", "az", "pnb", "ks"})),
        ("ةىإأؤ", frozenset({"ar", "fa", "ur", "ps", "ug", "sd"})),
    ),
    "BENGALI": (("ৰৱ", frozenset({"as"})),),
    "HEBREW": (("ײװױ", frozenset({"yi"})),),
}

# A letter of these carries as much as a word's part of an alphabet: five to a Latin word's length.
WEIGHTS = {"CJK": 3.0, "HIRAGANA": 2.0, "KATAKANA": 1.5, "HANGUL": 2.0, "THAI": 1.0}
# Product names and addresses in Latin letters stand in every language's titles; the reverse is rare.
# Of titles with more than this share in another script, that script is the title's own.
OTHER_SCRIPT_SHARE = 0.3
# Japanese writes whole titles in characters, with a few kana; Chinese none at all.
KANA_SHARE = 0.05

_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|\d+")


def cleaned(text: str) -> str:
    """The text without what has no language: addresses, handles, digits; NFC, white space single."""
    return " ".join(_NOISE.sub(" ", unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=20_000)
def script(character: str) -> str:
    """The script of a letter as Unicode names it; empty for what is no letter."""
    if not character.isalpha():
        return ""
    if character.isascii():
        return LATIN
    first = unicodedata.name(character, "").split(" ", 1)[0]
    return {"FULLWIDTH": LATIN, "HALFWIDTH": "KATAKANA", "MODIFIER": "", "FEMININE": "", "MASCULINE": ""}.get(
        first, first
    )


def weigh(text: str) -> Counter[str]:
    """How much of the text is in each script."""
    weights: Counter[str] = Counter()
    for character in text:
        if which := script(character):
            weights[which] += WEIGHTS.get(which, 1.0)  # type: ignore[assignment]
    return weights


def dominant(weights: Counter[str]) -> str:
    """The script a text is written in; empty if it has no letters."""
    if not weights:
        return ""
    whole = sum(weights.values())
    japanese = weights["HIRAGANA"] + weights["KATAKANA"]
    characters = weights["CJK"] + japanese
    if japanese > KANA_SHARE * characters and characters > OTHER_SCRIPT_SHARE * whole:
        return "HIRAGANA"
    others = [(weight, name) for name, weight in weights.items() if name != LATIN]
    if others and max(others)[0] > OTHER_SCRIPT_SHARE * whole:
        return max(others)[1]
    return max((weight, name) for name, weight in weights.items())[1]


def by_letters(text: str, family: str) -> frozenset[str]:
    """The members of a family whose letters the text uses."""
    candidates = FAMILIES[family]
    lowered = text.lower()
    for letters, writers in LETTERS.get(family, ()):
        # One stray letter is a quoted name; in a short title it is all there is.
        seen = sum(lowered.count(letter) for letter in letters)
        if seen and seen * 150 >= len(text) and candidates & writers:
            candidates = candidates & writers
    return candidates
