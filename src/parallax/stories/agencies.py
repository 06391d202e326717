"""Whose copy a text is, by its credits."""

from __future__ import annotations

import re

from parallax.agencies import known_agency

# A dateline's credit stands in the first words; a closing one is the text's last line.
HEAD = 120
TAIL = 80

# "PARIS (AFP) -", "(Reuters) –", "RIO, 3 jul (EFE)": a credit in brackets or before a dash.
_DATELINE = re.compile(r"[(（【]([^)）】]{2,40})[)）】]|^([^—–-]{2,60})\s[—–-]\s")


def agency_of(credit: str, body: str) -> str:
    """The agency whose text this is, by a credit found on the page or by the body's dateline or last line.

    An agency's unknown name is kept as it was credited. Empty where nothing says so: a report
    that merely quotes an agency is its outlet's own.
    """
    if credit.strip():
        return known_agency(credit) or credit.strip()
    if not body:
        return ""
    dateline = _DATELINE.search(body[:HEAD])
    if dateline:
        found = known_agency(dateline.group(1) or dateline.group(2))
        if found:
            return found
    last = body.rstrip().rsplit("\n", 1)[-1]
    return known_agency(last) if len(last) <= TAIL else ""
