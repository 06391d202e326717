"""Whether the numbers of a sentence are in its English, whatever marks and digits they are written with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parallax.model import Doubt
from parallax.translate.doubts.number_words import (
    ENGLISH_HUNDRED,
    ENGLISH_SCALES,
    ENGLISH_SMALL,
    ENGLISH_TENS,
    MONTHS,
    SCALES,
)

_NUMBER = re.compile(r"\d+(?:[.,'’\u066b\u066c]\d+)*(?:\u00a0\d{3}(?!\d))*(?:[.,]\d+)?")
_SPACED = re.compile(r"(?<=\d)[ \u2000-\u200a\u202f](?=\d{3}(?!\d))")
_TIME_OR_DATE = re.compile(r"\d{1,2}\.\d{2}|\d{1,2}\.\d{1,2}\.\d{2,4}")
_FOLLOWING_WORDS = re.compile(r"[\s\u00a0-]*((?:[^\W\d_][\w\u0300-\u036f\u0900-\u0dff]*\.?\s*){0,2})")
_HALF_DAY = re.compile(r"\b[ap]\.?\s?m\b|o'?clock", re.IGNORECASE)
_ROMAN = re.compile(r"\b(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})\b")
_WORD = re.compile(r"[a-z]+")
# Languages whose scale words stand without a space before them.
_UNSPACED = frozenset({"zh", "ja", "ko"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, and everything it may mean."""

    written: str
    values: frozenset[Decimal]
    parts: frozenset[Decimal]  # of what may be a time (9.30) or a date (12.3.2024)


def number_doubts(original: str, english: str, language: str) -> tuple[Doubt, ...]:
    """A doubt when a number written in digits has another value in the English, or is gone."""
    before = list(find_numbers(original, language))
    after = list(find_numbers(english, "en"))
    spoken = _spoken(english)
    free = list(after)
    missing: list[Number] = []
    for number in before:
        match = next((other for other in free if _same(number, other, english)), None)
        if match is not None:
            free.remove(match)
        elif not _said(number, after, spoken, english):
            missing.append(number)
    if not missing:
        return ()
    extra = [other for other in free if not any(_same(number, other, english) for number in before)]
    gone = ", ".join(number.written for number in missing)
    if extra:
        found = ", ".join(number.written for number in extra)
        return (Doubt("number", f"The original has {gone}; the English has {found}."),)
    return (Doubt("number", f"The original's {gone} is not in the English."),)


def find_numbers(text: str, language: str) -> Iterator[Number]:
    """The numbers written in digits, zeros left out (11:00 is 11 o'clock)."""
    text = _SPACED.sub("\u00a0", text)
    scales = ENGLISH_SCALES if language == "en" else SCALES.get(language, {})
    for match in _NUMBER.finditer(text):
        values = _readings(match[0], english=language == "en")
        factor, words = _factor(text[match.end() :], scales, language)
        values = {value * factor for value in values}
        if any(values):
            apart = _TIME_OR_DATE.fullmatch(match[0]) and factor == 1
            parts = (Decimal(_plain(part)) for part in re.split(r"\D", match[0]) if apart)
            yield Number(match[0] + words.rstrip("."), frozenset(values), frozenset(filter(None, parts)))


def _readings(written: str, *, english: bool) -> set[Decimal]:
    digits = "".join(_ascii(character) for character in written)
    parts = re.split(r"[.,' ]", digits)
    marks = re.findall(r"[.,' ]", digits)
    joined, last = Decimal("".join(parts)), parts[-1]
    if not marks:
        return {joined}
    decimal = Decimal("".join(parts[:-1]) + "." + last)
    if len(set(marks)) > 1:
        return {decimal}
    if len(marks) > 1:
        # 1.234.567 is one number; 12.3.2024 is a date, whose parts are looked for one by one.
        return {joined} if all(len(part) in {2, 3} for part in parts[1:]) else {joined, *map(Decimal, parts)}
    if len(last) != 3 or parts[0] == "0":
        return {decimal}
    if english:
        return {joined} if marks[0] == "," else {decimal, joined}
    return {joined} if marks[0] in "' " else {joined, decimal}


def _plain(digits: str) -> str:
    return "".join(map(_ascii, digits)) or "0"


def _ascii(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return {"\u066b": ".", "\u066c": ",", "’": "'", "\u00a0": " ", "\u202f": " "}.get(character, character)


def _factor(after: str, scales: dict[str, int], language: str) -> tuple[int, str]:
    """What the words right after a number multiply it by: "mil milhões" is 10⁹."""
    factor, said = 1, ""
    if language in _UNSPACED:
        rest = after.lstrip()
        for word in sorted(scales, key=len, reverse=True):
            if rest.startswith(word):
                return scales[word], word
        return factor, said
    found = _FOLLOWING_WORDS.match(after)
    for word in (found[1] if found else "").lower().split():
        bare = word.rstrip(".")
        scale = scales.get(bare, 0) or (0 if language == "en" else _by_beginning(bare, scales))
        if not scale:
            break
        factor, said = factor * scale, f"{said} {word}"
    return factor, said


def _by_beginning(word: str, scales: dict[str, int]) -> int:
    known = [scale for scale in scales if len(scale) > 3 and word.startswith(scale)]
    return scales[max(known, key=len)] if known else 0


def _same(number: Number, other: Number, english: str) -> bool:
    if number.values & other.values:
        return True
    for value in number.values:
        # 21:30 is 9:30 p.m.; the nineties are the 1990s.
        if 12 < value <= 24 and value - 12 in other.values and _HALF_DAY.search(english):
            return True
        if value < 100 and value % 10 == 0 and value + 1900 in other.values:
            return True
    return False


def _said(number: Number, after: list[Number], spoken: frozenset[int], english: str) -> bool:
    """Whether the English has the number in words, in another's company, or as a month."""
    if any(value in spoken for value in number.values):
        return True
    if any(_same(number, other, english) for other in after):
        return True
    others = {value for other in after for value in (*other.values, *other.parts)} | set(map(Decimal, spoken))
    afternoon = {value + 12 for value in others if value <= 12}
    return number.parts <= others | afternoon if len(number.parts) > 1 else number.values <= {Decimal(1)}


def _spoken(english: str) -> frozenset[int]:
    """Numbers the English may be expressing in words; generous, since it only takes doubts away."""
    found: set[int] = set()
    previous = 0
    for word in _WORD.findall(english.lower()):
        value = _word_value(word)
        if value is None:
            previous = previous if word == "and" else 0
            continue
        found.add(value)
        if previous and value >= 100:
            value = previous * value
        elif previous:
            value = previous + value
        found.add(value)
        previous = value
    found |= {_roman(match[0]) for match in _ROMAN.finditer(english) if match[0]}
    return frozenset(found)


def _word_value(word: str) -> int | None:
    for table in (ENGLISH_SMALL, ENGLISH_TENS, ENGLISH_HUNDRED, MONTHS):
        if word in table:
            return table[word]
        if word.endswith("s") and word[:-1] in table:
            return table[word[:-1]]
    return None


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    return sum(-v if any(v < later for later in values[i + 1 :]) else v for i, v in enumerate(values))
