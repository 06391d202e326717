"""Which side a quoted person speaks for, by stated role only, and how a side is named."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from parallax.takes.places import adjective, named_country
from parallax.takes.records import Report
from parallax.takes.words import fold
from parallax.telling import Quote, Speaker

FORMER = re.compile(r"\b(?:former|ex-|retired|then-)", re.IGNORECASE)
# Roles that speak for a country in a contest or at a table, without being its government.
REPRESENTS = re.compile(r"\b(?:captain|coach|delegat\w+|negotiator|representative|player)\b", re.IGNORECASE)
# The body somebody with one of these offices speaks for, as the role says it.
BODY = re.compile(
    r"\b(?:head|chair\w*|president|director|spokes\w+|leader|secretary(?:-general)?|chief|representative|captain)\s+"
    r"(?:of|for)\s+(?:the\s+)?(?P<body>[^,;]+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Roles:
    offices: tuple[re.Pattern[str], ...]
    not_holders: re.Pattern[str]
    official: re.Pattern[str]
    opposing: re.Pattern[str]


@cache
def _roles() -> _Roles:
    table = tomllib.loads((files("parallax.takes") / "data" / "offices.toml").read_text("utf-8"))

    def at_word(words: str) -> re.Pattern[str]:
        # Han, kana and Hangul have no spaces, Arabic joins its article: only the others need a word's start.
        return re.compile(
            rf"(?:(?<![^\W\d_])|(?<=[\u0600-\u06ff\u3040-\u9fff\uac00-\ud7af]))(?:{words})", re.IGNORECASE
        )

    return _Roles(
        tuple(at_word(words) for words in table["offices"]),
        at_word(table["not_holders"]),
        at_word(table["official"]),
        at_word(table["opposing"]),
    )


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a story. ``key`` is the same for all who speak for it; ``basis`` is the role that says so."""

    key: str
    text: str
    country: str = ""
    opposing: bool = False
    basis: str = ""


@lru_cache(maxsize=4096)
def side_of(speaker: Speaker | None) -> Side | None:
    """The side the stated role puts a speaker on; None for bystanders and where nothing says so."""
    if speaker is None:
        return None
    stated = speaker.side or ""
    both = f"{stated} {speaker.role}"
    basis = speaker.role or speaker.side_basis
    opposing = bool(_roles().opposing.search(both))
    code = (
        stated if re.fullmatch(r"[A-Z]{2}", stated) else named_country(stated) or named_country(speaker.role)
    )
    official = bool(_roles().official.search(both)) and not FORMER.search(speaker.role)
    if opposing:
        return (
            Side(f"{code or fold(stated)} opposition", "the opposition", code, True, basis) if basis else None
        )
    if re.fullmatch(r"[A-Z]{2}", stated):
        return Side(code, adjective(code), code, False, basis)
    if code and (official or re.fullmatch(r"[\w ]+ side", stated)):
        return Side(code, adjective(code), code, False, basis)
    if code and not stated and REPRESENTS.search(speaker.role) and not FORMER.search(speaker.role):
        return Side(code, adjective(code), code, False, basis)
    if stated:
        # An Egyptian arbiter does not speak for Egypt: only what the side itself says counts here.
        return Side(fold(stated), stated, named_country(stated), False, basis)
    body = BODY.search(speaker.role)
    if body is None or FORMER.search(speaker.role):
        return None
    return Side(fold(body["body"]), body["body"].strip(), named_country(body["body"]), False, basis)


@dataclass(frozen=True, slots=True)
class Said:
    """A direct quotation with its side and its length in English words."""

    quote: Quote
    side: Side | None
    words: int


def said(report: Report) -> tuple[Said, ...]:
    """The direct quotations of a report. Indirect speech is not in the speaker's words, so it has no share."""
    return tuple(
        Said(quote, side_of(quote.speaker), max(1, quote.words)) for quote in report.quotes if quote.direct
    )


@dataclass(frozen=True, slots=True)
class Principal:
    """Who a side is named after, and the article and role that say so."""

    name: str
    surname: str
    role: str
    side: str


def principals(reports: Sequence[Report]) -> dict[str, Principal]:
    """For each side its holder of the highest stated office, if there is exactly one."""
    offices: dict[str, dict[str, tuple[int, Speaker]]] = defaultdict(dict)
    for report in reports:
        for quote in report.quotes:
            side, speaker = side_of(quote.speaker), quote.speaker
            if side is None or speaker is None or side.opposing or speaker.unnamed or not speaker.name:
                continue
            rank = office(speaker.role)
            if rank is None:
                continue
            held = offices[side.key].get(speaker.key)
            if held is None or rank < held[0]:
                offices[side.key][speaker.key] = (rank, speaker)
    found = {}
    for key, holders in offices.items():
        best = min(rank for rank, _ in holders.values())
        first = [speaker for rank, speaker in holders.values() if rank == best]
        if len(first) == 1:
            found[key] = Principal(first[0].name, surname(first[0].name, reports), first[0].role, key)
    return found


def office(role: str) -> int | None:
    """The rank of a stated office, 0 the highest; None for a role that does not name a side."""
    roles = _roles()
    if roles.not_holders.search(role):
        return None
    return next((rank for rank, pattern in enumerate(roles.offices) if pattern.search(role)), None)


def surname(name: str, reports: Sequence[Report]) -> str:
    """The part of a name by which the reports call somebody: used alone most often, else the last."""
    parts = [part for part in name.split() if len(part) > 1]
    if len(parts) < 2:
        return name
    text = " ".join(line.english for report in reports for line in report.lines).replace(name, " ")
    alone = Counter({part: len(re.findall(rf"(?<!\w){re.escape(part)}(?!\w)", text)) for part in parts})
    most = max(alone.values())
    return next(part for part in reversed(parts) if alone[part] == most)


def called(side: Side, known: dict[str, Principal]) -> str:
    """ "Ansaldi's side", "Critics of Ansaldi's approach", "Kazakh side", "Bakers' side", "Voices of the guild"."""
    principal = known.get(side.country if side.opposing else side.key)
    if side.opposing:
        return f"Critics of {principal.surname}’s approach" if principal else "Opposition voices"
    if principal:
        return f"{principal.surname}’s side"
    if side.country and side.key == side.country:
        return f"{adjective(side.country)} side"
    if side.text.endswith("s") and " of " not in side.text:
        return f"{side.text[:1].upper()}{side.text[1:]}’ side"
    return f"Voices of the {side.text}"
