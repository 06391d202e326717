"""Which runs of the page are the article, and as what."""

from __future__ import annotations

from parallax.extract.features import Hints, describe
from parallax.extract.forest import Forest
from parallax.extract.refine import ARTICLE, refine, without_copies
from parallax.extract.relations import relate
from parallax.extract.vocabulary import BITS
from parallax.extract.walk import Page
from parallax.extract.words import fold

# Below this after the first model a run is furniture whatever its neighbours are: 0.6% of the
# article's text on the development pages, and three quarters of all runs.
SURELY_NOT = 0.015
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def judge(page: Page, hints: Hints, forests: tuple[Forest, Forest]) -> list[float]:
    """Per run, the chance that it belongs to the article (dek included, headline not)."""
    first, second = forests
    rows = describe(page, hints)
    scores = [0.0 if row is None else first.probability(row) for row in rows]
    related = relate(page, scores, [score > SURELY_NOT for score in scores])
    final = [
        score if row is None or extra is None else second.probability(row + extra)
        for row, extra, score in zip(rows, related, scores, strict=True)
    ]
    return refine(page, rows, final)


def select(page: Page, hints: Hints, forests: tuple[Forest, Forest]) -> list[int]:
    """The indices of the runs that are the article, in order; the headline is left out."""
    scores = judge(page, hints, forests)
    title = fold(hints.title)
    chosen = [
        index
        for index, score in enumerate(scores)
        if score >= ARTICLE and not (title and fold(page.runs[index].text) == title)
    ]
    return without_copies(page, chosen)


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
