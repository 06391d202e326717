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

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from parallax.extract.scripts import Script, take_out

# Of bytes. The largest real article page measured has 2.3 million characters; a book has 3.
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

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]
Ints = NDArray[np.intp]

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


def parse(html: str | bytes) -> Document:
    """The page, as text or in UTF-8, as a tree, cut at ``LARGEST_PAGE``."""
    page = html.encode("utf-8", "ignore") if isinstance(html, str) else html
    if len(page) > LARGEST_PAGE:
        page = page[:LARGEST_PAGE].decode("utf-8", "ignore").encode()
    markup, scripts = take_out(page)
    if looks_hostile(markup):
        markup = flatten(markup.decode("utf-8", "replace")).encode()
    # Without events a tree takes a fifth less time; all they do is copy the text of chosen options.
    return Document(LexborHTMLParser(markup, options=LexborDocumentOptions.WO_EVENTS), scripts)


def looks_hostile(html: bytes) -> bool:
    """Whether parsing could take more than linear time. Cheap: brackets are counted in an array."""
    page = np.frombuffer(html, np.uint8)
    opened, closed = page == ord("<"), page == ord(">")
    brackets = int(np.count_nonzero(opened))
    if brackets > MOST_OPEN and _is_deep(page, opened):
        return True
    if _hides_ends(int(np.count_nonzero(closed)), brackets):
        return True
    # Where each half of a long tag's length has an end, no tag is long.
    half = LONGEST_TAG // 2
    for begin in range(0, len(html) - half + 1, half):
        if html.find(b">", begin, begin + half) < 0:
            return _has_long_tag(html, closed.nonzero()[0])
    return False


def _is_deep(page: Bytes, opened: Flags) -> bool:
    places = opened[:-1].nonzero()[0]
    steps = np.where(page[places + 1] == ord("/"), -1, 1)
    return int(steps.cumsum().max(initial=0)) > MOST_OPEN


def _has_long_tag(html: bytes, ends: Ints) -> bool:
    """Whether some tag has too many attributes. Only stretches without a ">" are looked at."""
    bounds = np.concatenate(([-1], ends, [len(html)]))
    for gap in np.flatnonzero(bounds[1:] - bounds[:-1] > LONGEST_TAG).tolist():
        before, end = bounds[gap : gap + 2].tolist()
        start = html.rfind(b"<", before + 1, end)
        if start >= 0 and end - start > LONGEST_TAG:
            attributes = _ATTRIBUTE.findall(html[start:end].decode("utf-8", "replace"))
            if len(attributes) > MOST_ATTRIBUTES:
                return True
    return False


def _hides_ends(closing: int, opening: int) -> bool:
    return closing > 4 * opening + 10_000


def flatten(html: str) -> str:
    """The page with nesting, open formatting and attributes cut to what real pages have."""
    if _hides_ends(html.count(">"), html.count("<")):
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
