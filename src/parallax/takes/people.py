"""The same person in several reports: what one report states of them holds for all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from anyascii import anyascii

from parallax.takes.records import Report
from parallax.takes.sides import office
from parallax.telling import Speaker

# Latin letters with their accents: a name in another script is shown in Latin letters, as labels are English.
NAME_LETTERS = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u2019\u02bb-\u02bf]*")


def unified(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports with one name, role and side for each named speaker.

    A report may call somebody "Oribe" and another "Fabián Oribe, spokesman for the ministry". English
    roles are preferred, then those that name an office, then the longest; a side needs more than half
    of the reports that state one.
    """
    stated: dict[str, list[tuple[str, Speaker]]] = defaultdict(list)
    for report in reports:
        for quote in report.quotes:
            if quote.speaker and quote.speaker.key and not quote.speaker.unnamed:
                stated[quote.speaker.key].append((report.language, quote.speaker))
    whole = {key: _joined(found) for key, found in stated.items()}
    return tuple(
        replace(
            report,
            quotes=tuple(
                replace(quote, speaker=whole[quote.speaker.key])
                if quote.speaker and not quote.speaker.unnamed and quote.speaker.key in whole
                else quote
                for quote in report.quotes
            ),
        )
        for report in reports
    )


def _joined(found: Sequence[tuple[str, Speaker]]) -> Speaker:
    speakers = [speaker for _, speaker in found]
    roles = [(language, speaker.role) for language, speaker in found if speaker.role]
    role = max(roles, key=_telling, default=("", ""))[1]
    names = Counter((speaker.name, language[:2] == "en") for language, speaker in found if speaker.name)
    name = max(
        names, key=lambda item: (item[1], len(item[0].split()), names[item], item[0]), default=("", True)
    )[0]
    if not NAME_LETTERS.fullmatch(name):
        name = anyascii(name)
    sides = Counter(speaker.side for speaker in speakers if speaker.side)
    side, times = max(sides.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if times * 2 <= sum(sides.values()):
        side = ""
    basis = next((speaker.side_basis for speaker in speakers if side and speaker.side == side), "")
    return Speaker(name, speakers[0].key, role, side, basis)


def _telling(stated: tuple[str, str]) -> tuple[bool, bool, int, str]:
    language, role = stated
    return language[:2] == "en", office(role) is not None, len(role), role
