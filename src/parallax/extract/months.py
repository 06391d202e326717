"""Names of months as pages write them: a language's own, English ones, and those of calendars of its own."""

from __future__ import annotations

import re
from functools import lru_cache

from parallax.extract.calendars import month_names_of
from parallax.months import months_in_cldr

# Every page may have these.
_ENGLISH_MONTHS = "january february march april may june july august september october november december"


@lru_cache(maxsize=64)
def month_names(language: str) -> re.Pattern[str]:
    """Finds the name of a month, in a language or in English; a whole word where words are spaced."""
    names = sorted(month_numbers(language), key=len, reverse=True)
    own = month_names_of(language)
    spaced = [re.escape(name) for name in names if name[0] < "\u0590" or name in own]
    others = [re.escape(name) for name in names if name[0] >= "\u0590" and name not in own]
    parts = [rf"(?<![^\W\d_])(?:{'|'.join(spaced)})(?![^\W\d_])", *others]
    return re.compile("|".join(parts))


@lru_cache(maxsize=64)
def month_numbers(language: str) -> dict[str, int]:
    """Names of the months, wide and short, in a language and in English, and those of the calendar of its
    own that a language may have."""
    names = month_names_of(language)
    for number, name in enumerate(_ENGLISH_MONTHS.split(), start=1):
        names[name] = names[name[:3]] = number
    for number, forms in enumerate(months_in_cldr(language), start=1):
        for form in forms:
            names[form] = names[form.rstrip(".")] = number
    return names
