"""Headlines of known events as batches that are hard to tell apart: events near each other in time and meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from benchmarks.stories.material import Labelled, half_of

from parallax.stories.embed import Vectors
from parallax.stories.text import embedded_text, tongue_of
from parallax.tone.packed import PREFIX, PackedModel

# One batch in eight is of one of the small sets, which would not be drawn beside the large one.
SMALL_EVERY = 8
SMALL_EVENTS, SMALL_EACH = 9, 3
# Of an event at most so many headlines, of one with twenty or more a few more.
EACH, LARGE, LARGE_EACH = 4, 20, 6
# Hours before and after a headline that are drawn from with it.
NEAR_HOURS = 48
# After each event the three nearest.
NEAREST = 3
# Headlines of all languages that a language's mean is drawn towards.
SUPPOSED = 12


@dataclass(frozen=True, slots=True)
class Headlines:
    """Of one set, those to learn from: pieces, event, language (a number), and time in hours of each."""

    pieces: list[list[int]]
    events: np.ndarray[Any, Any]
    languages: np.ndarray[Any, Any]
    hours: np.ndarray[Any, Any]
    raw: Vectors  # as the packaged model has them


def headlines(
    labelled: Labelled, raw: Vectors, base: PackedModel, languages: Sequence[str], half: int | None
) -> Headlines:
    """``half`` names the half of the events that is learned from; None: all."""
    rows = [row for row, event in enumerate(labelled.events) if half is None or half_of(event) == half]
    its = [labelled.articles[row] for row in rows]
    return Headlines(
        [base.pieces.of(PREFIX + embedded_text(told).strip()) for told in its],
        np.array([labelled.events[row] for row in rows]),
        np.array([languages.index(tongue_of(told)) for told in its]),
        np.array([told.published.timestamp() / 3600 for told in its]),
        raw[rows],
    )


def language_means(sets: Sequence[Headlines], languages: int) -> Vectors:
    """Where each language lies by the packaged model."""
    raw = np.concatenate([its.raw for its in sets])
    tongue = np.concatenate([its.languages for its in sets])
    general = raw.mean(axis=0)
    means = [
        (raw[tongue == number].sum(axis=0) + SUPPOSED * general) / ((tongue == number).sum() + SUPPOSED)
        for number in range(languages)
    ]
    return np.array(means, dtype=np.float32)


class Batches:
    """Draws rows of the sets, of which the first is the large one."""

    def __init__(self, sets: Sequence[Headlines], means: Vectors, size: int, seed: int) -> None:
        self.sets = sets
        self._size = size
        self._random = np.random.default_rng(seed)
        centred = sets[0].raw - means[sets[0].languages]
        # Where the headlines of the large set lie, as far as they were seen while learning.
        self.points = centred / np.linalg.norm(centred, axis=1, keepdims=True)
        self._rows = [_by_event(its) for its in sets]

    def draw(self, step: int) -> tuple[int, np.ndarray[Any, Any]]:
        """Of which set the step's batch is, and its rows."""
        if step % SMALL_EVERY:
            return 0, self._large()
        number = 1 + step // SMALL_EVERY % (len(self.sets) - 1)
        return number, self._small(self._rows[number])

    def _small(self, rows: dict[str, np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
        events = self._some(np.array(sorted(rows)), SMALL_EVENTS)
        return np.concatenate([self._some(rows[event], SMALL_EACH) for event in events])

    def _large(self) -> np.ndarray[Any, Any]:
        near = self._in_time()
        middles = np.stack([self.points[rows].mean(axis=0) for rows in near])
        middles /= np.linalg.norm(middles, axis=1, keepdims=True) + 1e-9
        several = [number for number, rows in enumerate(near) if len(rows) > 1] or list(range(len(near)))
        drawn: dict[int, np.ndarray[Any, Any]] = {}
        count = 0
        while count < self._size and len(drawn) < len(near):
            left = [number for number in several if number not in drawn]
            left = left or [number for number in range(len(near)) if number not in drawn]
            first = left[self._random.integers(len(left))]
            alike = np.argsort(-(middles @ middles[first]))[1 : 1 + NEAREST].tolist()
            for number in (first, *alike):
                if number not in drawn:
                    rows = near[number]
                    drawn[number] = self._some(rows, EACH if len(rows) < LARGE else LARGE_EACH)
                    count += len(drawn[number])
        return np.concatenate(list(drawn.values()))[: self._size]

    def _in_time(self) -> list[np.ndarray[Any, Any]]:
        """The rows of each event of some days: those about a headline of an event drawn by its size's root."""
        events = sorted(self._rows[0])
        weight = np.sqrt([len(self._rows[0][event]) for event in events])
        drawn = events[self._random.choice(len(events), p=weight / weight.sum())]
        hours = self.sets[0].hours
        middle = hours[self._random.choice(self._rows[0][drawn])]
        near = (rows[np.abs(hours[rows] - middle) < NEAR_HOURS] for rows in self._rows[0].values())
        return [rows for rows in near if len(rows)]

    def _some(self, these: np.ndarray[Any, Any], most: int) -> np.ndarray[Any, Any]:
        return self._random.choice(these, min(len(these), most), replace=False)


def _by_event(its: Headlines) -> dict[str, np.ndarray[Any, Any]]:
    rows = defaultdict(list)
    for row, event in enumerate(its.events.tolist()):
        rows[event].append(row)
    return {event: np.array(those) for event, those in rows.items()}
