"""An invented model of MPNet's kind: the files of a real one, small, with random weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from parallax.tone.mpnet import BUCKETS, FIRST, HEADS, LAST, MASK, OTHERS, PARTS, UNKNOWN, VOCABULARY, WEIGHTS

WIDTH = 24
LAYERS = 10
PLACES = 98
WORDS = (
    "the",
    "town",
    "thank",
    "##ed",
    "blame",
    "##s",
    "wex",
    "##combe",
    "for",
    "dam",
    "a",
    "bad",
    ".",
    "'",
    "s",
)


def write_model(folder: Path, seed: int = 0) -> Path:
    """Writes it to the folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = (FIRST, "<pad>", LAST, "<unk>", UNKNOWN, *WORDS, MASK)
    (folder / VOCABULARY).write_text("".join(f"{piece}\n" for piece in vocabulary), encoding="utf-8")
    random = np.random.default_rng(seed)

    def some(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return (random.normal(size=shape) * 0.3).astype(np.float32)

    tensors = {
        OTHERS["emb.word"]: some(len(vocabulary), WIDTH),
        OTHERS["emb.pos"]: some(PLACES, WIDTH),
        OTHERS["emb.ln.w"]: 1 + some(WIDTH),
        OTHERS["emb.ln.b"]: some(WIDTH),
        OTHERS["near"]: some(BUCKETS, HEADS),
    }
    for layer in range(LAYERS):
        for part, name in PARTS.items():
            rows, columns = {"fi": (2 * WIDTH, WIDTH), "fo": (WIDTH, 2 * WIDTH)}.get(part, (WIDTH, WIDTH))
            weights = 1 + some(WIDTH) if part.endswith("ln") else some(rows, columns)
            tensors[f"encoder.layer.{layer}.{name}.weight"] = weights
            tensors[f"encoder.layer.{layer}.{name}.bias"] = some(rows)
    save_file(tensors, folder / WEIGHTS)
    return folder
