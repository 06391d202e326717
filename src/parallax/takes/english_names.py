"""How a report's English names somebody whose name its own language writes in other letters.

A transliteration letter by letter cannot read 浜辺匠: those are Chinese sounds of a Japanese name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from anyascii import anyascii

from parallax.takes.records import Report
from parallax.takes.words import fold
from parallax.telling import Quote

SAYS = (
    "said|says|added|adds|told|stated|states|announced|warned|warns|explained|explains|replied|declared|noted|"
    "recalled|admitted|insisted|promised|asked|argued|believes|according to"
)
WORD = r"[A-Z][\w’'-]*[^\W\d_]"
PERSON = rf"{WORD}(?:\s+(?:(?:al-|el-)?{WORD}|bin|ibn|van|von|de|der|da|dos|del|di|la|le))*"
AFTER = re.compile(rf"\b(?:{SAYS})\s+(?:(?:the|an?)\s+[a-z][^.“”]*?,?\s+)?({PERSON})")
BEFORE = re.compile(rf"({PERSON})(?:,\s[^“”.]{{2,100}},)?\s+(?:has\s+|had\s+)?(?:{SAYS})\b")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# Who speaks may be a body, which has a name of its own in each language.
BODY = re.compile(
    r"\b(?:ministry|government|agency|company|commission|council|court|police|party|office|union|bank|association|"
    r"the|he|she|they|it|we)\b",
    re.IGNORECASE,
)
# Han characters are read differently by each language that writes them, so sounds prove nothing there.
SOUNDLESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
ALIKE = 3  # letters at the beginning of a word that two romanisations of one name share


def english_name(report: Report, quotes: Sequence[Quote]) -> str:
    """The one name that the English of these quotations' paragraphs gives their speaker; empty if not one.

    ``quotes`` are one speaker's. In scripts that are read by sound the name must sound like the original.
    """
    blocks = {quote.block for quote in quotes}
    found = set()
    for line in report.lines:
        if line.block in blocks:
            plain = QUOTED.sub("“”", line.english)
            found |= {match[1] for pattern in (AFTER, BEFORE) for match in pattern.finditer(plain)}
    original = next((quote.speaker.name for quote in quotes if quote.speaker), "")
    names = {name for name in found if not BODY.search(name) and _may_be(name, original)}
    whole = {name for name in names if not any(name != other and _within(name, other) for other in names)}
    return whole.pop() if len(whole) == 1 else ""


def _within(name: str, other: str) -> bool:
    return set(name.split()) < set(other.split())


def _may_be(name: str, original: str) -> bool:
    if SOUNDLESS.search(original):
        return True
    heads = {word[:ALIKE] for word in fold(anyascii(original)).split()}
    return any(word[:ALIKE] in heads for word in fold(anyascii(name)).split())
