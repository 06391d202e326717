"""How each side tells a story: labels, omissions and disputed numbers, all with evidence.

A step of pure functions over the reports of one story.
"""

from __future__ import annotations

from parallax.takes.disputes import numbers
from parallax.takes.labels import labels, takes
from parallax.takes.missing import lacked_of_two, omissions
from parallax.takes.people import quoted, renamed, unified
from parallax.takes.records import VERSION, Embed, Line, Report

__all__ = [
    "VERSION",
    "Embed",
    "Line",
    "Report",
    "labels",
    "lacked_of_two",
    "numbers",
    "omissions",
    "quoted",
    "renamed",
    "takes",
    "unified",
]
