"""The model of tone as JAX trains it; ``parallax.tone`` runs the same with NumPy."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from tone_material import USED, Rows

from parallax.tone.encoder import LAYERS
from parallax.tone.head import FAR, HEAD_PARTS, QUESTIONS
from parallax.tone.packed import open_packaged

LINEAR = ("q", "k", "v", "ao", "fi", "fo")
NORMS = ("aln.w", "aln.b", "oln.w", "oln.b")

Tree = dict[str, Any]


def begun(random: np.random.Generator, width: int) -> tuple[Tree, Tree]:
    """What is trained as it begins, and the weights that stay."""
    model = open_packaged()

    def spread(inner: int, outer: int) -> Rows:
        return (random.normal(size=(inner, outer)) / np.sqrt(inner)).astype(np.float32)

    changed: Tree = {}
    fixed: Tree = {}
    for layer in range(USED.first, LAYERS):
        for part in LINEAR:
            bias = np.array(model.floats(f"l{layer}.{part}.b"))
            turned = model.weights(f"l{layer}.{part}.w", len(bias))
            weights = np.ascontiguousarray(turned.T)
            halved = (weights.astype(jnp.bfloat16), turned.astype(jnp.bfloat16))
            fixed[f"l{layer}.{part}.w"] = (weights, halved)
            changed[f"l{layer}.{part}.w.down"] = spread(len(weights), USED.rank)
            changed[f"l{layer}.{part}.w.up"] = np.zeros((USED.rank, len(bias)), np.float32)
            changed[f"l{layer}.{part}.b"] = bias
        for part in NORMS:
            changed[f"l{layer}.{part}"] = np.array(model.floats(f"l{layer}.{part}"))
    changed["mark"] = np.zeros(width, np.float32)
    head = (
        spread(width, width) * 0.3,
        spread(width, width) * 0.3,
        spread(3 * width, USED.hidden),
        np.zeros(USED.hidden, np.float32),
        spread(USED.hidden, 3) * 0.5,
        np.zeros(3, np.float32),
        np.zeros((QUESTIONS, 2 * FAR + 1), np.float32),
    )
    changed |= {f"head.{part}": its for part, its in zip(HEAD_PARTS, head, strict=True)}
    return changed, jax.device_put(fixed)


def normed(values: Any, scale: Any, shift: Any) -> Any:
    centred = values - values.mean(-1, keepdims=True)
    return centred * jax.lax.rsqrt((centred * centred).mean(-1, keepdims=True) + 1e-12) * scale + shift


def gelu(values: Any) -> Any:
    return 0.5 * values * (1 + jnp.tanh(0.7978845608 * (values + 0.044715 * values**3)))


def dropped(values: Any, key: Any, share: float) -> Any:
    """Forgets the same part of all pieces of a text, which needs far fewer random numbers."""
    if key is None:
        return values
    shape = (len(values), *(1,) * (values.ndim - 2), values.shape[-1])
    return jnp.where(jax.random.bernoulli(key, 1 - share, shape), values / (1 - share), 0)


@jax.custom_vjp
def product(values: Any, both: tuple[Any, Any]) -> Any:
    """With weights that stay (``both`` ways round), in half the bits: twice as quick, and they get no slope."""
    return jnp.dot(values.astype(jnp.bfloat16), both[0], preferred_element_type=jnp.float32)


product.defvjp(
    lambda values, both: (product(values, both), both),
    lambda both, slope: (product(slope, both[::-1]), None),
)


def through(layer: int, state: Any, there: Any, trained: Tree, fixed: Tree, keys: tuple[Any, Any]) -> Any:
    texts, pieces, width = state.shape
    name, heads = f"l{layer}", 12

    def linear(part: str, values: Any) -> Any:
        exact, both = fixed[f"{name}.{part}.w"]
        narrow = (values @ trained[f"{name}.{part}.w.down"]) @ trained[f"{name}.{part}.w.up"]
        wide = values @ exact if keys[0] is None else product(values, both)
        return wide + narrow + trained[f"{name}.{part}.b"]

    def parted(values: Any) -> Any:
        return values.reshape(texts, pieces, heads, width // heads).transpose(0, 2, 1, 3)

    query, key, value = (parted(linear(part, state)) for part in ("q", "k", "v"))
    near = query @ key.transpose(0, 1, 3, 2) / np.sqrt(width // heads)
    near = jax.nn.softmax(jnp.where(there[:, None, None, :], near, -1e9), -1)
    joined = (near @ value).transpose(0, 2, 1, 3).reshape(texts, pieces, width)
    joined = dropped(linear("ao", joined), keys[0], USED.dropped)
    state = normed(state + joined, trained[f"{name}.aln.w"], trained[f"{name}.aln.b"])
    wide = dropped(linear("fo", gelu(linear("fi", state))), keys[1], USED.dropped)
    return normed(state + wide, trained[f"{name}.oln.w"], trained[f"{name}.oln.b"])


def odds(trained: Tree, fixed: Tree, state: Any, there: Any, persons: Any, key: Any = None) -> Any:
    """Of each sentence's three tones; ``key`` makes it forget at random, as in training."""
    texts, pieces, width = state.shape
    keys = (None,) * (2 * LAYERS + 2) if key is None else jax.random.split(key, 2 * LAYERS + 2)
    state = state + jax.nn.one_hot(persons, pieces)[:, :, None] * trained["mark"]
    for layer in range(USED.first, LAYERS):
        state = through(layer, state, there, trained, fixed, (keys[2 * layer], keys[2 * layer + 1]))
    person = state[jnp.arange(texts), persons]
    part = width // QUESTIONS
    question = (person @ trained["head.asked"]).reshape(texts, QUESTIONS, part)
    answering = (state @ trained["head.answering"]).reshape(texts, pieces, QUESTIONS, part)
    apart = jnp.clip(jnp.arange(pieces)[None, :] - persons[:, None], -FAR, FAR) + FAR
    near = jnp.einsum("tqw,tpqw->tqp", question, answering) / np.sqrt(part)
    near += trained["head.distance"][:, apart].transpose(1, 0, 2)
    near = jax.nn.softmax(jnp.where(there[:, None, :], near, -1e9), -1)
    answers = jnp.einsum("tqp,tpqw->tqw", near, state.reshape(texts, pieces, QUESTIONS, part))
    mean = (state * there[:, :, None]).sum(1) / there.sum(1, keepdims=True)
    seen = dropped(
        jnp.concatenate([person, answers.reshape(texts, width), mean], -1), keys[-2], 2 * USED.dropped
    )
    hidden = jax.nn.relu(seen @ trained["head.inner"] + trained["head.inner_bias"])
    return dropped(hidden, keys[-1], 2 * USED.dropped) @ trained["head.outer"] + trained["head.outer_bias"]
