"""The memory brings our English for what a reader of the pages will find."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from parallax.errors import StoreError
from parallax.extract.article import article as extract
from parallax.sample import memory_sentences, write_tmx
from parallax.sample.edition import articles
from parallax.sample.render import page
from parallax.translate.memory import normal
from parallax.translate.segment import split_sentences

DAY = date(2026, 3, 14)
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Measured at 1.0 for titles, deks and bodies; captions depend on how well a credit is told apart.
FLOOR = 0.97


def test_the_tmx_holds_every_sentence_with_its_engine(tmp_path: Path) -> None:
    path = tmp_path / "sample.tmx"
    write_tmx(path)
    root = ET.parse(path).getroot()
    assert root.get("version") == "1.4"
    units = root.findall("body/tu")
    assert len(units) == len(memory_sentences())
    first = units[0]
    assert [variant.get(LANG) for variant in first.findall("tuv")][1] == "en"
    assert {prop.get("type") for prop in first.findall("prop")} == {"x-engine", "x-model", "x-version"}


def test_a_few_sentences_are_marked_as_human() -> None:
    engines = [sentence.engine for _, sentence in memory_sentences()]
    assert set(engines) == {"memory", "human"}
    assert 3 <= engines.count("human") <= 20
    assert {sentence.model for _, sentence in memory_sentences()} == {"parallax-sample"}


def test_no_sentence_has_two_translations() -> None:
    keys = [(language, sentence.original) for language, sentence in memory_sentences()]
    assert len(keys) == len(set(keys))


def test_sentences_read_from_the_pages_are_found_in_the_memory() -> None:
    known = {(language, sentence.original) for language, sentence in memory_sentences()}
    found = asked = 0
    for article in articles():
        if article.language == "en":
            continue
        content = extract(page(article, DAY), article.url)
        texts = [content.title, content.dek, content.section, *content.topics]
        texts += [block.text for block in content.blocks]
        for text in texts:
            for sentence in split_sentences(text, article.language):
                asked += 1
                found += (article.language, normal(sentence)) in known
    assert asked > 400
    assert found / asked >= FLOOR, f"{found} of {asked}"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        write_tmx(tmp_path / "nowhere" / "sample.tmx")
