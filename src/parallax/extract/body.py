"""Which runs of the page are the article, and as what."""

from __future__ import annotations

from collections.abc import Sequence

from parallax.extract.features import NAMES, Hints, Row, describe
from parallax.extract.forest import Forest
from parallax.extract.relations import relate
from parallax.extract.vocabulary import BITS
from parallax.extract.walk import Page
from parallax.extract.words import fold

# Below this after the first model a run is furniture whatever its neighbours are: 0.6% of the
# article's text on the development pages, and three quarters of all runs.
SURELY_NOT = 0.015
ARTICLE = 0.5
# A page whose best long run scores less than this is judged on its own scale.
_CONFIDENT = 0.75
_LONG_RUN = 60
# Comments and articles inside an article read like it, and before the headline or in a list that the
# page shows twice stand teasers of others. Few development pages have any of these, too few for the
# models to learn what everyone knows.
_COMMENT_FACTOR = 0.2
_BEFORE_HEADLINE_FACTOR = 0.4
_BEFORE_HEADLINE_RUNS = 3
_NESTED_FACTOR = 0.4
_REPEATED_LIST_FACTOR = 0.4

_IS_TITLE, _FROM_HEADING, _COMMENT = map(NAMES.index, ("is title", "from heading", "around:comment"))
_ARTICLES, _COPIED, _LIST = map(NAMES.index, ("articles around", "copied long", "list links"))

_TABLE_PARTS = frozenset(("table", "thead", "tbody", "tfoot"))
# Themes wrap a table, or the paragraph before it, in an element or two.
_TABLE_REACH = 2

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
    return with_tables(page, temper(page, rows, final))


def temper(page: Page, rows: Sequence[Row | None], scores: list[float]) -> list[float]:
    """What is known beyond the models: comments, text before the headline, a page's own scale."""
    headline = next(
        (at for at, row in enumerate(rows) if row and row[_IS_TITLE] and row[_FROM_HEADING] == 0), 0
    )
    best = 0.0
    for at, row in enumerate(rows):
        if row is None:
            continue
        if row[_COMMENT]:
            scores[at] *= _COMMENT_FACTOR
        if row[_ARTICLES] > 1:
            scores[at] *= _NESTED_FACTOR
        if row[_COPIED] and row[_LIST] >= 0:
            scores[at] *= _REPEATED_LIST_FACTOR
        if at < headline - _BEFORE_HEADLINE_RUNS:
            scores[at] *= _BEFORE_HEADLINE_FACTOR
        if len(page.runs[at].text) > _LONG_RUN:
            best = max(best, scores[at])
    if 0 < best < _CONFIDENT:
        return [score * _CONFIDENT / best for score in scores]
    return scores


def with_tables(page: Page, scores: list[float]) -> list[float]:
    """The rows of a table without links belong where the text before it does, if that stands beside it:
    too few articles have tables for the models to learn it."""
    before, beside = -1, False
    for index, run in enumerate(page.runs):
        box = page.containers[run.container]
        if box.tag != "tr":
            before, beside = index, False
        elif before >= 0 and not run.link_chars:
            beside = beside or _stands_beside(page, run.container, before)
            if beside:
                scores[index] = max(scores[index], scores[before])
    return scores


def _stands_beside(page: Page, row: int, run: int) -> bool:
    """Whether the element around the table is at most ``_TABLE_REACH`` levels above the run."""
    containers = page.containers
    home = containers[row].parent
    while home > 0 and containers[home].tag in _TABLE_PARTS:
        home = containers[home].parent
    at = page.runs[run].container
    for _ in range(_TABLE_REACH):
        at = containers[at].parent
        if at == home:
            return True
        if at < 0:
            break
    return False


def select(page: Page, hints: Hints, forests: tuple[Forest, Forest]) -> list[int]:
    """The indices of the runs that are the article, in order; the headline is left out."""
    scores = judge(page, hints, forests)
    title = fold(hints.title)
    return [
        index
        for index, score in enumerate(scores)
        if score >= ARTICLE and not (title and fold(page.runs[index].text) == title)
    ]


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
