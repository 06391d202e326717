"""What the text of a run says by itself, and beside the page's title and description."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parallax.extract.phrases import FURNITURE_STEMS, PHRASES
from parallax.extract.record import Run
from parallax.extract.stems import characters
from parallax.extract.structure import whole_numbers
from parallax.extract.words import fold

_ENDS = ".!?。！？…؟।։።\"”»“’')]」』"
_QUOTES = "\"“„«»‘'「『–—-"
_COLONS = ":："
_WORDS = re.compile(r"\w+")
# Kana, Han, Hangul, Thai and Lao, Khmer, and Burmese.
_CJK = (
    (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF), (0x0E00, 0x0EFF), (0x1780, 0x17FF), (0x1000, 0x109F),
)  # fmt: skip
# Enough to tell a date line or a shouted label by.
_OPENING_CHARS = 60
_SHORT = 200
# Shorter than this, a full stop is an abbreviation's.
_SENTENCE_CHARS = 25
# Phrases of the interface are shorter, and what is found in a description is longer.
_LONGEST_PHRASE, _SHORTEST_QUOTE = 60, 26
# Of a page, enough to tell its script by.
_SAMPLE_RUNS = 60
# News of a subscription model has such words too, in longer runs than an offer.
_LONGEST_FURNITURE = 700
# One character of these scripts says as much as two or three letters.
_CJK_WEIGHT = 2.5
# Kinds of signs: spaces, commas, what ends a sentence before a space, what ends one anyhow, symbols that prose
# has not, digits, capitals, and what stands between two texts.
_OTHER, _SPACE, _COMMA, _STOP, _FULL_STOP, _SYMBOL, _DIGIT, _CAPITAL, _BETWEEN = range(9)
_KIND_COUNT = 9
# What a sign says as the first or the last of a text.
_ENDS_SENTENCE, _LOWER, _QUOTE, _COLON = 1, 2, 4, 8


def _kinds_of_signs() -> NDArray[np.uint8]:
    """The kind of each character, by its number."""
    kinds = [
        _CAPITAL if sign.isupper() else _DIGIT if sign.isdigit() else _OTHER
        for sign in map(chr, range(1 << 16))
    ]
    for kind, signs in (
        (_SPACE, " "),
        (_COMMA, ",،、，;"),
        (_STOP, ".!?…؟।"),
        (_FULL_STOP, "。！？"),
        (_SYMBOL, "©|•@→›»/"),
        (_BETWEEN, "\n"),
    ):
        for sign in signs:
            kinds[ord(sign)] = kind
    return np.array(kinds, np.uint8)


def _edges_of_texts() -> NDArray[np.uint8]:
    """What each character says at an edge of a text, by its number."""
    says = [_LOWER if sign.islower() else 0 for sign in map(chr, range(1 << 16))]
    for bit, signs in ((_ENDS_SENTENCE, _ENDS), (_QUOTE, _QUOTES), (_COLON, _COLONS)):
        for sign in signs:
            says[ord(sign)] |= bit
    return np.array(says, np.uint8)


_KINDS, _EDGES = _kinds_of_signs(), _edges_of_texts()
_IS_CJK = np.zeros(1 << 16, np.bool_)
for _first, _last in _CJK:
    _IS_CJK[_first : _last + 1] = True


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page's metadata says, for comparison with its text."""

    title: str = ""
    description: str = ""


def weight_of(runs: Sequence[Run]) -> float:
    """How much a character says in the page's script, as letters of alphabets."""
    sample = "".join([run.text for run in runs[:: max(1, len(runs) // _SAMPLE_RUNS)]])
    if sample.isascii():
        return 1.0
    return _CJK_WEIGHT if np.count_nonzero(_IS_CJK.take(characters(sample))) * 3 > len(sample) else 1.0


def folded_texts(texts: Sequence[str]) -> list[str]:
    """The texts casefolded: one by one, since those in ASCII take a fraction of the time."""
    return [text.casefold() for text in texts]


def furniture_words(folded: Sequence[str]) -> list[int]:
    """How many of the words of consent, sign-up, sharing and copyright notices are in each casefolded text."""
    return FURNITURE_STEMS.count([text if len(text) < _LONGEST_FURNITURE else "" for text in folded])


def wordings(texts: Sequence[str]) -> tuple[NDArray[Any], ...]:
    """Of each text: words; ends of sentences; commas; whether it ends like a sentence; the shares of digits and
    capitals at the opening of a short one; whether it starts in lower case, starts with a quotation mark, ends
    with a colon, and has a symbol that prose has not."""
    sizes = whole_numbers([len(text) for text in texts])
    signs = characters("\n".join(texts))
    begins = (sizes + 1).cumsum() - sizes - 1
    first, last = _EDGES[signs[begins]], _EDGES[signs[begins + sizes - 1]]
    short = sizes < _SHORT
    counts, opening_counts, sentences = _count_signs(signs, begins, short)
    shares = opening_counts / np.minimum(sizes, _OPENING_CHARS)
    ends = last & _ENDS_SENTENCE
    return (
        counts[_SPACE] + 1,
        np.where(sizes > _SENTENCE_CHARS, sentences, 0) + ends,
        counts[_COMMA],
        ends,
        shares[_DIGIT],
        shares[_CAPITAL],
        first & _LOWER > 0,
        first & _QUOTE > 0,
        last & _COLON > 0,
        short & (counts[_SYMBOL] > 0),
    )


def _count_signs(
    signs: NDArray[np.uint16], begins: NDArray[np.int64], opened: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """How many signs of each kind each text has, a line a kind; how many its opening has, if it is ``opened``;
    and how many ends of sentences. Most signs are of no kind, and are not looked at twice."""
    kinds = _KINDS.take(signs)
    places = (kinds != _OTHER).nonzero()[0]
    kinds = kinds[places].astype(np.int64)
    text = (kinds == _BETWEEN).cumsum()
    keys = kinds * begins.size + text
    opening = opened[text] & (places - begins[text] < _OPENING_CHARS)
    counts, opening_counts = (
        np.bincount(found, minlength=_KIND_COUNT * begins.size).reshape(_KIND_COUNT, -1)
        for found in (keys, keys[opening])
    )
    # Clipped, a stop at the very end is followed by itself, and so by no space.
    stops = (kinds == _STOP) & (signs.take(places + 1, mode="clip") == ord(" "))
    return counts, opening_counts, counts[_FULL_STOP] + np.bincount(text[stops], minlength=begins.size)


_FIRST_WORDS = frozenset(phrase.split()[0] for phrase in PHRASES)


_Says = tuple[bool, float, bool, float]
_SAYS_NOTHING: _Says = (False, 0.0, False, 0.0)
_OPENS_LIKE: _Says = (False, 0.0, True, 0.0)


def compared(texts: Sequence[str], hints: Hints) -> list[_Says]:
    """Of each casefolded text, whether it is the page's title; the share of the title's words; whether it is in
    the page's description, or that in it; and whether it is a phrase of the interface (1) or begins with one (½)."""
    title, description = fold(hints.title), fold(hints.description)
    title_words = {word for word in title.split() if len(word) > 3}
    opening = description[:_OPENING_CHARS]
    # Where this is not, the opening is not, and it needs no folding to look.
    longest = max(opening.split(), key=len, default="")
    always = bool(title) and not title_words
    found: list[_Says] = []
    for text in texts:
        length = len(text)
        if length > _SHORT:
            start = text[:_SHORT]
            opens = bool(description) and longest in start and opening in fold(start)
            found.append(_OPENS_LIKE if opens else _SAYS_NOTHING)
            continue
        phrase = _phrase(text) if length < _LONGEST_PHRASE else 0.0
        # Most have not a word of title or description, and need not be taken apart to tell.
        if not always:
            for word in title_words:
                if word in text:
                    break
            else:
                if (
                    length < _SHORTEST_QUOTE
                    or not description
                    or not (longest in text or _first_word(text) in description)
                ):
                    found.append((False, 0.0, False, phrase) if phrase else _SAYS_NOTHING)
                    continue
        bare = fold(text)
        size = len(bare)
        found.append(
            (
                bool(title) and (bare == title or (20 < size < len(title) and bare in title)),
                len(title_words.intersection(bare.split())) / len(title_words) if title_words else 0.0,
                size >= _SHORTEST_QUOTE
                and bool(description)
                and (bare[:80] in description or description[:80] in bare),
                phrase,
            )
        )
    return found


def _first_word(text: str) -> str:
    """The first word of a text, or a sign that no folded text has."""
    first = _WORDS.search(text)
    return first.group() if first else "."


def _phrase(folded: str) -> float:
    first = folded.partition(" ")[0]
    if first.isalpha() and first not in _FIRST_WORDS:
        return 0.0
    bare = folded.rstrip(" :.…»›→")
    if bare in PHRASES:
        return 1.0
    if bare.partition(" ")[0].partition(":")[0] not in _FIRST_WORDS:
        return 0.0
    if len(folded) > 6 and " ".join(bare.split(":")[0].split()[:3]) in PHRASES:
        return 0.5
    return 0.0
