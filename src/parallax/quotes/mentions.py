"""Noun phrases that name who speaks: names, roles, pronouns, groups and organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from parallax.quotes.grammar import Grammar
from parallax.quotes.tokens import Token, Tokens

Kind = Literal["name", "role", "pronoun", "unnamed", "organisation", "dropped"]

ADJECTIVES_FOLLOW = frozenset({"es", "fr", "it", "pt", "ro", "ca", "pl", "id"})
ABBREVIATION = 4
# A full name has at least so many words.
FULL_NAME = 2
# In names these follow another particle only; alone they are articles.
SECOND_PARTICLES = frozenset({"der", "den", "la", "los", "las", "y", "e", "the"})
# A subject longer than this is a sentence read wrongly.
LONGEST_CORE = 9
LONGEST_TAIL = 14


@dataclass(frozen=True, slots=True)
class Mention:
    """How a passage names its speaker. Offsets are of the head words in the block's text."""

    kind: Kind
    name: str
    role: str
    gender: str
    start: int
    end: int


def is_name_word(token: Token, g: Grammar) -> bool:
    return (
        token.word
        and token.capital
        and token.text not in g.not_names
        and not token.low.endswith(("'s", "s'"))
        and token.low not in g.pronouns
        and token.low not in g.me
    )


def split_name(core: Tokens, g: Grammar) -> int:
    """Where the name that ends this phrase begins; ``len(core)`` if it ends with none."""
    at = len(core)
    while at > 0:
        token = core[at - 1]
        named = is_name_word(token, g) and g.role_gender(token.text) is None
        if named or (at < len(core) and at >= 2 and joins(core, at - 1, g)):
            at -= 1
        else:
            break
    return at


def joins(words: Tokens, at: int, g: Grammar) -> bool:
    """Whether the word here joins the parts of a name: "van", "von der", a point after an initial."""
    token, before = words[at], words[at - 1]
    if token.text == ".":
        return len(before.text) == 1 and before.capital
    if token.low not in g.particles:
        return False
    if token.low in SECOND_PARTICLES:
        return before.low in g.particles
    return is_name_word(before, g)


def _text(text: str, tokens: Tokens) -> str:
    return text[tokens[0].start : tokens[-1].end] if tokens else ""


def phrase(tokens: Tokens, text: str, g: Grammar) -> Mention | None:
    """Reads a whole stretch of words as one noun phrase; None where it is anything else."""
    words = list(tokens)
    while (
        words
        and (words[0].low in g.connectives or words[0].low in g.adverbs)
        and words[0].low not in g.pronouns
    ):
        words = words[1:]
    if not words or any(token.quote >= 0 for token in words):
        return None
    if words[0].low in g.pronouns and _ends_phrase(words[1:], g):
        return Mention("pronoun", "", "", g.pronouns[words[0].low], words[0].start, words[0].end)
    if words[0].low in g.me and words[0].low not in g.determiners:
        return None
    core = _core(words, g)
    if not core:
        return _after_preposition(words, text, g)
    if len(core) > LONGEST_CORE or len(words) - len(core) > LONGEST_TAIL:
        return None
    if any(not (t.word or t.text in ".&-’'\"/") for t in core):
        return None
    at = split_name(core, g)
    if at == len(core):
        return _role_only(core, words, text, g)
    return _named(core, at, text, g)


def _ends_phrase(words: Tokens, g: Grammar) -> bool:
    return not words or words[0].low in g.adverbs or words[0].low in g.prepositions


def _core(words: Tokens, g: Grammar) -> Tokens:
    for index, token in enumerate(words):
        if index == 0 and len(words) > 1 and token.low in g.determiners:
            continue
        name_goes_on = (
            0 < index < len(words) - 1
            and joins(words, index, g)
            and (words[index + 1].capital or words[index + 1].low in SECOND_PARTICLES)
            and g.role_gender(words[index - 1].text) is None
            and not any(g.names_organisation(t.text) for t in words[index - 1 : index + 3])
        )
        article = g.language == "de" and index > 0 and token.low in g.determiners
        if (token.low in g.prepositions or article) and not name_goes_on:
            return words[:index]
    return words


def _after_preposition(words: Tokens, text: str, g: Grammar) -> Mention | None:
    """ "In a statement Trump" : the name at the end, if a common word parts it from the preposition."""
    at = split_name(words, g)
    if at in (0, len(words)) or len(words) > LONGEST_CORE:
        return None
    before = words[at - 1]
    if before.low in g.prepositions or before.low in g.determiners or before.low in g.particles:
        return None
    if any(t.low in g.prepositions for t in words[1:at]):
        return None
    return _mention("name", words[at:], "", "", text)


def _named(core: Tokens, at: int, text: str, g: Grammar) -> Mention | None:
    name = core[at:]
    before = [t for t in core[:at] if t.low not in g.determiners]
    gender, role = "", ""
    title = core[at - 1].low.rstrip(".") if at else ""
    if at >= 2 and core[at - 1].text == ".":
        title = core[at - 2].low
    if title in g.titles:
        gender = g.titles[title]
    nouns = [i for i, t in enumerate(before) if g.role_gender(t.text) is not None or t.low in g.groups]
    if nouns:
        role = _text(text, before[: nouns[-1] + 1])
        gender = gender or g.role_gender(before[nouns[-1]].text) or ""
    elif len(before) > 4 and title not in g.titles and not before[-1].capital:
        # Up to four unknown words before the name may be what somebody is; more are a clause.
        return None
    if nouns and len(name) == 1 and name[0].text.isupper() and len(name[0].text) <= ABBREVIATION:
        # "prezydent USA": the office's country, not its holder.
        whole = [t for t in core if t.low not in g.determiners]
        return Mention("role", "", _text(text, whole), gender, whole[0].start, whole[-1].end)
    kind: Kind = "name"
    if any(g.names_organisation(t.text) for t in name):
        kind = "organisation"
    return _mention(kind, name, role, gender, text)


def _head(core: Tokens, g: Grammar) -> Token:
    """The noun of a phrase: its last word, or one that adjectives follow ("ministère russe")."""
    if g.language in ADJECTIVES_FOLLOW:
        for token in core[-3:]:
            if g.role_gender(token.text) is not None or g.names_organisation(token.text):
                return token
    return core[-1]


def _named_after(core: Tokens, words: Tokens, gender: str | None, text: str, g: Grammar) -> Mention | None:
    """ "a deputada de oposição Lucía Fontanarrosa": a full name that ends what says whose office it is."""
    rest = words[len(core) :]
    at = split_name(rest, g)
    if gender is None or at < 2 or len(rest) - at < FULL_NAME:
        return None
    before = rest[at - 1]
    if before.capital or before.low in g.prepositions or before.low in g.determiners or not before.word:
        return None
    role = [t for t in words[: len(core) + at] if t.low not in g.determiners]
    return Mention("name", _text(text, rest[at:]), _text(text, role), gender, rest[at].start, rest[-1].end)


def _role_only(core: Tokens, words: Tokens, text: str, g: Grammar) -> Mention | None:
    while len(core) > 1 and core[-1].low in g.unnamed and core[-1].low not in g.groups:
        core = core[:-1]  # "sources close to", "a person familiar with"
    head = _head(core, g)
    whole = [t for i, t in enumerate(words) if not (i == 0 and t.low in g.determiners)]
    gender = g.role_gender(head.text)
    if head.text == "." and len(core) > 1:
        return None
    folded = {t.low for t in core}
    if head.low in g.groups or (gender is not None and folded & g.unnamed):
        return Mention("unnamed", _text(text, words), "", "p", core[0].start, core[-1].end)
    named = _named_after(core, words, gender, text, g)
    if named:
        return named
    if gender is not None:
        unnamed = words[0].low in g.unnamed_determiners
        kind: Kind = "unnamed" if unnamed else "role"
        return Mention(
            kind,
            _text(text, words) if unnamed else "",
            _text(text, whole),
            gender,
            core[0].start,
            core[-1].end,
        )
    if g.names_organisation(head.text):
        return Mention("organisation", _text(text, whole), "", "", core[0].start, core[-1].end)
    return None


def _mention(kind: Kind, name: Tokens, role: str, gender: str, text: str) -> Mention:
    return Mention(kind, _text(text, name), role, gender, name[0].start, name[-1].end)


def segments(tokens: Tokens) -> list[list[Token]]:
    """The stretches between commas."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in {",", "،"}:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def with_apposition(parts: Sequence[Tokens], text: str, g: Grammar) -> tuple[Mention, int] | None:
    """The first stretch as a mention, joined by what the next says of it, and how many were used.

    "Feride Yıldızlı, the mayor," gives her role; "the mayor, Feride Yıldızlı," her name.
    """
    if not parts or not parts[0]:
        return None
    first = phrase(parts[0], text, g)
    if first is None:
        return None
    if len(parts) < 2 or not parts[1]:
        return first, 1
    if first.kind == "name" and not first.role:
        role = role_phrase(parts[1], text, g)
        if role:
            gender = first.gender or role[1]
            return Mention(first.kind, first.name, role[0], gender, first.start, first.end), 2
    if first.kind == "role":
        second = phrase(parts[1], text, g)
        if second and second.kind == "name" and not second.role and second.start == parts[1][0].start:
            return Mention("name", second.name, first.role, first.gender, second.start, second.end), 2
    return first, 1


def role_phrase(tokens: Tokens, text: str, g: Grammar) -> tuple[str, str] | None:
    """A stretch that says what somebody is ("a spokesman for the group"): the words and the gender."""
    for index, token in enumerate(tokens[:7]):
        if token.low in g.prepositions or token.low in g.connectives:
            break
        gender = g.role_gender(token.text)
        if gender is not None:
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if following is not None and g.role_gender(following.text) is not None:
                continue
            if (
                following is not None
                and is_name_word(following, g)
                and g.script == "spaced"
                and index == 0
                and g.language == "en"
            ):
                return None
            start = 1 if tokens[0].low in g.determiners else 0
            end = _role_end(tokens, index, g)
            return _text(text, tokens[start:end]), gender
    return None


def _role_end(tokens: Tokens, index: int, g: Grammar) -> int:
    """The end of "minister of foreign affairs" without what is said or done after it."""
    for at in range(index + 1, len(tokens)):
        token = tokens[at]
        if not token.word and token.text not in ".&/-":
            return at
        if token.low in g.connectives or token.low in g.verbs or token.low in g.aux:
            return at
    return len(tokens)
