"""Which countries an article or a story is about, by the words that say so; not where it was published."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from parallax.countries import fold
from parallax.stories.gazetteer import MOST_ENDING, Gazetteer, gazetteer
from parallax.stories.marks import base
from parallax.telling import Told

# The headline says what it is about; a long body mentions many places in passing.
TITLE, LEAD, BODY = 3.0, 2.0, 1.0
MAX_BODY = 3_000
# A country with less than this share of the first one's weight is a mention, no subject.
LEAST_SHARE = 0.4
MOST_COUNTRIES = 5
LONGEST_PHRASE = 4

# Vowel signs of Indic scripts and Arabic are no letters to Python, but part of the word.
_LETTER = r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0970-\u0dff])"
_WORD = re.compile(rf"{_LETTER}+(?:['’.]{_LETTER}+)*")
# "PARIS (AFP) -": where a report was filed, which is often not what it is about.
_DATELINE = re.compile(r"^[^.!?\n]{2,40}\([^)]{2,30}\)\s*[—–-]\s*")


@dataclass(frozen=True, slots=True)
class About:
    """A country with its weight, 0 to 1 over all found, and the words that say so, as written."""

    country: str
    share: float
    words: tuple[str, ...]


def about_article(told: Told) -> tuple[About, ...]:
    """The countries one article is about, weightiest first; none where nothing names one."""
    weights, words = _weights(told)
    return _ranked(weights, words)


def _ranked(weights: dict[str, float], words: dict[str, dict[str, None]]) -> tuple[About, ...]:
    if not weights:
        return ()
    total, most = math.fsum(weights.values()), max(weights.values())
    best = sorted(weights, key=lambda code: (-weights[code], code))[:MOST_COUNTRIES]
    return tuple(
        About(code, weights[code] / total, tuple(words[code]))
        for code in best
        if weights[code] >= LEAST_SHARE * most
    )


def _weights(told: Told) -> tuple[dict[str, float], dict[str, dict[str, None]]]:
    weights: dict[str, float] = defaultdict(float)
    words: dict[str, dict[str, None]] = defaultdict(dict)
    language = base(told.language)
    for original, english, weight in (
        (told.title, told.title_english, TITLE),
        (told.lead, told.lead_english, LEAD),
        (told.body, told.body_english, BODY),
    ):
        counts: dict[str, float] = defaultdict(float)
        # The original's names are in CLDR; its peoples and seats mostly only in our English.
        for text, tongue in {(original, language), (english, "en")}:
            seen: dict[str, float] = defaultdict(float)
            for code, worth, shown in mentions(_DATELINE.sub("", text[:MAX_BODY]), gazetteer(tongue)):
                seen[code] += worth
                words[code].setdefault(shown)
            for code, worth in seen.items():
                counts[code] = max(counts[code], worth)
        for code, worth in counts.items():
            # The tenth mention adds little to the ninth.
            weights[code] += weight * math.log1p(worth)
    return dict(weights), dict(words)


def mentions(text: str, places: Gazetteer) -> Iterator[tuple[str, float, str]]:
    """Each country a text names, with the mention's weight and its words; longest names first."""
    if not places.spaced:
        yield from _anywhere(text, places)
    tokens = [found.group() for found in _WORD.finditer(text)]
    place = 0
    while place < len(tokens):
        for length in range(min(LONGEST_PHRASE, len(tokens) - place), 0, -1):
            found = _named(tokens[place : place + length], places)
            if found:
                yield *found, " ".join(tokens[place : place + length])
                place += length
                break
        else:
            place += 1


def _named(tokens: list[str], places: Gazetteer) -> tuple[str, float] | None:
    first = tokens[0]
    # "us", "polish" and "turkey" are no countries; scripts without capitals have no such doubt.
    if first[0].islower() and first[0].upper() != first[0]:
        return None
    phrase = fold(" ".join(tokens))
    found = places.phrases.get(phrase)
    if found:
        # Codes are read by their capitals only: "IN", "IS" and "US" in a shouted headline are too.
        return found if len(phrase) > 2 or (phrase in {"us", "uk"} and first.isupper()) else None
    if len(tokens) > 1:
        return None
    for end in range(len(phrase), max(LONGEST_PHRASE, len(phrase) - MOST_ENDING - 1), -1):
        if phrase[:end] in places.stems:
            return places.stems[phrase[:end]]
    return None


def _anywhere(text: str, places: Gazetteer) -> Iterator[tuple[str, float, str]]:
    for name, (code, weight) in places.phrases.items():
        if len(name) > 1 and not name.isascii() and name in text:
            yield code, weight, name
