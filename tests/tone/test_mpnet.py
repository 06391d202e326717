"""The larger model's files: cut, read and run as its makers' own program does."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from invented_mpnet import LAYERS, WIDTH, write_model

from parallax.errors import ModelError
from parallax.tone.encoder import Encoder, Tuning
from parallax.tone.gelu import gelu
from parallax.tone.head import masked
from parallax.tone.mpnet import MASK, VOCABULARY, WEIGHTS, Mpnet, open_mpnet
from parallax.tone.wordpiece import LONGEST_WORD, WordPieces


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Mpnet:
    return open_mpnet(write_model(tmp_path_factory.mktemp("models") / "tiny"))


def untuned(base: Mpnet) -> Encoder:
    return Encoder(base, Tuning(LAYERS, np.zeros(WIDTH, np.float32), {}), LAYERS)


def test_the_states_are_those_of_another_program(base: Mpnet) -> None:
    """Told by transformers 5.24's ``MPNetModel`` over the same files, after the tenth layer."""
    mask = base.pieces.numbers[MASK]
    several, one = untuned(base).states([[0, 5, mask, 8, 9, 2], [0, mask, 2]], [2, 1])
    assert several[1, :4].tolist() == pytest.approx([2.129062, -0.042192, 0.248299, 0.309495], abs=1e-4)
    assert several[-1, -2:].tolist() == pytest.approx([0.097310, -0.556282], abs=1e-4)
    assert one[1, :4].tolist() == pytest.approx([1.864914, -0.158623, 0.870816, 0.622780], abs=1e-4)


def test_words_are_cut_as_bert_cuts_them(base: Mpnet) -> None:
    def cut(text: str) -> list[str]:
        names = {number: piece for piece, number in base.pieces.numbers.items()}
        return [names[number] for number in base.pieces.of(text)]

    assert cut("Wexcombe THANKED the  town.") == ["wex", "##combe", "thank", "##ed", "the", "town", "."]
    assert cut("the tówn’s\u200b dam") == ["the", "town", "[UNK]", "s", "dam"]
    assert cut("thanker") == ["[UNK]"]
    assert cut("a\u00a0bad\tdam") == ["a", "bad", "dam"]
    assert cut("a" + "s" * LONGEST_WORD) == ["[UNK]"]
    assert cut("") == []


def test_chinese_characters_stand_alone() -> None:
    pieces = WordPieces({"她": 1, "##的": 2, "的": 3}, 0)
    assert pieces.of("她的") == [1, 3]


def test_a_mark_stands_for_the_person_whoever_it_is(base: Mpnet) -> None:
    encoder = untuned(base)
    found = [
        masked(encoder, f"The town thanked {name}’s dam.", 17, 17 + len(name)) for name in ("Wexcombe", "她")
    ]
    assert found[0] == found[1]
    pieces, place = found[0]
    assert (pieces[0], pieces[place], pieces[-1]) == (0, base.pieces.numbers[MASK], 2)


def test_a_long_sentence_is_cut_around_the_mark(base: Mpnet) -> None:
    text = "town " * 100 + "Wexcombe" + " bad" * 100
    pieces, place = masked(untuned(base), text, 500, 508)
    numbers = base.pieces.numbers
    assert len(pieces) == 64
    assert (pieces[0], pieces[place], pieces[-1]) == (0, numbers[MASK], 2)
    assert (pieces[place - 1], pieces[place + 1]) == (numbers["town"], numbers["bad"])


def test_nearness_goes_by_distance_and_side(base: Mpnet) -> None:
    near = base.nearness(90)
    assert near.shape == (12, 90, 90)
    assert np.array_equal(near[:, 3, 5], near[:, 60, 62])
    assert not np.array_equal(near[:, 3, 5], near[:, 5, 3])
    assert not np.array_equal(near[:, 0, 1], near[:, 0, 2])
    assert np.array_equal(near[:, 0, 80], near[:, 0, 89])


def test_the_bend_is_exact() -> None:
    values = np.linspace(-40, 40, 4001, dtype=np.float32)
    exact = [value * (1 + math.erf(value / math.sqrt(2))) / 2 for value in values.tolist()]
    assert gelu(values) == pytest.approx(exact, abs=2e-6)


def test_files_that_are_no_such_model_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=WEIGHTS):
        open_mpnet(tmp_path)
    folder = write_model(tmp_path / "model")
    content = (folder / WEIGHTS).read_bytes()
    (folder / WEIGHTS).write_bytes(content[:-1])
    with pytest.raises(ModelError, match="cannot be read as a language model"):
        open_mpnet(folder)
    (folder / WEIGHTS).write_bytes(content)
    (folder / VOCABULARY).write_text("the\ntown\n")
    with pytest.raises(ModelError, match="its marks are missing"):
        open_mpnet(folder)
    (folder / VOCABULARY).unlink()
    with pytest.raises(ModelError, match="vocabulary"):
        open_mpnet(folder)
