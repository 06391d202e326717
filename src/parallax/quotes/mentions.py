"""Noun phrases that name who speaks: names, roles, pronouns, groups and organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from parallax.quotes.grammar import Grammar
from parallax.quotes.name_words import (
    FULL_NAME,
    SECOND_PARTICLES,
    full_name_at_end,
    is_name_word,
    joins,
    owner,
    split_name,
    untitled,
)
from parallax.quotes.tokens import SHORT, Token, Tokens

Kind = Literal["name", "role", "pronoun", "unnamed", "organisation", "document", "dropped"]

ADJECTIVES_FOLLOW = frozenset({"es", "fr", "it", "pt", "ro", "ca", "pl", "id"})
ABBREVIATION = 4
# A subject longer than this is a sentence read wrongly.
LONGEST_CORE = 9
LONGEST_TAIL = 14
# What an organisation is called is not longer; more are a clause about it.
LONGEST_ORGANISATION = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """How a passage names its speaker. Offsets are of the head words in the block's text.

    A ``document`` says nothing itself, and who wrote it is not told.
    """

    kind: Kind
    name: str
    role: str
    gender: str
    start: int
    end: int


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
    return _named(core, at, words, text, g)


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


def _named(core: Tokens, at: int, words: Tokens, text: str, g: Grammar) -> Mention | None:
    if g.language == "de":
        at += full_name_at_end(core[at:])  # "Konditorin Orla Wexcombe": all nouns are capital
    name, gender = untitled(core[at:], g)
    if len(name) == 1 and (len(name[0].text) == 1 or name[0].low in g.documents):
        return _document(name) if name[0].low in g.documents else None
    before = [t for t in core[:at] if t.low not in g.determiners]
    role = ""
    title = core[at - 1].low.rstrip(".") if at else ""
    if at >= 2 and core[at - 1].text == ".":
        title = core[at - 2].low
    if title in g.titles:
        gender = gender or g.titles[title]
    nouns = [i for i, t in enumerate(before) if g.role_gender(t.text) is not None or t.low in g.groups]
    if nouns:
        role = _text(text, before[: nouns[-1] + 1])
        gender = gender or g.role_gender(before[nouns[-1]].text) or ""
    elif g.language == "de" and before and before[-1].capital and len(name) >= FULL_NAME:
        role = _text(text, before)
    elif owner(core, at, g):
        whole = _with_complement([*before, *name], core, words, g)
        return _mention("organisation", whole, "", "", text)
    elif len(before) > 4 and title not in g.titles and not before[-1].capital:
        # Up to four unknown words before the name may be what somebody is; more are a clause.
        return None
    if nouns and len(name) == 1 and name[0].text.isupper() and len(name[0].text) <= ABBREVIATION:
        # "prezydent USA": the office's country, not its holder.
        whole = [t for t in core if t.low not in g.determiners]
        return Mention("role", "", _text(text, whole), gender, whole[0].start, whole[-1].end)
    if any(g.names_organisation(t.text) for t in name):
        return _mention("organisation", _with_complement(name, core, words, g), role, gender, text)
    named = _mention("name", name, role, gender, text)
    return replace(named, start=core[at].start)


def _with_complement(name: Tokens, core: Tokens, words: Tokens, g: Grammar) -> Tokens:
    """A name that goes on after "of": "Department of Social Services"."""
    rest = words[len(core) :]
    end = 0
    for at, token in enumerate(rest):
        if is_name_word(token, g):
            end = at + 1
        elif token.low not in g.of_names or (not at and token.low not in g.prepositions):
            break
    return [*name, *rest[:end]] if len(name) + end <= LONGEST_ORGANISATION else name


def _document(words: Tokens) -> Mention:
    return Mention("document", "", "", "", words[0].start, words[-1].end)


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
    if gender is None or at < 1 or len(rest) - at < FULL_NAME:
        return None
    before = rest[at - 1]
    if before.capital or before.low in g.prepositions or before.low in g.determiners or not before.word:
        inner = full_name_at_end(rest[at:]) if g.language != "de" else 0
        if not inner:
            return None
        at += inner
    role = [t for t in words[: len(core) + at] if t.low not in g.determiners]
    return Mention("name", _text(text, rest[at:]), _text(text, role), gender, rest[at].start, rest[-1].end)


def _role_only(core: Tokens, words: Tokens, text: str, g: Grammar) -> Mention | None:
    while len(core) > 1 and core[-1].low in g.unnamed and core[-1].low not in g.groups:
        core = core[:-1]  # "sources close to", "a person familiar with"
    head = _head(core, g)
    gender = g.role_gender(head.text)
    if head.text == "." or (gender is not None and head.low in SHORT and len(core) == 1):
        return None  # "Sgt.": cut off from the name that follows
    words = _to_clause(words, len(core), g)
    whole = [t for i, t in enumerate(words) if not (i == 0 and t.low in g.determiners)]
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
    if head.low in g.documents:
        return _document(core)
    if g.names_organisation(head.text):
        called = _to_circumstance(whole, core[-1].end, g)
        return Mention("organisation", _text(text, called), "", "", core[0].start, core[-1].end)
    return None


def _to_clause(words: Tokens, least: int, g: Grammar) -> Tokens:
    """A phrase without the clause that goes on after it ("a friend who …") and without words that lead nowhere."""
    end = next((i for i in range(least, len(words)) if _opens_clause(words[i], g)), len(words))
    while end > least and (words[end - 1].low in g.prepositions or words[end - 1].low in g.determiners):
        end -= 1
    return words[:end]


def _to_circumstance(whole: Tokens, least: int, g: Grammar) -> Tokens:
    """An organisation without where and how it spoke: up to the second preposition that no name has inside."""
    joints = [
        i
        for i, t in enumerate(whole)
        if t.start >= least and t.low in g.prepositions and t.low not in g.particles
    ]
    inner = 1 if joints and whole[joints[0]].low in g.of_names else 0
    return whole[: joints[inner]] if len(whole) > LONGEST_ORGANISATION and len(joints) > inner else whole


def _opens_clause(token: Token, g: Grammar) -> bool:
    """Whether a pronoun that is no article begins a clause here."""
    return token.low in g.pronouns and token.low not in g.determiners


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
        if _opens_clause(token, g) or any(token.low in ending for ending in (g.connectives, g.verbs, g.aux)):
            return at
    return len(tokens)
