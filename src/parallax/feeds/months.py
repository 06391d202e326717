"""Month names as feeds write them.

The same word can be two months (``listopad`` is November in Polish, October in Croatian):
the feed's own language decides, otherwise only names that mean one month everywhere count.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from parallax.months import months_in_cldr

_ENGLISH = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}

# Gregorian months only; languages a news feed is known to be written in.
_LANGUAGES = (
    "es pt fr de it nl ca gl eu da sv nb nn fi is et lv lt pl cs sk sl hr bs sr sr_Latn mk bg ru uk be "
    "ro hu el tr az kk ky uz tg hy ka sq mt ga cy ar he ur hi bn mr gu pa ta te kn ml si ne "
    "th lo km my id ms fil vi sw am so ha yo ig af zu mn"
)


def month_number(word: str, language: str | None = None) -> int | None:
    """1 to 12, or None for a word that is no month, or two different ones."""
    name = _folded(word)
    if name in _ENGLISH:
        return _ENGLISH[name]
    if language:
        own = _names(language.replace("-", "_").split("_")[0].lower()).get(name)
        if own is not None:
            return own
    return _anywhere().get(name)


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold().strip(". ")


@lru_cache(maxsize=128)
def _names(language: str) -> dict[str, int]:
    forms = [
        (_folded(form), number)
        for number, month in enumerate(months_in_cldr(language), start=1)
        for form in month
    ]
    names: dict[str, int] = {}
    for name, number in forms:
        names.setdefault(name, number)
    # Feeds cut names to three letters even where the language's custom is four.
    for name, number in forms:
        if len(name) > 3 and name[:3].isalpha():
            names.setdefault(name[:3], number)
    return {name: number for name, number in names.items() if not _two_months(name, number, forms)}


def _two_months(name: str, number: int, forms: list[tuple[str, int]]) -> bool:
    """Whether three letters fit another month as well (``jui`` in French)."""
    return len(name) == 3 and any(form.startswith(name) and other != number for form, other in forms)


@cache
def _anywhere() -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for language in _LANGUAGES.split():
        for name, number in _names(language).items():
            found.setdefault(name, set()).add(number)
    return {name: next(iter(numbers)) for name, numbers in found.items() if len(numbers) == 1}
