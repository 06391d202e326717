"""Trains the tone towards a person (src/parallax/tone/data) on sentences that people judged.

    python scripts/train_tone.py [--shared FOLDER] [--cache FILE] [--write]

Needs scikit-learn and the measuring material (``shared/data/stance``: NewsMTSC, MIT). The states of the
packaged language model are computed once (about ten processor minutes) and kept in ``--cache``; the
networks over them take seconds. Everything chosen (layer, size, weight decay, epochs, the chance from
which a tone is told) was chosen on training documents held out by name, and read on the dev sets.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import f1_score
from sklearn.neural_network import MLPClassifier

from parallax.tone.encoder import LAYERS, Encoder
from parallax.tone.head import features
from parallax.tone.packed import open_packaged

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PARALLAX_SHARED", REPOSITORY.parent / "shared"))
CACHE = Path.home() / ".cache" / "parallax-benchmarks" / "tone.npz"
FOLDER = REPOSITORY / "src" / "parallax" / "tone" / "data"
SETS = ("train", "dev-one-target", "dev-many-targets")

# The mean of a few networks is steadier than one: single ones differ by two points.
NETWORKS = 5
WIDTH = 64
DECAY = 3.0
EPOCHS = 8
HELD = 5  # one document in five
# A highlight that is wrong once in ten is as much as a reader should meet.
LEAST_PRECISION = 0.9

Rows = NDArray[Any]


def rows_of(shared: Path, name: str) -> list[dict[str, Any]]:
    path = shared / "data" / "stance" / f"sentiment-{name}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def computed(shared: Path, cache: Path) -> dict[str, Rows]:
    if not cache.exists():
        encoder = Encoder(open_packaged())
        found = {
            name: np.stack(
                [
                    its
                    for row in rows_of(shared, name)
                    for its in features(encoder, [(row["sentence"], row["from"], row["to"])])
                ]
            )
            for name in SETS
        }
        cache.parent.mkdir(parents=True, exist_ok=True)
        np.savez(cache, **found)
    with np.load(cache, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in SETS}


def document(row: dict[str, Any]) -> str:
    """The article a sentence is from: sentences of one must not be on both sides."""
    return "_".join(row["id"].split("_")[:3])


def fitted(rows: Rows, labels: Rows) -> list[MLPClassifier]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopping early is the point
        return [
            MLPClassifier(
                (WIDTH,),
                alpha=DECAY,
                learning_rate_init=5e-4,
                batch_size=64,
                max_iter=EPOCHS,
                random_state=seed,
            ).fit(rows, labels)
            for seed in range(NETWORKS)
        ]


def chances(networks: list[MLPClassifier], rows: Rows) -> Rows:
    return np.asarray(np.mean([network.predict_proba(rows) for network in networks], axis=0))


def macro(labels: Rows, found: Rows) -> float:
    return round(100 * float(f1_score(labels, found.argmax(axis=1), average="macro")), 1)


def told(labels: Rows, found: Rows, sure: float) -> tuple[float, float]:
    """Of sentences told to be for or against at this chance, the share right; and of all such, the share told."""
    polar = np.where(found[:, 0] > found[:, 2], 0, 2)
    shown = np.maximum(found[:, 0], found[:, 2]) >= sure
    right = (polar == labels) & shown
    return float(right.sum() / max(1, shown.sum())), float(right.sum() / max(1, (labels != 1).sum()))


def surest(labels: Rows, found: Rows) -> float:
    """The lowest chance, in steps of .01, from which on the told ones are right often enough."""
    return next(
        step / 100 for step in range(50, 100) if told(labels, found, step / 100)[0] >= LEAST_PRECISION
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--shared", type=Path, default=SHARED)
    arguments.add_argument("--cache", type=Path, default=CACHE)
    arguments.add_argument("--write", action="store_true", help="into the package")
    chosen = arguments.parse_args()
    found = computed(chosen.shared, chosen.cache)
    rows = {name: rows_of(chosen.shared, name) for name in SETS}
    labels = {name: np.array([row["polarity"] + 1 for row in its]) for name, its in rows.items()}
    mean, spread = found["train"].mean(axis=0), found["train"].std(axis=0) + 1e-6
    scaled = {name: (its - mean) / spread for name, its in found.items()}
    held = np.array(
        [int(hashlib.sha256(document(row).encode()).hexdigest(), 16) % HELD == 0 for row in rows["train"]]
    )
    trial = chances(fitted(scaled["train"][~held], labels["train"][~held]), scaled["train"][held])
    sure = surest(labels["train"][held], trial)
    networks = fitted(scaled["train"], labels["train"])
    figures: dict[str, Any] = {"held-out documents": {"macro_f1": macro(labels["train"][held], trial)}}
    figures["held-out documents"]["told"] = _rounded(told(labels["train"][held], trial, sure))
    for name in SETS[1:]:
        chance = chances(networks, scaled[name])
        figures[name] = {
            "macro_f1": macro(labels[name], chance),
            "told": _rounded(told(labels[name], chance, sure)),
        }
    print(json.dumps({"sure": sure, **figures}, indent=1))
    if chosen.write:
        _write(networks, mean, spread, sure, figures)


def _rounded(pair: tuple[float, float]) -> dict[str, float]:
    return {"precision": round(pair[0], 3), "recall": round(pair[1], 3)}


def _write(
    networks: list[MLPClassifier], mean: Rows, spread: Rows, sure: float, figures: dict[str, Any]
) -> None:
    arrays: dict[str, Rows] = {"mean": mean, "spread": spread}
    for number, network in enumerate(networks):
        arrays |= {
            f"inner{number}": network.coefs_[0],
            f"inner_bias{number}": network.intercepts_[0],
            f"outer{number}": network.coefs_[1],
            f"outer_bias{number}": network.intercepts_[1],
        }
    FOLDER.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(FOLDER / "head.npz", **{name: its.astype(np.float16) for name, its in arrays.items()})
    provenance = {
        "made_by": "scripts/train_tone.py --write",
        "trained_on": "NewsMTSC (MIT), sentiment-train.jsonl: 8,739 sentences",
        "base": open_packaged().digest,
        "layers": LAYERS,
        "networks": NETWORKS,
        "sure": sure,
        "figures": figures,
    }
    (FOLDER / "head.json").write_text(json.dumps(provenance, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
