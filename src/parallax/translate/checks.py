"""When a translation is thrown away and the original shown instead."""

from __future__ import annotations

import re

from parallax.translate.scripts import script

# (English + 15) / (original + 15) characters over 997 FLORES sentences lies within 0.49–2.26 for
# eleven alphabetic languages and 1.07–4.06 for Chinese. Titles are terser, so each bound has room.
SLACK = 15
ALPHABETIC_RATIO = (0.33, 2.8)
IDEOGRAPHIC_RATIO = (0.6, 7.0)
_IDEOGRAPHIC = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL"})
# Rhetoric repeats a word three times ("no, no, no"); a model that loops goes on for dozens.
LOOP_TIMES = 4
LOOP_CHARACTERS = 8

# For the reader.
LOOPED = "The translation repeated itself, so the original is shown."
TOO_SHORT = "The translation left out too much of the sentence, so the original is shown."
TOO_MUCH = "The translation is far longer than the sentence, so the original is shown."
UNCHANGED = "The engine gave the sentence back untranslated, so the original is shown."

_WORD_LOOP = re.compile(rf"\b(\w[\w' -]{{0,60}}?)(?:[\s,.;:-]+\1\b){{{LOOP_TIMES},}}", re.IGNORECASE)
_CHARACTER_LOOP = re.compile(rf"(\D{{1,6}}?)\1{{{LOOP_CHARACTERS},}}")


def objection(original: str, english: str) -> str:
    """Why this translation cannot be shown, in words for the reader; empty if it can."""
    if _loops(english) and not _loops(original):
        return LOOPED
    low, high = IDEOGRAPHIC_RATIO if _ideographic(original) else ALPHABETIC_RATIO
    ratio = (len(english) + SLACK) / (len(original) + SLACK)
    if ratio < low:
        return TOO_SHORT
    if ratio > high:
        return TOO_MUCH
    if english == original and sum(script(character) not in {"", "LATIN"} for character in original) > 1:
        return UNCHANGED
    return ""


def _loops(text: str) -> bool:
    return bool(_WORD_LOOP.search(text) or _CHARACTER_LOOP.search(text))


def _ideographic(text: str) -> bool:
    letters = [script(character) for character in text if character.isalpha()]
    return 2 * sum(letter in _IDEOGRAPHIC for letter in letters) > len(letters)
