"""Whether words within quotation marks still are."""

from __future__ import annotations

import re

from parallax.model import Doubt

# Any pair that some language quotes with; straight marks are paired as they come.
_PAIRS = re.compile(
    r"“[^“”„]*”|„[^“”„]*[“”]|«[^«»]*»|»[^«»]*«|「[^「」]*」|『[^『』]*』|《[^《》]*》|\"[^\"]*\"|''[^']+''|‘[^‘’]{2,}’(?!\w)|(?<!\w)'[^']{2,}'(?!\w)|‹[^‹›]*›"
)


def quotation_doubts(original: str, english: str) -> tuple[Doubt, ...]:
    """A doubt when one side has a whole quotation and the other no mark at all."""
    before, after = len(_PAIRS.findall(original)), len(_PAIRS.findall(english))
    if before and not after and not _any_mark(english):
        return (
            Doubt("quotation", "The original quotes someone's words; the English shows no quotation marks."),
        )
    if after and not before and not _any_mark(original):
        return (Doubt("quotation", "The English has quotation marks where the original has none."),)
    return ()


def _any_mark(text: str) -> bool:
    return any(character in text for character in '"“”„«»「」『』《》‹›‘') or bool(
        re.search(r"(?<!\w)['’]|''", text)
    )
