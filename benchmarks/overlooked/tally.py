"""Judgements counted against the truth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.overlooked.presses import Made

from parallax.overlooked import coverages


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over windows. ``covered``: declared, though taken up and told by an outlet on the list."""

    declared: int = 0
    covered: int = 0
    told: int = 0  # declared, though any outlet on the list printed a line
    silent: int = 0  # stories the press left out and silence could be told of
    found: int = 0  # of them, declared
    stories: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.declared + other.declared,
            self.covered + other.covered,
            self.told + other.told,
            self.silent + other.silent,
            self.found + other.found,
            self.stories + other.stories,
        )

    @property
    def false_share(self) -> float:
        """Of stories declared overlooked, the share in truth covered; 0 where none was declared."""
        return self.covered / self.declared if self.declared else 0.0

    @property
    def told_share(self) -> float:
        return self.told / self.declared if self.declared else 0.0

    @property
    def power(self) -> float:
        return self.found / self.silent if self.silent else 0.0


def judge(made: Made, country: str = "US") -> Tally:
    """Judge one window and compare with its truth."""
    tally = Tally()
    for found in coverages(country, made.stories, made.outlets, matching=made.matching):
        declared = found.verdict == "overlooked"
        covered = found.story_id in made.taken_up
        tally += Tally(
            declared=declared,
            covered=declared and covered,
            told=declared and made.tellers[found.story_id] > 0,
            silent=not covered and found.q_value is not None,
            found=declared and not covered,
            stories=1,
        )
    return tally


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())
