"""Trains the tone towards a person (src/parallax/tone/data) on sentences that people judged.

    pip install jax==0.10.2 optax==0.2.8 scikit-learn==1.9.1
    python scripts/train_tone.py [--shared FOLDER] [--cache FOLDER] [--write]

Needs the measuring material (``shared/data/stance``: NewsMTSC, MIT); what is written needs only NumPy. The lower
layers of the packaged language model stay as they are: their states are computed once (some three processor
minutes) and kept in ``--cache``, and so is what was trained over them (some twelve minutes). The upper layers get
narrow matrices beside their weights (LoRA, Hu et al. 2021), new biases and scales.

Every fifth training document is held out, and stays so in what is written: on it everything was chosen, and the
chance from which a tone is told. The development sets are only read.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from parallax.tone.encoder import LAYERS, Encoder, Tuning
from parallax.tone.head import HEAD_PARTS, QUESTIONS, masked
from parallax.tone.packed import open_packaged

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PARALLAX_SHARED", REPOSITORY.parent / "shared"))
CACHE = Path.home() / ".cache" / "parallax-benchmarks"
FOLDER = REPOSITORY / "src" / "parallax" / "tone" / "data"
SETS = ("train", "dev-one-target", "dev-many-targets")

FIRST = 4  # the first layer that is tuned
RANK = 16
HIDDEN = 128
EPOCHS = 3
BATCH = 32
RATE = 1e-3
DROPPED = 0.1  # of each layer's outputs; twice as much of the head's
SMOOTHED = 0.1
HELD = 5  # one document in five
# A highlight that is wrong once in ten is as much as a reader should meet.
LEAST_PRECISION = 0.9
LINEAR = ("q", "k", "v", "ao", "fi", "fo")
NORMS = ("aln.w", "aln.b", "oln.w", "oln.b")

Rows = NDArray[Any]
Tree = dict[str, Any]


@dataclass(frozen=True)
class Material:
    """All sentences of all sets in one row: their pieces' states before the tuned layers, and what people judged."""

    states: Rows
    ends: Rows
    persons: Rows
    labels: Rows
    held: Rows
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


def material(shared: Path, cache: Path) -> Material:
    rows = {name: rows_of(shared, name) for name in SETS}
    every = [row for its in rows.values() for row in its]
    file = cache / "tone-states.npz"
    if not file.exists():
        untuned = Encoder(open_packaged(), Tuning(LAYERS, np.zeros(0, np.float32), {}), FIRST)
        read = [masked(untuned, row["sentence"], row["from"], row["to"]) for row in every]
        states = [untuned.states([pieces], [person])[0].astype(np.float16) for pieces, person in read]
        ends = np.cumsum([0, *map(len, states)])
        cache.mkdir(parents=True, exist_ok=True)
        np.savez(
            file, states=np.concatenate(states), ends=ends, persons=np.array([person for _, person in read])
        )
    with np.load(file, allow_pickle=False) as arrays:
        kept = {name: arrays[name] for name in arrays.files}
    starts = np.cumsum([0, *map(len, rows.values())])
    held = np.array([number < starts[1] and is_held(row) for number, row in enumerate(every)])
    labels = np.array([row["polarity"] + 1 for row in every])
    sets = {name: slice(starts[n], starts[n + 1]) for n, name in enumerate(SETS)}
    return Material(kept["states"], kept["ends"], kept["persons"], labels, held, sets)


# --- the model, as parallax.tone runs it with NumPy ------------------------------------------


def begun(random: np.random.Generator, width: int) -> tuple[Tree, Tree]:
    """What is trained as it begins, and the weights that stay."""
    model = open_packaged()

    def spread(inner: int, outer: int) -> Rows:
        return (random.normal(size=(inner, outer)) / np.sqrt(inner)).astype(np.float32)

    changed: Tree = {}
    fixed: Tree = {}
    for layer in range(FIRST, LAYERS):
        for part in LINEAR:
            bias = np.array(model.floats(f"l{layer}.{part}.b"))
            weights = np.ascontiguousarray(model.weights(f"l{layer}.{part}.w", len(bias)).T)
            fixed[f"l{layer}.{part}.w"] = weights
            changed[f"l{layer}.{part}.w.down"] = spread(len(weights), RANK)
            changed[f"l{layer}.{part}.w.up"] = np.zeros((RANK, len(bias)), np.float32)
            changed[f"l{layer}.{part}.b"] = bias
        for part in NORMS:
            changed[f"l{layer}.{part}"] = np.array(model.floats(f"l{layer}.{part}"))
    changed["mark"] = np.zeros(width, np.float32)
    head = (
        spread(width, width) * 0.3,
        spread(width, width) * 0.3,
        spread(3 * width, HIDDEN),
        np.zeros(HIDDEN, np.float32),
        spread(HIDDEN, 3) * 0.5,
        np.zeros(3, np.float32),
    )
    return changed | {f"head.{part}": its for part, its in zip(HEAD_PARTS, head, strict=True)}, fixed


def normed(values: Any, scale: Any, shift: Any) -> Any:
    centred = values - values.mean(-1, keepdims=True)
    return centred * jax.lax.rsqrt((centred * centred).mean(-1, keepdims=True) + 1e-12) * scale + shift


def gelu(values: Any) -> Any:
    return 0.5 * values * (1 + jnp.tanh(0.7978845608 * (values + 0.044715 * values**3)))


def dropped(values: Any, key: Any, share: float) -> Any:
    if key is None:
        return values
    return jnp.where(jax.random.bernoulli(key, 1 - share, values.shape), values / (1 - share), 0)


def through(layer: int, state: Any, there: Any, trained: Tree, fixed: Tree, keys: tuple[Any, Any]) -> Any:
    texts, pieces, width = state.shape
    name, heads = f"l{layer}", 12

    def linear(part: str, values: Any) -> Any:
        narrow = (values @ trained[f"{name}.{part}.w.down"]) @ trained[f"{name}.{part}.w.up"]
        return values @ fixed[f"{name}.{part}.w"] + narrow + trained[f"{name}.{part}.b"]

    def parted(values: Any) -> Any:
        return values.reshape(texts, pieces, heads, width // heads).transpose(0, 2, 1, 3)

    query, key, value = (parted(linear(part, state)) for part in ("q", "k", "v"))
    near = query @ key.transpose(0, 1, 3, 2) / np.sqrt(width // heads)
    near = jax.nn.softmax(jnp.where(there[:, None, None, :], near, -1e9), -1)
    joined = (near @ value).transpose(0, 2, 1, 3).reshape(texts, pieces, width)
    joined = dropped(linear("ao", joined), keys[0], DROPPED)
    state = normed(state + joined, trained[f"{name}.aln.w"], trained[f"{name}.aln.b"])
    wide = dropped(linear("fo", gelu(linear("fi", state))), keys[1], DROPPED)
    return normed(state + wide, trained[f"{name}.oln.w"], trained[f"{name}.oln.b"])


def odds(trained: Tree, fixed: Tree, state: Any, there: Any, persons: Any, key: Any = None) -> Any:
    """Of each sentence's three tones; ``key`` makes it forget at random, as in training."""
    texts, pieces, width = state.shape
    keys = (None,) * (2 * LAYERS + 2) if key is None else jax.random.split(key, 2 * LAYERS + 2)
    state = state + jax.nn.one_hot(persons, pieces)[:, :, None] * trained["mark"]
    for layer in range(FIRST, LAYERS):
        state = through(layer, state, there, trained, fixed, (keys[2 * layer], keys[2 * layer + 1]))
    person = state[jnp.arange(texts), persons]
    part = width // QUESTIONS
    question = (person @ trained["head.asked"]).reshape(texts, QUESTIONS, part)
    answering = (state @ trained["head.answering"]).reshape(texts, pieces, QUESTIONS, part)
    near = jnp.einsum("tqw,tpqw->tqp", question, answering) / np.sqrt(part)
    near = jax.nn.softmax(jnp.where(there[:, None, :], near, -1e9), -1)
    answers = jnp.einsum("tqp,tpqw->tqw", near, state.reshape(texts, pieces, QUESTIONS, part))
    mean = (state * there[:, :, None]).sum(1) / there.sum(1, keepdims=True)
    seen = dropped(jnp.concatenate([person, answers.reshape(texts, width), mean], -1), keys[-2], 2 * DROPPED)
    hidden = jax.nn.relu(seen @ trained["head.inner"] + trained["head.inner_bias"])
    return dropped(hidden, keys[-1], 2 * DROPPED) @ trained["head.outer"] + trained["head.outer_bias"]


# --- training and judging --------------------------------------------------------------------


def fitted(its: Material, random: np.random.Generator, trained: Tree, fixed: Tree) -> Tree:
    chosen = np.flatnonzero(~its.held[its.sets["train"]])
    steps = EPOCHS * (len(chosen) // BATCH)
    rate = optax.warmup_cosine_decay_schedule(0, RATE, steps // 15, steps, RATE / 50)
    rule = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=0.01))

    def loss(trained: Tree, fixed: Tree, batch: Any, labels: Any, key: Any) -> Any:
        wanted = jax.nn.one_hot(labels, 3) * (1 - SMOOTHED) + SMOOTHED / 3
        return -(wanted * jax.nn.log_softmax(odds(trained, fixed, *batch, key))).sum(-1).mean()

    @jax.jit
    def step(trained: Tree, memory: Any, fixed: Tree, batch: Any, labels: Any, key: Any) -> Any:
        lost, slope = jax.value_and_grad(loss)(trained, fixed, batch, labels, key)
        change, memory = rule.update(slope, memory, trained)
        return optax.apply_updates(trained, change), memory, lost

    memory, key, began = rule.init(trained), jax.random.PRNGKey(0), time.process_time()
    for epoch in range(EPOCHS):
        for batch in batches(its, chosen, random):
            key, now = jax.random.split(key)
            trained, memory, lost = step(
                trained, memory, fixed, its.batch(batch, BATCH), its.labels[batch], now
            )
        print(f"epoch {epoch}: {time.process_time() - began:.0f} s, loss {float(lost):.2f}", flush=True)
    return {name: np.asarray(value) for name, value in trained.items()}


def batches(its: Material, chosen: Rows, random: np.random.Generator) -> list[Rows]:
    """Sentences of like length together, in random order."""
    mixed, found = random.permutation(chosen), []
    for start in range(0, len(mixed), 20 * BATCH):
        some = mixed[start : start + 20 * BATCH]
        some = some[np.argsort(its.ends[some + 1] - its.ends[some], kind="stable")]
        found += [some[at : at + BATCH] for at in range(0, len(some), BATCH)]
    return [found[at] for at in random.permutation(len(found)) if len(found[at]) == BATCH]


def chances(its: Material, trained: Tree, fixed: Tree, chosen: Rows) -> Rows:
    told = jax.jit(lambda trained, batch: jax.nn.softmax(odds(trained, fixed, *batch)))
    found = np.zeros((len(its.labels), 3))
    for start in range(0, len(chosen), BATCH):
        some = chosen[start : start + BATCH]
        found[some] = np.asarray(told(trained, its.batch(some, BATCH)))[: len(some)]
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
    random = np.random.default_rng(0)
    trained, fixed = begun(random, its.states.shape[1])
    file = chosen.cache / "tone-trained.npz"
    if not file.exists():
        np.savez(file, **fitted(its, random, trained, fixed))
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
        _write(trained, sure, reached)


def _write(trained: Tree, sure: float, reached: dict[str, dict[str, float]]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    halved = {name: value.astype(np.float16) for name, value in trained.items()}
    np.savez_compressed(FOLDER / "head.npz", **halved)
    provenance = {
        "made_by": "scripts/train_tone.py --write",
        "trained_on": "NewsMTSC (MIT), sentiment-train.jsonl: four in five of 8,739 sentences, by document",
        "base": open_packaged().digest,
        "first": FIRST,
        "rank": RANK,
        "sure": sure,
        "figures": reached,
    }
    (FOLDER / "head.json").write_text(json.dumps(provenance, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
