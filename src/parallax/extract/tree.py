"""The only place that parses HTML, with a guard against pages built to be slow.

The HTML standard's tree construction is quadratic in the number of attributes of one tag, in the
depth of nesting, and in formatting elements left open. Pages near those shapes are rare; they are
rewritten in one linear pass before the parser sees them. Scripts, style sheets and comments never
reach it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from parallax.extract.scripts import Script, take_out

# Of characters. The largest real article page measured has 2.3 million; a book has 3.
LARGEST_PAGE = 6_000_000
# "<" without a later "</", counted while reading on. Void tags count as open here, so real pages
# reach 2,900; nesting is measured exactly before anything is cut.
MOST_OPEN = 3500
# Real pages nest 60 deep.
DEEPEST = 300
# Real tags hold up to 80 attributes, or a srcset of 30,000 characters.
MOST_ATTRIBUTES = 800
LONGEST_TAG = 6000
# Formatting elements open at once; each is opened again in every paragraph until it is closed.
MOST_FORMATTING = 60
_SLICES = 48

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^<>]*)>")
# A ">" inside a quoted value hides where its tag ends.
_QUOTED = re.compile(r"=\s*\"[^\"<]{0,2000}\"")
_ATTRIBUTE = re.compile(r"[^\s/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)
# These close by themselves and do not nest without another element between.
_SELF_CLOSING = frozenset(("p", "li", "td", "th", "tr", "dd", "dt", "option"))
_FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page: its tree (a selectolax lexbor parser) and the scripts that were taken out of it."""

    tree: Any
    scripts: list[Script]

    @property
    def body(self) -> Any:
        """The body element, or None."""
        return self.tree.body


def parse(html: str) -> Document:
    """The page as a tree, cut at ``LARGEST_PAGE``."""
    markup, scripts = take_out(html[:LARGEST_PAGE])
    if looks_hostile(markup):
        markup = flatten(markup)
    # Without events a tree takes a fifth less time; all they do is copy the text of chosen options.
    return Document(LexborHTMLParser(markup, options=LexborDocumentOptions.WO_EVENTS), scripts)


def looks_hostile(html: str) -> bool:
    """Whether parsing could take more than linear time. Cheap: substring counts and one split."""
    brackets = html.count("<")
    if brackets > MOST_OPEN and _is_deep(html):
        return True
    return _hides_ends(html, brackets) or _has_long_tag(html)


def _is_deep(html: str) -> bool:
    opened = 0
    step = len(html) // _SLICES + 1
    for start in range(0, len(html), step):
        end = start + step
        opened += html.count("<", start, end) - 2 * html.count("</", start, end)
        if opened > MOST_OPEN:
            return True
    return False


def _has_long_tag(html: str) -> bool:
    """Whether some tag has too many attributes. Only stretches without a ">" are looked at."""
    position, size = 0, len(html)
    while position < size:
        end = html.find(">", position, position + LONGEST_TAG // 2)
        if end >= 0:
            position += LONGEST_TAG // 2
            continue
        start = html.rfind("<", max(0, position - LONGEST_TAG), position)
        end = html.find(">", position)
        end = size if end < 0 else end
        inner = html.rfind("<", position, end)
        start = max(start, inner)
        if start >= 0 and end - start > LONGEST_TAG:
            attributes = _ATTRIBUTE.findall(html, start, end)
            if len(attributes) > MOST_ATTRIBUTES:
                return True
        position = end + 1
    return False


def _hides_ends(html: str, brackets: int) -> bool:
    return html.count(">") > 4 * brackets + 10_000


def flatten(html: str) -> str:
    """The page with nesting, open formatting and attributes cut to what real pages have."""
    if _hides_ends(html, html.count("<")):
        html = _QUOTED.sub(lambda match: match.group(0).replace(">", ""), html)
    parts: list[str] = []
    depth = formatting = 0
    position = 0
    for match in _TAG.finditer(html):
        parts.append(html[position : match.start()])
        position = match.end()
        closing, name, rest = match.groups()
        name = name.lower()
        if name in _VOID or (name in _SELF_CLOSING and (closing or depth < DEEPEST)):
            parts.append(_short(match.group(0), name, rest))
        elif closing:
            depth = max(0, depth - 1)
            if name in _FORMATTING:
                formatting = max(0, formatting - 1)
            if depth < DEEPEST:
                parts.append(match.group(0))
        else:
            depth += 1
            if name in _FORMATTING:
                formatting += 1
                if formatting > MOST_FORMATTING:
                    continue
            if depth <= DEEPEST:
                parts.append(_short(match.group(0), name, rest))
    parts.append(html[position:])
    return "".join(parts)


def _short(tag: str, name: str, rest: str) -> str:
    if len(rest) <= LONGEST_TAG:
        return tag
    attributes = _ATTRIBUTE.findall(rest)[:MOST_ATTRIBUTES]
    return f"<{name} {' '.join(attributes)}>"
