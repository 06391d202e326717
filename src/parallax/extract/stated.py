"""What the outlet itself states as the article's text, beside what we took for it."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape

from parallax.extract.structured import Declared
from parallax.extract.walk import Page
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
    """The longest ``articleBody`` of the page's JSON-LD, as one line; empty if there is none."""
    texts = [node.get("articleBody") for node in declared.articles()]
    body = max((text for text in texts if isinstance(text, str)), key=len, default="")
    return " ".join((unescape(body) if "&" in body else body).split())


def without_strangers(page: Page, chosen: list[int], body: str) -> list[int]:
    """The chosen runs without those that the stated body has not, if it has nearly all others.

    Captions, boxes and offers between the paragraphs are not in it. Deks and headings are often not in it
    either, and stay.
    """
    if not _SHORTEST <= len(body) <= _LONGEST or len(chosen) > _MOST_RUNS:
        return chosen
    known = _known(page, chosen, body)
    sizes = [len(page.runs[index].text) for index in chosen]
    held = sum(size for size, is_known in zip(sizes, known, strict=True) if is_known)
    if all(known) or held < _WHOLE * sum(sizes):
        return chosen
    first = known.index(True)
    return [
        index
        for place, index in enumerate(chosen)
        if known[place] or place < first or page.containers[page.runs[index].container].tag in _HEADINGS
    ]


def _known(page: Page, chosen: Sequence[int], body: str) -> list[bool]:
    """Whether each run's opening is in the body: as it stands, or with other signs and spaces."""
    openings = [page.runs[index].text[:_OPENING] for index in chosen]
    known = [opening in body for opening in openings]
    if all(known):
        return known
    folded = fold(body)
    return [is_known or fold(opening) in folded for is_known, opening in zip(known, openings, strict=True)]
