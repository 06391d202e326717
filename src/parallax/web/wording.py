"""Where two wordings of the same words differ, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# What surrounds a word without changing it: a quotation is not different for its quotation marks.
AROUND = "\"'“”„‘’«»‹›「」『』.,;:!?…()[]—–-"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that both wordings have, that only this one has, or that it lacks."""

    kind: Literal["same", "added", "missing"]
    text: str


def runs(reference: str, text: str) -> tuple[Run, ...]:
    """``text`` beside ``reference``: joined without the missing runs, it gives ``text`` again."""
    before, after = reference.split(), text.split()
    matcher = SequenceMatcher(None, [_bare(word) for word in before], [_bare(word) for word in after], False)
    found: list[Run] = []
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            found.append(Run("same", " ".join(after[first:last])))
            continue
        if end > start:
            found.append(Run("missing", " ".join(before[start:end])))
        if last > first:
            found.append(Run("added", " ".join(after[first:last])))
    return tuple(found)


def _bare(word: str) -> str:
    return word.strip(AROUND).casefold() or word
