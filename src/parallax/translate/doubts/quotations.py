"""Whether words within quotation marks still are."""

from __future__ import annotations

import re

from parallax.model import Doubt

# Any pair that some language quotes with; straight marks are paired as they come.
_PAIRS = re.compile(
    r"“[^“”„]*”|„[^“”„]*[“”]|«[^«»]*»|»[^«»]*«|「[^「」]*」|『[^『』]*』|《[^《》]*》|\"[^\"]*\"|''[^']+''|‘[^‘’]{2,}’(?!\w)|(?<!\w)'[^']{2,}'(?!\w)|‹[^‹›]*›"
)

# Fewer are a title or a name. Where names of firms and ships stand in quotation marks by rule,
# English leaves the marks out, so only a longer quotation counts (FLORES: false alarms 5.4 % → 2 %).
STATEMENT_WORDS = 2
STATEMENT_WORDS_WHERE_NAMES_ARE_QUOTED = 4
QUOTES_NAMES = frozenset({"ru", "uk", "be", "bg", "kk", "ar", "fa"})
# For scripts without spaces.
STATEMENT_CHARACTERS = 10


def quotation_doubts(original: str, english: str, language: str) -> tuple[Doubt, ...]:
    """A doubt when one side has a whole quotation and the other no mark at all."""
    before, after = _PAIRS.findall(original), _PAIRS.findall(english)
    least = STATEMENT_WORDS_WHERE_NAMES_ARE_QUOTED if language in QUOTES_NAMES else STATEMENT_WORDS
    if any(_is_statement(quoted, least) for quoted in before) and not after and not _any_mark(english):
        return (
            Doubt("quotation", "The original quotes someone's words; the English shows no quotation marks."),
        )
    if after and not before and not _any_mark(original):
        return (Doubt("quotation", "The English has quotation marks where the original has none."),)
    return ()


def _is_statement(quoted: str, least: int) -> bool:
    return len(quoted.split()) >= least or (" " not in quoted and len(quoted) >= STATEMENT_CHARACTERS)


def _any_mark(text: str) -> bool:
    return any(character in text for character in '"“”„«»「」『』《》‹›‘') or bool(
        re.search(r"(?<!\w)['’]|''", text)
    )
