"""The facade: memory first, engines in order, every sentence accounted for."""

from __future__ import annotations

from typing import Any

from parallax.model import Sentence
from parallax.translate.firefox import FirefoxEngine
from parallax.translate.memory import ProcessMemory
from parallax.translate.translator import Job, Translator

OLA, BOM = "Olá a todos.", "Bom dia."
TABLE = {OLA: "Hello everyone.", BOM: "Good morning."}


def test_portuguese_is_translated_out_of_the_box(firefox: FirefoxEngine) -> None:
    translator = Translator([firefox], ProcessMemory())
    (title, body) = translator.translate_passages(
        "pt-BR",
        [("title", 0, "O governo anuncia novos cortes"), ("body", 3, "A chuva parou. As escolas abriram.")],
    )
    assert (title.part, title.index, body.part, body.index) == ("title", 0, "body", 3)
    assert "government" in (title.sentences[0].english or "").lower()
    assert [sentence.original for sentence in body.sentences] == ["A chuva parou.", "As escolas abriram."]
    assert "rain" in (body.sentences[0].english or "").lower()
    assert (body.sentences[0].engine, body.sentences[0].version) == ("firefox", "2.0")


def test_wire_copy_is_translated_once(parrot_class: Any) -> None:
    engine = parrot_class(TABLE)
    translator = Translator([engine], ProcessMemory())
    jobs = [Job("a", (("body", 0, f"{OLA} {BOM}"),)), Job("b", (("body", 0, OLA), ("body", 1, BOM)))]
    done = translator.translate_jobs("pt", jobs)
    assert engine.asked == [OLA, BOM]
    assert done["b"][1].sentences[0].english == "Good morning."
    translator.translate_jobs("pt", jobs)
    assert engine.asked == [OLA, BOM]


def test_a_newer_model_translates_again_but_never_over_a_person(parrot_class: Any) -> None:
    memory = ProcessMemory()
    memory.remember("pt", (Sentence(OLA, "Old words.", "firefox", "parrot", "1"),))
    memory.remember("pt", (Sentence(BOM, "A person's words.", "human"),))
    engine = parrot_class(TABLE, version="2")
    (passage,) = Translator([engine], memory).translate_passages("pt", [("body", 0, f"{OLA} {BOM}")])
    assert [sentence.english for sentence in passage.sentences] == ["Hello everyone.", "A person's words."]


def test_without_an_engine_the_memory_still_answers(parrot_class: Any) -> None:
    memory = ProcessMemory()
    memory.remember("pt", (Sentence(OLA, "Hello everyone.", "firefox", "parrot", "1"),))
    (passage,) = Translator([], memory).translate_passages("pt", [("body", 0, OLA)])
    assert passage.sentences[0].english == "Hello everyone."


def test_english_passes_through() -> None:
    (passage,) = Translator([], ProcessMemory()).translate_passages(
        "en-GB", [("title", 0, "It rains. Still.")]
    )
    assert [(s.english, s.engine) for s in passage.sentences] == [("It rains.", "none"), ("Still.", "none")]


def test_a_missing_model_is_named_with_its_command() -> None:
    translator = Translator([], ProcessMemory())
    (passage,) = translator.translate_passages("fr", [("title", 0, "Bonjour")])
    assert passage.sentences[0].english is None
    assert passage.sentences[0].engine == ""
    assert "French" in passage.sentences[0].refusal
    assert "parallax models install fr" in passage.sentences[0].refusal
    (passage,) = translator.translate_passages("kk", [("title", 0, "Қазақстан")])
    assert passage.sentences[0].refusal == "No model translates Kazakh into English yet."
    (passage,) = translator.translate_passages("und", [("title", 0, "Xyz")])
    assert "could not be told" in passage.sentences[0].refusal


def test_nothing_without_a_word_reaches_an_engine(parrot_class: Any) -> None:
    engine = parrot_class({})
    (passage,) = Translator([engine], ProcessMemory()).translate_passages(
        "pt", [("body", 0, "***"), ("body", 1, " ")]
    )
    assert passage.sentences[0].english == "***"
    assert engine.asked == []


def test_the_next_engine_gets_what_the_first_could_not_do(parrot_class: Any) -> None:
    first, second = parrot_class({OLA: "no " * 40}), parrot_class(TABLE, version="b")
    (passage,) = Translator([first, second], ProcessMemory()).translate_passages("pt", [("body", 0, OLA)])
    assert (passage.sentences[0].english, passage.sentences[0].version) == ("Hello everyone.", "b")


def test_a_looping_translation_is_refused_and_not_remembered(parrot_class: Any) -> None:
    memory = ProcessMemory()
    engine = parrot_class({OLA: "the period of the period of the period of the period of the period of the"})
    (passage,) = Translator([engine], memory).translate_passages("pt", [("body", 0, OLA)])
    assert passage.sentences[0].english is None
    assert "repeated itself" in passage.sentences[0].refusal
    assert passage.sentences[0].engine == "firefox"
    assert len(memory) == 0


def test_a_language_model_never_reads_what_may_not_be_mined(parrot_class: Any) -> None:
    engine = parrot_class(TABLE, mines_text=True)
    translator = Translator([engine], ProcessMemory())
    jobs = [Job("closed", (("body", 0, OLA),), text_mining=False), Job("open", (("body", 0, BOM),))]
    done = translator.translate_jobs("pt", jobs)
    assert engine.asked == [BOM]
    assert done["closed"][0].sentences[0].english is None
    assert done["open"][0].sentences[0].english == "Good morning."
