"""Our own English of the invented edition, as translation memory and as TMX 1.4."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from parallax.errors import StoreError
from parallax.model import Sentence
from parallax.sample.edition import articles, furniture, newsrooms
from parallax.sample.records import Newsroom, Pair, SampleArticle, whole

MODEL = "parallax-sample"
VERSION = "1"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _texts(article: SampleArticle) -> Iterator[Pair]:
    for pair in (article.title, article.dek, article.caption, *article.topics):
        if pair is not None:
            yield pair
            yield from pair.parts
    for piece in article.body:
        yield from piece.sentences
        # A splitter that keeps a short quote together with its neighbour still finds its English.
        if len(piece.sentences) > 1:
            yield whole(piece.sentences, article.language)


def _about_newsroom(newsroom: Newsroom) -> Iterator[Pair]:
    for byline in newsroom.bylines.values():
        yield from (pair for pair in (byline.role, byline.bio) if pair is not None)


def _sentence(pair: Pair, english: str, *, human: bool) -> Sentence:
    engine = "human" if human else "memory"
    return Sentence(_folded(pair.original), _folded(english), engine, MODEL, VERSION)


def memory_sentences() -> tuple[tuple[str, Sentence], ...]:
    """Each text of the edition that is not English, with its language tag and our English.

    Texts come as sentences and, besides, as whole titles, deks, captions and
    paragraphs. Headlines of the outlets' own correspondents on the bridge story are
    marked ``human``, so that a reader can see what a corrected translation looks like.
    """
    found: dict[tuple[str, str], Sentence] = {}

    def note(language: str, pair: Pair, *, human: bool = False) -> None:
        if pair.english is not None and language != "en":
            sentence = _sentence(pair, pair.english, human=human)
            found.setdefault((language, sentence.original), sentence)

    for article in articles():
        for pair in _texts(article):
            note(article.language, pair, human=article.event == "bridge" and pair is article.title)
    for newsroom in newsrooms():
        for pair in _about_newsroom(newsroom):
            note(newsroom.language, pair)
    english = furniture()["en"]["sections"]
    for language, words in furniture().items():
        note(language, Pair(words["invented"][0], words["invented"][-1]))
        for key, section in words["sections"].items():
            note(language, Pair(section, english[key]))
    return tuple(
        (language, sentence) for (language, _), sentence in sorted(found.items(), key=lambda item: item[0])
    )


def write_tmx(path: Path) -> None:
    """Write :func:`memory_sentences` as TMX 1.4, engine and model in ``prop`` elements.

    Raises :class:`parallax.errors.StoreError` when the file cannot be written.
    """
    root = ET.Element("tmx", version="1.4")
    ET.SubElement(
        root,
        "header",
        {
            "creationtool": "parallax",
            "creationtoolversion": VERSION,
            "segtype": "sentence",
            "o-tmf": "parallax",
            "adminlang": "en",
            "srclang": "*all*",
            "datatype": "plaintext",
        },
    )
    body = ET.SubElement(root, "body")
    for language, sentence in memory_sentences():
        unit = ET.SubElement(body, "tu", srclang=language)
        properties = (("engine", sentence.engine), ("model", sentence.model), ("version", sentence.version))
        for name, value in properties:
            ET.SubElement(unit, "prop", type=f"x-{name}").text = value
        for tag, text in ((language, sentence.original), ("en", sentence.english)):
            variant = ET.SubElement(unit, "tuv", {XML_LANG: tag})
            ET.SubElement(variant, "seg").text = text
    ET.indent(root)
    try:
        ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    except OSError as failed:
        raise StoreError(f"Cannot write the translation memory to {path}: {failed}") from failed
