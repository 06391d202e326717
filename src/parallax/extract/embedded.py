"""Article text that the page carries only in its state: JSON-LD, framework data, flight chunks.

Pages built by scripts keep the body as strings inside inline scripts, sometimes escaped twice.
The strings are read without knowing any framework: those that hold paragraphs are the candidates,
and the one with most prose is the body.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice

from parallax.extract.record import Page
from parallax.extract.structured import Declared
from parallax.extract.tree import parse
from parallax.extract.vocabulary import BITS
from parallax.extract.walk import walk

# A body shorter than this on a page that has a longer one in its state was not all of it.
POOR_CHARS = 600
# Of 40 characters and more; possessive, since going back never helps.
_LONG = r'"(?=(?:[^"\\]|\\.){40})((?:[^"\\]++|\\.)*+)"'
_STRING = re.compile(_LONG, re.S)
_KEYED = re.compile(rf'"(\w{{1,40}})"\s*+:\s*+{_LONG}', re.S)
_PROSE = re.compile(r"[.!?。！？…][\"”»」』]?(?:\s|$|<)")
_PARAGRAPH = re.compile(r"<p[\s>]|<br", re.I)
_MARKER = re.compile(r"\$\$[A-Z_]{3,30}\$\$|\{\{[^{}]{1,80}\}\}|\[\[[^\[\]]{1,80}\]\]")
# Strings of state looked at: a page has a few hundred, a flood is not worth more time.
_MOST_STRINGS = 4000
_DEEPEST_ESCAPE = 3
# JSON escaped ten times over has a thousand before a quotation mark.
_MOST_BACKSLASHES = 1024
# A backslash before a quotation mark and a colon: JSON in a string.
_JSON_AGAIN = '\\":'
# Made once: for each string of hundreds it would take longer than to read it.
_DECODER = json.JSONDecoder(strict=False)
_UNWANTED = BITS["caption"] | BITS["related"] | BITS["ad"] | BITS["share"] | BITS["offer"]


def _unescape(raw: str) -> str:
    if "\\" not in raw:
        return raw
    try:
        value = _DECODER.decode(f'"{raw}"')
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""


def _strings(text: str, level: int = 0) -> Iterator[tuple[str, str]]:
    """(key, value) of the long strings in a script; values that are JSON again are opened."""
    text = text[: _end_of_strings(text)]
    for match in islice(_KEYED.finditer(text), _MOST_STRINGS):
        value = _unescape(match.group(2))
        if level < _DEEPEST_ESCAPE and '":"' in value:
            yield from _strings(value, level + 1)
        elif value:
            yield match.group(1), value
    if level == 0 and _JSON_AGAIN in text:
        for match in _STRING.finditer(text):
            if _JSON_AGAIN in match.group(1):
                yield from _strings(_unescape(match.group(1)), level + 1)


def _end_of_strings(text: str) -> int:
    """One past the last quotation mark that is not escaped: what opens a string behind it never closes it,
    and would be followed to the end of the script each time."""
    end = text.rfind('"')
    while end >= 0:
        before = text[max(0, end - _MOST_BACKSLASHES) : end]
        if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
            break
        end = text.rfind('"', 0, end)
    return end + 1


def _prose(text: str) -> int:
    """Characters of text that reads like sentences."""
    return len(text) if len(_PROSE.findall(text)) * 400 > len(text) else 0


def find_body(declared: Declared) -> str:
    """The body as HTML, or an empty string if the page's state holds none."""
    whole: list[str] = []
    for node in declared.articles():
        stated = node.get("articleBody")
        if isinstance(stated, str):
            whole.append("".join(f"<p>{line}</p>" for line in stated.split("\n") if line.strip()))
    pieces: dict[str, dict[str, None]] = {}
    for script in declared.scripts:
        for key, value in _strings(script.text):
            if len(_PARAGRAPH.findall(value)) >= 3:
                whole.append(value)
            elif _prose(value):
                pieces.setdefault(key, {})[value] = None
    for values in pieces.values():
        if len(values) >= 3:
            whole.append("".join(f"<p>{value}</p>" for value in values))
    return max(whole, key=_prose, default="")


def rescue(declared: Declared) -> tuple[Page, list[int]]:
    """The body in the page's state as a page of its own, and which of its runs are text."""
    html = _MARKER.sub("", find_body(declared))
    if not html:
        return Page(), []
    body = parse(html).body
    if body is None:
        return Page(), []
    page = walk(body)
    chosen = [
        index
        for index, run in enumerate(page.runs)
        if not _named(page, run.container) & _UNWANTED and run.link_chars * 2 < len(run.text) + 1
    ]
    return page, chosen


def _named(page: Page, container: int) -> int:
    bits = 0
    while container >= 0:
        bits |= page.containers[container].bits
        container = page.containers[container].parent
    return bits
