"""The role a report's English states beside a name, for quotations whose role was read in another language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

from parallax.takes.words import fold

HEADS = (
    "president|prime minister|premier|minister|chancellor|governor|mayor|leader|head|chair|chairman|chairwoman|"
    "director|captain|secretary|chief|spokesman|spokeswoman|spokesperson|ambassador|negotiator|coach|player|"
    "general secretary|deputy|lawmaker|member|senator|representative|engineer|professor|doctor|nurse|teacher|analyst|"
    "economist|researcher|scientist|historian|lawyer|prosecutor|judge|commissioner|inspector|officer|general|commander|"
    "colonel|bishop|imam|rabbi|farmer|fisherman|pilot|driver|baker|trader|shopkeeper|pensioner|student|pupil|resident|"
    "volunteer|activist|founder|owner|manager|chief executive|editor|writer|author|singer|actor|actress|astronomer"
)
# Words of a role after its head: lower-case ones, and names of bodies and countries.
REST = r"(?:\s+(?:of|for|at|the|and|in|[A-Z][\w’'-]*|[a-z][\w’'-]+)){0,8}?"
BEFORE = r"(?:[A-Z][\w’'-]+\s+){0,3}(?:[a-z]+\s+)?"
NAME = r"(?:[A-Z][\w’'-]+\s+){0,3}"
# Transliterations of one name begin alike and end as each language likes.
STEM = 4


def role_beside(name: str, lines: Iterable[str]) -> str:
    """The first role stated in apposition to a name: "the mayor, Iracema Dourado", "Oribe, spokesman for …".

    Empty where there is none. ``name`` may be in any script.
    """
    last = fold(anyascii(name)).split()[-1:] or [""]
    if len(last[0]) < STEM:
        return ""
    for line in lines:
        plain = _latin(line)
        for match in re.finditer(rf"(?<!\w){re.escape(last[0][:STEM])}[\w’'-]*", plain, re.IGNORECASE):
            if re.search(r"[A-Z]", match.group()):
                found = _after(plain[match.end() :]) or _before(plain[: match.start()])
                if found:
                    return _as_written(found, line)
    return ""


def _as_written(role: str, line: str) -> str:
    """The role with its words as its line writes them, "Işıltı" where it was found in "Isilti"."""
    written = {anyascii(word): word for word in re.findall(r"\w+", line)}
    return re.sub(r"\w+", lambda word: written.get(word[0], word[0]), role)


@lru_cache(maxsize=8192)
def _latin(line: str) -> str:
    return anyascii(line)


def _after(text: str) -> str:
    found = re.match(rf",\s+(?:an?\s+|the\s+)?((?:[A-Z][\w'-]+\s+)?(?:{HEADS}){REST})(?=[,.;:]|$)", text)
    return found[1].strip().replace("'", "’") if found else ""


def _before(text: str) -> str:
    """ "said the head of the bakers' guild, Yermek" and "the Polish player Zofia"."""
    found = re.search(rf"(?:^|[\s,])(?:[Tt]he|[Aa]n?)\s+({BEFORE}(?:{HEADS}){REST}),?\s+{NAME}$", text)
    return found[1].strip(" ,").replace("'", "’") if found else ""
