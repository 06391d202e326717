"""The only place that parses HTML, with a guard against pages built to be slow.

The HTML standard's tree construction is quadratic in the number of attributes of one tag, in the
depth of nesting, and in formatting elements left open. Pages near those shapes are rare; they are
rewritten in one linear pass before the parser sees them.
"""

from __future__ import annotations

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

# Of characters. The largest real article page measured has 2.3 million; a book has 3.
LARGEST_PAGE = 6_000_000
# Tags open at once, void ones included, before the page is looked at closely. Measured on real
# pages: 900 at the most, because <img>, <br> and <meta> count as open here.
MOST_OPEN = 2500
DEEPEST = 300
MOST_ATTRIBUTES = 150
# Characters of one tag: the longest real one holds a srcset of 8,000.
LONGEST_TAG = 2500
MOST_FORMATTING = 60
_SLICES = 48

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)((?:\"[^\"]*\"|'[^']*'|[^\"'>])*)>")
_ATTRIBUTE = re.compile(r"[^\s/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_RAW = re.compile(r"<(script|style|textarea|title|noscript)\b[^>]*>.*?</\1\s*>|<!--.*?-->", re.S | re.I)
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
_FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)


def parse(html: str) -> Any:
    """A selectolax tree of the page, cut at ``LARGEST_PAGE``."""
    html = html[:LARGEST_PAGE]
    if "\x00" in html:
        html = html.replace("\x00", "")
    if looks_hostile(html):
        html = flatten(html)
    return LexborHTMLParser(html)


def looks_hostile(html: str) -> bool:
    """Whether parsing could take more than linear time. Cheap: substring counts and one split."""
    opened = 0
    step = len(html) // _SLICES + 1
    for start in range(0, len(html), step):
        end = start + step
        opened += html.count("<", start, end) - 2 * html.count("</", start, end)
        if opened > MOST_OPEN:
            return True
    if html.count(">") > 4 * html.count("<") + 20_000:
        return True
    for piece in html.split(">"):
        if len(piece) > LONGEST_TAG:
            tag = piece[piece.rfind("<") :]
            if len(tag) > LONGEST_TAG and len(_ATTRIBUTE.findall(tag)) > MOST_ATTRIBUTES:
                return True
    return False


def flatten(html: str) -> str:
    """The page with nesting, open formatting and attributes cut to what real pages have."""
    html = _RAW.sub(lambda match: match.group(0) if len(match.group(0)) < 200_000 else "", html)
    depth = 0
    formatting = 0
    parts: list[str] = []
    position = 0
    for match in _TAG.finditer(html):
        parts.append(html[position : match.start()])
        position = match.end()
        closing, name, rest = match.groups()
        name = name.lower()
        if name in _VOID:
            parts.append(_short(match.group(0), name, rest))
        elif closing:
            if depth > 0:
                depth -= 1
            if name in _FORMATTING and formatting > 0:
                formatting -= 1
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
