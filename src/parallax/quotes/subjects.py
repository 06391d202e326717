"""The noun phrase that a speech verb has for its subject."""

from __future__ import annotations

from parallax.quotes.grammar import Grammar
from parallax.quotes.mentions import Mention, phrase, segments, with_apposition
from parallax.quotes.tokens import Token, Tokens

STOPS = frozenset(".!?…;:()[]¡¿")
DASHES = frozenset("–—―-")
# German articles of objects, which may lead a sentence as well as its subject.
NOT_NOMINATIVE = frozenset({"den", "dem", "des", "einen", "einem", "eines"})


def subject(tokens: Tokens, text: str, g: Grammar) -> Mention | None:
    """The noun phrase that ends right before a verb, over appositions and adverbs."""
    words = list(tokens)
    while (
        words and (words[-1].low in g.aux or words[-1].low in g.adverbs) and words[-1].low not in g.pronouns
    ):
        words = words[:-1]
    words = _clause(words)
    if not words or (g.language == "de" and words[0].low in NOT_NOMINATIVE):
        return None
    if words[-1].text in {",", "،"}:
        return _over_apposition(words[:-1], text, g)
    parts = segments(words)
    last = _after_connective(parts[-1], g)
    if last and last[0].low == "who" and len(last) == 1 and len(parts) > 1:
        return phrase(_after_connective(parts[-2], g), text, g)
    if not last:
        return None
    if len(parts) > 1 and len(last) == len(parts[-1]):
        before = phrase(_after_connective(parts[-2], g), text, g)
        mention = phrase(last, text, g)
        if before and mention and before.kind == "role" and mention.kind == "name" and not mention.role:
            return Mention("name", mention.name, before.role, before.gender, mention.start, mention.end)
        return mention
    return phrase(last, text, g)


def _clause(words: list[Token]) -> list[Token]:
    for index in range(len(words) - 1, -1, -1):
        token = words[index]
        if (
            token.quote >= 0
            or (
                token.text in STOPS
                and not (
                    token.text == "."
                    and index
                    and words[index - 1].end == token.start
                    and index < len(words) - 1
                )
            )
            or token.text in DASHES
        ):
            return words[index + 1 :]
    return words


def _after_connective(part: Tokens, g: Grammar) -> Tokens:
    """What stands after the last word that opens a clause ("that", "and", "when")."""
    for index in range(len(part) - 1, -1, -1):
        if part[index].low in g.connectives and part[index].low not in g.pronouns:
            return part[index + 1 :]
    return part


def _over_apposition(words: Tokens, text: str, g: Grammar) -> Mention | None:
    parts = segments(words)
    for index in range(len(parts) - 1):
        found = with_apposition([_after_connective(parts[index], g), *parts[index + 1 :]], text, g)
        if found is None or found[0].kind == "pronoun":
            continue
        following = parts[index + 1]
        if found[1] == 2 or _describes(following, g):
            return found[0]
    return None


def _describes(part: Tokens, g: Grammar) -> bool:
    """Whether a stretch between commas says more of the noun before it."""
    if not part:
        return False
    first = part[0].low
    return (
        first in g.determiners
        or first in {"who", "whose", "which"}
        or part[0].text[0].isdigit()
        or first.endswith("ing")
        or (first in g.prepositions and len(part) < 8)
        or g.pronouns.get(first) == "r"
        or any(g.role_gender(t.text) is not None for t in part[:3])
    )


def sentence_subject(tokens: Tokens, text: str, g: Grammar) -> Mention | None:
    """The noun phrase a sentence begins with: the longest one that a common word follows."""
    parts = segments(tokens)
    first = parts[0]
    if first and first[0].low in g.prepositions and len(parts) > 1:
        first = parts[1]
    words = [t for t in first if t.quote < 0]
    if len(words) != len(first):
        return None
    for length in range(1, min(len(words), 10) + 1):
        following = words[length] if length < len(words) else None
        if following is not None and (
            following.capital
            or following.low in g.prepositions
            or following.low in g.particles
            or following.text in "&.-"
        ):
            continue
        if words[length - 1].low in g.determiners and words[length - 1].low not in g.pronouns:
            continue
        mention = phrase(words[:length], text, g)
        if mention and mention.kind == "name" and _verb_like(words[:length], mention, g):
            return None
        if mention and mention.kind in {"name", "pronoun"} and (following is not None or len(parts) > 1):
            return mention
        if (
            mention
            and mention.kind in {"role", "unnamed"}
            and following is not None
            and g.role_gender(following.text) is None
        ):
            return mention
    return None


def _verb_like(words: Tokens, mention: Mention, g: Grammar) -> bool:
    """Whether a common word that is no office stands before the name: likely the verb it is the object of."""
    return any(
        not t.capital
        and t.low not in g.determiners
        and t.low not in g.groups
        and g.role_gender(t.text) is None
        and t.low not in g.connectives
        and t.low not in g.adverbs
        for t in words
        if t.end <= mention.start and t.word
    )
