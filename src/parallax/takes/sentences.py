"""Whether a sentence tells something of the event: requests, captions, questions and links are a page's furniture."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from parallax.takes.quantities import SMALL, TENS
from parallax.takes.records import Line
from parallax.takes.words import WORD, vocabulary

QUOTED = re.compile(r"[“\"„«‘'][^“”\"„«»]{2,}?[”\"“»](?!\w)|“[^”]*$|\"[^\"]*$")
ENDED = re.compile(r"[.!?…。！？।؟]\s?[\"”’'»)\]]*$")
LEADS_ON = re.compile(r"[:;,–—-]\s*$")
CONTRACTED = re.compile(
    r"\w(?:n['’]t|['’](?:re|ve|ll|m|d))\b|\b(?:it|he|she|that|there|here|who|what)['’]s\b", re.IGNORECASE
)
ASKS = re.compile(r"[?？؟]\s*$")


@dataclass(frozen=True, slots=True)
class _Signs:
    requests: frozenset[str]
    furniture: re.Pattern[str]
    reader: re.Pattern[str]
    verbs: frozenset[str]


@cache
def _signs() -> _Signs:
    table = tomllib.loads((files("parallax.takes") / "data" / "furniture.toml").read_text("utf-8"))
    return _Signs(
        requests=frozenset(table["requests"].split()),
        furniture=re.compile("|".join(table["phrases"]), re.IGNORECASE),
        reader=re.compile(table["reader"], re.IGNORECASE),
        verbs=frozenset(table["verbs"].split()),
    )


def tells(line: Line) -> bool:
    """Whether a line is a statement in the report's own running text.

    A headline is written without a full stop and may lack a verb; what it says is told all the same.
    """
    return line.told and _states(line.english.strip(), line.block >= 0)


@lru_cache(maxsize=8192)
def _states(text: str, running: bool) -> bool:
    signs = _signs()
    own = QUOTED.sub(" “” ", text)
    if signs.furniture.search(text) or signs.reader.search(own) or ASKS.search(own) or LEADS_ON.search(text):
        return False
    words = WORD.findall(own)
    if words and own[:1].isalpha() and words[0].casefold() in signs.requests:
        return False
    return not running or (ENDED.search(text) is not None and _has_verb(words, own, signs))


def _has_verb(words: list[str], own: str, signs: _Signs) -> bool:
    """Whether any word could be a verb: where none could, it is a caption or a heading."""
    return (
        "“" in own
        or CONTRACTED.search(own) is not None
        or any(
            word.casefold() in signs.verbs or word.endswith("ed") or _third_person(before, word)
            for before, word in zip(["", *words], words, strict=False)
            if word[0].islower() or not before
        )
    )


def _third_person(before: str, word: str) -> bool:
    """ "water rises", not "three farmers", "the farmers": a verb in -s follows a noun."""
    stop, _ = vocabulary()
    low = before.casefold()
    return (
        word[0].islower() and word.endswith("s") and low not in stop and low not in SMALL and low not in TENS
    )
