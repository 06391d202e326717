"""Translation memories as TMX 1.4, the format translators' tools exchange.

Engine, model and version travel as ``<prop>``; a person's correction is marked with engine
``human``. Read as a stream: neither side keeps the whole memory in hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from parallax.errors import InputError
from parallax.model import Doubt, Sentence
from parallax.translate.memory import normal

ENGLISH = "en"
_PROPERTIES = ("engine", "model", "version")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML 1.0 cannot hold, not even escaped (XML 1.0 §2.2).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A segment of a news text; a longer one is a document in disguise.
MAX_SEGMENT = 20_000


def export_tmx(rows: Iterable[tuple[str, Sentence]], version: str = "") -> Iterator[str]:
    """The file in pieces. ``rows`` are a language and one of its sentences; those without English
    are left out. ``version`` is that of the program that writes."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f' <header creationtool="Parallax" creationtoolversion={quoteattr(version or "0")} segtype="sentence"'
        ' o-tmf="Parallax" adminlang="en" srclang="*all*" datatype="plaintext"/>\n <body>\n'
    )
    for language, sentence in rows:
        if sentence.english is not None and sentence.engine != "none":
            yield _unit(language, sentence)
    yield " </body>\n</tmx>\n"


def _unit(language: str, sentence: Sentence) -> str:
    properties = "".join(
        f"<prop type={quoteattr('x-parallax-' + name)}>{_text(value)}</prop>"
        for name in _PROPERTIES
        if (value := getattr(sentence, name))
    )
    doubts = "".join(
        f"<prop type={quoteattr('x-parallax-doubt-' + doubt.kind)}>{_text(doubt.detail)}</prop>"
        for doubt in sentence.doubts
    )
    return (
        f"  <tu srclang={quoteattr(language)}>{properties}{doubts}"
        f"<tuv xml:lang={quoteattr(language)}><seg>{_text(sentence.original)}</seg></tuv>"
        f'<tuv xml:lang="{ENGLISH}"><seg>{_text(sentence.english or "")}</seg></tuv></tu>\n'
    )


def _text(text: str) -> str:
    # A bare carriage return would be read back as a line feed (XML 1.0 §2.11).
    return escape(_FORBIDDEN.sub("", text), {"\r": "&#13;"})


def import_tmx(stream: IO[bytes]) -> Iterator[tuple[str, Sentence]]:
    """Every translation unit with a language and its English, as (language, sentence).

    Units of other tools count as ``memory``: brought in by a person, whoever made them. A file
    that carries a DTD's entities has them neither read nor expanded. Raises
    :class:`InputError` naming the line where the file is broken.
    """
    from lxml import etree

    try:
        parser = etree.iterparse(
            stream,
            events=("end",),
            tag=("{*}tu", "tu"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        for _, unit in parser:
            yield from _read_unit(unit)
            unit.clear()
            while unit.getprevious() is not None:
                del unit.getparent()[0]
        if parser.root is None or etree.QName(parser.root).localname != "tmx":
            raise InputError("This is not a TMX file", hint="Its outermost element must be <tmx>.")
    except etree.XMLSyntaxError as error:
        raise InputError(f"The TMX file is broken: {error}") from error


def _read_unit(unit: Any) -> Iterator[tuple[str, Sentence]]:
    texts: dict[str, str] = {}
    for variant in unit.iterfind("{*}tuv"):
        language = str(variant.get(_XML_LANG) or variant.get("lang") or "").strip()
        segment = variant.find("{*}seg")
        text = normal(_words(segment)) if segment is not None else ""
        if language and text and len(text) <= MAX_SEGMENT:
            texts[language] = text
    english = next((text for language, text in texts.items() if _is_english(language)), None)
    if english is None:
        return
    found = {prop.get("type", ""): prop.text or "" for prop in unit.iterfind("{*}prop")}
    doubts = tuple(
        Doubt(kind.removeprefix("x-parallax-doubt-"), detail)
        for kind, detail in found.items()
        if kind.removeprefix("x-parallax-doubt-") in {"number", "name", "negation", "quotation", "length"}
        and kind.startswith("x-parallax-doubt-")
    )
    for language, original in texts.items():
        if not _is_english(language):
            yield (
                language,
                Sentence(
                    original,
                    english,
                    engine=found.get("x-parallax-engine") or "memory",
                    model=found.get("x-parallax-model", ""),
                    version=found.get("x-parallax-version", ""),
                    doubts=doubts,
                ),
            )


def _words(segment: Any) -> str:
    """The text with the codes of other tools (<bpt>, <ph> …) left out, but not the words around them."""
    pieces = [segment.text or ""]
    for inner in segment:
        if isinstance(inner.tag, str) and inner.tag.rpartition("}")[2] in {"hi", "sub"}:
            pieces.append(_words(inner))
        pieces.append(inner.tail or "")
    return "".join(pieces)


def _is_english(language: str) -> bool:
    return language.lower().replace("_", "-").split("-", 1)[0] == ENGLISH
