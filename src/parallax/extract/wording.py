"""What the text of a run says by itself, and beside the page's title and description."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parallax.extract.phrases import PHRASES, furniture_in
from parallax.extract.walk import Run
from parallax.extract.words import fold, words_of

_SENTENCE_ENDS = (". ", "! ", "? ", "。", "！", "？", "… ", "؟ ", "। ")
_COMMAS = (",", "،", "、", "，", ";")
_ENDS = frozenset(".!?。！？…؟।։።\"”»“’')]」』")
_QUOTES = frozenset("\"“„«»‘'「『–—-")
_COLONS = frozenset(":：")
_OPENS = re.compile("[:：|»›]")
_SYMBOLS = re.compile("[©|•@→›»/]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f]")
# Enough to tell a date line or a shouted label by.
_OPENING_CHARS = 60
_SHORT = 200
# Shorter than this, a full stop is an abbreviation's.
_SENTENCE_CHARS = 25
# Of a page, enough to tell its script by.
_SAMPLE_RUNS = 60
_LONGEST_PHRASE = 60
_LONGEST_OPENING = 30
# News of a subscription model has such words too, in longer runs than an offer.
_LONGEST_FURNITURE = 700
# One character of these scripts says as much as two or three letters.
_CJK_WEIGHT = 2.5
_ASCII_DIGITS = bytes(range(ord("0"), ord("9") + 1))
_ASCII_CAPITALS = bytes(range(ord("A"), ord("Z") + 1))


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page's metadata says, for comparison with its text."""

    title: str = ""
    description: str = ""


def weight_of(runs: Sequence[Run]) -> float:
    """How much a character says in the page's script, as letters of alphabets."""
    sample = "".join([run.text for run in runs[:: max(1, len(runs) // _SAMPLE_RUNS)]])
    return _CJK_WEIGHT if not sample.isascii() and len(_CJK.findall(sample)) * 3 > len(sample) else 1.0


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs and words that occur on a page at all: most pages have few of them."""

    sentence_ends: list[str]
    commas: list[str]


def signs_in(texts: Sequence[str]) -> Signs:
    """The signs that occur in any of the texts."""
    whole = "\n".join(texts)
    return Signs(
        [end for end in _SENTENCE_ENDS if end in whole], [comma for comma in _COMMAS if comma in whole]
    )


def furniture_words(texts: Sequence[str]) -> list[int]:
    """How many of the words of consent, sign-up, sharing and copyright notices are in each text."""
    short = [text.casefold() if len(text) < _LONGEST_FURNITURE else "" for text in texts]
    counts = [0] * len(short)
    for stem in furniture_in("\n".join(short)):
        for index, text in enumerate(short):
            if stem in text:
                counts[index] += 1
    return counts


def wording(text: str, signs: Signs) -> tuple[float, ...]:
    """Words; ends of sentences; commas; whether it ends like a sentence; the shares of digits and capitals
    at the opening of a short text; whether it starts in lower case, starts with a quotation mark, ends with
    a colon, and has a symbol that prose has not."""
    length = len(text)
    sentences = commas = 0
    if length > _SENTENCE_CHARS:
        for end in signs.sentence_ends:
            sentences += text.count(end)
    for comma in signs.commas:
        commas += text.count(comma)
    first, last = text[0], text[-1]
    ends = last in _ENDS
    capitals = digits = 0.0
    symbols = False
    if length < _SHORT:
        digits, capitals = _shares(text[:_OPENING_CHARS])
        symbols = _SYMBOLS.search(text) is not None
    return (
        text.count(" ") + 1,
        sentences + ends,
        commas,
        ends,
        digits,
        capitals,
        first.islower(),
        first in _QUOTES,
        last in _COLONS,
        symbols,
    )


def _shares(opening: str) -> tuple[float, float]:
    """The shares of digits and of capitals."""
    size = len(opening)
    if opening.isascii():
        plain = opening.encode()
        digits = size - len(plain.translate(None, _ASCII_DIGITS))
        capitals = size - len(plain.translate(None, _ASCII_CAPITALS))
    else:
        digits = sum(map(str.isdigit, opening))
        capitals = sum(map(str.isupper, opening))
    return digits / size, capitals / size


class Comparison:
    """Compares texts with what the page's metadata says."""

    __slots__ = ("_description", "_opening", "_title", "_title_words", "_word")

    def __init__(self, hints: Hints) -> None:
        self._title = fold(hints.title)
        self._title_words = {word for word in self._title.split() if len(word) > 3}
        self._description = fold(hints.description)
        self._opening = self._description[:_OPENING_CHARS]
        # Where this is not, the opening is not, and it needs no folding to look.
        self._word = max(self._opening.split(), key=len, default="")

    def __call__(self, text: str) -> tuple[float, ...]:
        """Whether it is the title; the share of the title's words; whether it is in the description, or that
        in it; and whether it is a phrase of the interface (1) or begins with one (½)."""
        title, description = self._title, self._description
        length = len(text)
        if length > _SHORT:
            return False, 0.0, bool(description) and self._opens(text[:_SHORT]), 0.0
        words = words_of(text)
        folded = " ".join(words)
        size = len(folded)
        is_title = bool(title) and (folded == title or (20 < size < len(title) and folded in title))
        shared = 0.0
        if self._title_words:
            shared = len(self._title_words.intersection(words)) / len(self._title_words)
        described = False
        if size > 25 and description:
            described = folded[:80] in description or description[:80] in folded
        return is_title, shared, described, _phrase(text)

    def _opens(self, text: str) -> bool:
        return self._word in text.casefold() and self._opening in fold(text)


def _phrase(text: str) -> float:
    if len(text) < _LONGEST_PHRASE:
        bare = text.casefold().rstrip(" :.…»›→")
        if bare in PHRASES:
            return 1.0
        opening = bare
    else:
        # Behind the words for "read more" and a sign, the headline of another article may be long.
        opening = text[:_LONGEST_OPENING].casefold()
        if not _OPENS.search(opening):
            return 0.0
    if len(text) > 6 and " ".join(_OPENS.split(opening, 1)[0].split()[:3]) in PHRASES:
        return 0.5
    return 0.0
