"""What is no file of ours is not kept as the beginning of one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from parallax.errors import ModelCorrupt
from parallax.transfer import Sink, Wanted, transfer


class Endless:
    """Gives a byte more than was asked for."""

    def read(self, location: str, start_at: int, size: int, sink: Sink) -> None:
        sink(b"x" * (size - start_at))
        sink(b"x")


def test_a_file_larger_than_recorded_leaves_nothing(tmp_path: Path) -> None:
    wanted = Wanted("file", "file", 10, hashlib.sha256(b"x" * 10).hexdigest())
    with pytest.raises(ModelCorrupt, match="file is larger than the recorded 10 bytes"):
        transfer(Endless(), wanted, tmp_path, lambda _: None)
    assert list(tmp_path.iterdir()) == []
