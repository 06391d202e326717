"""Cutting a text into sentences without losing a character.

``sentencex`` knows the abbreviations of some sixty languages ("Dr.", "24. August") but keeps
whatever stands between two quotation marks together and misses the ends of long runs; its
pieces are therefore cut once more at ends that no abbreviation can explain.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from parallax.translate.languages import base_language

# A word this long before a full stop is hardly ever an abbreviation.
_WORD_END = r"(?<=[^\W\d_]{4})"
_DIGIT_END = r"(?<=[\d%)\]])"
_CLOSING = r"[”\"»’)\]]*"
_OPENING = '“"«‘„(¿¡'
# Ends that are unmistakable: Latin, Cyrillic, Greek … before a space and a beginning; and the full
# stops of scripts that use theirs for nothing else.
_END = re.compile(
    rf"(?:{_WORD_END}|{_DIGIT_END})[.!?…]+{_CLOSING}\s+(?=[{_OPENING}]*[^\W_])"
    r"|[。！？؟।॥።۔՝։]+[”\"»」』’)\]）]*\s*"
    r"|(?<=[^\W\d_]\s)\|\s+"
)
# Here a number with a full stop is an ordinal ("24. August"), not the end of a sentence.
_ORDINAL_STOP = frozenset(
    {
        "de",
        "da",
        "nb",
        "nn",
        "no",
        "fi",
        "cs",
        "sk",
        "sl",
        "hr",
        "bs",
        "sr",
        "hu",
        "et",
        "lv",
        "is",
        "tr",
        "pl",
    }
)
# English abbreviations that sentencex cuts after, or that are long enough for :data:`_END` to: they go on
# where a name, a number or another date follows.
_TITLE_STOP = re.compile(r"\b(?:Prof|Capt|Messrs|Supt|Insp|Cmdr|Atty)\.\s+$")
_DATE_STOP = re.compile(r"\b(?:Sept|Tues|Thurs?|approx)\.,?\s+$")
_HOUR_STOP = re.compile(r"\b[ap]\.m\.\s+$")
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|E[DS]?T\b|GMT\b")
# Characters; the 99.9th percentile of sentences in FLORES is below it in every language measured.
MAX_JOINED = 400
_JAPANESE_GOES_ON = ("と", "など", "って")


def split_sentences(text: str, language: str) -> tuple[str, ...]:
    """The pieces of ``text``, each a sentence with the white space after it.

    Joined they are the text again, character for character. ``language`` is a BCP 47 tag;
    one that is not known is cut by general rules.
    """
    if not text:
        return ()
    language = base_language(language)
    pieces: list[str] = []
    for piece in _library_pieces(text, language):
        pieces.extend(_cut_again(piece, language))
    return tuple(_joined(pieces, language))


def _library_pieces(text: str, language: str) -> list[str]:
    """What sentencex makes of the text; line by line, since it mangles some line ends."""
    from sentencex import segment  # type: ignore[import-untyped]

    pieces: list[str] = []
    for line in text.splitlines(keepends=True):
        found = [str(piece) for piece in segment(_library_language(language), line)]
        # A library that loses a character here would lose it for the reader.
        pieces.extend(found if "".join(found) == line else [line])
    return pieces


@lru_cache(maxsize=256)
def _library_language(language: str) -> str:
    return {"nb": "no", "nn": "no", "und": "en"}.get(language, language)


def _cut_again(piece: str, language: str) -> list[str]:
    cuts = [0]
    for end in _END.finditer(piece):
        if end.end() < len(piece) and _is_end(piece, end.start(), end.end(), language):
            cuts.append(end.end())
    cuts.append(len(piece))
    return [piece[start:stop] for start, stop in pairwise(cuts)]


def _is_end(piece: str, start: int, stop: int, language: str) -> bool:
    following = piece[stop:].lstrip(_OPENING)[:1]
    if following.islower():
        return False
    if language == "ja" and piece[stop:].startswith(_JAPANESE_GOES_ON):
        return False
    after_number = piece[start] == "." and piece[start - 1 : start].isdigit()
    return not (after_number and (following.isdigit() or language in _ORDINAL_STOP))


def _joined(pieces: list[str], language: str) -> list[str]:
    """A piece that cannot begin a sentence goes back to the one before it."""
    joined: list[str] = []
    for piece in pieces:
        if joined and (not joined[-1].strip() or _belongs(piece, joined[-1], language)):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _belongs(piece: str, before: str, language: str) -> bool:
    if not piece.strip():
        return True
    # Texts without any capitals must not become one endless sentence.
    if before.endswith(("\n", "\r")) or len(before) > MAX_JOINED:
        return False
    if language == "en" and _abbreviated(before, piece):
        return True
    return piece[0].islower() or piece[0] in "ºª,;”»’)" or piece.startswith(_JAPANESE_GOES_ON)


def _abbreviated(before: str, piece: str) -> bool:
    """Whether an English full stop belongs to an abbreviation that what follows shows to go on."""
    if _TITLE_STOP.search(before):
        return piece[0].isupper()
    if _DATE_STOP.search(before):
        return piece[0].isdigit() or bool(re.match(r"[A-Z][a-z]{2,8}\.? \d", piece))
    return bool(_HOUR_STOP.search(before) and _DAY.match(piece))
