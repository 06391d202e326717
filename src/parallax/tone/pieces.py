"""Text to the pieces a SentencePiece unigram model knows, with the vocabulary of the packaged model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# SentencePiece writes a space as this mark, and puts one before the first word.
SPACE = "▁"
# What an unknown letter costs below the rarest piece: SentencePiece's own penalty.
UNKNOWN_PENALTY = 10.0


@dataclass(frozen=True, slots=True)
class Pieces:
    """A vocabulary: each piece's number, the log-probability of each number, and letters to be replaced."""

    numbers: Mapping[str, int]
    scores: Sequence[float]
    replaced: Mapping[str, str]
    first: int  # the mark that begins a text …
    last: int  # … and the one that ends it
    unknown: int
    longest: int  # letters of the longest piece
    least: float  # the lowest score

    def of(self, text: str) -> list[int]:
        """The likeliest cut of a text into pieces (Viterbi), between the marks for its beginning and end."""
        letters = SPACE + "".join(self.replaced.get(letter, letter) for letter in text).strip().replace(
            " ", SPACE
        )
        while SPACE + SPACE in letters:
            letters = letters.replace(SPACE + SPACE, SPACE)
        best = [0.0] + [float("-inf")] * len(letters)
        steps: list[tuple[int, int]] = [(0, 0)] * (len(letters) + 1)
        for start in range(len(letters)):
            for end in range(start + 1, min(len(letters), start + self.longest) + 1):
                number = self.numbers.get(letters[start:end])
                if number is not None and best[start] + self.scores[number] > best[end]:
                    best[end], steps[end] = best[start] + self.scores[number], (start, number)
            unknown = best[start] + self.least - UNKNOWN_PENALTY
            if unknown > best[start + 1]:
                best[start + 1], steps[start + 1] = unknown, (start, self.unknown)
        found = []
        at = len(letters)
        while at:
            at, number = steps[at]
            found.append(number)
        return [self.first, *reversed(found), self.last]
