"""The thresholds of the judgement, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Rules:
    """When silence is called overlooking. Counts are of outlets, shares are 0 … 1."""

    # With four outlets even a press that gives such stories half its outlets is silent once in
    # sixteen by chance; five is where that falls below one in thirty.
    least_read: int = 5
    # Fewer than three independent texts elsewhere is hardly "told by the world", and two countries
    # keep one country's local news out.
    least_elsewhere: int = 3
    least_elsewhere_countries: int = 2
    # What a press does when it takes a story up is guessed from nothing below this many stories.
    least_comparable: int = 5
    # ln 2: where fewer tellers than this are expected, silence is likelier than not, even if every
    # outlet decided for itself.
    least_expected: float = 0.69
    # The promise is that of the stories declared overlooked at most 5% are in truth covered. The line
    # is drawn below it: drawn at 5%, the hardest hiding of real events came to 5.2%.
    false_discoveries: float = 0.04
    # Where a failed match is likelier than this, the promise breaks as soon as half the stories are
    # covered; such stories are not tested, so that they do not weigh on the correction of others.
    most_missed: float = 0.10
    # "Covered" is said from half the usual share on; what lies between is "can't tell".
    covered_share: float = 0.5
    # A one-country story needs more than one voice there, or it is one newsroom's own piece.
    least_alone: int = 2
    # Newsrooms are given a day after the first report before their silence counts.
    patience: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much another story counts as comparable: the product of three factors, each 0 … 1.

    The values are judgements, not fits; the calibration is run with stories that break them.
    """

    shared_place: float = 1.0
    same_side_of_border: float = 0.5  # both at home, or both abroad
    other_side_of_border: float = 0.1  # home news is told several times as much as foreign news
    same_topic: float = 1.0
    unknown_topic: float = 0.7
    other_topic: float = 0.5
    # All stories of that press together weigh as much as this many comparable ones: with few
    # comparable stories the press's overall habit decides.
    overall: float = 3.0


RULES = Rules()
LIKENESS = Likeness()

# The habit of a press is looked for on this grid. Means are evenly spaced in log-odds, which gives
# small shares (hard to tell apart from silence, so the careful side) their due weight.
MEANS = tuple(1 / (1 + 2.718281828459045 ** (4.0 - 0.3 * step)) for step in range(23))
DISPERSIONS = (0.005, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5)

# Storey's λ: p-values above it are taken to come from covered stories. One half is his usual choice.
STOREY_LAMBDA = 0.5

# 97.5% point of the normal distribution: intervals are at 95%.
Z = 1.959964
