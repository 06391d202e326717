"""Says which runs of a page are in its gold body: the labels the models learn from."""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

SHINGLE = 4
# Shorter runs match by accident; they count only next to text that surely matches.
SURE_TOKENS = 8
NEAR = 4
DUPLICATE = -1.0


def cover(texts: Sequence[str], gold: dict[str, Any], score: Any) -> list[float]:
    """Share of each run's tokens found in the gold, in order; ``DUPLICATE`` for a surplus copy."""
    parts = [score.toks(text) for _, text in score.gold_parts(gold["body"])]
    whole = score.toks(score.gold_text(gold["body"]))
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in range(len(whole) - SHINGLE + 1):
        places[tuple(whole[index : index + SHINGLE])].append(index)
    part_places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    offset = 0
    for part in parts:
        part_places[tuple(part)].append(offset)
        offset += len(part)
    tokens = [score.toks(text) for text in texts]
    shares = [0.0] * len(texts)
    found: list[int | None] = [None] * len(texts)
    for index, words in enumerate(tokens):
        shares[index], found[index] = _share(words, places)
        if words and tuple(words) in part_places:
            shares[index], found[index] = 1.0, part_places[tuple(words)][0]
    _drop_copies(tokens, shares, found, places, part_places)
    _drop_strays(tokens, shares)
    return shares


def _share(words: list[str], places: dict[tuple[str, ...], list[int]]) -> tuple[float, int | None]:
    if len(words) < SHINGLE:
        return 0.0, None
    covered = [False] * len(words)
    first = None
    for start in range(len(words) - SHINGLE + 1):
        at = places.get(tuple(words[start : start + SHINGLE]))
        if at:
            first = at[0] if first is None else first
            covered[start : start + SHINGLE] = [True] * SHINGLE
    return sum(covered) / len(words), first


def _drop_copies(
    tokens: list[list[str]],
    shares: list[float],
    found: list[int | None],
    places: dict[tuple[str, ...], list[int]],
    part_places: dict[tuple[str, ...], list[int]],
) -> None:
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, words in enumerate(tokens):
        if shares[index] >= 0.5:
            groups[tuple(words)].append(index)
    unique = sorted(
        (found[index] or 0, index)
        for words, indices in groups.items()
        if len(indices) == 1 and len(words) >= SURE_TOKENS
        for index in indices
    )
    for words, indices in groups.items():
        allowed = len(part_places.get(words, ())) or (
            len(places[words[:SHINGLE]]) if len(words) >= SHINGLE else 1
        )
        allowed = max(1, allowed)
        if len(indices) <= allowed or not unique:
            continue
        at = bisect.bisect(unique, (found[indices[0]] or 0, 0))
        anchors = [unique[place][1] for place in (at - 1, at) if 0 <= place < len(unique)]
        indices.sort(key=lambda index: min(abs(index - anchor) for anchor in anchors))
        for index in indices[allowed:]:
            shares[index] = DUPLICATE


def _drop_strays(tokens: list[list[str]], shares: list[float]) -> None:
    sure = [i for i, words in enumerate(tokens) if shares[i] >= 0.5 and len(words) >= SURE_TOKENS]
    if not sure:
        return
    for index, words in enumerate(tokens):
        if shares[index] > 0 and len(words) < SHINGLE:
            at = bisect.bisect(sure, index)
            gap = min(abs(sure[place] - index) for place in (at - 1, at) if 0 <= place < len(sure))
            if gap > NEAR:
                shares[index] = 0.0


def token_counts(texts: Sequence[str], score: Any) -> list[int]:
    """Scorer's tokens of each run."""
    return [sum(Counter(score.toks(text)).values()) for text in texts]
