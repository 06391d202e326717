"""Cells find nearly what a full search finds, and keep doing so while points come and go."""

from __future__ import annotations

import numpy as np

from parallax.stories.cells import Cells, best
from parallax.stories.embed import Vectors, unit


def cloud(count: int) -> Vectors:
    chance = np.random.default_rng(3)
    topics = chance.standard_normal((40, 48)).astype(np.float32)
    return unit(
        topics[chance.integers(40, size=count)] + 0.7 * chance.standard_normal((count, 48)).astype(np.float32)
    )


def test_the_nearest_point_is_nearly_always_found() -> None:
    points = cloud(5_000)
    cells = Cells(48)
    for row, point in enumerate(points):
        cells.add(row, point)
    for row in range(0, 5_000, 3):
        cells.remove(row)
    kept = np.array([row for row in range(5_000) if row % 3])
    queries = points[::100]
    scores = queries @ cells.centers.T
    hits = 0
    for query, its in zip(queries, scores, strict=True):
        expected = best(kept, points[kept] @ query, 2)[0]
        found = cells.nearest(query, its, 2)[0]
        hits += len(set(expected.tolist()) & set(found.tolist()))
        assert all(row % 3 for row in found.tolist()), "what was removed is not found"
    assert hits >= 0.9 * 2 * len(queries)


def test_equal_points_do_not_fill_a_cell_for_ever() -> None:
    cells = Cells(4)
    point = unit(np.ones((1, 4), dtype=np.float32))[0]
    for row in range(700):
        cells.add(row, point)
    assert sum(len(rows) for rows in cells.layout()) == 700
