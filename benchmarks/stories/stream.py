"""An invented stream of articles with the shape of a real one, of any length.

Words and names are made up and drawn by Zipf's law, events are of very unequal size and told within a day or
two, and points spread as those of the labelled headlines do (``python -m benchmarks.stories.stream``
compares them).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from parallax.stories.embed import Vectors, unit
from parallax.telling import Told

START = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = 4.0
SIZE = 384
# Two reports of an event are .6 alike, two events of one topic .2: of the labelled headlines the nearest of the
# 1,500 before is .69 alike in the median, the sixteenth .32.
TOPICS, TOPIC, EVENT = 200, 0.2, 0.4
# The variance of the labelled headlines' points along their axes, the largest first, falls like 1 / (place + 8).
SPECTRUM = np.sqrt(1.0 / (np.arange(SIZE) + 8.0)).astype(np.float32)
# All lie to one side, as raw embeddings do.
ASIDE = 0.5
# Reports of an event: Pareto's law, most of them few.
TAIL, MOST_TOLD = 1.3, 400
LASTS_HOURS = 18.0
# Words a report has of its event alone, in title, lead and body.
OWN_NAMES, OWN_WORDS = 4, 8
TITLE, LEAD, BODY = 9, 60, 300
OWN = 0.25
VOCABULARY, NAMES = 30_000, 20_000
# Consonants and vowels by language; one syllable in Chinese is one character.
ALPHABETS = {
    "en": ("bcdfgklmnprst", "aeiou"), "es": ("bcdfglmnprst", "aeioá"), "fr": ("bcdfglmnprst", "aeiuéè"),
    "de": ("bdfghklmnrstw", "aeiouü"), "pt": ("bcdfglmnprst", "aeioã"), "ru": ("бвгдклмнпрст", "аеиоуы"),
    "ar": ("بتجدرسعفقكلم", "اوي"), "zh": ("".join(map(chr, range(0x4E10, 0x4E70))), ("",)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Events:
    """Which event each article tells, and of each event its point, its language-free names and words."""

    told: NDArray[np.int64]
    hours: NDArray[np.float64]
    middles: Vectors
    names: NDArray[np.int64]
    words: NDArray[np.int64]


def stream(count: int, batch: int, seed: int = 7) -> Iterator[tuple[list[Told], Vectors]]:
    """``count`` articles of four days in batches, each with its raw embeddings."""
    chance = np.random.default_rng(seed)
    events = _events(count, chance)
    languages = list(ALPHABETS)
    for start in range(0, count, batch):
        which = events.told[start : start + batch]
        own = _shaped(len(which), chance)
        vectors = unit(events.middles[which] + np.sqrt(1 - TOPIC - EVENT) * own + ASIDE / np.sqrt(SIZE))
        told = [
            _article(start + place, languages[int(chance.integers(len(languages)))], event, events, chance)
            for place, event in enumerate(which.tolist())
        ]
        yield told, vectors


def _events(count: int, chance: np.random.Generator) -> _Events:
    sizes = np.minimum(chance.pareto(TAIL, size=count) + 1, MOST_TOLD).astype(np.int64)
    events = int(np.searchsorted(np.cumsum(sizes), count)) + 1
    told = np.repeat(np.arange(events), sizes[:events])[:count]
    begins = chance.uniform(0, 24 * DAYS, size=events)
    hours = begins[told] + chance.exponential(LASTS_HOURS, size=count)
    order = np.argsort(hours, kind="stable")
    topics = np.sqrt(TOPIC) * _shaped(TOPICS, chance)
    middles = topics[chance.integers(TOPICS, size=events)] + np.sqrt(EVENT) * _shaped(events, chance)
    return _Events(
        told[order],
        hours[order] * (24 * DAYS / hours.max()),
        middles.astype(np.float32),
        _zipf(NAMES, (events, OWN_NAMES), chance),
        _zipf(VOCABULARY, (events, OWN_WORDS), chance),
    )


def _shaped(count: int, chance: np.random.Generator) -> Vectors:
    return unit(chance.standard_normal((count, SIZE)).astype(np.float32) * SPECTRUM)


def _zipf(size: int, shape: tuple[int, ...], chance: np.random.Generator) -> NDArray[np.int64]:
    """Ranks below ``size``, each as likely as 1 over its place."""
    return np.asarray(size ** chance.random(shape) - 1, dtype=np.int64)


def _article(number: int, language: str, event: int, events: _Events, chance: np.random.Generator) -> Told:
    length = TITLE + LEAD + BODY
    said = _words(language)[_zipf(VOCABULARY, (length,), chance)]
    own = np.concatenate([_names(language)[events.names[event]], _words(language)[events.words[event]]])
    places = np.flatnonzero(chance.random(length) < OWN)
    said[places] = own[chance.integers(len(own), size=len(places))]
    space = "" if language == "zh" else " "
    title, lead, body = (space.join(part.tolist()) for part in np.split(said, [TITLE, TITLE + LEAD]))
    when = START + timedelta(hours=float(events.hours[number]))
    return Told(
        f"a{number}", "o", "", language, f"{title} {number % 97}", lead, "", when, body=f"{lead}. {body}"
    )


@cache
def _words(language: str) -> NDArray[np.object_]:
    return np.array([_spelt(rank + 7, language) for rank in range(VOCABULARY)], dtype=object)


@cache
def _names(language: str) -> NDArray[np.object_]:
    """Names, the same in all languages that have capitals."""
    spelling = "zh" if language == "zh" else "en"
    return np.array(
        [_spelt(10_000 + 97 * rank, spelling).capitalize() for rank in range(NAMES)], dtype=object
    )


def _spelt(number: int, language: str) -> str:
    """A number's own word: its digits as syllables."""
    consonants, vowels = ALPHABETS[language]
    syllables = ""
    while number:
        number, digit = divmod(number, len(consonants) * len(vowels))
        syllables += consonants[digit % len(consonants)] + vowels[digit // len(consonants)]
    return syllables


def main() -> None:
    """How alike each of some articles is to those before it: the nearest, the sixteenth, two of one event, any."""
    vectors = np.concatenate([its for _, its in stream(6_000, 64)])
    points = unit(vectors - vectors.mean(axis=0))
    cosines = points[-500:] @ points[-2_000:-500].T
    cosines.sort(axis=1)
    variance = np.linalg.eigvalsh(points.T @ points)[::-1]
    print(f"nearest {np.median(cosines[:, -1]):.2f}, sixteenth {np.median(cosines[:, -16]):.2f}")
    print(f"deviation {cosines.std():.3f}, variance of 128 axes {variance[:128].sum() / variance.sum():.2f}")


if __name__ == "__main__":
    main()
