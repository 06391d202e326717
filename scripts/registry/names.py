"""Names mended where a rule can do it safely."""

from __future__ import annotations

import re

from registry.tables import Listed

# What lists appended to the name of a site when they took it from the title of its feed.
TAILS = re.compile(
    r"\s*(\s[|/]\s|\s::\s|:\s|\s-\s(?=home|latest|rss)|latest rss headlines).*$", re.IGNORECASE
)
# Words that end or begin newspapers' names written as one word in a domain.
WORDS = (
    "news today daily times post press herald tribune gazette express standard observer online media radio "
    "independent chronicle mirror journal star reporter weekly live business magazine sentinel telegraph "
    "noticias diario jornal journal correio gazeta radio popular prensa hoy nacion republica voz mundo "
    "naija lagos nigeria nigerian kenya kenyan ghana uganda rwanda rwandan sudan south africa african zimbabwe "
    "mali tchad congo kinshasa india indian bangla kashmir nepal lanka myanmar burma thai viet vietnam cambodia "
    "china hongkong taiwan macau japan tokyo korea philippines manila indonesia malaysia singapore "
    "russia ukraine kiev minsk georgia tbilisi turkmenistan turkmen uzbekistan kazakhstan bishkek "
    "madeira lisboa portugal funchal italia milano roma zagreb beograd sofia burgas pernik skopje "
    "marrakech tanja tanger agadir zagora oujda maroc algerie tunisie iraq iran kuwait oman qatar "
    "the of and voice truth people city community world business sunday"
).split()
_PIECE = re.compile("|".join(sorted(set(WORDS), key=len, reverse=True)))
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
    return " ".join(piece.capitalize() for piece in pieces) if len(pieces) > 1 else name


def _pieces(word: str) -> list[str]:
    """The known words a name is made of, with at most one unknown part of four letters or more; else whole."""
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
