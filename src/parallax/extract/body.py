"""Which runs of the page are the article, and as what."""

from __future__ import annotations

import numpy as np

from parallax.extract.features import describe
from parallax.extract.forest import Forest
from parallax.extract.record import Page
from parallax.extract.refine import ARTICLE, refine, without_copies
from parallax.extract.relations import relate
from parallax.extract.structure import outline
from parallax.extract.vocabulary import BITS
from parallax.extract.wording import Hints
from parallax.extract.words import fold

# Below this after the first model a run is furniture whatever its neighbours are: 0.6% of the
# article's text on the development pages, and three quarters of all runs.
SURELY_NOT = 0.015
# A headline has fewer characters than this for one of its letters, digits and spaces.
_MOST_SIGNS = 4
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def judge(page: Page, hints: Hints, forests: tuple[Forest, Forest]) -> list[float]:
    """Per run, the chance that it belongs to the article (dek included, headline not)."""
    if not page.runs:
        return []
    first, second = forests
    shape = outline(page)
    described = describe(page, shape, hints)
    scores = np.zeros(len(page.runs))
    scores[described.kept] = first.probabilities(described.columns)
    likely = (scores[described.kept] > SURELY_NOT).nonzero()[0]
    wanted = described.kept[likely]
    related = relate(shape, scores, wanted)
    scores[wanted] = second.probabilities(np.concatenate((described.columns[:, likely], related)))
    return refine(page, described, scores.tolist())


def select(page: Page, hints: Hints, forests: tuple[Forest, Forest]) -> list[int]:
    """The indices of the runs that are the article, in order; the headline is left out."""
    title = fold(hints.title)
    word = max(title.split(), key=len, default="")
    chosen = [
        index
        for index, score in enumerate(judge(page, hints, forests))
        if score >= ARTICLE and not (title and _reads(page.runs[index].text, title, word))
    ]
    return without_copies(page, chosen)


def _reads(text: str, title: str, word: str) -> bool:
    """Whether a text is a folded title when it is folded itself; only where a word of it is, it can be."""
    return len(text) <= _MOST_SIGNS * len(title) and word in text.casefold() and fold(text) == title


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
