"""Which runs of the page are the article, and as what."""

from __future__ import annotations

from collections.abc import Sequence

from parallax.extract.features import Hints, describe, fold, relate
from parallax.extract.forest import Forest
from parallax.extract.vocabulary import BITS
from parallax.extract.walk import Page
from parallax.model import Block, BlockKind

# Below this after the first model a run is furniture whatever its neighbours are: 0.6% of the
# article's text on the development pages, and three quarters of all runs.
SURELY_NOT = 0.015
ARTICLE = 0.5

_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


def judge(page: Page, hints: Hints, forests: tuple[Forest, Forest]) -> list[float]:
    """Per run, the chance that it belongs to the article (dek included, headline not)."""
    if not page.runs:
        return []
    first, second = forests
    rows = describe(page, hints)
    scores = [first.probability(row) for row in rows]
    related = relate(page, scores)
    return [
        second.probability(row + extra) if score > SURELY_NOT else score
        for row, extra, score in zip(rows, related, scores, strict=True)
    ]


def select(page: Page, hints: Hints, forests: tuple[Forest, Forest]) -> list[int]:
    """The indices of the runs that are the article, in order; the headline is left out."""
    scores = judge(page, hints, forests)
    title = fold(hints.title)
    return [
        index
        for index, score in enumerate(scores)
        if score >= ARTICLE and not (title and fold(page.runs[index].text) == title)
    ]


def _ancestry(page: Page, container: int) -> Sequence[str]:
    tags = []
    for _ in range(5):
        box = page.containers[container]
        tags.append(box.tag)
        if box.parent < 0:
            break
        container = box.parent
    return tags


def block_of(page: Page, index: int) -> Block:
    """The run as a block of the article, with its kind."""
    run = page.runs[index]
    box = page.containers[run.container]
    tags = _ancestry(page, run.container)
    kind: BlockKind = "paragraph"
    level = 0
    if box.tag in _HEADINGS:
        kind, level = "heading", _HEADINGS[box.tag]
    elif "blockquote" in tags or (box.bits & BITS["quote"] and box.tag != "p"):
        kind = "quote"
    elif "li" in tags[:3]:
        kind = "list-item"
    elif "pre" in tags[:2]:
        kind = "code"
    elif box.bits & BITS["correction"]:
        kind = "correction"
    return Block(kind, run.text, level)


def split_dek(page: Page, chosen: list[int], hints: Hints) -> tuple[str, list[int]]:
    """(dek, the rest). The dek is chosen text before the body proper that is named or declared one."""
    description = fold(hints.description)
    dek: list[str] = []
    for place, index in enumerate(chosen[:3]):
        run = page.runs[index]
        box = page.containers[run.container]
        up = page.containers[box.parent] if box.parent >= 0 else box
        if box.tag in ("h1", "li") or len(run.text) > 700:
            break
        named = bool((box.bits | up.bits | run.bits) & BITS["dek"])
        folded = fold(run.text)
        declared = len(folded) > 20 and bool(description) and (folded in description or description in folded)
        heading = box.tag in _HEADINGS and len(run.text) > 60 and place == 0
        if not (named or declared or heading):
            break
        following = chosen[place + 1 : place + 2]
        if not following or (_same_place(page, index, following[0]) and not declared):
            break
        dek.append(run.text)
        if len(dek) == 2:
            break
    return "\n".join(dek), chosen[len(dek) :]


def _same_place(page: Page, one: int, other: int) -> bool:
    first, second = (page.containers[page.runs[index].container] for index in (one, other))
    return first.parent == second.parent and (first.tag, first.name) == (second.tag, second.name)
