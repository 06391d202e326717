"""The model of tone as JAX trains it; ``parallax.tone`` runs the same with NumPy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from tone_bases import Settings
from tone_material import Rows

from parallax.tone.base import Base
from parallax.tone.encoder import LAYERS, MOST_PIECES
from parallax.tone.head import FAR, HEAD_PARTS, QUESTIONS

LINEAR = ("q", "k", "v", "ao", "fi", "fo")
NORMS = ("aln.w", "aln.b", "oln.w", "oln.b")

Tree = dict[str, Any]


def begun(base: Base, settings: Settings) -> tuple[Tree, Tree]:
    """What is trained as it begins, and what stays: weights, and what nearness adds to attention."""
    random, width = np.random.default_rng(settings.seed), base.width

    def spread(inner: int, outer: int) -> Rows:
        return (random.normal(size=(inner, outer)) / np.sqrt(inner)).astype(np.float32)

    changed: Tree = {}
    fixed: Tree = {"nearness": base.nearness(MOST_PIECES)}
    for layer in range(settings.first, LAYERS):
        for part in LINEAR:
            bias = np.array(base.floats(f"l{layer}.{part}.b"))
            turned = base.weights(f"l{layer}.{part}.w", len(bias))
            weights = np.ascontiguousarray(turned.T)
            both = (weights.astype(settings.product), turned.astype(settings.product))
            fixed[f"l{layer}.{part}.w"] = (weights, both)
            changed[f"l{layer}.{part}.w.down"] = spread(len(weights), settings.rank)
            changed[f"l{layer}.{part}.w.up"] = np.zeros((settings.rank, len(bias)), np.float32)
            changed[f"l{layer}.{part}.b"] = bias
        for part in NORMS:
            changed[f"l{layer}.{part}"] = np.array(base.floats(f"l{layer}.{part}"))
    changed["mark"] = np.zeros(width, np.float32)
    head = (
        spread(width, width) * 0.3,
        spread(width, width) * 0.3,
        spread(3 * width, settings.hidden),
        np.zeros(settings.hidden, np.float32),
        spread(settings.hidden, 3) * 0.5,
        np.zeros(3, np.float32),
        np.zeros((QUESTIONS, 2 * FAR + 1), np.float32),
    )
    changed |= {f"head.{part}": its for part, its in zip(HEAD_PARTS, head, strict=True)}
    return changed, jax.device_put(fixed)


def dropped(values: Any, key: Any, share: float) -> Any:
    """Forgets the same part of all pieces of a text, which needs far fewer random numbers."""
    if key is None:
        return values
    shape = (len(values), *(1,) * (values.ndim - 2), values.shape[-1])
    return jnp.where(jax.random.bernoulli(key, 1 - share, shape), values / (1 - share), 0)


@jax.custom_vjp
def product(values: Any, both: tuple[Any, Any]) -> Any:
    """With weights that stay (``both`` ways round), in as many bits as they have, and they get no slope."""
    return jnp.dot(values.astype(both[0].dtype), both[0], preferred_element_type=jnp.float32)


product.defvjp(
    lambda values, both: (product(values, both), both),
    lambda both, slope: (product(slope, both[::-1]), None),
)


@dataclass(frozen=True)
class Network:
    """What of a model is no number that is trained."""

    heads: int
    epsilon: float
    bent: Callable[[Any], Any]
    settings: Settings

    def odds(self, trained: Tree, fixed: Tree, state: Any, there: Any, persons: Any, key: Any = None) -> Any:
        """Of each sentence's three tones; ``key`` makes it forget at random, as in training."""
        texts, pieces, _ = state.shape
        keys = (None,) * (2 * LAYERS + 2) if key is None else jax.random.split(key, 2 * LAYERS + 2)
        state = state + jax.nn.one_hot(persons, pieces)[:, :, None] * trained["mark"]
        for layer in range(self.settings.first, LAYERS):
            two = (keys[2 * layer], keys[2 * layer + 1])
            state = self._through(f"l{layer}", state, there, trained, fixed, two)
        person = state[jnp.arange(texts), persons]
        answers = answered(state, there, persons, person, trained)
        mean = (state * there[:, :, None]).sum(1) / there.sum(1, keepdims=True)
        lost = 2 * self.settings.dropped
        seen = dropped(jnp.concatenate([person, answers, mean], -1), keys[-2], lost)
        hidden = jax.nn.relu(seen @ trained["head.inner"] + trained["head.inner_bias"])
        return dropped(hidden, keys[-1], lost) @ trained["head.outer"] + trained["head.outer_bias"]

    def _through(
        self, name: str, state: Any, there: Any, trained: Tree, fixed: Tree, keys: tuple[Any, Any]
    ) -> Any:
        texts, pieces, width = state.shape

        def linear(part: str, values: Any) -> Any:
            exact, both = fixed[f"{name}.{part}.w"]
            narrow = (values @ trained[f"{name}.{part}.w.down"]) @ trained[f"{name}.{part}.w.up"]
            wide = values @ exact if keys[0] is None else product(values, both)
            return wide + narrow + trained[f"{name}.{part}.b"]

        def parted(values: Any) -> Any:
            return values.reshape(texts, pieces, self.heads, width // self.heads).transpose(0, 2, 1, 3)

        query, key, value = (parted(linear(part, state)) for part in ("q", "k", "v"))
        near = query @ key.transpose(0, 1, 3, 2) / np.sqrt(width // self.heads)
        near += fixed["nearness"][:, :pieces, :pieces]
        near = jax.nn.softmax(jnp.where(there[:, None, None, :], near, -1e9), -1)
        joined = (near @ value).transpose(0, 2, 1, 3).reshape(texts, pieces, width)
        joined = dropped(linear("ao", joined), keys[0], self.settings.dropped)
        state = self._normed(state + joined, trained[f"{name}.aln.w"], trained[f"{name}.aln.b"])
        wide = dropped(linear("fo", self.bent(linear("fi", state))), keys[1], self.settings.dropped)
        return self._normed(state + wide, trained[f"{name}.oln.w"], trained[f"{name}.oln.b"])

    def _normed(self, values: Any, scale: Any, shift: Any) -> Any:
        centred = values - values.mean(-1, keepdims=True)
        spread = jax.lax.rsqrt((centred * centred).mean(-1, keepdims=True) + self.epsilon)
        return centred * spread * scale + shift


def answered(state: Any, there: Any, persons: Any, person: Any, trained: Tree) -> Any:
    """What of each sentence answers its person's questions."""
    texts, pieces, width = state.shape
    part = width // QUESTIONS
    question = (person @ trained["head.asked"]).reshape(texts, QUESTIONS, part)
    answering = (state @ trained["head.answering"]).reshape(texts, pieces, QUESTIONS, part)
    apart = jnp.clip(jnp.arange(pieces)[None, :] - persons[:, None], -FAR, FAR) + FAR
    near = jnp.einsum("tqw,tpqw->tqp", question, answering) / np.sqrt(part)
    near += trained["head.distance"][:, apart].transpose(1, 0, 2)
    near = jax.nn.softmax(jnp.where(there[:, None, :], near, -1e9), -1)
    answers = jnp.einsum("tqp,tpqw->tqw", near, state.reshape(texts, pieces, QUESTIONS, part))
    return answers.reshape(texts, width)
