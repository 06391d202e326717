"""Which sentences are worth a second look, and that a name never decides it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from parallax.config import load
from parallax.errors import ModelError
from parallax.tone import LargerModel, Person, Reader, ToneModel, loaded_words, packaged_model
from parallax.tone.base import Floats
from parallax.tone.head import masked
from parallax.tone.packed import MASK, read
from parallax.tone.pieces import SPACE, Pieces
from parallax.tone.reading import MOST_SENTENCES

ROOT = Path(__file__).resolve().parents[2]
WEXCOMBE = Person("wxkmb", "Orla Wexcombe")


@pytest.fixture(scope="module")
def model() -> ToneModel:
    return packaged_model()


@pytest.fixture(scope="module")
def larger() -> ToneModel:
    installed = LargerModel(load().models_dir)
    if installed.state() is None:
        pytest.skip("the larger model is not installed: `parallax models install tone`")
    return installed.load()


class Judge:
    """Always equally sure, and remembers what it was asked."""

    def __init__(self, against: float, favour: float) -> None:
        self.answer = (against, 1 - against - favour, favour)
        self.asked: list[str] = []

    def chances(self, named: Sequence[tuple[str, int, int]]) -> list[tuple[float, float, float]]:
        self.asked += [sentence[start:end] for sentence, start, end in named]
        return [self.answer] * len(named)


def test_clear_sentences_are_told_for_and_against(model: ToneModel) -> None:
    praise = "Senator Wexcombe was praised as a brilliant and honest leader who saved the town."
    blame = "Critics called Wexcombe a corrupt liar who has betrayed everybody that trusted her."
    plain = "Wexcombe will travel to the coast on Tuesday."
    texts = (praise, blame, plain)
    told = model.chances([(text, text.index("Wexcombe"), text.index("Wexcombe") + 8) for text in texts])
    assert told[0][2] > model.head.sure
    assert told[1][0] > model.head.sure
    assert max(told[2][0], told[2][2]) < model.head.sure


def test_the_program_reads_as_the_network_it_was_trained_as(model: ToneModel) -> None:
    """The examples were told by the training script's network, in another library."""
    told_as_kept(model, "head")


def test_the_larger_model_reads_as_the_network_it_was_trained_as(larger: ToneModel) -> None:
    told_as_kept(larger, "larger")


def told_as_kept(model: ToneModel, name: str) -> None:
    kept = json.loads((files("parallax.tone") / "data" / f"{name}.json").read_text("utf-8"))["examples"]
    for example in kept:
        found = model.chances([(example["sentence"], example["start"], example["end"])])
        assert found[0] == pytest.approx(example["chances"], abs=0.005)
    assert len({np.argmax(example["chances"]) for example in kept}) > 1


def test_its_small_products_do_not_wait_for_a_second_thread(
    model: ToneModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    states = model._encoder.states

    def watched(texts: Sequence[Sequence[int]], persons: Sequence[int]) -> list[Floats]:
        seen.extend(its["num_threads"] for its in threadpool_info() if its["user_api"] == "blas")
        return states(texts, persons)

    monkeypatch.setattr(model._encoder, "states", watched)
    with threadpool_limits(2):
        model.chances([("Wexcombe spoke.", 0, 8)])
    assert seen
    assert set(seen) == {1}


def test_who_it_is_makes_no_difference(model: ToneModel) -> None:
    found = []
    for name in ("Orla Wexcombe", "Donald Trump", "她"):
        text = f"Voters say that {name} let them down again."
        found += model.chances([(text, 16, 16 + len(name))])
    assert found[0] == found[1] == found[2]


def test_a_long_sentence_is_read_around_the_person(model: ToneModel) -> None:
    text = "word " * 200 + "Wexcombe failed." + " word" * 200
    at = text.index("Wexcombe")
    pieces, place = masked(model._encoder, text, at, at + 8)
    numbers = model._encoder.model.pieces.numbers
    assert len(pieces) == 64
    assert pieces[place] in {numbers[MASK], numbers[SPACE + MASK]}


def test_a_sentence_is_cut_into_its_likeliest_pieces() -> None:
    numbers = {SPACE + "well": 3, SPACE: 4, "w": 5, "ell": 6, "s": 7}
    pieces = Pieces(numbers, [0, 0, 0, -1.0, -2.0, -2.0, -2.0, -2.0], {"W": "w"}, 0, 1, 2, 5, -2.0)
    assert pieces.of("well") == [0, 3, 1]
    assert pieces.of("Wells  well") == [0, 3, 7, 3, 1]
    assert pieces.of("é") == [0, 4, 2, 1]


def test_a_file_that_is_no_model_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="begin"):
        read(b"something else")
    from parallax import fourbits
    from parallax.tone import packed

    (tmp_path / fourbits.FILE).write_bytes(b"E5S1 cut off")

    class Spec:
        origin = str(tmp_path / "__init__.py")

    monkeypatch.setattr(fourbits, "find_spec", lambda name: Spec)
    with pytest.raises(ModelError, match="cannot be read"):
        packed.open_packaged()


def test_words_in_quotation_marks_are_their_speakers() -> None:
    judge = Judge(0.95, 0.0)
    lines = [
        "“Wexcombe is a thug and a liar,” said a rival of hers.",
        "The report says Orla Wexcombe failed the valley.",
        "Too short, Wexcombe.",
        "Nobody else is named in this longer sentence.",
    ]
    found = Reader(judge, 0.9).read(lines, [WEXCOMBE])
    assert [(one.line, one.tone, one.start) for one in found] == [(1, "against", 16)]
    assert judge.asked == ["Orla Wexcombe"]
    assert loaded_words(lines[0]) == ()


def test_an_unsure_tone_is_not_told_but_loaded_words_are() -> None:
    lines = ["Wexcombe slammed the regime over the dam.", "Wexcombe spoke about the dam at noon."]
    (found,) = Reader(Judge(0.5, 0.3), 0.9).read(lines, [WEXCOMBE])
    assert (found.tone, found.chance) == ("", 0.0)
    assert [(word.text, word.plainer) for word in found.loaded] == [
        ("slammed", "criticised"),
        ("regime", "government"),
    ]


def test_a_report_costs_no_more_than_a_few_sentences() -> None:
    judge = Judge(0.95, 0.0)
    Reader(judge, 0.9).read(["Wexcombe failed the valley once more."] * 500, [WEXCOMBE])
    assert len(judge.asked) == MOST_SENTENCES


def test_what_was_reached_stays_reached(
    shared: Path, model: ToneModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(model, shared, monkeypatch)


def test_what_the_larger_model_reached_stays_reached(
    shared: Path, larger: ToneModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(larger, shared, monkeypatch, "larger")


def hold(model: ToneModel, shared: Path, monkeypatch: pytest.MonkeyPatch, *which: str) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    from benchmarks.tone.__main__ import FLOORS, measure

    floors = json.loads(FLOORS.read_text("utf-8"))
    for key in (*which, "first"):
        floors = floors[key]
    for name, least in floors["sets"].items():
        figures = measure(model, shared, name, floors["rows"])
        assert figures["macro_f1"] >= least
