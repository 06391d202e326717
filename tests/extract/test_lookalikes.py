"""What looks alike is judged together."""

from __future__ import annotations

import pytest

from parallax.extract.lookalikes import pooled
from parallax.extract.record import Page
from parallax.extract.refine import ARTICLE, with_headings, with_posts
from parallax.extract.tree import parse
from parallax.extract.walk import walk

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


def test_the_last_paragraph_apart_from_the_others_is_known_by_its_class() -> None:
    texts = "".join(f"<p class=text>{SENTENCE}{at}.</p>" for at in range(5))
    page = read(
        f"<div class='body first'>{texts}</div><div class='body last'><p class=text>{SENTENCE}5.</p></div>"
    )
    assert pool(page, [0.9, 0.9, 0.9, 0.9, 0.9, 0.2])[-1] > 0.5


def test_a_line_that_is_all_link_or_all_bold_is_none_of_the_paragraphs_beside_it() -> None:
    texts = "".join(f"<p class=text>{SENTENCE}{at}.</p>" for at in range(5))
    others = f"<p class=text><a href=/other>{SENTENCE}5.</a></p><p class=text><b>{SENTENCE}6.</b></p>"
    found = pool(read(f"<div>{texts}{others}</div>"), [0.9] * 5 + [0.3, 0.3])
    assert max(found[5:]) < 0.5
    assert min(found[:5]) == pytest.approx(0.9)


def test_an_appeal_below_the_text_is_not_drawn_into_it_by_the_class_of_the_paragraphs() -> None:
    texts = "".join(f"<p class=text>{SENTENCE}{at}.</p>" for at in range(5))
    page = read(f"<div>{texts}<p class=text>Get our newsletter.</p></div>")
    scores = [0.95] * 5 + [0.3]
    assert pool(page, scores)[5] > 0.5
    assert pooled(page, range(6), scores, {5})[5] == 0.3
    doubtful = [0.7, 0.7, 0.6, 0.7, 0.7, 0.3]
    assert pooled(page, range(6), doubtful, {5})[5] > 0.5


def test_a_heading_belongs_with_the_text_that_follows_it_unless_it_leads_elsewhere() -> None:
    page = read(
        f"<p>{SENTENCE}1.</p><div>Photo: the harbour</div><h2>The vote</h2><p>{SENTENCE}2.</p>"
        f"<h2>Read more</h2><p>{SENTENCE}3.</p><h2><a href=/x>The old line closes</a></h2><p>{SENTENCE}4.</p>"
    )
    found = with_headings(page, [0.9, 0.1, 0.4, 0.9, 0.4, 0.9, 0.4, 0.9])
    assert [score >= ARTICLE for score in found] == [True, False, True, True, False, True, False, True]


def test_a_label_for_screen_readers_is_no_run_and_long_text_under_such_a_name_is() -> None:
    page = read(
        f"<p>{SENTENCE}1.</p><div class=visually-hidden>Article content</div>"
        f"<h1 class=visually-hidden>Ferry line to reopen</h1><div class=popover>{SENTENCE * 3}</div>"
    )
    assert [run.text[:8] for run in page.runs] == ["The harb", "Ferry li", "The harb"]


POST = (
    "<blockquote class=network-tweet><p>The ferry is back, and so are we.</p>"
    "— Harbour board (@harbour) <a href=/post>12 May 2026</a></blockquote>"
)


def test_a_post_quoted_in_the_course_of_the_article_is_its_quotation() -> None:
    page = read(f"<p>{SENTENCE}1.</p><div>{POST}</div><p>{SENTENCE}2.</p>")
    assert with_posts(page, [0.9, 0.1, 0.1, 0.9]) == [0.9, ARTICLE, ARTICLE, 0.9]


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{SENTENCE}1.</p><aside>{POST}</aside><aside>Menu</aside><aside>More</aside>",
        f"<aside>Posts</aside>{POST}<p>{SENTENCE}1.</p>",
        f"<p>{SENTENCE}1.</p><blockquote class=appeal><p>Subscribe.</p></blockquote><p>{SENTENCE}2.</p>",
        f"<p>{SENTENCE}1.</p><blockquote class=tweet><a href=/post>See this post on the network</a></blockquote><p>{SENTENCE}2.</p>",
    ],
)
def test_posts_beside_the_article_and_other_quotations_stay_as_they_are(html: str) -> None:
    page = read(html)
    scores = [0.9 if SENTENCE in run.text else 0.1 for run in page.runs]
    assert with_posts(page, list(scores)) == scores
