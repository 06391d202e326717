"""The same person in several reports: what one report states of them holds for all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from anyascii import anyascii

from parallax.takes.english_names import english_name
from parallax.takes.records import Report
from parallax.takes.roles import role_beside
from parallax.takes.sides import called, office, principals, side_of
from parallax.takes.words import fold
from parallax.telling import Quote, Speaker, Utterance, Voice

# Latin letters with their accents: a name in another script is shown in Latin letters, as labels are English.
NAME_LETTERS = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u2019\u02bb-\u02bf]*")


def unified(reports: Sequence[Report], utterances: Sequence[Utterance] = ()) -> tuple[Report, ...]:
    """The reports, in order of publication, with one key, name, role and side for each named speaker.

    A report may call somebody "Oribe" and another "Fabián Oribe, spokesman for the ministry". English
    roles are preferred, then those that name an office, then the longest; a side needs more than half
    of the reports that state one. Who says the same words is one speaker, under whatever spelling, also
    where a report's reading found no name for them. A name in other letters is the one of the report's English.
    """
    ordered = sorted(reports, key=lambda report: (report.published, report.article_id))
    reports = [_in_latin_letters(report) for report in ordered]
    keys, spoken = _same_words(utterances)
    said: dict[str, list[tuple[Report, Speaker]]] = defaultdict(list)
    for report in reports:
        for quote in report.quotes:
            if quote.speaker and _known(quote.speaker):
                said[keys.get(quote.speaker.key, quote.speaker.key)].append((report, quote.speaker))
    for short, full in _short_names(said).items():
        said[full] += said.pop(short)
        keys = {key: full if home == short else home for key, home in keys.items()} | {short: full}
    whole = {key: _joined(key, found) for key, found in said.items()}

    def named(quote: Quote) -> Quote:
        key = quote.speaker.key if quote.speaker else spoken.get(_place(quote), "")
        known = whole.get(keys.get(key, key))
        if known is None or (quote.speaker and not _known(quote.speaker)):
            return quote
        return replace(quote, speaker=known)

    return tuple(replace(report, quotes=tuple(map(named, report.quotes))) for report in reports)


def renamed(utterances: Sequence[Utterance], reports: Sequence[Report]) -> tuple[Utterance, ...]:
    """The same words with the speakers that :func:`unified` reports name."""
    known = {_place(quote): quote for report in reports for quote in report.quotes}
    found = []
    for utterance in utterances:
        quotes = tuple(known.get(_place(quote), quote) for quote in utterance.quotes)
        speaker = next((quote.speaker for quote in quotes if quote.speaker), None)
        found.append(replace(utterance, speaker=speaker, quotes=quotes))
    return tuple(found)


def quoted(reports: Sequence[Report]) -> tuple[Voice, ...]:
    """Everybody whom :func:`unified` reports quote, with their side as labels call it; the most quoted first."""
    names = principals(reports)
    said: dict[Speaker, list[Quote]] = defaultdict(list)
    for report in reports:
        for quote in report.quotes:
            if quote.speaker:
                said[quote.speaker].append(quote)
    voices = []
    for speaker, quotes in said.items():
        side = side_of(speaker)
        voices.append(
            Voice(
                speaker,
                called(side, names) if side else "",
                side.basis if side else "",
                tuple(map(_place, quotes)),
            )
        )
    return tuple(sorted(voices, key=lambda voice: (-len(voice.said), voice.speaker.name, voice.said)))


def _place(quote: Quote) -> tuple[str, int, int]:
    return quote.article_id, quote.block, quote.start


def _in_latin_letters(report: Report) -> Report:
    """Speakers in other letters named as the report's English names them, where it clearly does."""
    foreign: dict[Speaker, list[Quote]] = defaultdict(list)
    for quote in report.quotes:
        if quote.speaker and _known(quote.speaker) and not NAME_LETTERS.fullmatch(quote.speaker.name):
            foreign[quote.speaker].append(quote)
    english = {speaker: english_name(report, quotes) for speaker, quotes in foreign.items()}
    known = {speaker: replace(speaker, name=name) for speaker, name in english.items() if name}
    quotes = (replace(q, speaker=known.get(q.speaker, q.speaker)) if q.speaker else q for q in report.quotes)
    return replace(report, quotes=tuple(quotes)) if known else report


def _known(speaker: Speaker) -> bool:
    return bool(speaker.key and speaker.name and not speaker.unnamed)


def _same_words(utterances: Sequence[Utterance]) -> tuple[dict[str, str], dict[tuple[str, int, int], str]]:
    """The key that stands for each key, and the key of quotations by their place, from aligned quotations."""
    keys: dict[str, str] = {}
    spoken = {}
    for utterance in utterances:
        told = Counter(q.speaker.key for q in utterance.quotes if q.speaker and _known(q.speaker))
        if not told:
            continue
        found = sorted({keys.get(key, key) for key in told})
        for old in (*found, *told):
            keys[old] = found[0]
        keys = {key: found[0] if home in found else home for key, home in keys.items()}
        for quote in utterance.quotes:
            if quote.speaker is None:
                spoken[_place(quote)] = found[0]
    return keys, spoken


def _short_names(said: Mapping[str, Sequence[tuple[Report, Speaker]]]) -> dict[str, str]:
    """Who goes by one word of exactly one other person's name: "Oribe" where there is one Fabián Oribe."""
    words = {key: set(fold(anyascii(_name(found))).split()) for key, found in said.items()}
    homes = {
        key: [other for other, its in words.items() if len(its) > 1 and own < its]
        for key, own in words.items()
        if len(own) == 1
    }
    return {key: found[0] for key, found in homes.items() if len(found) == 1}


def _joined(key: str, found: Sequence[tuple[Report, Speaker]]) -> Speaker:
    name = _name(found)
    stated = [(report.language, speaker.role) for report, speaker in found if speaker.role]
    untold = {r.article_id: r for r, speaker in found if not (speaker.role and _english(r.language))}
    for report in untold.values():
        stated.append(("en", role_beside(name, [line.english for line in report.lines])))
    role = max(((language, role) for language, role in stated if role), key=_telling, default=("", ""))[1]
    sides = Counter(speaker.side for _, speaker in found if speaker.side)
    side, times = max(sides.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if times * 2 <= sum(sides.values()):
        side = ""
    basis = next((speaker.side_basis for _, speaker in found if side and speaker.side == side), "")
    return Speaker(name, key, role, side, basis)


def _name(found: Sequence[tuple[Report, Speaker]]) -> str:
    """The fullest name in Latin letters, an English report's before others'."""
    names = Counter((speaker.name, _english(report.language)) for report, speaker in found)

    def worth(item: tuple[str, bool]) -> tuple[bool, bool, int, int, str]:
        latin = bool(NAME_LETTERS.fullmatch(item[0]))
        return item[1], latin, len(item[0].split()), names[item], item[0]

    name = max(names, key=worth)[0]
    return name if NAME_LETTERS.fullmatch(name) else anyascii(name)


def _english(language: str) -> bool:
    return language.split("-")[0] == "en"


def _telling(stated: tuple[str, str]) -> tuple[bool, bool, int, str]:
    language, role = stated
    return _english(language), office(role) is not None, len(role), role
