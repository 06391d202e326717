"""Trains the tone towards a person (src/parallax/tone/data) on sentences that people judged.

    pip install jax==0.10.2 optax==0.2.8 scikit-learn==1.9.1
    python scripts/train_tone.py [--base larger --model FOLDER] [--shared FOLDER] [--cache FOLDER] [--write]

Needs the measuring material (``shared/data/stance``: NewsMTSC, MIT); what is written needs only NumPy. The lower
layers of the language model, the packaged one or a larger one in a folder, stay as they are: their states are
computed once (some three processor minutes, ten for the larger) and kept in ``--cache``, and so is what was trained
over them. The upper layers get narrow matrices beside their weights (LoRA, Hu et al. 2021), new biases and scales.
``tone_bases.py`` beside this has the two models and the settings, ``tone_material.py`` the sentences,
``tone_network.py`` the network.

Every fifth training document is held out, and stays so in what is written: on it everything was chosen, and the
chance from which a tone is told. The development sets are only read.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import jax
import numpy as np
import optax
from sklearn.metrics import f1_score
from tone_bases import RECIPES, Settings
from tone_made import Made, chances
from tone_material import Material, Rows, material
from tone_network import Network, Tree, begun

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PARALLAX_SHARED", REPOSITORY.parent / "shared"))
CACHE = Path.home() / ".cache" / "parallax-benchmarks"


def fitted(its: Material, network: Network, trained: Tree, fixed: Tree) -> Tree:
    """The running mean of what is trained, after the last step."""
    settings = network.settings
    chosen = np.flatnonzero(~its.held[its.sets["train"]])
    epoch, steps = len(chosen) // settings.batch, settings.steps
    rate = optax.warmup_cosine_decay_schedule(0, settings.rate, steps // 15, steps, settings.rate / 50)
    rule = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=0.01))
    step = stepping(rule, network)
    memory, mean, key = rule.init(trained), trained, jax.random.PRNGKey(settings.seed)
    began, losses = time.process_time(), []
    for done, batch in enumerate(islice(batches(its, chosen, settings), steps)):
        key, now = jax.random.split(key)
        judged = (its.labels[batch], its.weights[batch])
        kept = min(settings.kept, (1 + done) / (10 + done))
        trained, memory, mean, lost = step(
            trained, memory, mean, fixed, its.batch(batch, settings.batch), judged, now, kept
        )
        losses.append(float(lost))
        if (done + 1) % 20 == 0:
            spent = time.process_time() - began
            print(f"step {done + 1} of {steps}: {spent:.0f} s, loss {np.mean(losses[-20:]):.3f}", flush=True)
        if (done + 1) % epoch == 0:
            print("  held out:", held_figures(its, network, mean, fixed), flush=True)
    return {name: np.asarray(value) for name, value in mean.items()}


def stepping(rule: optax.GradientTransformation, network: Network) -> Any:
    """One step: from what is trained, its memory and its running mean to the next ones, and the loss."""

    def loss(trained: Tree, fixed: Tree, batch: Any, judged: Any, key: Any) -> Any:
        labels, weights = judged
        settings = network.settings
        wanted = jax.nn.one_hot(labels, 3) * (1 - settings.smoothed) + settings.smoothed / 3
        lost = -(wanted * jax.nn.log_softmax(network.odds(trained, fixed, *batch, key))).sum(-1)
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


def held_figures(its: Material, network: Network, trained: Tree, fixed: Tree) -> dict[str, float]:
    """Macro F1 on the documents held out: of all, of all as they are weighed, and of those with several persons."""
    rows = np.flatnonzero(its.held)
    found = chances(its, network, trained, fixed, rows).argmax(axis=1)
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


def batches(its: Material, chosen: Rows, settings: Settings) -> Iterator[Rows]:
    """Without end, epoch after epoch: sentences of like length together, in random order."""
    random, size = np.random.default_rng(settings.seed), settings.batch
    while True:
        mixed, found = random.permutation(chosen), []
        for start in range(0, len(mixed), 20 * size):
            some = mixed[start : start + 20 * size]
            some = some[np.argsort(its.ends[some + 1] - its.ends[some], kind="stable")]
            found += [some[at : at + size] for at in range(0, len(some), size)]
        yield from (found[at] for at in random.permutation(len(found)) if len(found[at]) == size)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--base", choices=RECIPES, default="packaged")
    arguments.add_argument("--model", type=Path, help="the folder of the larger base")
    arguments.add_argument("--shared", type=Path, default=SHARED)
    arguments.add_argument("--cache", type=Path, default=CACHE)
    arguments.add_argument("--write", action="store_true", help="into the package")
    chosen = arguments.parse_args()
    recipe = RECIPES[chosen.base]
    base = recipe.opened(chosen.model)
    its = material(chosen.shared, chosen.cache / f"{recipe.kept}-states.npz", base, recipe.settings.first)
    network = Network(base.heads, base.epsilon, recipe.bent, recipe.settings)
    trained, fixed = begun(base, recipe.settings)
    file = chosen.cache / f"{recipe.kept}-trained.npz"
    if not file.exists():
        np.savez(file, **fitted(its, network, trained, fixed))
    with np.load(file, allow_pickle=False) as arrays:
        # Judged as it is shipped: in half precision.
        trained = {name: arrays[name].astype(np.float16).astype(np.float32) for name in arrays.files}
    made = Made(recipe, base, network, trained, fixed)
    told_now = made.judged(its)
    print(json.dumps(told_now, indent=1))
    if chosen.write:
        made.write(told_now)


if __name__ == "__main__":
    main()
