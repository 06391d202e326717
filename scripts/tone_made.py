"""What scripts/train_tone.py trained: what it tells, how well, and the files it is written to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import jax
import numpy as np
from sklearn.metrics import f1_score
from tone_bases import Recipe
from tone_material import SETS, Material, Rows, read_below
from tone_network import Network, Tree

from parallax.tone.base import Base

FOLDER = Path(__file__).resolve().parents[1] / "src" / "parallax" / "tone" / "data"
# A highlight that is wrong once in ten is as much as a reader should meet.
LEAST_PRECISION = 0.9
INVENTED = "Wexcombe"
EXAMPLES = (
    "A rival said Wexcombe had let the valley down.",
    "Wexcombe met the growers on Tuesday, as she does every year.",
    "The growers thanked Wexcombe for the dam that kept their fields from the flood.",
)


@partial(jax.jit, static_argnums=0)
def told_chances(network: Network, trained: Tree, fixed: Tree, batch: Any) -> Any:
    return jax.nn.softmax(network.odds(trained, fixed, *batch))


def chances(its: Material, network: Network, trained: Tree, fixed: Tree, chosen: Rows) -> Rows:
    found = np.zeros((len(its.labels), 3))
    by_length = chosen[np.argsort(its.ends[chosen + 1] - its.ends[chosen], kind="stable")]
    size = network.settings.batch
    for start in range(0, len(by_length), size):
        some = by_length[start : start + size]
        batch = its.batch(some, size)
        found[some] = np.asarray(told_chances(network, trained, fixed, batch))[: len(some)]
    return found[chosen]


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


def figures(labels: Rows, found: Rows, sure: float) -> dict[str, float]:
    precision, recall = told(labels, found, sure)
    macro = 100 * float(f1_score(labels, found.argmax(axis=1), average="macro"))
    return {"macro_f1": round(macro, 1), "precision": round(precision, 3), "recall": round(recall, 3)}


@dataclass(frozen=True)
class Made:
    """A trained network, with all it stands on."""

    recipe: Recipe
    base: Base
    network: Network
    trained: Tree
    fixed: Tree

    def judged(self, its: Material) -> dict[str, Any]:
        """The chance from which a tone is told, and what is reached on each set."""

        def found(rows: Rows) -> Rows:
            return chances(its, self.network, self.trained, self.fixed, rows)

        held = np.flatnonzero(its.held)
        held_chances = found(held)
        sure = surest(its.labels[held], held_chances)
        reached = {"held-out documents": figures(its.labels[held], held_chances, sure)}
        for name in SETS[1:]:
            rows = np.arange(len(its.labels))[its.sets[name]]
            reached[name] = figures(its.labels[rows], found(rows), sure)
        return {"sure": sure, "figures": reached}

    def write(self, judged: dict[str, Any]) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        halved = {name: value.astype(np.float16) for name, value in self.trained.items()}
        np.savez_compressed(FOLDER / f"{self.recipe.written}.npz", **halved)
        provenance = {
            "made_by": f"scripts/train_tone.py {self.recipe.flags}--write",
            "trained_on": "NewsMTSC (MIT), sentiment-train.jsonl: four in five of 8,739 sentences, by document",
            "base": self.base.digest,
            "base_name": self.recipe.base,
            "first": self.recipe.settings.first,
            "rank": self.recipe.settings.rank,
            "settings": self.recipe.settings.told(),
            **judged,
            "examples": [self._example(text) for text in EXAMPLES],
        }
        path = FOLDER / f"{self.recipe.written}.json"
        path.write_text(json.dumps(provenance, indent=1) + "\n", encoding="utf-8")

    def _example(self, text: str) -> dict[str, Any]:
        """An invented sentence with what is told of it here, for a test that NumPy tells the same."""
        start, end = text.index(INVENTED), text.index(INVENTED) + len(INVENTED)
        (states,), persons = read_below(self.base, self.recipe.settings.first, [(text, start, end)])
        there = np.ones((1, len(states)), bool)
        (found,) = told_chances(self.network, self.trained, self.fixed, (states[None], there, persons))
        chances = [round(float(chance), 3) for chance in found]
        return {"sentence": text, "start": start, "end": end, "chances": chances}
