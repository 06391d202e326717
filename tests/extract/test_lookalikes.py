"""What looks alike is judged together."""

from __future__ import annotations

import pytest

from parallax.extract.lookalikes import pooled
from parallax.extract.tree import parse
from parallax.extract.walk import Page, walk

SENTENCE = (
    "The harbour board voted on Tuesday to reopen the northern ferry line after years of debate, number "
)


def read(html: str) -> Page:
    body = parse(f"<body>{html}</body>").body
    assert body is not None
    return walk(body)


def pool(page: Page, scores: list[float]) -> list[float]:
    return pooled(page, range(len(page.runs)), scores)


def test_a_doubtful_paragraph_goes_with_the_others_of_its_class_wherever_they_stand() -> None:
    page = read("".join(f"<div class=part><p class=text>{SENTENCE}{at}.</p></div>" for at in range(6)))
    found = pool(page, [0.9, 0.9, 0.3, 0.9, 0.9, 0.9])
    assert found[2] == pytest.approx((3 * 0.3 + 5 * 0.9) / 8)
    assert min(found[:2] + found[3:]) > 0.8


def test_the_points_of_an_offer_stay_out_together_and_leave_the_paragraphs_alone() -> None:
    texts = [f"<p class=text>{SENTENCE}{at}.</p>" for at in range(3)]
    points = "".join(f"<li class=point>{SENTENCE}{at}, for subscribers.</li>" for at in range(4))
    page = read(f"<div class=story>{texts[0]}{texts[1]}<ul class=offer>{points}</ul>{texts[2]}</div>")
    found = pool(page, [0.9, 0.9, 0.2, 0.6, 0.2, 0.2, 0.9])
    assert max(found[2:6]) < 0.5
    assert found[0] == pytest.approx(0.9)


def test_elements_without_classes_look_alike_only_in_one_place() -> None:
    page = read("".join(f"<div><p>{SENTENCE}{at}.</p></div>" for at in range(4)))
    assert pool(page, [0.9, 0.9, 0.2, 0.9]) == [0.9, 0.9, 0.2, 0.9]
    page = read("<div>" + "".join(f"<p>{SENTENCE}{at}.</p>" for at in range(4)) + "</div>")
    assert pool(page, [0.9, 0.9, 0.2, 0.9])[2] > 0.5
