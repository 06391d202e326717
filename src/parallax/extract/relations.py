"""What a first judgement of the runs says about each run's surroundings."""

from __future__ import annotations

from math import log

from parallax.extract.structure import branches, distances, subtree_end, trunk_of
from parallax.extract.walk import Page

Row = list[float]

RELATED_NAMES: tuple[str, ...] = (
    "own", "previous", "next", "second previous", "second next", "third previous", "third next",
    "signature mean", "signature chars", "parent mean", "grand mean", "best before", "best after",
    "mass before", "mass after", "runs since sure", "runs until sure", "page mass", "window",
    "own of best", "in trunk", "above trunk", "branch mean", "branch mass", "in wide trunk", "branch of best",
    "siblings mean", "siblings best",
)  # fmt: skip


def _siblings(page: Page, scores: list[float], mass: list[float]) -> list[tuple[float, float]]:
    """For each run the mean score, by length, and the best score of the other runs in the same kind of
    element under the same parent; -1 if there are none."""
    groups: dict[tuple[int, str], list[float]] = {}
    mine = []
    for run, score, own in zip(page.runs, scores, mass, strict=True):
        box = page.containers[run.container]
        key = (box.parent, box.tag)
        sums = groups.get(key)
        if sums is None:
            sums = groups[key] = [own, len(run.text), score, -1.0]
        else:
            sums[0] += own
            sums[1] += len(run.text)
            if score > sums[2]:
                sums[2:] = score, sums[2]
            elif score > sums[3]:
                sums[3] = score
        mine.append(sums)
    found = []
    for run, score, own, (total, chars, best, second) in zip(page.runs, scores, mass, mine, strict=True):
        others = chars - len(run.text)
        mean = (total - own) / others if others else -1.0
        found.append((mean, second if score == best else best))
    return found


def relate(page: Page, scores: list[float], wanted: list[bool]) -> list[Row | None]:
    """A row of ``RELATED_NAMES`` for each wanted run, from the first model's scores of all runs."""
    runs, containers = page.runs, page.containers
    count = len(runs)
    sizes = [float(len(run.text)) for run in runs]
    mass = [score * size for score, size in zip(scores, sizes, strict=True)]
    total = sum(mass) or 1.0
    up_mass = [0.0] * len(containers)
    up_size = [0.0] * len(containers)
    signatures: dict[tuple[str, str], list[float]] = {}
    keys = []
    for index, run in enumerate(runs):
        up_mass[run.container] += mass[index]
        up_size[run.container] += sizes[index]
        box = containers[run.container]
        key = (box.tag, box.name)
        keys.append(key)
        sums = signatures.setdefault(key, [0.0, 0.0])
        sums[0] += mass[index]
        sums[1] += sizes[index]
    for box in reversed(containers):
        if box.parent >= 0:
            up_mass[box.parent] += up_mass[box.index]
            up_size[box.parent] += up_size[box.index]
    sure = [score > 0.5 and size > 60 for score, size in zip(scores, sizes, strict=True)]
    since = distances(sure)
    until = distances(sure[::-1])[::-1]
    padded = [0.0, 0.0, 0.0, *scores, 0.0, 0.0, 0.0]
    best_after = [0.0] * (count + 1)
    for index in range(count - 1, -1, -1):
        best_after[index] = max(best_after[index + 1] * 0.9, scores[index])
    siblings = _siblings(page, scores, mass)
    best_before = seen = 0.0
    rows: list[Row | None] = []
    trunk, wide = trunk_of(page, up_mass, 0.8), trunk_of(page, up_mass, 0.5)
    wide_end = subtree_end(page, wide)
    branch, above = branches(page, trunk)
    best = max((score for score, size in zip(scores, sizes, strict=True) if size > 60), default=0.0) or 1.0
    branch_best = [0.0] * len(containers)
    for run, score in zip(runs, scores, strict=True):
        limb = branch[run.container]
        branch_best[limb] = max(branch_best[limb], score)
    for index, run in enumerate(runs):
        if not wanted[index]:
            rows.append(None)
            best_before = max(best_before * 0.9, scores[index])
            seen += mass[index]
            continue
        limb = branch[run.container]
        box = containers[run.container]
        up = containers[box.parent] if box.parent >= 0 else box
        grand = containers[up.parent] if up.parent >= 0 else up
        sums = signatures[keys[index]]
        window = padded[index : index + 7]
        rows.append(
            [
                scores[index],
                window[2], window[4], window[1], window[5], window[0], window[6],
                sums[0] / sums[1],
                log(1.0 + sums[0]),
                up_mass[up.index] / (up_size[up.index] or 1.0),
                up_mass[grand.index] / (up_size[grand.index] or 1.0),
                best_before,
                best_after[index + 1],
                seen / total,
                1.0 - (seen + mass[index]) / total,
                since[index],
                until[index],
                log(1.0 + total),
                sum(window) / 7.0,
                scores[index] / best,
                1.0 if above[run.container] == 0 else 0.0,
                above[run.container],
                up_mass[limb] / (up_size[limb] or 1.0),
                up_mass[limb] / total,
                1.0 if wide <= run.container < wide_end else 0.0,
                branch_best[limb] / best,
                *siblings[index],
            ]
        )  # fmt: skip
        best_before = max(best_before * 0.9, scores[index])
        seen += mass[index]
    return rows
