"""Takes scripts, style sheets and comments out of a page before it is parsed.

They are more than half of most pages, and nothing a parser would make of them is used: the scripts
are wanted as text, the rest not at all. Pages are bytes here, as the parser takes them: a page is never
copied into text as a whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_OPEN = re.compile(rb"<(script|style)(?=[\s/>])([^<>]*)>", re.I)
_CLOSE = {
    b"script": re.compile(rb"</script(?=[\s/>])[^>]*>", re.I),
    b"style": re.compile(rb"</style(?=[\s/>])[^>]*>", re.I),
}
_COMMENT = b"<!--"
# ">" right after the opening ends a comment too (HTML standard, 13.2.5.43), as does "--!>".
_COMMENT_END = re.compile(rb"--!?>")
_BEFORE_DASHES = 2
# Bytes looked through in one go, so that what is noted of them is still in the cache when it is read.
_PIECE = 65_536
# What tells small letters of ASCII from capitals.
_LOWER = 0x20


class Script(NamedTuple):
    """A script element: the inside of its tag, and its text, both in UTF-8."""

    tag: bytes
    content: memoryview

    @property
    def text(self) -> str:
        """The script as text; most are never read, so that copying them would be in vain."""
        return str(self.content, "utf-8", "replace")


def _brackets(html: bytes) -> list[int]:
    """Where "<!", "<sc", "<st", "</sc" or "</st" stands, told from other tags in a tenth of a search's time."""
    page = np.frombuffer(html, np.uint8)
    places = _places(page[:-3], ord("<"))
    following = page[places + 1]
    names = places + 1 + (following == ord("/"))
    second = page[names + 1] | _LOWER
    named = (page[names] | _LOWER == ord("s")) & ((second == ord("c")) | (second == ord("t")))
    found: list[int] = places[named | (following == ord("!"))].tolist()
    return found


def _places(page: NDArray[np.uint8], sign: int) -> NDArray[np.intp]:
    """Where a sign stands."""
    begins = range(0, page.size, _PIECE)
    pieces = [(page[begin : begin + _PIECE] == sign).nonzero()[0] + begin for begin in begins]
    return np.concatenate(pieces) if pieces else np.empty(0, np.intp)


def take_out(html: bytes) -> tuple[bytes, list[Script]]:
    """(the page without them, its scripts). What is never closed reaches to the end, as in browsers."""
    view = memoryview(html)
    kept: list[memoryview] = []
    scripts: list[Script] = []
    # The element that is open, the inside of its tag, and where its text begins; where the page goes on.
    name, tag, inside, position = b"", b"", 0, 0
    # Behind it no tag ends, and to look for an end from each that opens there would be quadratic.
    last = html.rfind(b">")
    for at in _brackets(html):
        if not position <= at < last:
            continue
        if name:
            closing = _CLOSE[name].match(html, at)
            if closing is None:
                continue
            if name == b"script":
                scripts.append(Script(tag, view[inside:at]))
            name, position = b"", closing.end()
        elif html.startswith(_COMMENT, at):
            kept.append(view[position:at])
            end = _COMMENT_END.search(html, at + _BEFORE_DASHES)
            position = end.end() if end else len(html)
        elif opening := _OPEN.match(html, at):
            kept.append(view[position:at])
            name, tag = opening[1].lower(), opening[2]
            inside = position = opening.end()
    if not name:
        kept.append(view[position:])
    elif name == b"script":
        scripts.append(Script(tag, view[inside:]))
    return b"".join(kept), scripts
