"""Attribution in scripts without capital letters: patterns around the marks, from the language's file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parallax.quotes.attribute import Said
from parallax.quotes.grammar import Grammar
from parallax.quotes.marks import Passage, masked
from parallax.quotes.mentions import Mention
from parallax.quotes.name_words import FULL_NAME
from parallax.quotes.passes import Attributed

CONFIDENCE = 0.93
# How far from the marks a pattern may reach, in characters.
REACH = 90
STOP = re.compile(r"[。．！？!?；;\n]|(?<!\d)\.(?!\d)|\ufffc")


def attribute_patterned(blocks: Sequence[str], found: Sequence[Passage], g: Grammar) -> list[Attributed]:
    """One entry a passage, in order.

    A pattern is matched on the sentence with the passage as ``Q``; its group ``who`` is the
    speaker.
    """
    result: list[Attributed] = []
    previous: Attributed | None = None
    for number, text in enumerate(blocks):
        inside = [p for p in found if p.block == number]
        plain = masked(text, inside)
        for passage in inside:
            one = _one(plain, text, passage, number, g) or _continued(plain, passage, previous, number)
            result.append(one or Attributed(passage, None, number))
            previous = result[-1]
    return result


def _one(plain: str, text: str, passage: Passage, number: int, g: Grammar) -> Attributed | None:
    before = plain[max(0, passage.outer_start - REACH) : passage.outer_start]
    cut = [m.end() for m in STOP.finditer(before)]
    if cut:
        before = before[cut[-1] :]
    shift = passage.outer_start - len(before)
    after = plain[passage.outer_end : passage.outer_end + REACH]
    cut = [m.start() for m in STOP.finditer(after)]
    if cut:
        after = after[: cut[0]]
    line = before + "\ufffc" + after
    for pattern in g.patterns:
        match = pattern.search(line)
        if match is None:
            continue
        who = match.start("who"), match.end("who")
        gap = passage.outer_end - passage.outer_start - 1 if who[0] > len(before) else 0
        mention = read_who(text, shift + who[0] + gap, shift + who[1] + gap, g)
        if mention is not None:
            return Attributed(passage, Said(mention, "pattern", CONFIDENCE), number)
    return None


def _continued(plain: str, passage: Passage, previous: Attributed | None, number: int) -> Attributed | None:
    """A passage that follows another one's attribution in the same paragraph, nothing between."""
    if previous is None or previous.said is None or previous.at != number:
        return None
    between = plain[previous.passage.outer_end : passage.outer_start]
    stops = [m for m in STOP.finditer(between) if m.group() != "\ufffc"]
    if between.strip() and (len(stops) != 1 or between[stops[0].end() :].strip()):
        return None
    return Attributed(passage, replace(previous.said, rule="continued"), previous.at)


def read_who(text: str, start: int, end: int, g: Grammar) -> Mention | None:
    """Splits "role name" or "name role" at the longest role word of the language's file."""
    while start < end and not text[start].isalnum():
        start += 1
    adverb = re.search(r"\s\S+(?:ًا|اً)$", text[start:end])
    if adverb:
        end = start + adverb.start()
    while end > start and not (text[end - 1].isalnum() or "\u0900" <= text[end - 1] <= "\u097f"):
        end -= 1
    words = text[start:end]
    if not words or words.casefold() in g.me or len(words) > 60:
        return None
    if words.casefold() in g.pronouns:
        return Mention("pronoun", "", "", g.pronouns[words.casefold()], start, end)
    if g.language == "ko":
        return _korean(text, start, end, g)
    spaced = " " in words or g.script == "marked"
    found = _roles_spaced(words, g) if spaced else _roles_dense(words, g)
    name, role, gender = found
    if not name:
        if any(words.endswith(o) or words.startswith(o) for o in g.organisations):
            return Mention("organisation", words, "", "", start, end)
        if any(u in words for u in g.unnamed):
            return Mention("unnamed", words, "", "p", start, end)
        return Mention("role", "", role, gender, start, end) if role else None
    kind = "organisation" if any(name.endswith(o) for o in g.organisations) else "name"
    at = start + words.rfind(name)
    if kind == "name" and any(u in words for u in g.unnamed):
        return Mention("unnamed", words, "", "p", start, end)
    return Mention(
        "organisation" if kind == "organisation" else "name", name, role, gender, at, at + len(name)
    )


def _korean(text: str, start: int, end: int, g: Grammar) -> Mention | None:
    """The last words of a Korean subject: a name and the role after it, or an organisation."""
    words = text[start:end].split()
    last = words[-1]
    if last in g.pronouns:
        return Mention("pronoun", "", "", g.pronouns[last], end - len(last), end)
    role = next((r for r in sorted(g.roles, key=len, reverse=True) if last.endswith(r)), None)
    if role is None:
        organisation = any(last.endswith(o) for o in g.organisations)
        return Mention("organisation", last, "", "", end - len(last), end) if organisation else None
    joined = last.removesuffix(role)
    if joined in g.not_names:
        joined = ""
    name = joined or next((w for w in reversed(words[:-1]) if w not in g.roles and w not in g.not_names), "")
    if not 2 <= len(name) <= 4 or name in g.unnamed:
        return Mention(
            "role", "", last if joined or len(words) < 2 else " ".join(words[-2:]), "", end - len(last), end
        )
    at = text.rfind(name, start, end)
    return Mention("name", name, role, "", at, at + len(name))


def _roles_dense(words: str, g: Grammar) -> tuple[str, str, str]:
    """Chinese, Japanese and Korean: the role before the name, or after it."""
    ends = sorted((words.rfind(r) + len(r), len(r), r) for r in g.roles if r in words)
    if not ends:
        return words, "", ""
    last, _, noun = ends[-1]
    if last < len(words):
        return words[last:].strip(), words[:last], g.roles[noun]
    titled = max((r for r in g.roles if words.endswith(r)), key=len)
    name = words[: -len(titled)].strip()
    inner = [name.rfind(r) + len(r) for r in g.roles if r in name] + [name.rfind("の") + 1]
    cut = max([i for i in inner if i > 0], default=0)
    return (
        (name[cut:], name[:cut].removesuffix("の") + titled, g.roles[titled])
        if name[cut:]
        else ("", words, g.roles[titled])
    )


def _roles_spaced(words: str, g: Grammar) -> tuple[str, str, str]:
    """Arabic, Hindi and Korean with spaces: role words first, then the name."""
    parts = re.split(r"[،,]\s*", words)
    tokens = parts[0].split()
    at = max((i + 1 for i, t in enumerate(tokens) if t in g.roles), default=0)
    gender = next((g.roles[t] for t in tokens if t in g.roles), "")
    if not at:
        role = parts[1] if len(parts) > 1 and set(parts[1].split()) & set(g.roles) else ""
        return parts[0], role, gender
    while at < len(tokens) and (
        tokens[at] in g.prepositions
        or tokens[at] in g.organisations
        or tokens[at - 1] in g.prepositions
        or (tokens[at - 1] in g.organisations)
    ):
        at += 1
    while at < len(tokens) and tokens[at] in g.determiners:
        at += 1
    if len(parts) > 1 and parts[1] and not set(parts[1].split()) & set(g.roles):
        return parts[1], parts[0], gender
    first = next(i for i, token in enumerate(tokens) if token in g.roles)
    if at == len(tokens) and first >= FULL_NAME:
        return " ".join(tokens[:first]), " ".join(tokens[first:]), gender  # the role stands behind the name
    return " ".join(tokens[at:]), " ".join(tokens[:at]), gender
