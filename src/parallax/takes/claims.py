"""What a story's reports claim, sentence by sentence, and which report carries which claim."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from parallax.takes.records import Embed, Line, Report, voices
from parallax.takes.sentences import tells
from parallax.takes.words import Bag, Weights, bag, runs

# Two sentences tell the same when the weighted words they share are this much of both together
# (Dice). Measured on the labelled stories: at .45 one match in twelve joined different facts; above
# .55 half of the retellings in other words are lost (benchmarks/takes).
SAME = 0.5
# Where one sentence is short, sharing nearly all of it is enough, if it holds enough words.
INSIDE = 0.78
LEAST_SHARED = 3
# One voice may be wrong or have it alone; what two independent ones tell is a claim of the story.
LEAST_VOICES = 2
# A report carries a claim when this share of its words stands in two neighbouring sentences …
CARRIED = 0.6
# … and lacks it when no more than this does, by weight and by count, and neither its most telling words
# nor any of its numbers stands anywhere in the report.
LACKED = 0.34
TELLING = 2
# An embedding's own scale is unknown: of all pairs of the story, this share is called alike.
ALIKE_SHARE = 0.03
# With vectors that agree, so much shared wording is enough.
SAME_WHEN_ALIKE = 0.3

State = Literal["carries", "lacks", "unsure"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence in its report, and the number of the voice it belongs to."""

    voice: int
    report: Report
    line: Line
    bag: Bag

    @property
    def tells(self) -> bool:
        return tells(self.line)


@dataclass(frozen=True, slots=True)
class Claim:
    """Sentences of different voices that tell the same thing, one statement at least. ``core`` are the words they share."""

    units: tuple[Unit, ...]
    core: frozenset[str]

    @property
    def voices(self) -> frozenset[int]:
        return frozenset(unit.voice for unit in self.units)

    @property
    def text(self) -> str:
        """The shortest of its statements that holds all of its core, or else the first."""
        stated = [unit for unit in self.units if unit.tells]
        holding = [unit.line.english for unit in stated if self.core <= unit.bag.stems]
        return min(holding, key=lambda text: (len(text), text)) if holding else stated[0].line.english


def judged(report: Report) -> bool:
    """Whether a report can leave something out: a teaser was cut by others, an opinion piece needn't tell all."""
    return bool(report.lines) and not report.partial and not report.opinion


class Telling:
    """A story's reports laid out for comparison: voices, sentences, weights, claims."""

    def __init__(self, reports: Sequence[Report], embed: Embed | None = None) -> None:
        self.voices = voices(reports)
        self.units = tuple(
            Unit(number, report, line, bag(line.english))
            for number, voice in enumerate(self.voices)
            for report in voice
            for line in report.lines
        )
        self.weights = Weights(
            [[unit.bag for unit in self._of(number)] for number in range(len(self.voices))]
        )
        self._windows = self._windowed()
        self._states: dict[tuple[int, int], State] = {}
        self._totals = [self.weights.total(unit.bag.stems) for unit in self.units]
        self._alike = _alike(self.units, embed) if embed else frozenset()

    def _of(self, voice: int) -> Iterator[Unit]:
        return (unit for unit in self.units if unit.voice == voice)

    def shared(self, a: int, b: int) -> tuple[float, float]:
        """How much two sentences share: of both together, and of the shorter."""
        common = self.units[a].bag.stems & self.units[b].bag.stems
        if len(common) < LEAST_SHARED:
            return 0.0, 0.0
        weight, left, right = self.weights.total(common), self._totals[a], self._totals[b]
        return 2 * weight / (left + right), weight / min(left, right)

    def same(self, a: int, b: int) -> bool:
        both, shorter = self.shared(a, b)
        return both >= SAME or shorter >= INSIDE or (both >= SAME_WHEN_ALIKE and (a, b) in self._alike)

    @cached_property
    def near(self) -> dict[int, tuple[int, ...]]:
        """For each sentence those of other voices that tell the same; those that have none are left out."""
        holders: dict[str, list[int]] = defaultdict(list)
        for place, unit in enumerate(self.units):
            for word in unit.bag.stems:
                holders[word].append(place)
        near: dict[int, set[int]] = defaultdict(set)
        for a, unit in enumerate(self.units):
            for b in {place for word in unit.bag.stems for place in holders[word] if place > a}:
                if self.units[b].voice != unit.voice and self.same(a, b):
                    near[a].add(b)
                    near[b].add(a)
        return {place: tuple(sorted(found)) for place, found in near.items()}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Around each sentence the most others agree with; a sentence is in one claim only."""
        taken: set[int] = set()
        found = []
        for seed in sorted(self.near, key=lambda place: (-len(self.near[place]), place)):
            members = [seed, *(place for place in self.near[seed] if place not in taken)]
            if seed in taken or len({self.units[place].voice for place in members}) < LEAST_VOICES:
                continue
            taken.update(members)
            units = tuple(self.units[place] for place in sorted(members))
            if not any(unit.tells for unit in units):
                continue
            core = frozenset(
                word
                for word in self.units[seed].bag.stems
                if sum(word in unit.bag.stems for unit in units) * 2 > len(units)
            )
            found.append(Claim(units, core))
        return tuple(found)

    def _windowed(self) -> tuple[dict[str, list[int]], ...]:
        """For each voice where each word stands: numbers of its pairs of neighbouring sentences."""
        voices = []
        for voice in self.voices:
            places: dict[str, list[int]] = defaultdict(list)
            number = 0
            for report in voice:
                bags = [bag(line.english).stems for line in report.lines]
                for place, stems in enumerate(bags):
                    following = bags[place + 1] if place + 1 < len(bags) else frozenset()
                    for word in stems | following:
                        places[word].append(number)
                    number += 1
            voices.append(dict(places))
        return tuple(voices)

    def coverage(self, core: frozenset[str], voice: int) -> float:
        """The largest share of the core in two neighbouring sentences of one report of a voice.

        Words that every report uses weigh little, so their plain number is asked as well as their weight.
        """
        whole = self.weights.total(core)
        weight: dict[int, float] = defaultdict(float)
        number: dict[int, int] = defaultdict(int)
        for word in sorted(core):
            for place in self._windows[voice].get(word, ()):
                weight[place] += self.weights.of(word)
                number[place] += 1
        return max((max(weight[place] / whole, number[place] / len(core)) for place in weight), default=0.0)

    def state(self, claim: Claim, voice: int) -> State:
        """Whether a voice carries a claim, lacks it, or cannot be judged."""
        known = self._states.get((id(claim), voice))
        if known is None:
            known = self._states[(id(claim), voice)] = self._judge(claim, voice)
        return known

    def _judge(self, claim: Claim, voice: int) -> State:
        if voice in claim.voices:
            return "carries"
        covered = self.coverage(claim.core, voice)
        if covered >= CARRIED:
            return "carries"
        if covered > LACKED or self.hints(claim.core | bag(claim.text).stems, claim.core, voice):
            return "unsure"
        if any(not runs(claim.text).isdisjoint(runs(unit.line.english)) for unit in self._of(voice)):
            return "unsure"  # it has a part of the sentence word for word
        return "lacks" if any(judged(report) for report in self.voices[voice]) else "unsure"

    def hints(self, words: frozenset[str], core: frozenset[str], voice: int) -> bool:
        """Whether a report holds one of the core's most telling words or any of the words that are numbers."""
        telling = set(sorted(core, key=lambda word: (-self.weights.of(word), word))[:TELLING])
        telling |= {word for word in words if word.startswith("#")}
        return not telling.isdisjoint(self._windows[voice])


def _alike(units: Sequence[Unit], embed: Embed) -> frozenset[tuple[int, int]]:
    """The pairs across voices whose vectors are nearest, as a fixed share of all such pairs."""
    vectors = [list(map(float, vector)) for vector in embed([unit.line.english for unit in units])]
    lengths = [sum(value * value for value in vector) ** 0.5 or 1.0 for vector in vectors]
    scored = sorted(
        (
            -sum(x * y for x, y in zip(vectors[a], vectors[b], strict=True)) / (lengths[a] * lengths[b]),
            a,
            b,
        )
        for a in range(len(units))
        for b in range(a + 1, len(units))
        if units[a].voice != units[b].voice
    )
    return frozenset((a, b) for _, a, b in scored[: math.ceil(len(scored) * ALIKE_SHARE)])
