"""Whether the names of a sentence are still the same in its English.

A name is told by its capital, so only scripts that have capitals are compared, and German,
which gives every noun one, is left out. Names that are words ("Casa Branca", "Alemanha") are
translated rightly, so a doubt needs two signs: a name of the original that nothing in the English
resembles, and a name in the English that nothing in the original resembles. A name that merely went away is not noticed: too many are rightly left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from parallax.model import Doubt
from parallax.translate.doubts.name_words import DEMONYM_ENDINGS, ENGLISH_WORDS, shipped_words
from parallax.translate.scripts import scripts_of

_CAPITALS = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_EVERY_NOUN = frozenset({"de", "lb"})
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# After these a capital is the sentence's, not the word's.
_BEGINS = re.compile(r"(?:^|[.!?:;…]\s+|[\"“„«»‘(\[—–-]\s*)$")
# Shorter ones are initials, articles and particles.
LEAST_LETTERS = 4
# Two spellings of a name share at least this much of their skeletons: Londres and London 0.8,
# Lisboa and Lisbon 0.83; Vidal and Costa 0.2.
ALIKE = 0.6
BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Word:
    written: str
    skeleton: str


def name_doubts(original: str, english: str, language: str) -> tuple[Doubt, ...]:
    """A doubt when a name became another or went away."""
    if language in _EVERY_NOUN or not scripts_of(language) & _CAPITALS:
        return ()
    before, after = _words(original), _words(english)
    lost = [name for name in _names(original) if not _known(name, after, language)]
    if not lost:
        return ()
    found = [
        name for name in _names(english) if not _is_word(name.written) and not _known(name, before, "en")
    ]
    if not found:
        return ()
    return (Doubt("name", f"The original names {_listed(lost)}; the English names {_listed(found)}."),)


def _listed(names: list[Word]) -> str:
    return ", ".join(dict.fromkeys(name.written for name in names))


def _words(text: str) -> list[Word]:
    return [Word(word, skeleton(word)) for word in _WORD.findall(text)]


def _names(text: str) -> list[Word]:
    """Words with a capital that is their own, long enough to compare."""
    if sum(character.isupper() for character in text) * 2 > sum(character.isalpha() for character in text):
        return []
    return [
        Word(match[0], skeleton(match[0]))
        for match in _WORD.finditer(text)
        if match[0][0].isupper()
        and len(match[0]) >= LEAST_LETTERS
        and not match[0].isupper()
        and not _BEGINS.search(text[: match.start()])
    ]


def _known(name: Word, others: list[Word], language: str) -> bool:
    """Whether the other side has something like this name, or the name is a country's in that language."""
    if name.written.lower() in _territories(language):
        return True
    return any(_alike(part, other.skeleton) for part in _parts(name) for other in others)


def _parts(name: Word) -> list[str]:
    return [name.skeleton, *(skeleton(part) for part in re.split(r"[-’']", name.written) if len(part) > 2)]


def _alike(first: str, second: str) -> bool:
    if not first or not second:
        return False
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) >= BEGINNING and longer.startswith(shorter[:BEGINNING]):
        return True
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def _is_word(written: str) -> bool:
    for part in re.split(r"['’-]", written.lower()):
        stems = {part, part.removesuffix("s"), part.removesuffix("est"), part.removesuffix("ing")}
        if stems & ENGLISH_WORDS or stems & shipped_words():
            return True
    lowered = written.lower()
    return lowered.endswith(DEMONYM_ENDINGS) or lowered in _territories("en")


# Letters and groups that different romanisations use for about the same sound.
_FOLDS = (
    ("dzh", "j"), ("dj", "j"), ("ph", "f"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("ch", "c"), ("kh", "h"),
    ("zh", "z"), ("ts", "c"), ("tz", "c"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("gh", "g"), ("x", "ks"), ("w", "v"),
    ("q", "k"), ("c", "k"), ("y", "i"), ("j", "i"), ("z", "s"), ("b", "v"),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """A spelling that survives transliteration: Latin, folded, its first letter and its consonants."""
    from anyascii import anyascii

    text = "".join(character for character in anyascii(word).lower() if character.isalpha())
    for written, sound in _FOLDS:
        text = text.replace(written, sound)
    text = text[:1] + re.sub(r"[aeiouh]", "", text[1:])
    return re.sub(r"(.)\1+", r"\1", text)


@lru_cache(maxsize=64)
def _territories(language: str) -> frozenset[str]:
    """Every word of the names of countries, languages and months in a language, lower case."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = [*locale.territories.values(), *locale.languages.values()]
    for calendar in (locale.months, locale.days):
        names += [name for width in calendar["format"].values() for name in width.values()]
    return frozenset(word.lower() for name in names for word in _WORD.findall(str(name)) if len(word) > 2)
