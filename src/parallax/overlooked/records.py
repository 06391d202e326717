"""What the count needs to know: who told what, who was read, and how well reports are matched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Telling:
    """One outlet's report of a story. Reports of one ``wire`` group carry the same agency text."""

    outlet_id: str
    country: str
    language: str
    wire: str = ""


@dataclass(frozen=True, slots=True)
class StoryTold:
    """A story with everybody who told it. ``about`` are countries; ``topic`` may be empty."""

    story_id: str
    first: datetime
    last: datetime
    tellings: tuple[Telling, ...]
    about: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class ListedOutlet:
    """An outlet we listen to. ``read_at`` are the polls, in order, that were answered with entries.

    A poll that failed, or brought a feed without entries, is no reading: it says nothing
    about what the outlet told.
    """

    outlet_id: str
    country: str
    language: str
    read_at: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Matching:
    """How often the grouping brings two outlets' reports of one event together, as measured.

    ``pairs`` holds the share for two language tags in alphabetical order; others fall back on
    ``same_language`` or ``cross_language``. The defaults are what the grouping has to reach at
    least (docs/decisions/0014-overlooked.md). ``unnoticed`` is how often reports that were lost leave no
    trace (:func:`parallax.overlooked.missing.leaves_trace`); 1.0, the default, claims no knowledge of it.
    """

    pairs: Mapping[tuple[str, str], float] = field(default_factory=lambda: MappingProxyType({}))
    same_language: float = 0.88
    cross_language: float = 0.60
    unnoticed: float = 1.0

    def recall(self, one: str, other: str) -> float:
        """The chance that a report in one language is found to tell the story of one in the other."""
        first, second = sorted((one, other))
        default = self.same_language if one == other else self.cross_language
        return self.pairs.get((first, second), default)


PERFECT = Matching(same_language=1.0, cross_language=1.0)
"""For stories grouped by hand."""


@dataclass(frozen=True, slots=True)
class OnlyTold:
    """A story that one country's press tells and nobody else does.

    ``k`` of ``n`` outlets read in the country told it; none of ``elsewhere`` outlets read in
    ``elsewhere_countries`` other countries did, where ``expected`` of them tell comparable stories.
    """

    story_id: str
    country: str
    k: int
    n: int
    elsewhere: int
    elsewhere_countries: int
    expected: float
    p_value: float
    q_value: float
    why: str
