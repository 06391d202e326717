"""The posts of a live blog, with their times."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from parallax.extract.dates import parse_time
from parallax.extract.facts import is_live
from parallax.extract.record import Marked, Page
from parallax.extract.structured import Declared, text_of, types_of
from parallax.extract.words import fold

_HEADINGS = frozenset(("h2", "h3", "h4"))
# A post's time stands at most a line of labels away from its heading, in the same box.
_REACH = 3
_LEVELS = 3
# So much of a text tells a post from the others of its page.
_OPENING = 80


def live_posts(declared: Declared, page: Page, chosen: Sequence[int]) -> Mapping[int, datetime]:
    """When each post was published, by the run that is its heading or, where it has none, begins it.

    As JSON-LD states it under the same headline or opening, else the ``<time>`` nearest to the heading.
    Empty for a page that is no live blog.
    """
    if not is_live(declared):
        return {}
    stated = _stated(declared)
    shown = [(mark, when) for mark in page.marked if mark.tag == "time" and (when := _time(_value(mark)))]
    posts: dict[int, datetime] = {}
    for index in chosen:
        run = page.runs[index]
        when = stated.get(_opening(run.text))
        if when is None and page.containers[run.container].tag in _HEADINGS:
            when = _nearest(page, index, shown)
        if when is not None:
            posts[index] = when
    return posts


def _stated(declared: Declared) -> dict[str, datetime]:
    """By headline, of posts without one by their text; both as openings."""
    posts: dict[str, datetime] = {}
    for node in declared.nodes:
        types = types_of(node)
        name = text_of(node.get("headline")) if types & {"BlogPosting", "LiveBlogPosting"} else ""
        if not name and "BlogPosting" in types:
            name = text_of(node.get("articleBody"))
        when = _time(text_of(node.get("datePublished"))) if name else None
        if when is not None:
            posts[_opening(name)] = when
    return posts


def _opening(text: str) -> str:
    return fold(text[: 2 * _OPENING])[:_OPENING]


def _value(mark: Marked) -> str:
    return mark.attributes.get("datetime") or ""


def _time(text: str) -> datetime | None:
    when = parse_time(text)
    return when if when is None or when.tzinfo else when.replace(tzinfo=UTC)


def _nearest(page: Page, index: int, shown: Sequence[tuple[Marked, datetime]]) -> datetime | None:
    """``shown`` stands in the order of the page."""
    first = bisect_left(shown, index - _REACH, key=lambda pair: pair[0].at)
    last = bisect_right(shown, index + _REACH, key=lambda pair: pair[0].at)
    here = _boxes(page, page.runs[index].container)
    near = [
        (abs(mark.at - index), when)
        for mark, when in shown[first:last]
        if here & _boxes(page, mark.container)
    ]
    return min(near, key=lambda pair: pair[0], default=(0, None))[1]


def _boxes(page: Page, container: int) -> set[int]:
    """The element and what is close around it."""
    boxes: set[int] = set()
    for _ in range(_LEVELS):
        boxes.add(container)
        container = page.containers[container].parent
        if container < 0:
            break
    return boxes
