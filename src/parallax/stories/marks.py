"""What an embedding misses of a text: its names, words and numbers, made comparable across scripts.

A mark is a short string whose first character says what it is: ``n`` a name's skeleton, ``w``
a word of one language, ``#`` a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from anyascii import anyascii

from parallax.telling import Told

# Every mark of a long text would drown what the first sentences say.
MAX_LEAD = 500
MAX_MARKS = 64
# Of each kind, in the original and in English together: no article of our sets has more.
MAX_NAMES, MAX_WORDS, MAX_NUMBERS = 48, 96, 16
# Inflection lives at a word's end; six letters tell most words apart in the languages we read.
STEM = 6
# Of how many pieces of text it is remembered how they are read: some 40 MB. Longer pieces are sentences of a
# script without spaces, and come once.
REMEMBERED = 131_072
LONGEST_REMEMBERED = 24
# Shorter skeletons collide: "Rome" and "Iran" both leave two consonants.
LEAST_SKELETON = 3

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
# The marks of a piece of text, and whether a sentence may begin after it.
Read = tuple[tuple[Shown, ...], bool]


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
    def of(cls, marks: Iterable[str]) -> Marks:
        kinds: dict[str, list[str]] = {"n": [], "w": [], "#": []}
        for mark in marks:
            kinds[mark[0]].append(mark)
        return cls(
            tuple(kinds["n"][:MAX_NAMES]), tuple(kinds["w"][:MAX_WORDS]), tuple(kinds["#"][:MAX_NUMBERS])
        )


def marks_of(told: Told, lead: int = MAX_LEAD, most: int = MAX_MARKS) -> Marks:
    """The marks of title, lead and the address's last words, and of their English where there is some.

    ``lead`` characters of the lead are read, and at most ``most`` words of each text are told.
    """
    return Marks.of(dict(_found(told, lead, most)))


def shown_marks(told: Told) -> dict[str, str]:
    """The marks of an article, each with the text that bears it first."""
    return dict(reversed(_found(told, MAX_LEAD, MAX_MARKS)))


def _found(told: Told, lead: int, most: int) -> list[Shown]:
    """English comes first where there is some: of a long text what is kept must be what others can share."""
    language = base(told.language)
    found: list[Shown] = []
    for text, tongue in (
        (_text(told.title_english, told.lead_english[:lead]), "en"),
        (_text(told.title, told.lead[:lead]), language),
        (_slug(told.url), language),
    ):
        found += _reader.marks(text, tongue)[: 2 * most]
    return found


def _text(title: str, lead: str) -> str:
    return f"{title}. {lead}" if title or lead else ""


def base(language: str) -> str:
    """The primary subtag, which is what words are compared within."""
    return language.split("-", 1)[0].split("_", 1)[0].lower()


class _Reader:
    """Reads texts piece by piece, a piece being what stands between two spaces. A stream says the same again
    and again, so it is remembered how a piece of a language is read, at a sentence's start or within one."""

    def __init__(self) -> None:
        self._pieces: defaultdict[tuple[str, bool], dict[str, Read]] = defaultdict(dict)
        self._count = 0

    def marks(self, text: str, language: str) -> list[Shown]:
        if self._count > REMEMBERED:
            self._pieces.clear()
            self._count = 0
        within, first = self._pieces[language, False], self._pieces[language, True]
        found: list[Shown] = []
        fresh = True  # a capital at the start of a sentence says nothing
        for piece in text.split():
            read = (first if fresh else within).get(piece) or self._read(piece, language, fresh)
            its, fresh = read
            found += its
        return found

    def _read(self, piece: str, language: str, fresh: bool) -> Read:
        read = self._alone(piece, language, fresh) if piece.isalpha() else self._apart(piece, language, fresh)
        if len(piece) <= LONGEST_REMEMBERED:
            self._pieces[language, fresh][piece] = read
            self._count += 1
        return read

    @staticmethod
    def _alone(token: str, language: str, fresh: bool) -> Read:
        return _token(token, language, fresh), False

    def _apart(self, piece: str, language: str, fresh: bool) -> Read:
        """Of a piece that is not all letters, the tokens one by one."""
        found: tuple[Shown, ...] = ()
        last = 0
        for its in _TOKEN.finditer(piece):
            token = its.group()
            fresh = fresh or not _SENTENCE_END.isdisjoint(piece[last : its.start()])
            if token.isalpha():
                # It may have been read where it stood alone.
                read = self._pieces[language, fresh].get(token) or self._read(token, language, fresh)
                found += read[0]
            else:
                found += _token(token, language, fresh)
            fresh, last = False, its.end()
        return found, fresh or not _SENTENCE_END.isdisjoint(piece[last:])


_reader = _Reader()


def _token(token: str, language: str, fresh: bool) -> tuple[Shown, ...]:
    """The marks of one number or word."""
    if token[0].isdigit():
        return (("#" + _number(token), token),)
    found = []
    if _unspaced(token[0]):
        found += [
            (f"w{language}:{token[start : start + 2]}", token[start : start + 2])
            for start in range(max(1, len(token) - 1))
        ]
        if not _katakana(token):
            return tuple(found)
    elif len(token) > 2:
        found.append((f"w{language}:{token.lower()[:STEM]}", token))
    cased = token[0].lower() != token[0].upper()
    if (not cased or (token[0].isupper() and (not fresh or len(token) > LEAST_SKELETON))) and len(token) > 2:
        key = skeleton(token)
        if key:
            found.append(("n" + key, token))
    return tuple(found)


def skeleton(name: str) -> str:
    """A name as its consonants sound, the same for most spellings; empty where too little is left.

    ``Хатимура`` → ``htmr`` and ``Hachimura`` → ``hcmr`` still differ: sounds are folded, not guessed.
    """
    plain = anyascii(name).lower()
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
    return (
        "\u2e80" <= letter <= "\u9fff"
        or "\u0e00" <= letter <= "\u0eff"
        or "\u1780" <= letter <= "\u17ff"
        or ("\u1000" <= letter <= "\u109f")
    )


def _katakana(token: str) -> bool:
    return all("\u30a0" <= letter <= "\u30ff" for letter in token)


def _slug(url: str) -> str:
    """The words of an address's last part; empty for a bare number or hash."""
    last = url.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1]
    words = [word for word in re.split(r"[-_.]", last) if word.isalpha() and len(word) > 3 and word.isascii()]
    # Capitals: an address may be the only place where a name stands in Latin letters.
    return " ".join(word.title() for word in words if word not in {"html", "shtml"}) if len(words) > 2 else ""
