"""One pass over the parsed page: runs of text with where they stand, and what else is there.

Everything later works on this record; nobody walks the tree again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import normalize

from parallax.extract.record import Container, Marked, Page, Picture, Run
from parallax.extract.vocabulary import BITS, name_bits
from parallax.extract.words import in_one_line

# Tags whose content is not prose of the page. ``button`` and ``select`` hold labels.
SKIPPED = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "video",
    "audio", "canvas", "select", "option", "datalist", "button", "input", "textarea", "map", "meter",
    "progress", "head", "link", "meta",
))  # fmt: skip
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
STRONG = frozenset(("b", "strong"))
EMPHASIS = frozenset(("i", "em"))
_BLOCK, _INLINE, _BREAK, _IMAGE, _FRAME, _SITE, _IGNORED = range(7)
_KINDS: dict[str, int] = {
    **dict.fromkeys(SKIPPED, _IGNORED),
    **dict.fromkeys(("-comment", "!doctype", "-cdata-section", "-undef", "-document"), _IGNORED),
    **dict.fromkeys(INLINE, _INLINE),
    **dict.fromkeys(("img", "amp-img", "source"), _IMAGE),
    "br": _BREAK,
    # Two fifths of the text runs of the development pages, and none of the 4,500 that are an article's.
    "iframe": _FRAME,
    "nav": _SITE,
    "footer": _SITE,
}
# Names and kinds by lexbor's numbers of HTML's own tags; asking for a number makes no string. Other
# tags are numbered as they come up in a document.
_KNOWN: dict[int, tuple[int, str]] = {}
_HTML_TAGS = 256
# A footer outside of these is the site's; inside of them it may hold the author's card or a correction.
_ARTICLES = frozenset(("article", "main"))
# Text for screen readers only and pop-ups: inside a sentence they are no part of it, and as labels of their
# own they stand between the paragraphs. Longer ones are elements so named that hold text to be seen.
_UNSEEN = BITS["unseen"]
_LONGEST_LABEL = 200
# A cell with more is text of its own: old pages are laid out as tables.
_LONGEST_CELL = 120
# Deeper nodes are read, but no longer told apart: real pages stay under 60.
DEEPEST = 180

TAG_BITS: dict[str, int] = {
    "footer": BITS["foot"],
    "aside": BITS["aside"],
    "figure": BITS["caption"],
    "figcaption": BITS["caption"],
    "blockquote": BITS["quote"],
    "form": BITS["offer"],
    "dialog": BITS["consent"],
}
ROLE_BITS: dict[str, int] = {
    "navigation": BITS["nav"],
    "complementary": BITS["aside"],
    "contentinfo": BITS["foot"],
    "dialog": BITS["consent"],
    "alertdialog": BITS["consent"],
    "search": BITS["nav"],
    "banner": BITS["nav"],
    "menu": BITS["nav"],
}


# Attributes other than the class that say what an element is.
_TELLING = frozenset(("id", "role", "style", "hidden", "aria-hidden"))
# Lexbor's number of text nodes, which are half of all.
_TEXT_NODE = 2


def _get_to_know(node: Any) -> tuple[int, str]:
    tag = node.tag
    known = _KINDS.get(tag, _BLOCK), tag
    if node.tag_id < _HTML_TAGS:
        _KNOWN[node.tag_id] = known
    return known


def _attribute_bits(attributes: Mapping[str, str | None]) -> int:
    """What an element's attributes other than its class say."""
    bits = 0
    identity, role, style = attributes.get("id"), attributes.get("role"), attributes.get("style")
    if identity:
        bits |= name_bits(identity)
    if role:
        bits |= ROLE_BITS.get(role, 0)
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        bits |= BITS["hidden"]
    if style and "display" in style and "none" in style:
        bits |= BITS["hidden"]
    return bits


class _Walker:
    """Holds the run being filled while the tree is walked."""

    __slots__ = (
        "containers",
        "emphasis",
        "found",
        "href",
        "inline",
        "link",
        "links",
        "page",
        "parts",
        "runs",
        "size",
        "strong",
    )

    def __init__(self) -> None:
        self.page = Page()
        self.containers, self.runs = self.page.containers, self.page.runs
        self.found = 0  # runs, pictures and marked elements so far
        self.parts: list[str] = []
        self.size = self.link = self.strong = self.emphasis = self.links = 0
        self.inline: list[tuple[int, int]] = []
        self.href = ""

    def flush(self, container: int) -> None:
        """Ends the run that is being filled."""
        text = in_one_line("".join(self.parts))
        if not text.isascii():
            text = normalize("NFC", text)
        if text:
            bits = 0
            for mark, chars in self.inline:
                if chars * 2 > self.size:
                    bits |= mark
            self.runs.append(
                Run(text, container, self.link, self.links, self.strong, self.emphasis, bits, self.href)
            )
            self.found += 1
        self.parts = []
        self.size = self.link = self.strong = self.emphasis = self.links = 0
        self.inline = []
        self.href = ""

    def block(self, node: Any, tag: str, parent: int, depth: int, link: bool) -> None:
        """Walks a block-level element into a container of its own."""
        attributes, child = node.attributes, node.first_child
        if child is None and "itemprop" not in attributes:
            return
        bits, name = TAG_BITS.get(tag, 0), ""
        if attributes:
            name = attributes.get("class") or ""
            if name:
                bits |= name_bits(name)
            if not _TELLING.isdisjoint(attributes):
                bits |= _attribute_bits(attributes)
        if bits & _UNSEEN and tag != "h1" and len(node.text()) <= _LONGEST_LABEL:
            return
        containers, found = self.containers, self.found
        index, runs = len(containers), len(self.runs)
        box = Container(index, parent, tag, name, bits, depth)
        containers.append(box)
        if "itemprop" in attributes:
            self.mark(tag, attributes, index, "", is_container=True)
        self.siblings(child, index, depth, link)
        if self.parts:
            self.flush(index)
        if tag == "tr":
            self.join_cells(index, runs)
        elif found == self.found and parent >= 0:
            del containers[index:]  # nothing in it: nobody will ask for it
        box.end = len(containers)

    def mark(
        self,
        tag: str,
        attributes: Mapping[str, str | None],
        container: int,
        text: str,
        *,
        is_container: bool = False,
    ) -> None:
        """Notes an element that says what it is."""
        self.page.marked.append(Marked(tag, attributes, container, len(self.runs), text, is_container))
        self.found += 1

    def join_cells(self, row: int, begin: int) -> None:
        """Makes one run of a table row that has only short cells: that is how it is read."""
        page = self.page
        cells = page.runs[begin:]
        if len(cells) < 2 or any(
            len(cell.text) > _LONGEST_CELL or page.containers[cell.container].parent != row for cell in cells
        ):
            return
        page.runs[begin:] = [
            Run(
                " ".join([cell.text for cell in cells]),
                row,
                sum([cell.link_chars for cell in cells]),
                sum([cell.links for cell in cells]),
                sum([cell.strong_chars for cell in cells]),
                sum([cell.emphasis_chars for cell in cells]),
            )
        ]
        inside: tuple[Sequence[Picture | Marked], ...] = (page.pictures, page.marked)
        for noted in inside:
            for thing in reversed(noted):
                if thing.at <= begin + 1:
                    break
                thing.at = begin + 1

    def siblings(self, child: Any, container: int, depth: int, link: bool) -> None:
        """Walks a node and those that follow it under the same parent."""
        known = _KNOWN.get
        while child is not None:
            number = child.tag_id
            if number == _TEXT_NODE:
                # Most text is the white space between elements, and asking for it makes a string.
                if self.parts or not child.is_empty_text_node:
                    text = child.text_content
                    if not text.isspace() or (self.parts and self.parts[-1] != "\n"):
                        if link:
                            self.link += len(text.strip())
                        self.parts.append(text)
                        self.size += len(text)
                child = child.next
                continue
            kind, tag = known(number) or _get_to_know(child)
            if kind == _BLOCK or (tag == "footer" and self.is_in_article(container)):
                if self.parts:
                    self.flush(container)
                if depth < DEEPEST:
                    self.block(child, tag, container, depth + 1, link)
                else:
                    self.parts.append(child.text())
                    self.flush(container)
            elif kind == _INLINE:
                if depth < DEEPEST:
                    self.inline_element(child, tag, container, depth + 1, link)
            elif kind == _SITE:
                if self.parts:
                    self.flush(container)
            elif kind == _BREAK:
                if self.parts and self.parts[-1] == "\n":
                    self.flush(container)
                else:
                    self.parts.append("\n")
            elif kind == _IMAGE:
                self.page.pictures.append(Picture(child.attributes, container, len(self.runs)))
                self.found += 1
            elif kind == _FRAME:
                source = child.attributes.get("src") or child.attributes.get("data-src")
                if source:
                    self.page.frames.append((source, len(self.runs)))
            child = child.next

    def is_in_article(self, container: int) -> bool:
        containers = self.containers
        while container >= 0:
            if containers[container].tag in _ARTICLES:
                return True
            container = containers[container].parent
        return False

    def inline_element(self, node: Any, tag: str, container: int, depth: int, link: bool) -> None:
        attributes = node.attributes
        bits, is_marked = 0, tag == "time"
        if attributes:
            classes = attributes.get("class")
            if classes:
                bits = name_bits(classes)
                if bits & _UNSEEN:
                    return
            is_marked = is_marked or "itemprop" in attributes or "rel" in attributes
        before, begin = self.size, len(self.parts)
        runs = len(self.runs)
        if tag == "a":
            href = attributes.get("href")
            if href:
                link = True
                self.links += 1
                self.href = self.href or href
        self.siblings(node.first_child, container, depth, link)
        if runs != len(self.runs):
            before = begin = 0
        size = self.size - before
        if size > 0:
            if tag in STRONG:
                self.strong += size
            elif tag in EMPHASIS:
                self.emphasis += size
            if bits:
                self.inline.append((bits, size))
        if is_marked:
            text = "".join(self.parts[begin:])
            if not text and len(self.runs) > runs:
                text = self.runs[-1].text
            self.mark(tag, attributes, container, text[:300])


def walk(body: Any) -> Page:
    """Reads the tree under ``body`` (a selectolax lexbor node)."""
    walker = _Walker()
    walker.block(body, "body", -1, 0, False)
    return walker.page
