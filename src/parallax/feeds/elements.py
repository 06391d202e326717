"""The items of an XML document, one at a time, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from itertools import islice
from typing import TypeAlias

from lxml import etree

from parallax.errors import FeedError
from parallax.feeds.limits import MAX_CHILDREN, MAX_MENDED_CHARS
from parallax.feeds.mend import mend
from parallax.feeds.names import Names
from parallax.feeds.problems import Problems

Element: TypeAlias = etree._Element
Fields: TypeAlias = dict[str, list[Element]]

XML = "{http://www.w3.org/XML/1998/namespace}"


class Items:
    """Iterates over the children, by name, of each ``item`` element of a document.

    A document that is not well-formed is mended and read again; ``restart`` is called in
    between, for the caller to forget what the first attempt gave. After the iteration
    :attr:`head` holds the children of the element around the items.
    """

    def __init__(self, text: str, item: str, problems: Problems, restart: Callable[[], None]) -> None:
        self._text = text
        self._item = item
        self._problems = problems
        self._restart = restart
        self.head: Fields = {}
        self.root = ""
        self.root_attributes: dict[str, str] = {}
        self.names = Names("")

    def __iter__(self) -> Iterator[tuple[Element, Fields]]:
        try:
            yield from self._read(self._text.encode("utf-8", "replace"), recover=False)
        except etree.XMLSyntaxError as error:
            self._problems.note(f"broken XML was mended: {_first_line(error)}")
        else:
            return
        self._restart()
        if len(self._text) > MAX_MENDED_CHARS:
            self._problems.note(f"broken XML: only the first {MAX_MENDED_CHARS >> 20} MiB were read")
        mended = mend(self._text[:MAX_MENDED_CHARS], self._problems)
        try:
            yield from self._read(mended.encode("utf-8", "replace"), recover=True)
        except etree.XMLSyntaxError as error:
            raise FeedError(
                f"this XML is beyond mending: {_first_line(error)}",
                hint="Open the address in a browser to see what it sends.",
            ) from error

    def _read(self, xml: bytes, *, recover: bool) -> Iterator[tuple[Element, Fields]]:
        walk = etree.iterparse(
            BytesIO(xml),
            events=("end",),
            tag=(self._item, f"{{*}}{self._item}"),
            remove_comments=True,
            remove_pis=True,
            load_dtd=False,
            no_network=True,
            resolve_entities=False,
            huge_tree=False,
            recover=recover,
        )
        names: Names | None = None
        done: Element | None = None
        for _, element in walk:
            if names is None:
                names = self.names = Names(str(element.getroottree().getroot().tag))
            yield element, fields_of(element, names)
            element.clear(keep_tail=True)
            # An element may only leave the tree when the parser has moved past it.
            parent = done.getparent() if done is not None else None
            if done is not None and parent is not None:
                parent.remove(done)
            done = element
        root = walk.root
        if root is None:
            raise FeedError("this XML has no element")
        self.names = names or Names(str(root.tag))
        self.root = str(root.tag).rpartition("}")[2].lower()
        self.root_attributes = {str(key): str(value) for key, value in islice(root.items(), MAX_CHILDREN)}
        self.head = self._head_of(root)

    def _head_of(self, root: Element) -> Fields:
        own = fields_of(root, self.names)
        channel = own.get("channel")
        return {**own, **fields_of(channel[0], self.names)} if channel else own


def fields_of(element: Element, names: Names) -> Fields:
    """The first children of an element, grouped by name in document order."""
    fields: Fields = {}
    for child in islice(element, MAX_CHILDREN):
        name = names[str(child.tag)]
        if name in fields:
            fields[name].append(child)
        else:
            fields[name] = [child]
    return fields


def text_of(element: Element) -> str:
    """What an element says: its text, or its markup written out if it has children."""
    return markup_of(element) if len(element) else element.text or ""


def first(fields: Fields, *names: str) -> str:
    """The text of the first of these elements that has any."""
    for name in names:
        for element in fields.get(name, ()):
            text = text_of(element).strip()
            if text:
                return text
    return ""


def every(fields: Fields, name: str) -> list[str]:
    """The texts of all elements of that name, empty ones left out."""
    return [text for element in fields.get(name, ()) if (text := text_of(element).strip())]


def markup_of(element: Element) -> str:
    """The inside of an element as HTML, prefixes dropped."""
    out: list[str] = [escape(element.text or "", quote=False)]
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node is element:
            continue
        local = str(node.tag).rpartition("}")[2].rpartition(":")[2]
        if event == "start":
            attributes = "".join(
                f' {str(key).rpartition("}")[2]}="{escape(str(value))}"' for key, value in node.items()
            )
            out.append(f"<{local}{attributes}>{escape(node.text or '', quote=False)}")
        else:
            closing = "" if local in {"br", "img", "hr"} else f"</{local}>"
            out.append(f"{closing}{escape(node.tail or '', quote=False)}")
    return "".join(out)


def _first_line(error: etree.XMLSyntaxError) -> str:
    logged = getattr(error.error_log, "last_error", None)
    message = logged.message if logged is not None else error.msg
    return str(message or "unreadable").strip().partition("\n")[0][:120]
