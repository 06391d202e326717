"""What is recorded of a page: elements, runs of text, pictures, and elements that say what they are.

Every step after the walk works on this record alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Container:
    """A block-level element. ``index`` is its place in document order, ``end`` one past what is inside."""

    index: int
    parent: int
    tag: str
    name: str
    bits: int
    depth: int
    end: int = 0


@dataclass(slots=True, eq=False)
class Run:
    """Text between two block-level boundaries; whitespace is single spaces."""

    text: str
    container: int
    link_chars: int = 0
    links: int = 0
    strong_chars: int = 0
    emphasis_chars: int = 0
    bits: int = 0  # names of inline elements around most of the text
    href: str = ""


@dataclass(slots=True, eq=False)
class Picture:
    """An image as the page gives it. ``at`` is the number of runs before it."""

    attributes: Mapping[str, str | None]
    container: int
    at: int
    sources: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Marked:
    """An element that says what it is: itemprop, rel, or ``<time>``. It ``is_container`` itself, or stands in it."""

    tag: str
    attributes: Mapping[str, str | None]
    container: int
    at: int
    text: str
    is_container: bool


@dataclass(slots=True, eq=False)
class Page:
    containers: list[Container] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    marked: list[Marked] = field(default_factory=list)
    frames: list[tuple[str, int]] = field(default_factory=list)  # embedded addresses, and runs before
