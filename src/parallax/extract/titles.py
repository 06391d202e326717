"""The headline, by vote; without the site's name, section and date around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parallax.extract.site_names import SiteNames
from parallax.extract.structured import Declared, clean, text_of
from parallax.extract.words import fold

# JSON-LD has the headline most often (87% of the development pages that state it) and outweighs the
# rest unless they all agree against it. Where there is none, OpenGraph before a lone first heading,
# which may be a section or the site's name.
WEIGHTS = {
    "json-ld": 2.0, "og": 1.0, "meta": 0.2, "microdata": 0.6, "heading": 0.5, "twitter": 0.3, "title": 0.2,
}  # fmt: skip
# Headlines that a content system states for analytics (Parse.ly, Sailthru) or libraries (Dublin Core).
_META = ("headline", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title")

# Between a headline and what a theme adds. Tight ones, without spaces, only stand before a known name.
_SEPARATOR = re.compile(r"\s+(?:[-–—―|·•●⋆:»«‹›<>~_/\\►▸▷]+|::|//)\s+|\s*[|｜]\s*|(?<=\S)ㅣ(?=\S)|--+")
# One of these is in each; to look for them takes a tenth of the time.
_SIGN = re.compile(r"[-–—―|·•●⋆:»«‹›<>~_/\\►▸▷｜ㅣ]")
_TIGHT = re.compile(
    r"\s*(?:[-–—_:：|｜•·/]|//)\s*(?=[^-–—_:：|｜•·/]{1,30}$)|\s*(?=[\[【（(][^\[【（(]{1,30}[\]】）)]$)"
)
# Of what a tight separator parts from the end, with the separator and a space on either side.
_LONGEST_TIGHT = 36
_LATIN_WORD = re.compile(r"^[a-zA-ZÀ-ɏ]+$")
_DATE = re.compile(r"^[\s\d./:年月日-]{6,20}$")
# A headline as short as this is no witness: a section's name is.
_SHORTEST_WITNESS = 12
# JSON-LD headlines are cut near 110 characters, as search engines once asked.
_CUT_AT = range(95, 121)
_ELLIPSIS = ("…", "...")


def strip_site(title: str, names: SiteNames, witnesses: Sequence[str] = ()) -> str:
    """Cuts the site's name, section and date off the ends of a declared title.

    ``witnesses`` are other statements of the headline, best first: what stands around one of them,
    behind a separator, is furniture. A part that no witness and no name explains stays: it may be
    half of the headline.
    """
    for witness in witnesses:
        if len(witness) >= _SHORTEST_WITNESS and _is_around(title, witness):
            return witness
    for _ in range(4):
        cut = _cut_end(title, names)
        if cut == title:
            break
        title = cut
    return title


def title_end(title: str) -> str:
    """What follows the last separator of a title, folded: a site's name, or half of a headline."""
    matches = _separators(title)
    return fold(title[matches[-1].end() :]) if matches else ""


def _separators(title: str) -> list[re.Match[str]]:
    return list(_SEPARATOR.finditer(title)) if _SIGN.search(title) else []


def _is_around(title: str, witness: str) -> bool:
    """Whether a title is the witness, alone or with something separated from it at one end."""
    if title.startswith(witness):
        rest = title[len(witness) :]
        return not rest or bool(_SEPARATOR.match(rest) or _TIGHT.match(rest))
    if title.endswith(witness):
        before = title[: -len(witness)]
        return any(match.end() == len(before) for match in _separators(before))
    return False


def _cut_end(title: str, names: SiteNames) -> str:
    matches = _separators(title)
    if matches:
        last, first = matches[-1], matches[0]
        head, tail = title[: last.start()], title[last.end() :]
        if (names.is_site(tail) or names.is_section(tail) or _DATE.match(tail)) and len(head) > len(tail) / 2:
            return head.rstrip()
        head, tail = title[: first.start()], title[first.end() :]
        if names.is_site(head) and len(tail) > len(head):
            return tail.lstrip()
    tight = _TIGHT.search(title, max(0, len(title) - _LONGEST_TIGHT))
    if tight and not _is_compound(title, tight):
        head, tail = title[: tight.start()], title[tight.end() :].strip("[]【】()（）")
        if len(head) > len(tail) and (names.is_site(tail, exactly=True) or names.is_section(tail)):
            return head.rstrip()
    return title


def _is_compound(title: str, separator: re.Match[str]) -> bool:
    """Whether a hyphen joins two halves of a word, as in "pro-government", and ends no headline."""
    tail = title[separator.end() :]
    return separator.group() == "-" and bool(_LATIN_WORD.match(tail))


@dataclass(frozen=True, slots=True)
class _Statement:
    source: str
    text: str


def _statements(
    declared: Declared, headings: Sequence[str], itemprop: str, names: SiteNames
) -> list[_Statement]:
    """What each source says is the headline, best source first."""
    found: list[_Statement] = []
    for node in declared.articles():
        found.append(_Statement("json-ld", text_of(node.get("headline") or node.get("name"))))
        break
    title = declared.title or declared.first("og:title")
    found.append(_Statement("heading", _headline_among(headings, title, names)))
    found.append(_Statement("og", declared.first("og:title")))
    found.append(_Statement("microdata", clean(itemprop)))
    found.append(_Statement("meta", declared.first(*_META)))
    found.append(_Statement("twitter", declared.first("twitter:title")))
    found.append(_Statement("title", declared.title))
    return [statement for statement in found if statement.text]


def _headline_among(headings: Sequence[str], title: str, names: SiteNames) -> str:
    """The first h1 that shares a word with the declared title, else the first that is not the site's name."""
    usable = [text for text in map(clean, headings) if text and not names.is_site(text)]
    if len(usable) > 1:
        wanted = set(fold(title).split())
        usable.sort(key=lambda text: not wanted.intersection(fold(text).split()))
    return usable[0] if usable else ""


def choose_title(declared: Declared, headings: Sequence[str], itemprop: str, names: SiteNames) -> str:
    """The headline that most sources agree on, or an empty string."""
    statements = _statements(declared, headings, itemprop, names)
    votes: dict[str, float] = {}
    forms: dict[str, str] = {}
    for statement in statements:
        form = _form(statement, statements, names)
        key = fold(form)
        if key:
            votes[key] = votes.get(key, 0.0) + WEIGHTS[statement.source]
            forms.setdefault(key, form)
    if not votes:
        return ""
    return _whole(forms[max(votes, key=lambda key: votes[key])], list(forms.values()))


def _form(statement: _Statement, statements: Sequence[_Statement], names: SiteNames) -> str:
    """A statement without furniture. JSON-LD's is the outlet's own word and is asked before what the page shows."""
    if statement.source == "heading":
        return statement.text
    if statement.source == "json-ld":
        return strip_site(statement.text, names)
    witnesses = [
        other.text
        for source in ("json-ld", "heading", "microdata", "meta")
        for other in statements
        if other.source == source and other is not statement
    ]
    return strip_site(statement.text, names, witnesses)


def _whole(title: str, forms: Sequence[str]) -> str:
    """A headline that was cut off for the length, as another source has it in full."""
    stem = title
    for mark in _ELLIPSIS:
        stem = stem.removesuffix(mark)
    if stem == title and len(title) not in _CUT_AT:
        return title
    stem = stem.rstrip()
    longer = [form for form in forms if len(form) > len(title) and form.startswith(stem)]
    return max(longer, key=len, default=title)
