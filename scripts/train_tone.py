"""Trains the tone towards a person (src/parallax/tone/data) on sentences that people judged.

    pip install jax==0.10.2 optax==0.2.8 scikit-learn==1.9.1
    python scripts/train_tone.py [--shared FOLDER] [--cache FOLDER] [--write]

Needs the measuring material (``shared/data/stance``: NewsMTSC, MIT); what is written needs only NumPy. The lower
layers of the packaged language model stay as they are: their states are computed once (some three processor
minutes) and kept in ``--cache``, and so is what was trained over them (fifteen minutes of a busy core). The upper
layers get narrow matrices beside their weights (LoRA, Hu et al. 2021), new biases and scales. ``tone_material.py``
beside this has the settings and the sentences, ``tone_network.py`` the network.

Every fifth training document is held out, and stays so in what is written: on it everything was chosen, and the
chance from which a tone is told. The development sets are only read.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

import jax
import numpy as np
import optax
from sklearn.metrics import f1_score
from tone_material import SETS, USED, Material, Rows, Settings, material, read_below
from tone_network import Tree, begun, odds

from parallax.tone.packed import open_packaged

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PARALLAX_SHARED", REPOSITORY.parent / "shared"))
CACHE = Path.home() / ".cache" / "parallax-benchmarks"
FOLDER = REPOSITORY / "src" / "parallax" / "tone" / "data"

# A highlight that is wrong once in ten is as much as a reader should meet.
LEAST_PRECISION = 0.9
INVENTED = "Wexcombe"
EXAMPLES = (
    "A rival said Wexcombe had let the valley down.",
    "Wexcombe met the growers on Tuesday, as she does every year.",
    "The growers thanked Wexcombe for the dam that kept their fields from the flood.",
)


def fitted(its: Material, settings: Settings, trained: Tree, fixed: Tree) -> Tree:
    """The running mean of what is trained, after the last epoch."""
    random = np.random.default_rng(settings.seed)
    chosen = np.flatnonzero(~its.held[its.sets["train"]])
    steps = settings.epochs * (len(chosen) // settings.batch)
    rate = optax.warmup_cosine_decay_schedule(0, settings.rate, steps // 15, steps, settings.rate / 50)
    rule = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=0.01))
    step = stepping(rule, settings)
    memory, mean, key = rule.init(trained), trained, jax.random.PRNGKey(settings.seed)
    began, done = time.process_time(), 0
    for epoch in range(settings.epochs):
        losses = []
        for batch in batches(its, chosen, random):
            key, now = jax.random.split(key)
            judged = (its.labels[batch], its.weights[batch])
            kept = min(settings.kept, (1 + done) / (10 + done))
            trained, memory, mean, lost = step(
                trained, memory, mean, fixed, its.batch(batch, settings.batch), judged, now, kept
            )
            losses.append(float(lost))
            done += 1
            if done % 50 == 0:
                print(f"step {done} of {steps}: {time.process_time() - began:.0f} s", flush=True)
        print(f"epoch {epoch}: {time.process_time() - began:.0f} s, loss {np.mean(losses):.3f}", flush=True)
        print("  held out:", held_figures(its, mean, fixed), flush=True)
    return {name: np.asarray(value) for name, value in mean.items()}


def stepping(rule: optax.GradientTransformation, settings: Settings) -> Any:
    """One step: from what is trained, its memory and its running mean to the next ones, and the loss."""

    def loss(trained: Tree, fixed: Tree, batch: Any, judged: Any, key: Any) -> Any:
        labels, weights = judged
        wanted = jax.nn.one_hot(labels, 3) * (1 - settings.smoothed) + settings.smoothed / 3
        lost = -(wanted * jax.nn.log_softmax(odds(trained, fixed, *batch, key))).sum(-1)
        return (lost * weights).sum() / weights.sum()

    @jax.jit
    def step(
        trained: Tree, memory: Any, mean: Tree, fixed: Tree, batch: Any, judged: Any, key: Any, kept: Any
    ) -> Any:
        lost, slope = jax.value_and_grad(loss)(trained, fixed, batch, judged, key)
        change, memory = rule.update(slope, memory, trained)
        trained = optax.apply_updates(trained, change)
        mean = jax.tree.map(lambda old, new: kept * old + (1 - kept) * new, mean, trained)
        return trained, memory, mean, lost

    return step


def held_figures(its: Material, trained: Tree, fixed: Tree) -> dict[str, float]:
    """Macro F1 on the documents held out: of all, of all as they are weighed, and of those with several persons."""
    rows = np.flatnonzero(its.held)
    found = chances(its, trained, fixed, rows).argmax(axis=1)
    several = its.several[rows]

    def macro(some: Any, weights: Rows | None = None) -> float:
        return round(
            100 * f1_score(its.labels[rows][some], found[some], average="macro", sample_weight=weights), 1
        )

    weights = its.weights[rows]
    return {
        "all": macro(slice(None)),
        "weighed": macro(slice(None), weights),
        "several, weighed": macro(several, weights[several]),
    }


def batches(its: Material, chosen: Rows, random: np.random.Generator) -> list[Rows]:
    """Sentences of like length together, in random order."""
    mixed, found = random.permutation(chosen), []
    for start in range(0, len(mixed), 20 * USED.batch):
        some = mixed[start : start + 20 * USED.batch]
        some = some[np.argsort(its.ends[some + 1] - its.ends[some], kind="stable")]
        found += [some[at : at + USED.batch] for at in range(0, len(some), USED.batch)]
    return [found[at] for at in random.permutation(len(found)) if len(found[at]) == USED.batch]


told_odds = jax.jit(lambda trained, fixed, batch: jax.nn.softmax(odds(trained, fixed, *batch)))


def chances(its: Material, trained: Tree, fixed: Tree, chosen: Rows) -> Rows:
    found = np.zeros((len(its.labels), 3))
    by_length = chosen[np.argsort(its.ends[chosen + 1] - its.ends[chosen], kind="stable")]
    for start in range(0, len(by_length), USED.batch):
        some = by_length[start : start + USED.batch]
        found[some] = np.asarray(told_odds(trained, fixed, its.batch(some, USED.batch)))[: len(some)]
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


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--shared", type=Path, default=SHARED)
    arguments.add_argument("--cache", type=Path, default=CACHE)
    arguments.add_argument("--write", action="store_true", help="into the package")
    chosen = arguments.parse_args()
    its = material(chosen.shared, chosen.cache)
    random = np.random.default_rng(USED.seed)
    trained, fixed = begun(random, its.states.shape[1])
    file = chosen.cache / "tone-trained.npz"
    if not file.exists():
        np.savez(file, **fitted(its, USED, trained, fixed))
    with np.load(file, allow_pickle=False) as arrays:
        # Judged as it is shipped: in half precision.
        trained = {name: arrays[name].astype(np.float16).astype(np.float32) for name in arrays.files}
    held = np.flatnonzero(its.held)
    found = chances(its, trained, fixed, held)
    sure = surest(its.labels[held], found)
    reached = {"held-out documents": figures(its.labels[held], found, sure)}
    for name in SETS[1:]:
        rows = np.arange(len(its.labels))[its.sets[name]]
        reached[name] = figures(its.labels[rows], chances(its, trained, fixed, rows), sure)
    print(json.dumps({"sure": sure, **reached}, indent=1))
    if chosen.write:
        _write(trained, fixed, sure, reached)


def example(text: str, trained: Tree, fixed: Tree) -> dict[str, Any]:
    """An invented sentence with what is told of it here, for a test that NumPy tells the same."""
    start, end = text.index(INVENTED), text.index(INVENTED) + len(INVENTED)
    (states,), persons = read_below([(text, start, end)])
    found = odds(trained, fixed, states[None], np.ones((1, len(states)), bool), persons)
    chances = [round(float(chance), 3) for chance in jax.nn.softmax(found[0])]
    return {"sentence": text, "start": start, "end": end, "chances": chances}


def _write(trained: Tree, fixed: Tree, sure: float, reached: dict[str, dict[str, float]]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    halved = {name: value.astype(np.float16) for name, value in trained.items()}
    np.savez_compressed(FOLDER / "head.npz", **halved)
    provenance = {
        "made_by": "scripts/train_tone.py --write",
        "trained_on": "NewsMTSC (MIT), sentiment-train.jsonl: four in five of 8,739 sentences, by document",
        "base": open_packaged().digest,
        "first": USED.first,
        "rank": USED.rank,
        "sure": sure,
        "figures": reached,
        "examples": [example(text, trained, fixed) for text in EXAMPLES],
    }
    (FOLDER / "head.json").write_text(json.dumps(provenance, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
