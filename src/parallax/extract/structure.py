"""How the page hangs together: sums per container, what stands around it, where its prose is."""

from __future__ import annotations

from dataclasses import dataclass

from parallax.extract.vocabulary import GROUPS
from parallax.extract.walk import Page
from parallax.extract.words import fold

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


def measure(page: Page) -> float:
    """Fills the containers' sums from the runs; returns the page's length in weighted characters."""
    containers = page.containers
    for run in page.runs:
        box = containers[run.container]
        size = len(run.text)
        box.chars += size
        box.link_chars += run.link_chars
        box.runs += 1
        if size >= LONG_CHARS and run.link_chars * 3 < size:
            box.long_runs += 1
    for box in reversed(containers):
        if box.parent >= 0 and box.chars:
            up = containers[box.parent]
            up.chars += box.chars
            up.link_chars += box.link_chars
            up.runs += box.runs
            up.long_runs += box.long_runs
    return float(containers[0].chars) if containers else 0.0


@dataclass(slots=True)
class Surroundings:
    """Per container, what stands around it.

    ``bits`` are groups and tags, without those that wrap the whole page; ``articles`` counts the
    ``<article>`` elements (cards and comments are nested ones); ``list_links`` is the link share of
    the list or table it is in, -1 outside of one; ``body`` tells schema.org's ``articleBody``.
    """

    bits: list[int]
    articles: list[int]
    list_links: list[float]
    body: list[bool]


def survey(page: Page, total: float) -> Surroundings:
    """One pass from the root down; ``measure`` must have run before."""
    bits: list[int] = []
    articles: list[int] = []
    list_links: list[float] = []
    body: list[bool] = []
    limit = total * _WRAPPER_SHARE
    for box in page.containers:
        up = box.parent
        if not box.chars:  # no text inside: nobody asks
            bits.append(0)
            articles.append(0)
            list_links.append(-1.0)
            body.append(False)
            continue
        own = bits[up] if up >= 0 else 0
        if box.chars <= limit:
            own |= box.bits
        context = _CONTEXT_BITS.get(box.tag)
        bits.append(own | context if context else own)
        articles.append((articles[up] if up >= 0 else 0) + (box.tag == "article"))
        if box.tag in _LISTS:
            list_links.append(box.link_chars / (box.chars or 1))
        else:
            list_links.append(list_links[up] if up >= 0 else -1.0)
        stated = box.attributes.get("itemprop") in ("articleBody", "text") if box.attributes else False
        body.append(stated or (body[up] if up >= 0 else False))
    return Surroundings(bits, articles, list_links, body)


def heading_at(page: Page, title: str) -> int:
    """The run that is the headline: the h1 that shares most with the declared title, or -1."""
    wanted = set(fold(title).split())
    best, at = -1.0, -1
    for index, run in enumerate(page.runs):
        if page.containers[run.container].tag == "h1":
            words = fold(run.text).split()
            score = len(wanted.intersection(words)) / (len(words) + 1)
            if score > best:
                best, at = score, index
    if best < _COMMON_WORDS and wanted:
        # No h1, or only one that names the site or section: the headline may be any other element.
        folded = fold(title)
        for index, run in enumerate(page.runs):
            if not run.link_chars and len(run.text) <= len(title) + 20 and fold(run.text) == folded:
                return index
    return at


def trunk_of(page: Page, mass: list[float], share: float) -> int:
    """The innermost container holding at least ``share`` of its parent's mass, all the way down."""
    trunk = 0
    for box in page.containers:
        if box.parent == trunk and mass[box.index] >= share * mass[trunk] and mass[box.index] > 0:
            trunk = box.index
    return trunk


def branches(page: Page, trunk: int) -> tuple[list[int], list[int]]:
    """Per container: the child of ``trunk`` it lies in (or the trunk itself), and how many levels
    above the trunk the two part (0 inside it)."""
    containers = page.containers
    chain: dict[int, int] = {}
    at, levels = trunk, 0
    while at >= 0:
        chain[at] = levels
        at, levels = containers[at].parent, levels + 1
    branch: list[int] = []
    above: list[int] = []
    for box in containers:
        if not box.chars:  # no text inside: nobody asks
            branch.append(0)
            above.append(0)
        elif box.index in chain:
            branch.append(box.index)
            above.append(chain[box.index])
        elif box.parent in chain:
            branch.append(box.index)
            above.append(above[box.parent])
        else:
            branch.append(branch[box.parent])
            above.append(above[box.parent])
    return branch, above


def distances(marks: list[bool]) -> list[float]:
    """For each place, how many places ago the last mark was, at most ``FARTHEST``."""
    out: list[float] = []
    distance = FARTHEST
    for mark in marks:
        out.append(distance)
        if mark:
            distance = 1.0
        elif distance < FARTHEST:
            distance += 1.0
    return out


def subtree_end(page: Page, root: int) -> int:
    """One past the last container inside ``root``; document order makes a subtree a range."""
    containers = page.containers
    end = root + 1
    while end < len(containers) and containers[end].parent >= root:
        end += 1
    return end
