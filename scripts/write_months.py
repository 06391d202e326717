"""Write the names of months that dates in feeds and on pages are read by, from CLDR (through Babel).

    python scripts/write_months.py [--out FILE]

A line a language: its code and twelve months, between tabs, each with its forms between semicolons.
Why Babel is not asked when dates are read stands in ``parallax/months.py``.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from unicodedata import normalize

from babel import Locale, localedata

OUT = Path(__file__).resolve().parent.parent / "src" / "parallax" / "months.tsv"

# Written in two scripts, of which the bare code names one.
TWO_SCRIPTS = ("sr_Latn",)


def forms_of(language: str) -> list[list[str]]:
    """The names of each month, wide and short, within dates and alone; without figures ("1月")."""
    # What one language inherits is changed where it lies by the next one that is loaded.
    localedata._cache.clear()
    tables = Locale.parse(language).months
    forms: list[list[str]] = [[] for _ in range(12)]
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in tables[context][width].items():
                form = normalize("NFC", name.lower())
                if not _is_figure(form) and form not in forms[number - 1]:
                    forms[number - 1].append(form)
    return forms


def _is_figure(form: str) -> bool:
    """Whether a month is numbered and not named; CLDR has "M01" where a language has no names."""
    return form[:1].isdigit() or form[1:].isdigit()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=OUT)
    out: Path = parser.parse_args().out
    languages = [
        code
        for code in localedata.locale_identifiers()
        if code in TWO_SCRIPTS or ("_" not in code and code != "en")
    ]
    table = {language: forms_of(language) for language in sorted(languages)}
    out.write_text(
        "".join(
            "\t".join((language, *(";".join(month) for month in forms))) + "\n"
            for language, forms in table.items()
            if any(forms)
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
