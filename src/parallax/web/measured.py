"""How well the methods do, as the page about them says: floors below which no change may fall.

The build measures again and fails where a figure falls below its floor, but for stories of unseen events: these
need models that learned from half of the events, so they are measured whenever a model is trained
(``python -m benchmarks.stories.unseen --check``). A test holds what stands here to the files it is measured
against (``benchmarks/*/floors.json`` and the tables in ``docs/decisions/``).
"""

from __future__ import annotations

# By the benchmark's folder, the set and the measure in its file of floors.
FLOORS: dict[str, float] = {
    "extract/news/title": 0.89,
    "extract/news/day": 0.99,
    "extract/news/authors": 0.95,
    "extract/news/cover": 0.88,
    "extract/news/language": 0.99,
    "quotes/attribution/held/precision": 0.98,
    "quotes/attribution/held/recall": 0.69,
    "stories/unseen/olympics/met": 0.66,
    "stories/unseen/olympics/across": 0.66,
    "stories/unseen/us-three-sides/bcubed": 0.93,
    "tone/all/dev-one-target/told_right": 0.92,
    "tone/all/dev-many-targets/told_right": 0.85,
    "stories/topics/captured/told": 0.79,
    "stories/topics/captured/right": 0.92,
}

# Texts read from pages of publishers that the models had not seen, by kind of page: F1, cross-validated
# (docs/decisions/0005-extraction.md). On the pages they learnt from it is higher, and says little.
TEXTS: dict[str, float] = {"news": 0.98, "mixed": 0.976}

# Takes, gaps and numbers: the floors of tests/takes/test_takes_floors.py.
TAKES: dict[str, float] = {
    "reporters": 0.99,
    "voices": 0.95,
    "difference": 0.9,
    "lacks": 0.96,
    "alone": 0.95,
    "disputes": 0.95,
    "disputes found": 0.74,
}

# Doubts over twelve languages, percent: the least and the most (docs/decisions/0006-translation.md).
DOUBTS: dict[str, tuple[float, float]] = {
    "false alarms": (1.8, 5.0),
    "number changed": (89.5, 98.3),
    "name swapped": (24.5, 35.2),
    "negation lost": (1.2, 39.3),
}

# Of stories declared overlooked, those told after all, at most: over presses that keep the rules
# (docs/decisions/0014-overlooked.md).
OVERLOOKED: dict[str, float] = {"invented": 0.038, "real": 0.021}


def percent(share: float) -> str:
    """ "86%", "98.8%"."""
    return f"{round(100 * share, 1):g}%"
