"""The headline, by vote; without the site's name around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parallax.extract.structured import Declared, clean, text_of
from parallax.extract.words import fold

# JSON-LD has the headline most often (87% of the development pages that state it) and outweighs the
# rest unless they all agree against it. Where there is none, OpenGraph before a lone first heading,
# which may be a section or the site's name.
WEIGHTS = {"json-ld": 2.0, "og": 1.0, "microdata": 0.6, "heading": 0.5, "twitter": 0.3, "title": 0.2}

_SEPARATOR = re.compile(
    r"\s+[-–—|·•»«:]\s+|\s*[|｜]\s*|(?<=\S)ㅣ(?=\S)|\s+::\s+|--+|\s[-–—]{1,2}(?=\S{2,12}$)"
)
# A site's name is short; more words than this is part of the headline.
_LONGEST_NAME_WORDS = 6
_NAME_SHARE = 0.5


def strip_site(title: str, names: Sequence[str], witnesses: Sequence[str]) -> str:
    """Cuts the site's name, section and date off the ends of a declared title.

    ``names`` are what the page calls its site; ``witnesses`` other statements of the headline:
    a part that none of them has, at either end, is furniture.
    """
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    for witness in witnesses:
        # The headline as another source states it, with something added at an end.
        if (
            len(witness) >= 12
            and len(witness) < len(title)
            and (title.startswith(witness) or title.endswith(witness))
        ):
            return witness
    folded_names = {fold(name) for name in names if name}
    squeezed = {name.replace(" ", "") for name in folded_names}
    result = title
    for _ in range(3):
        cut = _cut_end(result, folded_names, squeezed)
        if cut == result:
            return result
        result = cut
    return result


def _cut_end(title: str, names: set[str], squeezed: set[str]) -> str:
    matches = list(_SEPARATOR.finditer(title))
    if not matches:
        return title
    last, first = matches[-1], matches[0]
    tail, head = title[last.end() :], title[: first.start()]
    if _is_name(tail, names, squeezed) and len(title[: last.start()]) > len(tail) * _NAME_SHARE:
        return title[: last.start()].rstrip()
    if _is_name(head, names, squeezed) and len(title[first.end() :]) > len(head):
        return title[first.end() :].lstrip()
    return title


def _is_name(part: str, names: set[str], squeezed: set[str]) -> bool:
    folded = fold(part)
    if not folded:
        return True
    if len(folded.split()) > _LONGEST_NAME_WORDS:
        return False
    tight = folded.replace(" ", "")
    return (
        folded in names
        or tight in squeezed
        or any(
            tight.startswith(name) or name.startswith(tight)
            for name in squeezed
            if len(name) > 3 and len(tight) > 3
        )
    )


def site_names(declared: Declared, host: str) -> list[str]:
    """What the page calls its site, its host's own name included."""
    names = [declared.first("og:site_name"), declared.first("application-name"), declared.first("publisher")]
    for node in declared.articles():
        names.append(text_of(node.get("publisher")))
    labels = host.removeprefix("www.").split(".")
    names += [host.removeprefix("www."), host]
    if len(labels) > 1:
        names += [labels[-2], ".".join(labels[-2:])]
        if len(labels) > 2:
            names += [labels[-3], ".".join(labels[-3:])]
    return [name for name in names if name]


def choose_title(declared: Declared, headings: Sequence[str], itemprop: str, host: str) -> str:
    """The headline that most sources agree on, or an empty string."""
    raw: list[tuple[str, str]] = []
    for node in declared.articles():
        raw.append(("json-ld", text_of(node.get("headline") or node.get("name"))))
        break
    raw += [("heading", clean(heading)) for heading in headings[:1]]
    raw.append(("og", declared.first("og:title")))
    raw.append(("microdata", clean(itemprop)))
    raw.append(("twitter", declared.first("twitter:title")))
    raw.append(("title", declared.title))
    raw = [(source, text) for source, text in raw if text]
    names = site_names(declared, host)
    votes: dict[str, float] = {}
    forms: dict[str, str] = {}
    for source, text in raw:
        witnesses = [
            other for kind, other in raw if kind != source and kind in ("json-ld", "heading", "microdata")
        ]
        form = text if source == "heading" else strip_site(text, names, witnesses)
        key = fold(form)
        if not key:
            continue
        votes[key] = votes.get(key, 0.0) + WEIGHTS[source]
        forms.setdefault(key, form)
    if not votes:
        return ""
    return forms[max(votes, key=lambda key: votes[key])]
