"""What to compare with: a plain pattern for direct quotations of at least four words.

"…," said Name / "…," Name said / Name said, "…". A few verbs, a name being capitalised words or
a pronoun; nothing else is known of the language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

VERBS = r"(?:said|says|told|added|wrote|tweeted|asked|argued|explained|continued|recalled|noted)"
NAME = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.\s+)?(?:[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+){0,3}|[Hh]e|[Ss]he|[Tt]hey)"
)
QUOTE = r"[“\"](?P<words>[^“”\"\n]{10,1500})[”\"]"
PATTERNS = (
    re.compile(rf"{QUOTE},?\s+{VERBS}\s+(?P<who>{NAME})"),
    re.compile(rf"{QUOTE},?\s+(?P<who>{NAME})\s+{VERBS}\b"),
    re.compile(rf"(?P<who>{NAME})\s+{VERBS}[,:]?\s+{QUOTE}"),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Offsets of the quoted words and of the name."""

    start: int
    end: int
    who_start: int
    who_end: int
    who: str


def find(text: str) -> list[Hit]:
    """The pattern's quotations, each once."""
    hits: dict[int, Hit] = {}
    for pattern in PATTERNS:
        for found in pattern.finditer(text):
            start, end = found.span("words")
            hits.setdefault(start, Hit(start, end, *found.span("who"), found["who"]))
    return [hits[start] for start in sorted(hits)]
