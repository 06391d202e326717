"""The sentences that scripts/train_tone.py learns from, and their states before the tuned layers."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parallax.tone.base import Base
from parallax.tone.encoder import LAYERS, Encoder, Tuning
from parallax.tone.head import Named, masked

SETS = ("train", "dev-one-target", "dev-many-targets")
HELD = 5  # one document in five

Rows = NDArray[Any]


@dataclass(frozen=True)
class Material:
    """All sentences of all sets in one row: their pieces' states before the tuned layers, and what people judged.

    ``weights`` is how much each counts, and ``several`` tells whether people judged several persons in it.
    """

    states: Rows
    ends: Rows
    persons: Rows
    labels: Rows
    held: Rows
    several: Rows
    weights: Rows
    sets: dict[str, slice]

    def batch(self, chosen: Rows, rows: int) -> tuple[Rows, Rows, Rows]:
        """States, which of them are pieces, and the person's place, filled up to a like length."""
        lengths = [self.ends[one + 1] - self.ends[one] for one in chosen]
        longest = max(16, -(-max(lengths) // 16) * 16)
        states = np.zeros((rows, longest, self.states.shape[1]), np.float32)
        there = np.zeros((rows, longest), bool)
        there[:, 0] = True
        persons = np.zeros(rows, int)
        for row, (one, length) in enumerate(zip(chosen, lengths, strict=True)):
            states[row, :length] = self.states[self.ends[one] : self.ends[one + 1]]
            there[row, :length] = True
            persons[row] = self.persons[one]
        return states, there, persons


def rows_of(shared: Path, name: str) -> list[dict[str, Any]]:
    path = shared / "data" / "stance" / f"sentiment-{name}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def document(row: dict[str, Any]) -> str:
    """The article a sentence is from: sentences of one must not be on both sides."""
    return "_".join(row["id"].split("_")[:3])


def is_held(row: dict[str, Any]) -> bool:
    return int(sha256(document(row).encode()).hexdigest(), 16) % HELD == 0


def material(shared: Path, file: Path, base: Base, first: int) -> Material:
    """``file`` keeps the states before the layer ``first``, which are computed where it is missing."""
    rows = {name: rows_of(shared, name) for name in SETS}
    every = [row for its in rows.values() for row in its]
    if not file.exists():
        states, persons = read_below(
            base, first, [(row["sentence"], row["from"], row["to"]) for row in every]
        )
        ends = np.cumsum([0, *map(len, states)])
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez(file, states=np.concatenate(states).astype(np.float16), ends=ends, persons=persons)
    with np.load(file, allow_pickle=False) as arrays:
        kept = {name: arrays[name] for name in arrays.files}
    starts = np.cumsum([0, *map(len, rows.values())])
    held = np.array([number < starts[1] and is_held(row) for number, row in enumerate(every)])
    labels = np.array([row["polarity"] + 1 for row in every])
    sets = {name: slice(starts[n], starts[n + 1]) for n, name in enumerate(SETS)}
    several = np.concatenate([shared_sentence(its) for its in rows.values()])
    weights = np.ones(len(labels), np.float32)
    weights[sets["train"]] = evened(labels[sets["train"]], several[sets["train"]])
    return Material(kept["states"], kept["ends"], kept["persons"], labels, held, several, weights, sets)


def read_below(base: Base, first: int, named: list[Named]) -> tuple[list[Rows], Rows]:
    """The states of each sentence before the layer ``first``, and the person's place."""
    untuned = Encoder(base, Tuning(LAYERS, np.zeros(0, np.float32), {}), first)
    read = [masked(untuned, *one) for one in named]
    states = [untuned.states([pieces], [person])[0] for pieces, person in read]
    return states, np.array([person for _, person in read])


def shared_sentence(rows: list[dict[str, Any]]) -> Rows:
    count = Counter(row["sentence"] for row in rows)
    return np.array([count[row["sentence"]] > 1 for row in rows])


def evened(labels: Rows, several: Rows) -> Rows:
    """What each sentence counts, so that tones are as common where several persons are judged as where one is.

    In the training set "neither" is 21% of the one and 39% of the other: the sentences with several
    were picked for being judged, and what was picked must not be learned as what is written.
    """
    weights = np.ones(len(labels), np.float32)
    for tone in range(3):
        its = labels == tone
        weights[several & its] = its[~several].mean() / its[several].mean()
    return weights
