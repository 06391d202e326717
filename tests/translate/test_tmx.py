"""A memory goes out as TMX and comes back the same."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallax.errors import InputError
from parallax.model import Doubt, Sentence
from parallax.translate.memory import ProcessMemory, normal
from parallax.translate.tmx import export_tmx, import_tmx

words = (
    st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=60)
    .map(normal)
    .filter(bool)
)
label = st.text("abcdefghij+-. 0123456789", max_size=10).map(str.strip)
sentences = st.builds(
    Sentence,
    original=words,
    english=words,
    engine=st.sampled_from(["firefox", "openai", "human", "memory"]),
    model=label,
    version=label,
    doubts=st.lists(
        st.builds(Doubt, kind=st.sampled_from(["number", "name", "negation", "quotation"]), detail=words),
        max_size=2,
        unique_by=lambda doubt: doubt.kind,
    ).map(tuple),
)
languages = st.sampled_from(["pt", "pt-BR", "zh-Hant", "uk", "ar"])


def exported(rows: list[tuple[str, Sentence]]) -> io.BytesIO:
    return io.BytesIO("".join(export_tmx(rows)).encode())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(languages, sentences), max_size=6))
def test_what_goes_out_comes_back(rows: list[tuple[str, Sentence]]) -> None:
    assert list(import_tmx(exported(rows))) == rows


def test_line_breaks_and_control_characters_survive_or_go() -> None:
    row = ("pt", Sentence("um\r\ndois \x00três", "one\rtwo", engine="human"))
    ((_, back),) = import_tmx(exported([row]))
    assert (back.original, back.english) == ("um\r\ndois três", "one\rtwo")


def test_what_has_no_english_stays_out() -> None:
    rows = [("pt", Sentence("a", None, refusal="why")), ("en", Sentence("b", "b", engine="none"))]
    assert list(import_tmx(exported(rows))) == []


def test_another_tools_file_counts_as_memory_and_loses_only_its_codes() -> None:
    file = b"""<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>
    <tu><prop type="client">x</prop><tuv xml:lang="EN-US"><seg>The <bpt i="1">&lt;b&gt;</bpt>bridge<ept i="1"/> is <hi>open</hi>.</seg></tuv>
    <tuv xml:lang="pt-PT"><seg>A ponte abriu.</seg></tuv><tuv xml:lang="fr"><seg>Le pont est ouvert.</seg></tuv></tu>
    <tu><tuv xml:lang="pt"><seg>Sem ingl\xc3\xaas</seg></tuv></tu></body></tmx>"""
    rows = list(import_tmx(io.BytesIO(file)))
    assert [(language, s.original, s.english, s.engine) for language, s in rows] == [
        ("pt-PT", "A ponte abriu.", "The bridge is open.", "memory"),
        ("fr", "Le pont est ouvert.", "The bridge is open.", "memory"),
    ]


def test_entities_are_neither_read_nor_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    file = f"""<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY leak SYSTEM "{secret.as_uri()}"><!ENTITY a "ha">
    <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><tmx version="1.4"><body><tu>
    <tuv xml:lang="pt"><seg>um &leak; &b;</seg></tuv><tuv xml:lang="en"><seg>one &leak; &b;</seg></tuv></tu></body></tmx>"""
    for _, sentence in import_tmx(io.BytesIO(file.encode())):
        assert "secret" not in f"{sentence.original}{sentence.english}"
        assert "ha" not in sentence.original


@pytest.mark.parametrize("file", [b"", b"<html></html>", b"<tmx><body><tu>", b"not xml", b'{"a": 1}'])
def test_a_broken_file_is_named_as_such(file: bytes) -> None:
    with pytest.raises(InputError):
        list(import_tmx(io.BytesIO(file)))


def test_a_person_outranks_a_machine_whichever_came_first() -> None:
    machine, person = Sentence("Olá.", "Hi.", "firefox", "pt-en", "2.0"), Sentence("Olá.", "Hello.", "human")
    imported = Sentence("Olá.", "Hullo.", "memory")
    for order in ([machine, person, imported], [person, imported, machine], [imported, machine, person]):
        memory = ProcessMemory()
        for sentence in order:
            memory.remember("pt", (sentence,))
        assert memory.recall("pt", (" Olá.\n",))[" Olá.\n"].english == "Hello."
        assert memory.recall("es", ("Olá.",)) == {}
        assert len(list(memory)) == 3
