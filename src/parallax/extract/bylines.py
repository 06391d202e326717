"""Reading one byline: its names, what each is (somebody, a newsroom, an agency) and as what they sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parallax.agencies import is_agency
from parallax.extract.byline_words import (
    ACCOUNT,
    EAST_ASIAN_ROLE,
    NEWSROOM,
    NO_NAMES,
    ROLE,
    STAFF,
    has_prefix,
    without_prefix,
)
from parallax.extract.phrases import PHRASES
from parallax.extract.site_names import SiteNames
from parallax.extract.structured import clean
from parallax.extract.words import fold
from parallax.model import Author, AuthorKind

_SEPARATOR = re.compile(
    r"\s*[;|•·、，,،\n]\s*|\s*/\s*|\s+[-–—&]\s+|"
    r"\s+(?:and|und|et|og|och|ve|и|та|és|och|dan|và|และ|και)\s+"
)
# Words that also stand inside names, or before a place: they part two full names, or a name and an agency.
_DOUBTFUL = re.compile(r"\s+(?:y|e|i|a|en|un|ir|in|con|com|avec|with|mit|met|med)\s+")
# Where a byline stops being one: addresses, times, reading time, counts, marks of rights.
_JUNK = re.compile(
    r"[:：]|www\.|@|[©ⓒ]|\d{2,}|^\d|\b(?:updated|published|aktualisiert|min read|minute read|all rights|share this)\b",
    re.I,
)
_ADDRESS = re.compile(r"https?:|www\.\S|\S@\S+\.\S")
_AFTER_NAME = re.compile(
    r"\s+(?:on|am|le)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day.*$|"
    r"\s+(?:Published|Updated|Posted|Publié|Publicado|Aktualisiert)\b.*$|"
    r"\s+(?:in|from|aus|à|en)\s+[A-ZÀ-Þ].*$|\s+(?:for|für|pour|para|per)\s+.*$|\s*외\s*\d+명$"
)
# Pictures have makers of their own.
_PICTURES = re.compile(
    r"(?:^|\s+)(?:foto|photo|fotografia|photographie|photographs?|bild|bilder|video|illustration|grafik|图|摄影|写真|사진)s?\s*(?:by\b|[:：/]).*$",
    re.I,
)
_BRACKETS = re.compile(r"\s*[(（\[]([^)）\]]*)[)）\]]?\s*$")
_LETTERS = re.compile(r"[^\W\d_]{2}|[\u3040-\uffdc]")
_CASELESS = re.compile(r"[\u0590-\u10ff\u1780-\u17ff\u3040-\uffdc]")
# Hiragana that join words: a phrase, not a name.
_PARTICLE = re.compile("[をのがは]")
_INVERTED = re.compile(r"^(?:[a-zà-ÿ]{1,4}\s)*[A-ZÀ-Þ][a-zà-ÿ'’-]+$")
_ONE_WORD = re.compile(r"^[A-ZÀ-ɏΑ-ΩА-Я][^\W\d_]*$")
_EDGES = " ,;:|-–—·•/\u00a0\"“”„'"
# Of a declared value; a dozen names with their roles are shorter.
_LONGEST_BYLINE = 1000
_LONGEST_NAME = 60
_LONGEST_ROLE = 80
_MOST_NAME_WORDS = 6
_MOST_AUTHORS = 12


def read_byline(text: str, site: SiteNames) -> list[Author]:
    """The authors a byline names, in order; what stands beside a name and is none becomes its role.

    >>> [author.name for author in read_byline("By Ada Lovelace and Charles Babbage", SiteNames.of(()))]
    ['Ada Lovelace', 'Charles Babbage']
    """
    text = clean(text[:_LONGEST_BYLINE]).strip(_EDGES)
    if _ADDRESS.search(text):
        return []
    if text[:1] in "(（[" and text[-1:] in ")）]":
        text = text[1:-1].strip(_EDGES)
    text = _PICTURES.sub("", without_prefix(text))
    whole = _inverted(text)
    found: list[Author] = []
    for segment in [whole] if whole else _segments(text):
        author = read_name(segment, site)
        last = found[-1] if found else None
        if last and last.kind == "person" and _describes(segment, author):
            if not last.role and not site.is_site(segment, exactly=True):
                found[-1] = replace(last, role=segment.strip(_EDGES))
        elif author is not None and not (last and _is_place(segment, last, author)):
            found += _with_agency(author)
        elif _JUNK.search(segment):
            break  # the time and what follows it, or a line about something else
    return list({fold(author.name): author for author in reversed(found[:_MOST_AUTHORS])}.values())[::-1]


def _with_agency(author: Author) -> list[Author]:
    """An author, and beside them the agency they write for: its credit stands by itself."""
    if not is_agency(author.role):
        return [author]
    return [replace(author, role=""), Author(author.role, kind="agency")]


def _describes(segment: str, author: Author | None) -> bool:
    """Whether a segment behind a name says what or whose the named person is."""
    return author.kind == "newsroom" if author else is_role(segment)


def _is_place(segment: str, last: Author, author: Author) -> bool:
    """Whether a single word behind a full name or a newsroom is where it was written."""
    full = " " in last.name or last.kind == "newsroom"
    return author.kind == "person" and last.kind != "agency" and full and bool(_ONE_WORD.match(segment))


def _segments(text: str) -> Iterator[str]:
    """A byline cut between its names."""
    for part in filter(None, _SEPARATOR.split(text)):
        start = 0
        for match in _DOUBTFUL.finditer(part):
            before, after = part[start : match.start()], part[match.end() :]
            if is_agency(after) or (_is_full(before) and _is_full(after)):
                yield before
                start = match.end()
        yield part[start:]


def _is_full(name: str) -> bool:
    return len([word for word in name.split() if word[:1].isupper()]) > 1 and name[:1].isupper()


def _inverted(text: str) -> str:
    """ "Lovelace, Ada" the right way round; empty for anything else."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(_INVERTED.match(part) for part in parts) or " " in parts[1]:
        return ""
    return "" if any(is_agency(part) for part in parts) else f"{parts[1]} {parts[0]}"


def read_name(text: str, site: SiteNames) -> Author | None:
    """One name, without what stands around it; None for a role, a time, an address or an account."""
    text = clean(text).strip(_EDGES)
    role = ""
    bracket = _BRACKETS.search(text)
    if bracket:
        role = bracket.group(1) if is_role(bracket.group(1)) else ""
        text = text[: bracket.start()]
    text = _AFTER_NAME.sub("", text).strip(_EDGES)
    east = EAST_ASIAN_ROLE.search(text)
    if east and east.start():
        role, text = east.group().strip(), text[: east.start()].strip()
    if not text or len(text) > _LONGEST_NAME or _JUNK.search(text) or not _LETTERS.search(text):
        return None
    if STAFF.match(text):
        return Author(text, kind="newsroom")
    folded = fold(text)
    if folded in NO_NAMES or ("admin" in folded and ACCOUNT.match(text)):
        return None
    if len(text.split()) > _MOST_NAME_WORDS:
        return None
    if is_role(text):
        return None
    kind = kind_of(text, site)
    if kind == "person" and not role:
        text, role = _without_affiliation(text, site)
    return Author(text, role=role, kind=kind)


def kind_of(name: str, site: SiteNames) -> AuthorKind:
    """Whose name it is: an agency's, the outlet's own or another newsroom's, or somebody's."""
    if is_agency(name):
        return "agency"
    if NEWSROOM.search(name.lower()) or site.is_site(name, exactly=True):
        return "newsroom"
    first = name.split()[0]
    return "newsroom" if first.isupper() and site.is_site(first, exactly=True) else "person"


def is_role(text: str) -> bool:
    """Whether a text says what somebody does."""
    return 2 < len(text) <= _LONGEST_ROLE and bool(ROLE.search(text.lower())) and not _JUNK.search(text)


def _without_affiliation(name: str, site: SiteNames) -> tuple[str, str]:
    """ "Tom Davies Associated Press" as the name and whom he works for."""
    words = name.split()
    for at in range(2, len(words)):
        tail = " ".join(words[at:])
        if is_agency(tail):
            return " ".join(words[:at]), tail
        if site.is_site(tail, exactly=True):
            return " ".join(words[:at]), ""
    return name, ""


def looks_like_name(text: str) -> bool:
    """Two to five capitalised words, or a short word of a script without capitals."""
    words = text.split()
    if _CASELESS.search(text):
        return len(text) <= 24 and not _PARTICLE.search(text) and not any(map(str.islower, text))
    if not 2 <= len(words) <= 5 or text.casefold() in PHRASES:
        return False
    return all(word[0].isupper() or (len(word) <= 3 and word[0].isalpha()) for word in words)


def is_byline(text: str, site: SiteNames) -> list[Author]:
    """The authors of a line that nothing marks as a byline: it begins like one and names somebody or an agency."""
    if not has_prefix(text.lstrip("(（[ ")):
        return []
    return [
        author
        for author in read_byline(text, site)
        if author.kind != "person" or looks_like_name(author.name)
    ]
