"""What a first judgement of the runs says about each run's surroundings."""

from __future__ import annotations

import numpy as np

from parallax.extract.structure import Floats, Ints, Outline, branches, distances, trunks_of, whole_numbers

RELATED_NAMES: tuple[str, ...] = (
    "own", "previous", "next", "second previous", "second next", "third previous", "third next",
    "signature mean", "signature chars", "parent mean", "grand mean", "best before", "best after",
    "mass before", "mass after", "runs since sure", "runs until sure", "page mass", "window",
    "own of best", "in trunk", "above trunk", "branch mean", "branch mass", "in wide trunk", "branch of best",
    "siblings mean", "siblings best",
)  # fmt: skip


# Of the mass, what the element that holds the article has, and what a wider one.
_TRUNK_SHARE, _WIDE_SHARE = 0.8, 0.5
# Characters of a run that says where the article is, if its score does.
_LONG_CHARS = 60
# How much of a good score is left one run further.
_DECAY = 0.9
# Neighbours on each side.
_REACH = 3
# Mass is counted in units so small that nobody sees them, and so round that sums are exact: what is left
# of a sum without its parts is nothing, not almost nothing.
_UNIT = 2.0**-20


def relate(shape: Outline, scores: Floats, wanted: Ints) -> Floats:
    """``RELATED_NAMES``, a line each, for each wanted run, from the first model's scores of all runs."""
    mass = np.rint(scores * shape.length / _UNIT) * _UNIT
    total = mass.sum() or 1.0
    at = shape.at[wanted]
    up = shape.parent[at]
    sure = (scores > 0.5) & (shape.length > _LONG_CHARS)
    best = scores.max(where=shape.length > _LONG_CHARS, initial=0.0) or 1.0
    up_mass, chars = shape.inside(mass, shape.length)
    up_mean = up_mass / np.maximum(chars, 1.0)
    trunk, wide = trunks_of(shape, up_mass, _TRUNK_SHARE, _WIDE_SHARE)
    branch, above = branches(shape, trunk)
    limb, levels = branch[at], above[at]
    branch_best = np.zeros(branch.size)
    np.maximum.at(branch_best, branch[shape.at], scores)
    around = np.zeros(scores.size + 2 * _REACH)
    around[_REACH:-_REACH] = scores
    window = around[wanted + np.arange(2 * _REACH + 1)[:, None]]
    key = shape.looks
    alike_mass = np.bincount(key, mass)
    key_mean = alike_mass / np.bincount(key, shape.length)
    before = (mass.cumsum() - mass)[wanted]
    since, until = distances(sure)
    lines = (
        scores[wanted],
        *window[[2, 4, 1, 5, 0, 6]],
        key_mean[key[wanted]],
        np.log(1.0 + alike_mass)[key[wanted]],
        up_mean[up],
        up_mean[shape.parent[up]],
        _best_before(scores)[wanted],
        _best_before(scores[::-1])[::-1][wanted],
        before / total,
        1.0 - (before + mass[wanted]) / total,
        since[wanted],
        until[wanted],
        np.log(1.0 + total),
        window.sum(axis=0) / (2 * _REACH + 1),
        scores[wanted] / best,
        levels == 0,
        levels,
        up_mean[limb],
        up_mass[limb] / total,
        (at >= wide) & (at < shape.end[wide]),
        branch_best[limb] / best,
        *_siblings(shape, scores, mass)[:, wanted],
    )
    columns = np.empty((len(RELATED_NAMES), wanted.size))
    for index, line in enumerate(lines):
        columns[index] = line
    return columns


def _best_before(scores: Floats) -> Floats:
    """For each run the best score before it, fading with every run."""
    found = []
    best = 0.0
    for score in scores.tolist():
        found.append(best)
        best *= _DECAY
        if score > best:
            best = score
    return np.array(found)


def _siblings(shape: Outline, scores: Floats, mass: Floats) -> Floats:
    """For each run the mean score, by length, and the best score of the other runs in the same kind of
    element under the same parent; -1 if there are none."""
    numbers: dict[tuple[int, str], int] = {}
    parents = shape.parent[shape.at].tolist()
    group = whole_numbers(
        [numbers.setdefault(key, len(numbers)) for key in zip(parents, shape.tags, strict=True)]
    )
    others = np.bincount(group, shape.length)[group] - shape.length
    rest = np.bincount(group, mass)[group] - mass
    order = np.lexsort((scores, group))
    sorted_groups = group[order]
    ends = np.ones(order.size, np.bool_)
    ends[:-1] = sorted_groups[1:] != sorted_groups[:-1]
    last = ends.nonzero()[0]
    best, second = scores[order[last]], np.full(last.size, -1.0)
    many = (last - np.concatenate(([-1], last[:-1])) > 1).nonzero()[0]
    second[many] = scores[order[last[many] - 1]]
    best, second = best[group], second[group]
    mean = np.full(scores.size, -1.0)
    np.divide(rest, others, out=mean, where=others > 0)
    return np.array([mean, np.where(scores == best, second, best)])
