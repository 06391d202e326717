"""The table of months is CLDR's, whichever language is asked about first."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from babel import Locale, localedata

from parallax.months import months_in_cldr


@pytest.fixture
def cldr():
    """CLDR as it is when no other language was asked about before."""
    localedata._cache.clear()
    yield lambda language: Locale.parse(language).months
    localedata._cache.clear()


@pytest.mark.parametrize(
    "language", ["az", "de", "el", "fa", "hi", "kk", "pl", "pt", "ru", "sq", "sr_Latn", "tr", "vi"]
)
def test_months_are_those_of_cldr(cldr, language):
    known = months_in_cldr(language)
    assert len(known) == 12
    told = [set() for _ in known]
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in cldr(language)[context][width].items():
                told[number - 1].add(normalize("NFC", name.lower()))
    assert [set(forms) for forms in known] == told


@pytest.mark.parametrize("language", ["en", "xx", "not a language", ""])
def test_what_is_no_language_has_no_months(language):
    assert months_in_cldr(language) == []
