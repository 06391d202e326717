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
    cells.add(range(5_000), points)
    for row in range(0, 5_000, 3):
        cells.remove(row)
    kept = np.array([row for row in range(5_000) if row % 3])
    queries = points[::100]
    found = cells.nearest(queries, queries @ cells.centers.T, 2)
    hits = 0
    for query, (rows, _) in zip(queries, found, strict=True):
        expected = best(kept, points[kept] @ query, 2)[0]
        hits += len(set(expected.tolist()) & set(rows.tolist()))
        assert all(row % 3 for row in rows.tolist()), "what was removed is not found"
    assert hits >= 0.9 * 2 * len(queries)


def test_a_cell_with_fewer_points_than_asked_for_gives_what_it_has() -> None:
    points = cloud(3)
    cells = Cells(48)
    scores = cells.add(range(3), points)
    assert [len(rows) for rows, _ in cells.nearest(points, scores, 17)] == [3, 3, 3]


def test_a_stream_that_moves_on_leaves_no_cells_behind() -> None:
    points = cloud(12_000)
    cells = Cells(48)
    cells.add(range(2_000), points[:2_000])
    first = cells.count
    for row in range(2_000, 12_000):
        cells.remove(row - 2_000)
        cells.add([row], points[row : row + 1])
    held = cells.layout()
    assert sorted(row for rows in held for row in rows) == list(range(10_000, 12_000))
    assert all(held), "no cell is empty"
    assert len(held) < 2 * first


def test_a_saved_layout_finds_the_same() -> None:
    points = cloud(3_000)
    cells, revived = Cells(48), Cells(48)
    cells.add(range(2_900), points[:2_900])
    for row in range(0, 2_900, 7):
        cells.remove(row)
    revived.revive(cells.centers, cells.layout(), points)
    new = range(2_900, 3_000)
    for its in (cells, revived):
        its.move([1, 2], points[[2, 1]])
    answers = [its.nearest(points[2_900:], its.add(new, points[2_900:]), 5) for its in (cells, revived)]
    assert [rows.tolist() for rows, _ in answers[0]] == [rows.tolist() for rows, _ in answers[1]]
    assert cells.layout() == revived.layout()


def test_equal_points_do_not_fill_a_cell_for_ever() -> None:
    cells = Cells(4)
    cells.add(range(700), unit(np.ones((700, 4), dtype=np.float32)))
    assert sum(len(rows) for rows in cells.layout()) == 700
