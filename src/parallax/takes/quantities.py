"""Numbers in English sentences, with what they count and how exactly they are meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES = {
    "hundred": 1e2, "dozen": 12.0, "thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9,
    "bn": 1e9, "trillion": 1e12, "k": 1e3,
}  # fmt: skip
CURRENCIES = {
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
    "₹": "rupee",
    "₽": "ruble",
    "₴": "hryvnia",
}
DOLLARS = {"A": "Australian ", "C": "Canadian ", "NZ": "New Zealand "}
_WORDS = "|".join([*TENS, *SMALL])
NUMBER = re.compile(
    rf"""(?<![\w.,:/-])
    (?P<currency>(?:US|A|C|NZ)?[$€£¥₹₽₴])?\s?
    (?:(?P<digits>\d{{1,3}}(?:[,\u00a0\u202f ]\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)
      |(?P<word>\b(?:{_WORDS})(?:[-\s](?:{"|".join(list(SMALL)[1:10])}))?\b))
    (?P<scales>(?:[\s-]?(?:hundred|dozen|thousand|million|billion|trillion|mn|bn|m|k)\b)*)
    (?P<percent>\s?(?:%|per\s?cent\b|percentage\spoints?\b))?""",
    re.VERBOSE | re.IGNORECASE,
)
# What may stand between a number and what it counts.
SKIPPED = frozenset(
    [
        "of",
        "the",
        "his",
        "her",
        "its",
        "their",
        "our",
        "other",
        "more",
        "new",
        "different",
        "separate",
        "large",
        "small",
        "big",
        "local",
        "young",
        "old",
        "poor",
        "invented",
        "full",
        "whole",
        "further",
        "additional",
        "total",
        "estimated",
        "some",
        "metric",
        "us",
        "american",
        "square",
        "cubic",
        "nautical",
    ]
)
UNIT_WORD = re.compile(r"[\s-]*([^\W\d_]+)")
# A number before these names a moment, an age or a place in a list, not an amount.
NOT_AMOUNTS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "am",
        "pm",
        "o",
        "gmt",
        "utc",
        "est",
        "bst",
        "th",
        "st",
        "nd",
        "rd",
        "old",
    ]
)
NAMED_BEFORE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|"
    r"jun|jul|aug|sept?|oct|nov|dec|no|number|article|section|chapter|page|room|gate|flight|route|highway|line|"
    r"group|phase|stage|level|tier|title|prop|proposition|covid|g|f|aged?|at)\.?[\s-]*$",
    re.IGNORECASE,
)
AT_LEAST = re.compile(
    r"\b(?:at least|more than|over|above|no fewer than|upwards of|not less than|exceed\w*)\s*$", re.I
)
AT_MOST = re.compile(
    r"\b(?:at most|up to|fewer than|less than|under|no more than|below|as many as)\s*$", re.I
)
ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|an estimated|close to)\s*$", re.I
)
APART = frozenset(["and", "or", "to", "in", "on", "at", "from", "with", "for", "by", "a", "an", "the", "as", "is", "are", "was", "were", "have", "has", "had", "will", "who", "which", "that", "but", "than", "when", "while", "if", "after", "before", "until", "since", "because", "per", "last", "next", "this", "he", "she", "it", "they", "we", "i", "not"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and the noun it counts (``unit``, as written in lower case; empty where none follows).

    ``bound`` is ``least``, ``most``, ``open`` ("$1 trillion+", a class more than an amount), ``about`` or ``exact``. ``start`` and ``end`` are offsets.
    """

    value: float
    unit: str
    bound: str
    start: int
    end: int


def quantities(sentence: str) -> tuple[Quantity, ...]:
    """Every amount of a sentence. Years, dates, clock times, ages and ordinals are not amounts."""
    return tuple(
        found for match in NUMBER.finditer(sentence) if (found := _read(match, sentence)) is not None
    )


def _read(match: re.Match[str], sentence: str) -> Quantity | None:
    digits, scales = match["digits"], match["scales"].replace("-", " ").casefold().split()
    value = float(re.sub(r"[,\s]", "", digits)) if digits else _spelt(match["word"])
    for scale in scales:
        value = float(f"{value * SCALES[scale]:.12g}")
    before, after = sentence[: match.start()], sentence[match.end() :]
    if re.match(r"[:/]\d|[.,]\d|-?year-old|-years?-old", after) or re.match(r"-\d", after):
        return None
    unit = _currency(match["currency"]) if match["currency"] else _percent(match["percent"])
    if not unit:
        if NAMED_BEFORE.search(before):
            return None
        unit = _unit(after)
        if unit in NOT_AMOUNTS or (match["word"] and not unit):
            return None
        if match["word"] and match["word"].casefold() == "one" and not scales:
            return None  # "one of them", "one day": rarely a count
        if digits and not scales and len(digits) == 4 and 1800 <= value <= 2100 and "," not in digits:
            return None
    return Quantity(value, unit, _bound(before, after), match.start(), match.end())


def _currency(sign: str) -> str:
    return f"{DOLLARS.get(sign[:-1].upper(), '')}{CURRENCIES[sign[-1]]}"


def _percent(sign: str | None) -> str:
    return "" if not sign else "percentage point" if "point" in sign.casefold() else "percent"


def _spelt(word: str) -> float:
    parts = re.split(r"[-\s]+", word.casefold())
    return float(sum(TENS.get(part, SMALL.get(part, 0)) for part in parts))


def _unit(after: str) -> str:
    """The first noun-like word after the number, past a few adjectives."""
    if after[:4].casefold() == "°":
        return "degree"
    place = 0
    for _ in range(3):
        found = UNIT_WORD.match(after, place)
        if found is None:
            return ""
        word = found.group(1).casefold()
        if word in APART:
            return ""
        if word not in SKIPPED:
            return word
        place = found.end()
    return ""


def _bound(before: str, after: str) -> str:
    if after.startswith("+") or re.match(r"(?:-plus|\s+or more|\s+and (?:more|up))\b", after):
        return "open"
    for name, pattern in (("least", AT_LEAST), ("most", AT_MOST), ("about", ABOUT)):
        if pattern.search(before):
            return name
    return "exact"
