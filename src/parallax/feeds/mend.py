"""Makes broken XML readable: one linear pass over the text, no backtracking, no document type.

Mended: stray ampersands and angle brackets, HTML's entities, characters XML forbids, tags
that cross, are missing or are cut off. libxml2's own recovery nests every item inside the
one with the missing end tag; here an item ends where the next one starts.
"""

from __future__ import annotations

import re
from html.entities import html5

from parallax.feeds.limits import MAX_DEPTH, MAX_MENDED_ATTRIBUTE
from parallax.feeds.problems import Problems

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters XML 1.0 does not allow (section 2.2)."""

# Every class excludes "<", so a failed match ends at the next tag; "*+" gives nothing back.
_TAG = re.compile(r"""<(/?)([A-Za-z_][\w.:-]*+)((?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+)>""")
_LOOSE_TAG = re.compile(r"""<(/?)([A-Za-z_][\w.:-]*+)([^<>]*+)>""")
_ATTRIBUTE = re.compile(r"""([A-Za-z_][\w.:-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_REFERENCE = re.compile(r"&(?:#(\d{1,7}|[xX][0-9a-fA-F]{1,6});?|([A-Za-z]\w{1,30});)?")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

_ITEMS = frozenset({"item", "entry", "url", "sitemap"})
_VOID = frozenset({"link", "atom:link", "br", "img", "hr", "meta", "enclosure"})


def references(text: str) -> str:
    """Text whose every ampersand starts a reference XML knows; HTML's become their characters."""
    return _REFERENCE.sub(_reference, text) if "&" in text else text


def _reference(found: re.Match[str]) -> str:
    number, name = found.groups()
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        character = chr(code) if 0 < code < 0x110000 else ""
        return "" if FORBIDDEN.match(character) else character.translate(_ESCAPES)
    if name in _XML_NAMES:
        return f"&{name};"
    if name and f"{name};" in html5:
        return html5[f"{name};"].translate(_ESCAPES)
    return "&amp;" + found.group()[1:]


def mend(text: str, problems: Problems) -> str:
    """Well-formed XML (but for undeclared prefixes) saying what ``text`` most likely meant."""
    mender = _Mender(FORBIDDEN.sub("", text))
    mended = mender.run()
    if mender.cut:
        problems.note("the document is cut off; its last, unfinished item was left out")
    return mended


class _Mender:
    def __init__(self, text: str) -> None:
        self._text = text
        self._out: list[str] = []
        self._open: list[str] = []
        self._item_start = 0  # where in ``_out`` the open item began
        self.cut = False

    def run(self) -> str:
        text, position = self._text, 0
        while True:
            start = text.find("<", position)
            self._write_text(text[position : start if start >= 0 else len(text)])
            if start < 0:
                break
            position = self._construct(start)
            if position < 0:
                break
        self._finish()
        return "".join(self._out)

    def _write_text(self, chunk: str) -> None:
        if chunk and self._open:
            self._out.append(references(chunk).replace("]]>", "]]&gt;"))

    def _construct(self, start: int) -> int:
        """Read what the bracket at ``start`` begins; the position after it, or -1 at a cut."""
        text = self._text
        if text.startswith("<![CDATA[", start):
            end = text.find("]]>", start)
            if end >= 0 and self._open:
                self._out.append(text[start : end + 3])
            return end + 3 if end >= 0 else -1
        if text.startswith("<!--", start):
            end = text.find("-->", start)
            return end + 3 if end >= 0 else -1
        tag = _TAG.match(text, start) or _LOOSE_TAG.match(text, start)
        if tag is not None:
            self._tag(*tag.groups())
            return tag.end()
        end = text.find(">", start)
        if end < 0:
            return -1
        if text.startswith(("<?", "<!"), start):
            return end + 1
        self._write_text("&lt;")
        return start + 1

    def _tag(self, slash: str, name: str, attributes: str) -> None:
        if slash:
            self._close(name)
            return
        empty = attributes.endswith("/")
        self._make_room(name)
        if len(self._open) >= MAX_DEPTH:
            return
        if name in _ITEMS and not empty:
            self._item_start = len(self._out)
        self._out.append(f"<{name}{_attributes(attributes)}{'/' if empty else ''}>")
        if not empty:
            self._open.append(name)

    def _make_room(self, name: str) -> None:
        """End what a start tag shows to be over: a void element, or the item before this one."""
        if self._open and self._open[-1] in _VOID:
            self._pop()
        if name in _ITEMS and name in self._open:
            while name in self._open:
                self._pop()

    def _close(self, name: str) -> None:
        # The root stays open: what follows a stray end tag may still be items.
        if name in self._open[1:]:
            while self._open[-1] != name:
                self._pop()
            self._pop()

    def _pop(self) -> None:
        self._out.append(f"</{self._open.pop()}>")

    def _finish(self) -> None:
        unfinished = next((depth for depth, name in enumerate(self._open) if name in _ITEMS), None)
        if unfinished is not None:
            self.cut = True
            del self._out[self._item_start :]
            del self._open[unfinished:]
        while self._open:
            self._pop()


def _attributes(written: str) -> str:
    if "=" not in written:
        return ""
    kept: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        value = double or single or bare
        if len(value) <= MAX_MENDED_ATTRIBUTE:
            kept.setdefault(name, references(value.removesuffix("/") if bare else value))
    quoted = (
        f' {name}="{value.replace("<", "&lt;").replace(chr(34), "&quot;")}"' for name, value in kept.items()
    )
    return "".join(quoted)
