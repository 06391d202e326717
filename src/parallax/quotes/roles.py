"""The role that stands beside a full name: "Kremlin spokesperson Dmitry Peskov", "Ana Lima, the mayor of X"."""

from __future__ import annotations

from typing import TypeAlias

from parallax.quotes.grammar import Grammar
from parallax.quotes.mentions import role_phrase
from parallax.quotes.tokens import Token

# The words of a role as they are written, and the gender of its noun.
Role: TypeAlias = tuple[str, str]

# Words that may stand between a role noun and the name: adjectives and genitives that follow it.
ROLE_GAP = {"pl": 3, "ru": 3, "uk": 3, "es": 2, "fr": 2, "it": 2, "pt": 2, "id": 3}
# Of a sentence before a name, after it, and between commas before it, this many words may be its role.
BEFORE, AFTER, BETWEEN_COMMAS = 8, 15, 12
# "Prof.", "Sen.": a full stop after so few letters ends an abbreviation.
ABBREVIATION = 5


def role_before(sentence: list[Token], first: int, end: int, text: str, g: Grammar) -> Role | None:
    """ "Kremlin spokesperson" before "Dmitry Peskov", "the mayor of X," before a name between commas.

    The name is ``sentence[first:end]``.
    """
    back = _begin_of_title(sentence, first, g)
    if back < first:
        return _title(sentence, back, first, text, g)
    if first and sentence[first - 1].text == ",":
        return _between_commas(sentence, first, end, text, g)
    return None


def role_after(sentence: list[Token], end: int, text: str, g: Grammar) -> Role | None:
    """ "mayor of X" after "Ana Lima," that ends before ``end``."""
    if end >= len(sentence) or sentence[end].text != ",":
        return None
    part = []
    for token in sentence[end + 1 : end + 1 + AFTER]:
        if token.quote >= 0 or token.text in ",.;:()–—":
            break
        part.append(token)
    return role_phrase(part, text, g)


def _begin_of_title(sentence: list[Token], first: int, g: Grammar) -> int:
    """Where the words before a name begin that may all be its title."""
    back = first
    while back > 0 and first - back < BEFORE:
        token = sentence[back - 1]
        abbreviated = token.text == "." and len(sentence[back - 2].text) < ABBREVIATION
        if not (token.word or abbreviated) or _ends_title(token, g):
            break
        back -= 1
    return back


def _ends_title(token: Token, g: Grammar) -> bool:
    if any(token.low in words for words in (g.determiners, g.prepositions, g.connectives, g.verbs)):
        return True
    return g.language == "de" and not token.capital and not token.low.endswith(("e", "er", "en", "es"))


def _title(sentence: list[Token], back: int, first: int, text: str, g: Grammar) -> Role | None:
    nouns = [index for index in range(back, first) if g.role_gender(sentence[index].text) is not None]
    # The noun stands right before the name; anything between makes it somebody else's.
    gap = ROLE_GAP.get(g.language, 1) + (sentence[first - 1].text == ".")
    if not nouns or first - nouns[-1] > gap:
        return None
    noun = sentence[nouns[-1]]
    return text[sentence[back].start : noun.end], g.role_gender(noun.text) or ""


def _between_commas(sentence: list[Token], first: int, end: int, text: str, g: Grammar) -> Role | None:
    begin = first - 1
    while begin > 0 and sentence[begin - 1].word and first - begin < BETWEEN_COMMAS:
        begin -= 1
    closes = end >= len(sentence) or sentence[end].text in ",.;:–—" or sentence[end].quote >= 0
    if not closes:
        return None
    part = sentence[begin : first - 1]
    for index, token in enumerate(part):
        nearest = token.low in g.determiners and not any(
            following.low in g.determiners for following in part[index + 1 : index + 3]
        )
        if not nearest or token.low in g.pronouns:
            continue
        said = role_phrase(part[index:], text, g)
        if said:
            return said
    return None
