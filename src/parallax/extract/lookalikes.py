"""What looks alike is mostly one thing: paragraphs of the article, or points of an offer between them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from parallax.extract.walk import Container, Page

# A run's own score counts as that of so many of its look-alikes.
_OWN_WEIGHT = 3


def pooled(page: Page, kept: Sequence[int], scores: list[float]) -> list[float]:
    """The scores, each drawn towards the mean of the run's look-alikes: the more there are, the further.

    Runs that are not ``kept`` are no look-alikes, and keep what they have. A run that nothing looks like
    in such a place is compared with those of its tag and classes anywhere.
    """
    groups: dict[Hashable, list[int]] = {}
    named: dict[tuple[str, str], list[int]] = {}
    for index in kept:
        box = page.containers[page.runs[index].container]
        groups.setdefault(_look(page, box), []).append(index)
        if box.name:
            named.setdefault((box.tag, box.name), []).append(index)
    found = list(scores)
    more = _OWN_WEIGHT - 1
    for group in groups.values():
        alike = group
        if len(group) == 1:
            box = page.containers[page.runs[group[0]].container]
            alike = named.get((box.tag, box.name), group)
            if len(alike) == 1:
                continue
        total = sum([scores[index] for index in alike])
        for index in group:
            found[index] = (scores[index] * more + total) / (more + len(alike))
    return found


def _look(page: Page, box: Container) -> Hashable:
    """Tag and classes of an element and of the two around it; without any classes, where it stands."""
    containers = page.containers
    up = containers[box.parent] if box.parent >= 0 else box
    grand = containers[up.parent] if up.parent >= 0 else up
    place = -1 if box.name or up.name else box.parent
    return box.tag, box.name, up.tag, up.name, grand.tag, grand.name, place
