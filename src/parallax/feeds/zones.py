"""What zone names in feeds mean, as minutes east of UTC.

RFC 822 defines the American ones; the others are what newsrooms' software writes. Where a
name is used on two continents (IST, CST, BST, AST), the reading is the one with the most press:
India, North America, Britain, Atlantic Canada.
"""

from __future__ import annotations

import re

_HOURS: dict[str, float] = {
    **dict.fromkeys(("UT", "UTC", "GMT", "Z", "WET", "UTZ"), 0),
    **dict.fromkeys(("CET", "MEZ", "BST", "WEST", "WAT"), 1),
    **dict.fromkeys(("EET", "CEST", "MESZ", "CAT", "SAST"), 2),
    **dict.fromkeys(("EEST", "MSK", "EAT", "TRT"), 3),
    "IRST": 3.5,
    "IRDT": 4.5,
    **dict.fromkeys(("GST", "AZT", "GET", "AMT", "SAMT"), 4),
    "AFT": 4.5,
    **dict.fromkeys(("PKT", "UZT", "YEKT", "TMT", "TJT"), 5),
    "IST": 5.5,
    "NPT": 5.75,
    **dict.fromkeys(("BDT", "ALMT", "KGT", "OMST"), 6),
    "MMT": 6.5,
    **dict.fromkeys(("ICT", "WIB", "KRAT", "NOVT"), 7),
    **dict.fromkeys(("SGT", "HKT", "PHT", "MYT", "WITA", "AWST", "ULAT", "IRKT"), 8),
    **dict.fromkeys(("JST", "KST", "WIT", "YAKT"), 9),
    "ACST": 9.5,
    "ACDT": 10.5,
    **dict.fromkeys(("AEST", "VLAT", "PGT"), 10),
    "AEDT": 11,
    **dict.fromkeys(("NZST", "FJT"), 12),
    "NZDT": 13,
    **dict.fromkeys(("BRT", "ART", "UYT", "ADT", "CLST"), -3),
    "NST": -3.5,
    "NDT": -2.5,
    **dict.fromkeys(("AST", "EDT", "CLT", "VET", "BOT"), -4),
    **dict.fromkeys(("EST", "CDT", "COT", "PET", "ECT"), -5),
    **dict.fromkeys(("CST", "MDT"), -6),
    **dict.fromkeys(("MST", "PDT"), -7),
    **dict.fromkeys(("PST", "AKDT"), -8),
    "AKST": -9,
    "HST": -10,
}
_OFFSET = re.compile(r"(?:UTC|GMT|UT)?\s*([+-])\s*(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_MAX_MINUTES = 14 * 60  # Kiribati


def zone_minutes(written: str) -> int | None:
    """Minutes east of UTC, or None when the text names no zone we know."""
    name = written.strip().upper()
    if name in _HOURS:
        return round(_HOURS[name] * 60)
    found = _OFFSET.match(name)
    if found is None:
        return None
    sign, hours, minutes = found.groups()
    total = int(hours) * 60 + int(minutes or 0)
    if total > _MAX_MINUTES:
        return None
    return -total if sign == "-" else total
