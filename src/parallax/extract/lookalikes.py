"""What looks alike is mostly one thing: paragraphs of the article, or points of an offer between them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from parallax.extract.walk import Page

# A run's own score counts as that of so many of its look-alikes.
_OWN_WEIGHT = 3.0


def pooled(page: Page, kept: Sequence[int], scores: list[float]) -> list[float]:
    """The scores, each drawn towards the mean of the run's look-alikes, by length: the more there are,
    the further. Runs that are not ``kept`` are no look-alikes, and keep what they have."""
    groups: dict[Hashable, list[int]] = {}
    for index in kept:
        groups.setdefault(_look(page, page.runs[index].container), []).append(index)
    found = list(scores)
    for group in groups.values():
        others = len(group) - 1
        if not others:
            continue
        sizes = [len(page.runs[index].text) for index in group]
        total = sum(sizes)
        mass = sum([scores[index] * size for index, size in zip(group, sizes, strict=True)])
        for index, size in zip(group, sizes, strict=True):
            mean = (mass - scores[index] * size) / (total - size)
            found[index] = (scores[index] * _OWN_WEIGHT + mean * others) / (_OWN_WEIGHT + others)
    return found


def _look(page: Page, container: int) -> Hashable:
    """Tag and classes of an element and of the two around it; without any classes, where it stands."""
    containers = page.containers
    box = containers[container]
    up = containers[box.parent] if box.parent >= 0 else box
    grand = containers[up.parent] if up.parent >= 0 else up
    place = -1 if box.name or up.name else box.parent
    return box.tag, box.name, up.tag, up.name, grand.tag, grand.name, place
