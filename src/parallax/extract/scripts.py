"""Takes scripts, style sheets and comments out of a page before it is parsed.

They are more than half of most pages, and nothing a parser would make of them is used: the scripts
are wanted as text, the rest not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN = re.compile(r"<(?:!--|(script|style)(?=[\s/>])([^<>]*)>)", re.I)
_CLOSE = {
    "script": re.compile(r"</script(?=[\s/>])[^>]*>", re.I),
    "style": re.compile(r"</style(?=[\s/>])[^>]*>", re.I),
    # ">" right after the opening ends a comment too (HTML standard, 13.2.5.43), as does "--!>".
    "": re.compile(r"--!?>"),
}
_OPENING_DASHES = 2


@dataclass(frozen=True, slots=True)
class Script:
    """A script element: the inside of its tag, and its text."""

    tag: str
    text: str


def _closing(html: str, at: int, tag: re.Pattern[str]) -> re.Match[str] | None:
    """The first closing tag from a place on. Scripts have few brackets, and those are found faster by themselves."""
    while (at := html.find("<", at)) >= 0:
        if closing := tag.match(html, at):
            return closing
        at += 1
    return None


def take_out(html: str) -> tuple[str, list[Script]]:
    """(the page without them, its scripts). What is never closed reaches to the end, as in browsers."""
    kept: list[str] = []
    scripts: list[Script] = []
    position = 0
    while opening := _OPEN.search(html, position):
        kept.append(html[position : opening.start()])
        name = (opening.group(1) or "").lower()
        inside = opening.end() if name else opening.end() - _OPENING_DASHES
        closing = _closing(html, inside, _CLOSE[name]) if name else _CLOSE[name].search(html, inside)
        position = closing.end() if closing else len(html)
        if name == "script":
            scripts.append(Script(opening.group(2), html[inside : closing.start() if closing else position]))
    kept.append(html[position:])
    return "".join(kept), scripts
