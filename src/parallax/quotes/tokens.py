"""A block as sentences of tokens, quotations standing as one token each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parallax.quotes.marks import Passage

TOKEN = re.compile(
    r"(?:(?<!\w)[ldnsjcmtLJN]|(?<!\w)[Qq]u)['’](?=[^\W\d_])|[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_]+(?:[-‑'’][^\W_]+)*|\S"
)
# "(R-Fla.)": a member's party and state, between name and verb. It is no part of either.
SEAT = re.compile(r"\([A-Z][A-Za-z]{0,3}[-–][A-Z][\w.]*\)")
ARTICLE_NAME = re.compile(r"(?:al|el|as|ad|an|ar|at|ash)-[A-ZÀ-Þ]")
ENDS = frozenset(".!?…。")
# What may stand before a full stop that ends no sentence, beside single letters.
SHORT = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "rep",
        "gov",
        "gen",
        "lt",
        "col",
        "sgt",
        "capt",
        "st",
        "jr",
        "sr",
        "prof",
        "rev",
        "hon",
        "no",
        "vs",
        "inc",
        "corp",
        "co",
        "bzw",
        "ca",
        "usw",
        "sr.",
        "sra",
        "d",
        "m",
        "mme",
        "г",
        "гг",
        "ул",
        "им",
        "т",
        "д",
        "др",
        "п",
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. ``quote`` is the number of the passage it stands for, -1 for plain text."""

    text: str
    start: int
    end: int
    quote: int = -1

    @property
    def low(self) -> str:
        return self.text.casefold().replace("’", "'")

    @property
    def word(self) -> bool:
        return self.quote < 0 and (self.text[0].isalnum())

    @property
    def capital(self) -> bool:
        return self.quote < 0 and (self.text[0].isupper() or ARTICLE_NAME.match(self.text) is not None)


Tokens = Sequence[Token]


def tokenise(text: str, inside: Sequence[Passage], first: int) -> list[Token]:
    """The block's tokens; passage ``i`` of ``inside`` becomes a token with number ``first + i``."""
    tokens: list[Token] = []
    at = 0
    for number, passage in enumerate(inside):
        tokens.extend(_plain(text, at, passage.outer_start))
        tokens.append(Token("\ufffc", passage.outer_start, passage.outer_end, first + number))
        at = passage.outer_end
    tokens.extend(_plain(text, at, len(text)))
    return tokens


def _plain(text: str, start: int, end: int) -> list[Token]:
    seats = [found.span() for found in SEAT.finditer(text, start, end)]
    return [
        Token(found.group(), found.start(), found.end())
        for found in TOKEN.finditer(text, start, end)
        if not any(first <= found.start() < last for first, last in seats)
    ]


def sentences(tokens: Tokens, text: str, inside: Sequence[Passage], first: int) -> list[list[Token]]:
    """Cuts tokens at sentence ends, also at quotations that end with a stop and are not talked about."""
    result: list[list[Token]] = []
    current: list[Token] = []
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        current.append(token)
        if after is None or _breaks(tokens, index, token, after, text, inside, first):
            result.append(current)
            current = []
    return result


def _breaks(
    tokens: Tokens, index: int, token: Token, after: Token, text: str, inside: Sequence[Passage], first: int
) -> bool:
    starts = after.capital or after.quote >= 0 or after.text[0] in "—–―¿¡" or after.text[0].isdigit()
    if token.quote >= 0:
        last = text[inside[token.quote - first].end - 1]
        # "…!" and "…?" are often followed by who said it; "…." is not, before a capital.
        return last == "." and starts
    if token.text not in ENDS:
        return False
    before = tokens[index - 1] if index else None
    joined = token.text == "." and before is not None and before.end == token.start
    if joined and before is not None and (before.low in SHORT or (len(before.text) == 1 and before.capital)):
        return False
    return starts
