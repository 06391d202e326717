"""The lower layers of a language model, the upper of them tuned: a state for each piece of a sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from parallax.tone.base import Base, Floats

# Of twelve. The upper ones bend towards what a whole text is about; in the middle a word still stands
# for itself. Untuned, tone was told best after eight; of tuned ones ten are read (docs/decisions/0017-tone.md).
LAYERS = 10
MOST_PIECES = 96


@dataclass(frozen=True, slots=True)
class Tuning:
    """What training changed in the layers from ``first`` on.

    ``mark`` is added to the person's state before them. ``changed`` holds, by the model's own names for its
    tensors, other biases and scales, and for weights two narrow matrices (``.down`` and ``.up``) whose product is
    added (Hu et al. 2021).
    """

    first: int
    mark: Floats
    changed: Mapping[str, Floats]

    def floats(self, model: Base, name: str) -> Floats:
        return self.changed[name] if name in self.changed else model.floats(name)

    def weights(self, model: Base, name: str, rows: int) -> Floats:
        found = model.weights(name, rows)
        if f"{name}.down" not in self.changed:
            return found
        return found + (self.changed[f"{name}.down"] @ self.changed[f"{name}.up"]).T


@dataclass(frozen=True, slots=True)
class _Layer:
    attend: tuple[tuple[Floats, Floats], ...]  # query, key, value: weights and bias
    joined: tuple[Floats, Floats]
    joined_norm: tuple[Floats, Floats]
    wide: tuple[Floats, Floats]
    narrow: tuple[Floats, Floats]
    narrow_norm: tuple[Floats, Floats]


class Encoder:
    """BERT's layers (Devlin et al. 2019), as many as are asked for, over a model's weights."""

    def __init__(self, model: Base, tuning: Tuning, layers: int = LAYERS) -> None:
        self.model = model
        self._tuning = tuning
        self._norm = (model.floats("emb.ln.w"), model.floats("emb.ln.b"))
        self._layers = [_layer(model, tuning, f"l{number}") for number in range(layers)]

    def states(self, texts: Sequence[Sequence[int]], persons: Sequence[int]) -> list[Floats]:
        """For each text a row for each piece; ``persons`` says which piece stands for the person.

        Several texts at once share the large products, which is quicker.

        Raises ``ValueError`` for a text of more than :data:`MOST_PIECES`.
        """
        if not texts:
            return []
        if max(map(len, texts)) > MOST_PIECES:
            raise ValueError(f"a text has more than {MOST_PIECES} pieces")
        ends = np.cumsum([len(pieces) for pieces in texts])[:-1].tolist()
        rows = [start + person for start, person in zip([0, *ends], persons, strict=True)]
        near = [self.model.nearness(len(pieces)) for pieces in texts]
        state = self._normed(self.model.begun(texts), self._norm)
        for number, layer in enumerate(self._layers):
            if number == self._tuning.first:
                state[rows] += self._tuning.mark
            state = self._through(state, layer, ends, near)
        return np.split(state, ends)

    def _through(self, state: Floats, layer: _Layer, ends: list[int], near: list[Floats]) -> Floats:
        linear = (np.split(state @ weights + bias, ends) for weights, bias in layer.attend)
        attended: Floats = np.concatenate(
            [self._attended(*parts) for parts in zip(near, *linear, strict=True)]
        )
        state = self._normed(state + attended @ layer.joined[0] + layer.joined[1], layer.joined_norm)
        wide = self.model.bent(state @ layer.wide[0] + layer.wide[1])
        return self._normed(state + wide @ layer.narrow[0] + layer.narrow[1], layer.narrow_norm)

    def _attended(self, nearness: Floats, query: Floats, key: Floats, value: Floats) -> Floats:
        """Each piece as the mean of its own text's, weighed by how they answer it."""
        query, key, value = self._parted(query), self._parted(key), self._parted(value)
        near = query @ key.transpose(0, 2, 1) / math.sqrt(query.shape[2]) + nearness
        near = np.exp(near - near.max(axis=2, keepdims=True))
        near /= near.sum(axis=2, keepdims=True)
        joined = (near @ value).transpose(1, 0, 2).reshape(query.shape[1], -1)
        return np.asarray(joined, dtype=np.float32)

    def _parted(self, state: Floats) -> Floats:
        return state.reshape(len(state), self.model.heads, -1).transpose(1, 0, 2)

    def _normed(self, state: Floats, norm: tuple[Floats, Floats]) -> Floats:
        centred = state - state.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + self.model.epsilon)
        return np.asarray(centred / spread * norm[0] + norm[1], dtype=np.float32)


def _layer(model: Base, tuning: Tuning, name: str) -> _Layer:
    def linear(part: str) -> tuple[Floats, Floats]:
        bias = tuning.floats(model, f"{name}.{part}.b")
        # Turned once: a product with rows that lie as they are needed is some 5% quicker.
        return np.ascontiguousarray(tuning.weights(model, f"{name}.{part}.w", len(bias)).T), bias

    def norm(part: str) -> tuple[Floats, Floats]:
        return tuning.floats(model, f"{name}.{part}.w"), tuning.floats(model, f"{name}.{part}.b")

    return _Layer(
        (linear("q"), linear("k"), linear("v")),
        linear("ao"),
        norm("aln"),
        linear("fi"),
        linear("fo"),
        norm("oln"),
    )
