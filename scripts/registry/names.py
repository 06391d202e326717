"""Names mended where a rule can do it safely."""

from __future__ import annotations

import re

from registry.judgements import HERE
from registry.tables import Listed

# What lists appended to the name of a site when they took it from the title of its feed.
TAILS = re.compile(
    r"\s*(\s[|/]\s|\s::\s|:\s|\s-\s(?=home|latest|rss)|latest rss headlines).*$", re.IGNORECASE
)
# words.txt: what begins or ends newspapers' names that a domain writes as one word.
_WORDS = (HERE / "words.txt").read_text(encoding="utf-8").split()
_PIECE = re.compile("|".join(sorted(_WORDS, key=lambda word: (-len(word), word))))
# A generic word is a name only together with its domain: "News.ge".
GENERIC = {
    "news",
    "time",
    "today",
    "info",
    "focus",
    "press",
    "media",
    "vest",
    "delo",
    "live",
    "gen",
    "express",
}


def mended(outlet: Listed) -> str:
    """The name without addresses and feed titles in it; a name derived from a domain is split into words."""
    name = TAILS.sub("", outlet.name).strip() or outlet.name.strip()
    name = re.sub(r"^www\.", "", name)
    if re.fullmatch(r"[\w-]+\.com", name):
        name = name.removesuffix(".com")
        return name[:1].upper() + name[1:]
    name = re.sub(r"(?<=\w)\.com$", "", name)
    return name if outlet.name_listed else _from_domain(name, outlet.domain)


def _from_domain(name: str, domain: str) -> str:
    word = name.replace(" ", "").casefold()
    if word in GENERIC:
        return domain.removeprefix("www.").capitalize()
    pieces = _pieces(word)
    if len(pieces) < 2:
        return name
    return " ".join(piece if piece == "of" else piece.capitalize() for piece in pieces)


def _pieces(word: str) -> list[str]:
    """The known words a name is made of, with at most one unknown part of four letters or more.

    Anything else stays whole: a wrong cut is worse than none.
    """
    pieces: list[str] = []
    unknown: list[str] = []
    at = 0
    for match in _PIECE.finditer(word):
        if match.start() > at:
            unknown.append(word[at : match.start()])
            pieces.append(unknown[-1])
        pieces.append(match.group())
        at = match.end()
    if at < len(word):
        unknown.append(word[at:])
        pieces.append(unknown[-1])
    if len(unknown) > 1 or any(len(part) < 4 for part in unknown):
        return [word]
    return pieces
