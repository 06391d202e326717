"""What a translation may have got wrong: numbers, names, negation, quotation marks.

Each check compares one sentence with its English and speaks up only where it is rather
sure: a reader who is warned too often stops looking.
"""

from __future__ import annotations

from parallax.model import Doubt
from parallax.translate.doubts.names import name_doubts
from parallax.translate.doubts.negation import negation_doubts
from parallax.translate.doubts.numbers import number_doubts
from parallax.translate.doubts.quotations import quotation_doubts
from parallax.translate.languages import base_language


def find_doubts(original: str, english: str, language: str) -> tuple[Doubt, ...]:
    """What in the English a reader should not trust without a look at the original."""
    base = base_language(language)
    return (
        *number_doubts(original, english, base),
        *name_doubts(original, english, base),
        *negation_doubts(original, english, base),
        *quotation_doubts(original, english, base),
    )
