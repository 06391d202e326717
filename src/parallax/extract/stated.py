"""What the outlet itself states as the article's text, beside what we took for it."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape

from parallax.extract.record import Page
from parallax.extract.structured import Declared
from parallax.extract.words import fold

# A shorter statement is a summary; a longer one, or more runs, take too long to compare.
_SHORTEST, _LONGEST = 600, 200_000
_MOST_RUNS = 500
# Of what was taken, the share that the statement must hold to be the whole text and not a part of it.
_WHOLE = 0.85
# Enough of a run to find it by.
_OPENING = 40
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def stated_body(declared: Declared) -> str:
    """The longest ``articleBody`` of the page's JSON-LD; empty if there is none."""
    texts = [node.get("articleBody") for node in declared.articles()]
    return max((text for text in texts if isinstance(text, str)), key=len, default="")


def without_strangers(page: Page, chosen: list[int], body: str) -> list[int]:
    """The chosen runs without those that the stated body has not, if it has nearly all others.

    Captions, boxes and offers between the paragraphs are not in it. Deks and headings are often not in it
    either, and stay.
    """
    if not _SHORTEST <= len(body) <= _LONGEST or len(chosen) > _MOST_RUNS:
        return chosen
    openings = [page.runs[index].text[:_OPENING] for index in chosen]
    known = [opening in body for opening in openings]
    if not any(_strangers(page, chosen, known)):
        return chosen
    # Other signs and spaces make no difference.
    folded = fold(unescape(body))
    known = [is_known or fold(opening) in folded for is_known, opening in zip(known, openings, strict=True)]
    sizes = [len(page.runs[index].text) for index in chosen]
    held = sum(size for size, is_known in zip(sizes, known, strict=True) if is_known)
    if held < _WHOLE * sum(sizes):
        return chosen
    strange = _strangers(page, chosen, known)
    return [index for index, is_strange in zip(chosen, strange, strict=True) if not is_strange]


def _strangers(page: Page, chosen: Sequence[int], known: list[bool]) -> list[bool]:
    """Which runs are unknown, behind the first that is known, and no headings."""
    first = known.index(True) if True in known else -1
    return [
        not is_known and place > first and page.containers[page.runs[index].container].tag not in _HEADINGS
        for place, (index, is_known) in enumerate(zip(chosen, known, strict=True))
    ]
