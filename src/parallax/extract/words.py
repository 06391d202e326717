"""Comparing texts: letters and digits only, casefolded."""

from __future__ import annotations

import re

_WORDS = re.compile(r"\w+")


def fold(text: str) -> str:
    """A form in which spacing, punctuation and case make no difference.

    >>> fold("“Yes”, she said.")
    'yes she said'
    """
    return " ".join(_WORDS.findall(text.casefold()))
