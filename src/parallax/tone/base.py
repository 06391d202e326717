"""What tone needs of the language model it stands on; a packaged one and a larger one have it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Base(Protocol):
    """A model of BERT's kind (Devlin et al. 2019). Tensors have the same names in all: ``l3.q.w``, ``l3.aln.b``."""

    @property
    def width(self) -> int:
        """The size of a state."""
        ...

    @property
    def heads(self) -> int:
        """How many parts attention has."""
        ...

    @property
    def epsilon(self) -> float:
        """What is added to a spread before it divides."""
        ...

    @property
    def digest(self) -> str:
        """The SHA-256 of its file."""
        ...

    @property
    def opening(self) -> int:
        """How many pieces every text begins with that are none of the sentence."""
        ...

    def floats(self, name: str) -> Floats:
        """A bias or a scale."""
        ...

    def weights(self, name: str, rows: int) -> Floats:
        """A row for each output."""
        ...

    def covered(self, sentence: str, start: int, end: int) -> tuple[list[int], int]:
        """The pieces of a sentence in which a mark stands for the name between these places; and the mark's place."""
        ...

    def begun(self, texts: Sequence[Sequence[int]]) -> Floats:
        """The states that the pieces of all texts begin with, by what they are and where they stand."""
        ...

    def nearness(self, length: int) -> Floats:
        """What is added to how each of so many pieces answers each other, by their distance; part by part."""
        ...

    def bent(self, values: Floats) -> Floats:
        """The widened states after the bend that lies between a layer's two products."""
        ...
