"""Whom words were said to: "told the Kyiv Independent", "as reported by TASS", "wrote on X"."""

from __future__ import annotations

from parallax.quotes.grammar import Grammar
from parallax.quotes.tokens import Token, Tokens

# Common words that may stand before an outlet's name.
BEFORE_NAMES = frozenset(
    ["state", "media", "agency", "news", "host", "broadcaster", "radio", "television", "tv", "newspaper"]
)


def told_to(tokens: Tokens, text: str, g: Grammar) -> str:
    """The outlet or place the words were said to: "told the Kyiv Independent", "wrote on X"."""
    lows = [t.low for t in tokens]
    for phrases in (g.as_reported, g.posted_on):
        for words in phrases:
            parts = words.split()
            for index in range(len(lows) - len(parts)):
                if lows[index : index + len(parts)] == parts:
                    name = _addressee(tokens[index + len(parts) :], text, g)
                    if name:
                        return name
    return ""


def _addressee(tokens: Tokens, text: str, g: Grammar) -> str:
    kept: list[Token] = []
    for token in tokens[:8]:
        if token.low in g.determiners and not kept:
            continue
        if token.capital and token.word and token.text not in g.not_names:
            kept.append(token)
        elif kept or token.low not in BEFORE_NAMES:
            break
    return text[kept[0].start : kept[-1].end].removesuffix("’s").removesuffix("'s") if kept else ""
