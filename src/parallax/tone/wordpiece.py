"""Text to the pieces a WordPiece model knows, as BERT (Devlin et al. 2019) cuts it: in small letters, without accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# Before a piece that goes on with a word.
INSIDE = "##"
LONGEST_WORD = 100  # letters; a longer one is unknown as a whole
# What BERT sets apart, each letter a word: Chinese characters, in ranges of code points.
CHINESE = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


@dataclass(frozen=True, slots=True)
class WordPieces:
    """A vocabulary: each piece's number, and that of a word it cannot make."""

    numbers: Mapping[str, int]
    unknown: int

    def of(self, text: str) -> list[int]:
        """The pieces of a text, word by word, of each the longest beginning that is known."""
        return [number for word in _words(text) for number in self._cut(word)]

    def _cut(self, word: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self.numbers.get((INSIDE if start else "") + word[start:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            found.append(number)
            start = end
        return found if len(word) <= LONGEST_WORD else [self.unknown]


def _words(text: str) -> Iterator[str]:
    apart = "".join(_apart(letter) for letter in text)
    plain = (letter for letter in unicodedata.normalize("NFD", apart) if unicodedata.category(letter) != "Mn")
    # Letter by letter: a Greek word's last sigma becomes as any other.
    lowered = "".join(letter.lower() for letter in plain)
    return iter("".join(f" {one} " if _is_mark(one) else one for one in lowered).split())


def _apart(letter: str) -> str:
    if letter in "\t\n\r" or unicodedata.category(letter) == "Zs":
        return " "
    if unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs"} or letter == "\N{REPLACEMENT CHARACTER}":
        return ""
    return f" {letter} " if any(low <= ord(letter) <= high for low, high in CHINESE) else letter


def _is_mark(letter: str) -> bool:
    """Punctuation; of ASCII all that is no letter, number or space, as BERT has it."""
    return unicodedata.category(letter).startswith("P") or (
        letter.isascii() and not letter.isalnum() and letter > " "
    )
