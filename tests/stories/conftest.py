"""Helpers of the stories' tests: articles in a line, and an embedder that needs no model."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from parallax.telling import Told

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class WordPoints:
    """Places a text at the sum of its words' random directions: the same words, the same place."""

    name = "words"
    version = "1"

    def embed(self, texts: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        rows = [
            sum((self._direction(word) for word in text.lower().split()), np.zeros(384)) for text in texts
        ]
        found = np.array(rows, dtype=np.float32) + 1.0
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)

    def _direction(self, word: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        seed = int.from_bytes(hashlib.sha256(word.strip(".,").encode()).digest()[:4], "big")
        return np.random.default_rng(seed).standard_normal(384)


def article(name: str, title: str, *, hours: float = 0, language: str = "en", **texts: str) -> Told:
    return Told(
        article_id=name,
        outlet_id=texts.pop("outlet_id", f"outlet-{name}"),
        country="GB",
        language=language,
        title=title,
        lead=texts.pop("lead", ""),
        url=texts.pop("url", f"https://example.org/{name}"),
        published=MORNING + timedelta(hours=hours),
        **texts,
    )


@pytest.fixture
def told() -> Callable[..., Told]:
    return article


@pytest.fixture
def word_points() -> WordPoints:
    return WordPoints()
