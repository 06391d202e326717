"""Dates that a page writes for its readers, in the language it is written in, and which of them is the change."""

from __future__ import annotations

import re
from unicodedata import normalize

from parallax.extract.calendars import Numbers, dates_in_eras, gregorian, named_gregorian
from parallax.extract.months import month_names, month_numbers
from parallax.extract.record import Marked, Page

# North American abbreviations, which every mail reader knows (RFC 5322 §4.3), and the European ones
# that mean one thing only. Seconds east of Greenwich.
ZONES = {
    "EST": -18000, "EDT": -14400, "CST": -21600, "CDT": -18000, "MST": -25200, "MDT": -21600, "PST": -28800,
    "PDT": -25200, "CET": 3600, "CEST": 7200, "MEZ": 3600, "MESZ": 7200, "EET": 7200, "EEST": 10800,
    "MSK": 10800, "BST": 3600, "WIB": 25200, "JST": 32400, "KST": 32400, "SAST": 7200, "EAT": 10800,
    "AEST": 36000, "AEDT": 39600, "ET": -18000, "IST": 19800, "PKT": 18000, "HKT": 28800, "SGT": 28800,
}  # fmt: skip
# "Changed" beside a date, in the languages with most outlets; in small letters, since a pattern that takes
# either case looks for every word at every letter.
_CHANGED = re.compile(
    r"updated|last update|modified|edited|aktualisiert|zuletzt|geändert|mis à jour|mise à jour|modifié|actualizad|"
    r"actualización|atualizad|atualização|modificad|aggiornat|modificat|actualizat|bijgewerkt|gewijzigd|oppdatert|endret|"
    r"opdateret|uppdaterad|ändrad|päivitetty|uuendatud|atnaujinta|zaktualizowan|aktualizacj|aktualizov|ažurirano|posodobljeno|frissítve|güncelle|"
    r"обновлен|обновлён|изменен|изменён|оновлен|обновена|ενημερ|cập nhật|diperbarui|dikemaskini|imeboreshwa|更新|수정|업데이트|"
    r"अपडेट|আপডেট|تحديث|به‌روز|עודכן|עדכון|แก้ไข|อัปเดต|อัพเดต",
)
_FIRST = re.compile(
    r"publi|posted|created|first|veröffentlicht|erstellt|gepubliceerd|publicerad|veröff|opublikow|zveřejn|objavljeno|"
    r"megjelent|yayın|giriş|опублик|опублік|đăng|diterbitkan|ditayangkan|発行|公開|配信|入力|입력|등록|发布|發布|प्रकाशित|প্রকাশ|نشر|פורסם|เผยแพร่",
)
_FIGURES = re.compile(
    r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)|\b(\d{4})\s?[년年./-]\s?(\d{1,2})\s?[월月./-]\s?(\d{1,2})(?!\d)[日일]?"
)
_CLOCK = re.compile(
    r"^\D{1,14}?(\d{1,2})\s?[:.h時시点]\s?(\d\d)(?!\d)(?::\d\d)?\s*(?:分|분)?\s*(?:([ap])\.?\s?m\b\.?)?\s*\(?\s*([A-Z]{2,4})?\s*([+-]\d{1,2})?\)?"
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
# Characters around a month's name in which its day and year stand.
_NEAR = 14
# Runs around the body in which a dateline stands.
_REACH = 30
_LONGEST_DATELINE = 160
# Characters of a line in which a time is looked for.
_LONGEST_LINE = 2000
_MOST = 3


def visible_times(
    page: Page, first: int, last: int, language: str | None, *, changes_only: bool = False
) -> tuple[list[str], list[str]]:
    """(first published, changed): dates written near the body as ISO texts, nearest to its start first.

    A date is a change where the word before it says so. All-figure dates are read day first, as most of the
    world writes them, unless the page is American or the second number is above 12. With ``changes_only``,
    lines that speak of no change are not read: names of months are dear to look for.
    """
    order = [*range(first - 1, max(-1, first - _REACH), -1), *range(first, len(page.runs))]
    published: list[str] = []
    changed: list[str] = []
    for index in order[: _REACH * 2 + last - first]:
        text = page.runs[index].text
        if len(text) > _LONGEST_DATELINE or not _DIGIT.search(text):
            continue
        label = page.runs[index - 1].text if index and len(page.runs[index - 1].text) < _NEAR * 2 else ""
        if changes_only and not _CHANGED.search(f"{label} {text}".lower()):
            continue
        for at, iso in dates_in(text, language):
            if not is_change(f"{label} {text[:at]}"):
                published.append(iso)
            elif not first + 1 < index < last:  # within the text it is something else that changed
                changed.append(iso)
        if len(published) >= _MOST:
            break
    return published, changed


def is_change(before: str) -> bool:
    """Whether the last word about a date, in what stands before it, says that it is when the text changed."""
    lowered = before.lower()
    changes, firsts = list(_CHANGED.finditer(lowered)), list(_FIRST.finditer(lowered))
    return bool(changes) and (not firsts or changes[-1].start() > firsts[-1].start())


def marks_change(page: Page, mark: Marked) -> bool:
    """Whether a ``<time>`` element is named, or introduced by its line, as the time of a change."""
    named = f"{mark.attributes.get('class') or ''} {mark.attributes.get('id') or ''}"
    if re.search(r"updated|modified|changed", named, re.I) and "publish" not in named.lower():
        return True
    if mark.at >= len(page.runs):
        return False
    if not mark.text:
        return False
    before, found, _ = page.runs[mark.at].text[:_LONGEST_LINE].partition(mark.text)
    return bool(found) and is_change(before[-_LONGEST_DATELINE:])


def dates_in(text: str, language: str | None) -> list[tuple[int, str]]:
    """The dates of a line as (place, ISO text)."""
    code = (language or "").lower().replace("_", "-")
    spoken = code.partition("-")[0]
    dated = [
        *((match, _figures(match, code == "en-us", spoken)) for match in _FIGURES.finditer(text)),
        *dates_in_eras(text),
    ]
    found = [(match.start(), _iso(date) + _clock(text[match.end() :])) for match, date in dated if date]
    return found or (_named(text, spoken) if spoken else [])


def figures_at_end(title: str) -> str:
    """The all-figure date that ends a title, or an empty string."""
    matches = list(_FIGURES.finditer(title[-12:]))
    date = _figures(matches[-1], american=False, language="") if matches else None
    return _iso(date) if date else ""


def _figures(match: re.Match[str], american: bool, language: str) -> Numbers | None:
    one, two, year, year2, month2, day2 = match.groups()
    if year2:
        return gregorian(int(year2), int(month2), int(day2), language)
    day, month = (two, one) if (american and int(one) <= 12) or int(two) > 12 else (one, two)
    return gregorian(int(year), int(month), int(day), language)


def _iso(date: Numbers) -> str:
    return "-".join(map(str, date))


def _clock(after: str) -> str:
    """The time of day that follows a date, as " 21:05+07:00"; empty if none does."""
    match = _CLOCK.match(after)
    if not match:
        return ""
    hour, minute, half, zone, offset = match.groups()
    hours = int(hour) % 12 + (12 if half.lower() == "p" else 0) if half else int(hour)
    if hours > 23 or int(minute) > 59:
        return ""
    seconds = int(offset) * 3600 if offset else ZONES.get(zone or "")
    stated = "" if seconds is None else f"{seconds // 3600:+03d}:{seconds % 3600 // 60:02d}"
    return f" {hours}:{int(minute):02d}{stated}"


def _named(text: str, language: str) -> list[tuple[int, str]]:
    """Dates whose month is written as a word: day before or behind it, year wherever."""
    if not _YEAR.search(text) or not _DAY.search(text):  # names of months are dear to look for
        return []
    lowered = normalize("NFC", text.lower())
    numbers = month_numbers(language)
    found: list[tuple[int, str]] = []
    for match in month_names(language).finditer(lowered):
        before, after = lowered[max(0, match.start() - _NEAR) : match.start()], lowered[match.end() :]
        year = _YEAR.search(after[: _NEAR * 2]) or _YEAR.search(before)
        days = _DAY.findall(before) or _DAY.findall(after[:_NEAR])
        if not year or not days or not 1 <= int(days[-1 if _DAY.search(before) else 0]) <= 31:
            continue
        day = int(days[-1 if _DAY.search(before) else 0])
        name = match.group()
        date = named_gregorian(int(year.group()), numbers[name], day, name, language)
        rest = text[match.end() :] if year.string == before else text[match.end() + year.end() :]
        if date:
            found.append((match.start(), _iso(date) + _clock(rest)))
    return found
