"""How two versions of the same words differ, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch that both have, that one replaces, or that only one has.

    ``a_text`` and ``b_text`` are the stretches as written; offsets are in characters of each text.
    """

    kind: Literal["same", "changed", "only a", "only b"]
    a_start: int
    a_end: int
    b_start: int
    b_end: int
    a_text: str
    b_text: str


def differences(a: str, b: str) -> tuple[Span, ...]:
    """The two texts cut into spans that together cover all words of both, in order.

    Case, quotation marks and the shape of apostrophes make no difference; punctuation does not
    count as a change.
    """
    words_a, words_b = _words(a), _words(b)
    matcher = SequenceMatcher(
        None, [_fold(w[0]) for w in words_a], [_fold(w[0]) for w in words_b], autojunk=False
    )
    spans = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        kind: Literal["same", "changed", "only a", "only b"] = (
            "same"
            if tag == "equal"
            else "changed"
            if tag == "replace"
            else "only a"
            if tag == "delete"
            else "only b"
        )
        a_at, b_at = _bounds(words_a, a1, a2, a), _bounds(words_b, b1, b2, b)
        spans.append(Span(kind, *a_at, *b_at, a[slice(*a_at)], b[slice(*b_at)]))
    return tuple(spans)


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(m.group(), m.start(), m.end()) for m in WORD.finditer(text) if m.group()[0].isalnum()]


def _fold(word: str) -> str:
    return word.casefold().replace("’", "'")


def _bounds(words: list[tuple[str, int, int]], first: int, last: int, text: str) -> tuple[int, int]:
    if first == last:
        at = words[first][1] if first < len(words) else len(text)
        return at, at
    return words[first][1], words[last - 1][2]
