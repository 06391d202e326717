"""What the arrays say of a page's tree is what the tree says."""

from __future__ import annotations

import numpy as np

from parallax.extract.record import Page
from parallax.extract.structure import FARTHEST, Outline, branches, distances, outline, trunks_of
from parallax.extract.tree import parse
from parallax.extract.walk import walk

HTML = """<body><header><p>site</p></header>
<main><div><p>aaaa</p><p>bbbb</p><ul><li>cc</li></ul></div><aside><p>dd</p></aside></main></body>"""


def read() -> tuple[Page, Outline]:
    page = walk(parse(HTML).body)
    return page, outline(page)


def named(page: Page, tag: str) -> int:
    return next(box.index for box in page.containers if box.tag == tag)


def test_an_element_holds_what_its_runs_sum_to() -> None:
    page, shape = read()
    (chars,) = shape.inside(shape.length)
    runs = shape.last - shape.first
    assert [chars[named(page, tag)] for tag in ("body", "main", "div", "ul", "aside")] == [16, 12, 10, 2, 2]
    assert [runs[named(page, tag)] for tag in ("body", "main", "div", "header")] == [5, 4, 3, 1]


def test_the_trunk_is_the_innermost_element_with_most_of_the_text_all_the_way_down() -> None:
    page, shape = read()
    (mass,) = shape.inside(shape.length)
    assert trunks_of(shape, mass, 0.8, 0.7) == (0, named(page, "div"))
    assert trunks_of(shape, mass, 0.7, 0.6) == (named(page, "div"), named(page, "div"))


def test_a_branch_is_the_child_of_the_trunk_or_of_what_is_around_it() -> None:
    page, shape = read()
    branch, above = branches(shape, named(page, "div"))
    item, note = named(page, "li"), named(page, "aside") + 1
    assert (branch[item], above[item]) == (named(page, "ul"), 0)
    assert (branch[note], above[note]) == (named(page, "aside"), 1)
    assert (branch[1], above[1]) == (named(page, "header"), 2)
    assert (branch[0], above[0]) == (0, 2)


def test_a_distance_is_counted_to_the_nearest_mark_on_either_side_and_not_forever() -> None:
    marks = np.zeros(40, np.bool_)
    marks[[1, 3]] = True
    since, until = distances(marks)
    assert since[:6].tolist() == [FARTHEST, FARTHEST, 1, 2, 1, 2]
    assert until[:4].tolist() == [1, 2, 1, FARTHEST]
    assert since[-1] == until[-1] == FARTHEST
    assert [line.tolist() for line in distances(marks[:1])] == [[FARTHEST], [FARTHEST]]
