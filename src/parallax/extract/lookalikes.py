"""What looks alike is mostly one thing: paragraphs of the article, or points of an offer between them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence

from parallax.extract.record import Page, Run

# A run's own score counts as that of so many of its look-alikes.
_OWN_WEIGHT = 3
# Of a run's characters, how many are a link or bold where it is nothing else: a line that leads elsewhere,
# or a heading that is marked up as a paragraph.
_WHOLE = 0.9
# Where the look-alikes are surely the article's, one that is not like them is known by itself.
_SURE = 0.8


def pooled(page: Page, kept: Sequence[int], scores: list[float], unlike: Collection[int] = ()) -> list[float]:
    """The scores, each drawn towards the mean of the run's look-alikes: the more there are, the further.

    Runs that are not ``kept`` are no look-alikes, and keep what they have. A run that nothing looks like
    in such a place is compared with those of its tag and classes anywhere. Runs that are ``unlike`` what
    they look like are not drawn into the article by it.
    """
    groups: dict[Hashable, list[int]] = {}
    named: dict[Hashable, list[int]] = {}
    for index in kept:
        run = page.runs[index]
        name = _name(page, run)
        groups.setdefault((name, *_place(page, run)), []).append(index)
        if page.containers[run.container].name:
            named.setdefault(name, []).append(index)
    found = list(scores)
    more = _OWN_WEIGHT - 1
    for group in groups.values():
        alike = group
        if len(group) == 1:
            alike = named.get(_name(page, page.runs[group[0]]), group)
            if len(alike) == 1:
                continue
        total = sum([scores[index] for index in alike])
        is_sure = total >= _SURE * len(alike)
        for index in group:
            if not (is_sure and index in unlike):
                found[index] = (scores[index] * more + total) / (more + len(alike))
    return found


def _place(page: Page, run: Run) -> tuple[Hashable, ...]:
    """Tag and classes of the two elements around one; without any classes, where it stands."""
    containers = page.containers
    box = containers[run.container]
    up = containers[box.parent] if box.parent >= 0 else box
    grand = containers[up.parent] if up.parent >= 0 else up
    place = -1 if box.name or up.name else box.parent
    return up.tag, up.name, grand.tag, grand.name, place


def _name(page: Page, run: Run) -> Hashable:
    """Tag and classes of an element, and whether it is all link or all bold."""
    box, size = page.containers[run.container], _WHOLE * len(run.text)
    return box.tag, box.name, run.link_chars > size, run.strong_chars > size
