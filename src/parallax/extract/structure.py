"""How the page hangs together, in arrays: sums per container, what stands around it, where its prose is.

A place for each run, or for each container, in document order. A subtree of containers is a range,
so what it holds is a difference of two running sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parallax.extract.record import Page
from parallax.extract.vocabulary import GROUPS
from parallax.extract.words import fold

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Context that tags give, in bits above those of the names.
CONTEXT = ("li", "table", "article", "main", "header", "figure", "blockquote", "section")
_CONTEXT_BITS = {tag: 1 << (len(GROUPS) + index) for index, tag in enumerate(CONTEXT)}
_CONTEXT_BITS["ul"] = _CONTEXT_BITS["ol"] = _CONTEXT_BITS["li"]
# A name that covers most of the page (a theme's wrapper, a body class) says nothing about a run.
_WRAPPER_SHARE = 0.6
# Characters of a run that is likely prose; and the link share above which it is not.
LONG_CHARS = 90
LONG_LINKS = 0.34
# Share of the words of an h1 that the declared title has, below which it is not the headline.
_COMMON_WORDS = 0.25
# Places between two runs that are no longer told apart.
FARTHEST = 30.0
_LISTS = frozenset(("ul", "ol", "dl", "table"))
_BODIES = ("articleBody", "text")


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The runs and containers of a page that has runs.

    Of each run: ``at``, its container; ``tags``, that container's; ``looks``, a number that those share that
    are of one tag and class; ``length`` and ``link``, its characters and those of its links. ``order`` are the runs by container. Of each
    container: ``parent``, the root's being itself, ``end``, one past the last container inside of it, ``bits``,
    and ``first`` and ``last``, where in ``order`` the runs in it begin and end.
    """

    at: Ints
    tags: list[str]
    looks: Ints
    length: Floats
    link: Floats
    order: Ints
    parent: Ints
    end: Ints
    bits: Ints
    first: Ints
    last: Ints

    def inside(self, *values: Floats | Flags) -> Floats:
        """Per container, the sums of some values over the runs in it, a line each."""
        sums = np.zeros((len(values), self.at.size + 1))
        np.array(values).take(self.order, axis=1).cumsum(axis=1, out=sums[:, 1:])
        inside: Floats = sums.take(self.last, axis=1) - sums.take(self.first, axis=1)
        return inside


def outline(page: Page) -> Outline:
    """The page's record in arrays."""
    runs, containers = page.runs, page.containers
    places = [run.container for run in runs]
    own = [containers[place] for place in places]
    looks: dict[tuple[str, str], int] = {}
    at = whole_numbers(places)
    parent = whole_numbers([box.parent for box in containers])
    parent[0] = 0
    end = whole_numbers([box.end for box in containers])
    begins = np.zeros(parent.size + 1, np.int64)
    np.bincount(at, minlength=parent.size).cumsum(out=begins[1:])
    return Outline(
        at,
        [box.tag for box in own],
        whole_numbers([looks.setdefault((box.tag, box.name), len(looks)) for box in own]),
        numbers([len(run.text) for run in runs]),
        numbers([run.link_chars for run in runs]),
        at.argsort(kind="stable"),
        parent,
        end,
        whole_numbers([box.bits for box in containers]),
        begins[:-1],
        begins[end],
    )


def whole_numbers(values: Sequence[int]) -> Ints:
    """An array of them; nobody has to find out first what they are."""
    return np.fromiter(values, np.int64, len(values))


def numbers(values: Sequence[float]) -> Floats:
    """An array of them to calculate with."""
    return np.fromiter(values, np.float64, len(values))


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """Per container, what stands around it.

    ``bits`` are groups and tags, without those that wrap the whole page; ``articles`` counts the
    ``<article>`` elements (cards and comments are nested ones); ``list_links`` is the link share of
    the list or table it is in, -1 outside of one; ``body`` tells schema.org's ``articleBody``.
    """

    bits: Ints
    articles: Ints
    list_links: Floats
    body: Flags


def survey(page: Page, chars: Floats, link_share: Floats) -> Surroundings:
    """One pass from the root down, with the characters and the link share of each container."""
    containers = page.containers
    # What is inherited by the root, whose parent is -1, stands at the end until the last one is reached.
    bits = [0] * (len(containers) + 1)
    lists = [-1] * (len(containers) + 1)
    articles = np.zeros(len(containers), np.int64)
    body = np.zeros(len(containers), np.bool_)
    widest = chars[0] * _WRAPPER_SHARE
    for box, size in zip(containers, chars.tolist(), strict=True):
        if not size:  # no text inside: nobody asks
            continue
        index, up, tag = box.index, box.parent, box.tag
        own = box.bits if size <= widest else 0
        if tag in _CONTEXT_BITS:
            own |= _CONTEXT_BITS[tag]
            if tag == "article":
                articles[index : box.end] += 1
        bits[index] = bits[up] | own
        lists[index] = index if tag in _LISTS else lists[up]
    for mark in page.marked:
        if mark.is_container and mark.attributes.get("itemprop") in _BODIES:
            body[mark.container : containers[mark.container].end] = True
    innermost = whole_numbers(lists[:-1])
    return Surroundings(
        whole_numbers(bits[:-1]), articles, np.where(innermost < 0, -1.0, link_share[innermost]), body
    )


def heading_at(page: Page, tags: list[str], title: str) -> int:
    """The run that is the headline: the h1 that shares most with the declared title, or -1."""
    folded = fold(title)
    wanted = set(folded.split())
    best, at = -1.0, -1
    for index, tag in enumerate(tags):
        if tag == "h1":
            words = fold(page.runs[index].text).split()
            score = len(wanted.intersection(words)) / (len(words) + 1)
            if score > best:
                best, at = score, index
    if best < _COMMON_WORDS and wanted:
        # No h1, or only one that names the site or section: the headline may be any other element.
        longest = len(title) + 20
        for index, run in enumerate(page.runs):
            if not run.link_chars and len(run.text) <= longest and fold(run.text) == folded:
                return index
    return at


def trunks_of(page: Outline, mass: Floats, most: float, least: float) -> tuple[int, int]:
    """The innermost containers holding at least ``most``, and at least ``least``, of their parents' mass, all
    the way down. The two shares make more than a whole: so the second lies in the first, or is it."""
    ends, masses = page.end.tolist(), mass.tolist()
    trunk = _trunk_in(0, ends, masses, most)
    return trunk, _trunk_in(trunk, ends, masses, least)


def _trunk_in(trunk: int, ends: list[int], masses: list[float], share: float) -> int:
    child = trunk + 1
    while child < ends[trunk]:
        if masses[child] > 0 and masses[child] >= share * masses[trunk]:
            trunk, child = child, child + 1
        else:
            child = ends[child]
    return trunk


def branches(page: Outline, trunk: int) -> tuple[Ints, Ints]:
    """Per container: the child of ``trunk``, or of what is around it, that it lies in (or the trunk or
    what is around it itself), and how many levels above the trunk the two part (0 inside it)."""
    chain = [trunk]
    while chain[-1]:
        chain.append(int(page.parent[chain[-1]]))
    levels = np.full(page.parent.size, -1)
    levels[chain] = range(len(chain))
    # The subtrees that hang on the chain lie one behind another, with nothing but the chain between.
    above = np.where(levels >= 0, levels, levels[page.parent])
    limbs = (above >= 0).nonzero()[0]
    sizes = np.concatenate((limbs[1:], [page.parent.size])) - limbs
    return limbs.repeat(sizes), above[limbs].repeat(sizes)


def distances(marks: Flags) -> tuple[Floats, Floats]:
    """For each place, how many places ago the last mark was, and in how many the next one is, at most
    ``FARTHEST``."""
    marked = np.empty(marks.size + 2)
    at = marks.nonzero()[0]
    marked[0], marked[at.size + 1] = -FARTHEST, marks.size + FARTHEST
    marked[1 : at.size + 1] = at
    places = np.arange(marks.size)
    before, after = at.searchsorted(places), at.searchsorted(places, "right") + 1
    return np.minimum(places - marked[before], FARTHEST), np.minimum(marked[after] - places, FARTHEST)
