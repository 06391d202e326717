"""Cells find nearly what a full search finds, and keep doing so while points come and go."""

from __future__ import annotations

import numpy as np

from parallax.stories.cells import AXES, Cells, highest, longest_axes
from parallax.stories.embed import Vectors, unit


def cloud(count: int, size: int = 48) -> Vectors:
    chance = np.random.default_rng(3)
    topics = chance.standard_normal((40, size)).astype(np.float32)
    return unit(
        topics[chance.integers(40, size=count)]
        + 0.7 * chance.standard_normal((count, size)).astype(np.float32)
    )


def cells_of(points: Vectors, count: int) -> Cells:
    """Cells of the first so many points."""
    cells = Cells(longest_axes(points[:count]), lambda rows: points[rows])
    cells.add(range(count))
    return cells


def test_the_nearest_points_are_nearly_always_found() -> None:
    points = cloud(5_050)
    cells = cells_of(points, 5_000)
    for row in range(0, 5_000, 3):
        cells.remove(row)
    kept = np.array([*(row for row in range(5_000) if row % 3), *range(5_000, 5_050)])
    found = cells.enter(range(5_000, 5_050), 16)
    hits = 0
    for query, rows in zip(points[5_000:], found, strict=True):
        nearest = kept[np.argsort(-(points[kept] @ query))[:3]]
        hits += len(set(nearest.tolist()) & set(rows.tolist()))
        assert all(row % 3 or row >= 5_000 for row in rows.tolist()), "what was removed is not found"
    assert hits >= 0.9 * 3 * len(found)


def test_points_of_many_dimensions_are_found_by_their_longest_axes() -> None:
    chance = np.random.default_rng(5)
    lengths = 1 / np.sqrt(np.arange(384) + 8.0)
    points = unit((chance.standard_normal((2_050, 384)) * lengths).astype(np.float32))
    cells = cells_of(points, 2_000)
    assert cells.axes.shape == (384, AXES)
    found = cells.enter(range(2_000, 2_050), 48)
    hits = sum(
        int(np.argsort(-(points @ query))[1]) in rows
        for query, rows in zip(points[2_000:], found.tolist(), strict=True)
    )
    assert hits >= 0.8 * len(found), "these points have no corners that cells could part"


def test_fewer_points_than_asked_for_leave_places_empty() -> None:
    points = cloud(6)
    cells = cells_of(points, 3)
    found = cells.enter(range(3, 6), 64)
    assert [sorted(row for row in rows if row >= 0) for rows in found.tolist()] == [[0, 1, 2, 3, 4, 5]] * 3


def test_a_stream_that_moves_on_leaves_no_cells_behind() -> None:
    points = cloud(12_000)
    cells = cells_of(points, 2_000)
    first = cells.count
    for row in range(2_000, 12_000):
        cells.remove(row - 2_000)
        cells.add([row])
    held = cells.layout()
    assert sorted(row for rows in held for row in rows) == list(range(10_000, 12_000))
    assert all(held), "no cell is empty"
    assert len(held) < 2 * first


def test_a_saved_layout_finds_the_same() -> None:
    points = cloud(3_000)
    cells = cells_of(points, 2_900)
    for row in range(0, 2_900, 7):
        cells.remove(row)
    revived = Cells(cells.axes, lambda rows: points[rows])
    revived.revive(cells.centers, cells.layout())
    new = range(2_900, 2_999)
    points[[1, 2, 3]] = points[[2, 3, 1]]
    for its in (cells, revived):
        its.move([1, 2], points[[1, 2]])
        its.move([3], points[[3]])
    answers = [its.enter(new, 5) for its in (cells, revived)]
    assert answers[0].tolist() == answers[1].tolist()
    assert cells.layout() == revived.layout()


def test_equal_points_do_not_fill_a_cell_for_ever() -> None:
    cells = cells_of(unit(np.ones((700, 4), dtype=np.float32)), 700)
    assert sum(len(rows) for rows in cells.layout()) == 700


def test_of_equal_scores_no_more_are_highest_than_were_asked_for() -> None:
    scores = np.array([[0.1, 0.5, 0.5, 0.5], [0.4, 0.1, 0.2, 0.3]], dtype=np.float32)
    places = highest(scores, 2)
    assert np.take_along_axis(scores, places, axis=1).min(axis=1).tolist() == np.float32([0.5, 0.3]).tolist()
    assert sorted(highest(scores[1:], 2)[0].tolist()) == [0, 3]
