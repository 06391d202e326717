"""What was learned about pairs of articles, read from ``model.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parallax.errors import ModelError
from parallax.stories.likeness import TERMS, Terms, expand
from parallax.stories.pair import FEATURES


@dataclass(frozen=True, slots=True)
class PairModel:
    """Log-odds that two articles tell the same event, a weight for each of :data:`FEATURES`; and how alike
    two articles are."""

    weights: Mapping[str, float]
    intercept: float
    provenance: Mapping[str, object]
    alike: NDArray[np.float64]  # weights of :func:`parallax.stories.likeness.expand`'s columns
    alike_intercept: float
    alike_bounds: Terms  # the least and the most of each term; nothing was learned beyond

    @property
    def vector(self) -> NDArray[np.float64]:
        return np.array([self.weights[name] for name in FEATURES])

    def likeness(self, rows: Terms) -> NDArray[np.float64]:
        """How alike the pairs of some rows of :data:`parallax.stories.likeness.TERMS` are, 0 to 1."""
        return np.clip(
            expand(np.clip(rows, *self.alike_bounds)) @ self.alike + self.alike_intercept, 0.0, 1.0
        )


def read_model(path: Path) -> PairModel:
    """Raises :class:`ModelError` when the file is damaged or was made for other features."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        model = PairModel(
            table["weights"],
            float(table["intercept"]),
            table["provenance"],
            np.array(table["likeness"]["weights"], dtype=np.float64),
            float(table["likeness"]["intercept"]),
            np.array(table["likeness"]["bounds"], dtype=np.float64),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the model of article pairs {path} cannot be read: {error}") from error
    if set(model.weights) != set(FEATURES) or table["likeness"]["terms"] != list(TERMS):
        raise ModelError(f"{path} weighs other features than this program computes; train it again")
    return model


@cache
def packaged_model() -> PairModel:
    """The model that ships with Parallax."""
    return read_model(Path(str(files("parallax.stories") / "model.json")))
