"""What an embedding misses of a text: its names, words and numbers, made comparable across scripts.

A mark is a short string whose first character says what it is: ``n`` a name's skeleton, ``w``
a word of one language, ``#`` a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from anyascii import anyascii

from parallax.telling import Told

# Every mark of a long text would drown what the first sentences say.
MAX_LEAD = 500
MAX_MARKS = 64
# Of each kind, in the original and in English together: no article of our sets has more.
MAX_NAMES, MAX_WORDS, MAX_NUMBERS = MOST_OF_A_KIND = 48, 96, 16
# Inflection lives at a word's end; six letters tell most words apart in the languages we read.
STEM = 6
# Shorter skeletons collide: "Rome" and "Iran" both leave two consonants.
LEAST_SKELETON = 3
# Skeletons remembered, as a name stands beside many signs: some 4 MB.
SKELETONS = 16_384

# Vowel signs of Indic scripts and Arabic are no letters to Python, but part of the word.
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0970-\u0dff])"
_TOKEN = re.compile(rf"\d+(?:[.,:٫٬]\d+)*|{_LETTER}+(?:['’]{_LETTER}+)*")
_SENTENCE_END = frozenset('.!?:…。！？|–—"“”«»„')
# Sounds that scripts spell differently, longest first; after Metaphone's idea, cut to what
# transliteration of news names confuses.
_SOUNDS = (
    ("sch", "s"), ("tch", "c"), ("dzh", "j"), ("dj", "j"), ("sh", "s"), ("ch", "c"), ("kh", "h"), ("zh", "j"),
    ("ts", "c"), ("tz", "c"), ("cz", "c"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("gh", "g"),
)  # fmt: skip
_LETTERS = str.maketrans({"q": "k", "x": "ks", "w": "v", "z": "s", "b": "p", "d": "t", "g": "k"})
_HARD_C = re.compile(r"c(?![eiyc])(?!$)")
_VOWELS = str.maketrans("", "", "aeiouyjh")
_DOUBLED = re.compile(r"(.)\1+")

# A mark and the text that bears it.
Shown = tuple[str, str]
# A number or word, and whether a sentence may begin with it.
Token = tuple[str, bool]
# The kinds of marks by their first character, and how many of each are kept of an article.
KINDS = "nw#"


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one article, each once, in reading order. ``names`` compare across languages,
    ``words`` within one."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.names, *self.words, *self.numbers)

    @classmethod
    def of(cls, marks: Collection[str]) -> Marks:
        names, words, numbers = ([mark for mark in marks if mark[0] == kind] for kind in KINDS)
        return cls(tuple(names[:MAX_NAMES]), tuple(words[:MAX_WORDS]), tuple(numbers[:MAX_NUMBERS]))


def marks_of(told: Told, lead: int = MAX_LEAD, most: int = MAX_MARKS) -> Marks:
    """The marks of title, lead and the address's last words, and of their English where there is some.

    ``lead`` characters of the lead are read, and at most ``most`` words of each text are told.
    """
    found: list[Shown] = []
    for text, tongue in texts_of(told, lead):
        found += islice(_shown(text, tongue), 2 * most)
    return Marks.of(dict.fromkeys(mark for mark, _ in found))


def shown_marks(told: Told) -> dict[str, str]:
    """The marks of an article, each with the text that bears it first."""
    found: list[Shown] = []
    for text, tongue in texts_of(told, MAX_LEAD):
        found += islice(_shown(text, tongue), 2 * MAX_MARKS)
    return dict(reversed(found))


def texts_of(told: Told, lead: int = MAX_LEAD) -> tuple[tuple[str, str], ...]:
    """The texts that are read of an article, and their languages. English comes first where there is some: of a
    long text what is kept must be what others can share."""
    language = base(told.language)
    return (
        (_text(told.title_english, told.lead_english[:lead]), "en"),
        (_text(told.title, told.lead[:lead]), language),
        (_slug(told.url), language),
    )


def _text(title: str, lead: str) -> str:
    return f"{title}. {lead}" if title or lead else ""


def base(language: str) -> str:
    """The primary subtag, which is what words are compared within."""
    return language.split("-", 1)[0].split("_", 1)[0].lower()


def _shown(text: str, language: str) -> Iterator[Shown]:
    """The marks of a text in reading order, and what bears them."""
    fresh = True  # a capital at the start of a sentence says nothing
    for piece in text.split():
        tokens, fresh = tokens_of(piece, fresh)
        for token, first in tokens:
            for mark in token_marks(token, language, first):
                # Of a script without spaces the mark is a part of the token.
                yield mark, mark.partition(":")[2] if mark[0] == "w" and _unspaced(token[0]) else token


def tokens_of(piece: str, fresh: bool) -> tuple[list[Token], bool]:
    """The numbers and words of a piece, and whether a sentence may begin after it."""
    found: list[Token] = []
    last = 0
    for its in _TOKEN.finditer(piece):
        found.append((its.group(), fresh or not _SENTENCE_END.isdisjoint(piece[last : its.start()])))
        fresh, last = False, its.end()
    return found, fresh or not _SENTENCE_END.isdisjoint(piece[last:])


def token_marks(token: str, language: str, fresh: bool) -> tuple[str, ...]:
    """The marks of one number or word."""
    begins = token[0]
    if begins.islower() and begins != begins.upper():
        # As most do. No script without spaces has small letters, and no name begins with one.
        return (f"w{language}:{token.lower()[:STEM]}",) if len(token) > 2 else ()
    if begins.isdigit():
        return ("#" + _number(token),)
    found = []
    if _unspaced(begins):
        found = [f"w{language}:{token[start : start + 2]}" for start in range(max(1, len(token) - 1))]
        if not _katakana(token):
            return tuple(found)
    elif len(token) > 2:
        found.append(f"w{language}:{token.lower()[:STEM]}")
    cased = begins.lower() != begins.upper()
    if (not cased or (begins.isupper() and (not fresh or len(token) > LEAST_SKELETON))) and len(token) > 2:
        key = skeleton(token)
        if key:
            found.append("n" + key)
    return tuple(found)


@lru_cache(SKELETONS)
def skeleton(name: str) -> str:
    """A name as its consonants sound, the same for most spellings; empty where too little is left.

    ``Хатимура`` → ``htmr`` and ``Hachimura`` → ``hcmr`` still differ: sounds are folded, not guessed.
    """
    plain = (name if name.isascii() else anyascii(name)).lower()
    if not plain.isalpha():
        plain = "".join(filter(str.isalpha, plain))
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    plain = plain.translate(_LETTERS)
    if "c" in plain:
        plain = _HARD_C.sub("k", plain)
    bones = _DOUBLED.sub(r"\1", plain[:1] + plain[1:].translate(_VOWELS))
    return bones if len(bones) >= LEAST_SKELETON else (plain if len(plain) > LEAST_SKELETON else "")


def _number(token: str) -> str:
    digits = (str(unicodedata.decimal(letter, "")) for letter in token)
    return "".join(digits).lstrip("0") or "0"


def _unspaced(letter: str) -> bool:
    """Whether its script writes no space between words: Han, kana, Thai, Lao, Khmer, Burmese."""
    return "\u0e00" <= letter <= "\u9fff" and (
        letter >= "\u2e80"
        or letter <= "\u0eff"
        or "\u1780" <= letter <= "\u17ff"
        or "\u1000" <= letter <= "\u109f"
    )


def _katakana(token: str) -> bool:
    return all("\u30a0" <= letter <= "\u30ff" for letter in token)


def _slug(url: str) -> str:
    """The words of an address's last part; empty for a bare number or hash."""
    last = url.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1]
    words = [word for word in re.split(r"[-_.]", last) if word.isalpha() and len(word) > 3 and word.isascii()]
    # Capitals: an address may be the only place where a name stands in Latin letters.
    return " ".join(word.title() for word in words if word not in {"html", "shtml"}) if len(words) > 2 else ""
