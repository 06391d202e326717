"""Who does not tell a story: counts of outlets that were really read, with honest statistics."""

from __future__ import annotations

from parallax.overlooked.counting import Count
from parallax.overlooked.judging import coverage, coverages, only_told_by, overlooked_by
from parallax.overlooked.records import PERFECT, ListedOutlet, Lost, Matching, StoryTold, Telling
from parallax.overlooked.settings import RULES, Rules

__all__ = [
    "PERFECT",
    "RULES",
    "Count",
    "ListedOutlet",
    "Lost",
    "Matching",
    "Rules",
    "StoryTold",
    "Telling",
    "coverage",
    "coverages",
    "only_told_by",
    "overlooked_by",
]
