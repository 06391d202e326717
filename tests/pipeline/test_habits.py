"""The journey learns an outlet's furniture as it reads, and reads the next pages without it."""

from __future__ import annotations

from parallax.extract.habits import FEWEST, MOST_TRACES
from parallax.model import Item, Outcome
from parallax.pipeline.journey import travel

BLURB = (
    "<p>Every morning our editors choose the five stories that matter most along the river and write them down "
    "for you, so that you begin the day knowing what your neighbours know.</p>"
)


def publish(newsroom, number: int) -> str:
    told = "".join(
        f"<p>Bridge {number}, span {part}: the council of district {number * 7 + part} said on Monday that lane {part} is open to "
        f"traffic once more, {number + part} years after engineers had found cracks in pier {number}-{part}.</p>"
        for part in range(5)
    )
    title = f"Bridge number {number} over the Lune opens again"
    html = f"<html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{told}{BLURB}</article></body></html>"
    newsroom.pages[f"/{number}"] = (200, {"Content-Type": "text/html; charset=utf-8"}, html.encode())
    return f"{newsroom.url}/{number}"


def texts(items, store) -> list[str]:
    return [store.article(item.article.id).article.content.text for item in items]


def test_the_next_pages_are_read_without_what_the_first_ones_showed(newsroom, tools, store):
    first = [publish(newsroom, number) for number in range(FEWEST)]
    assert all("Every morning" in text for text in texts(list(travel(map(Item, first), tools)), store))
    (later,) = texts(list(travel([Item(publish(newsroom, 50))], tools)), store)
    assert "Bridge 50, span 4" in later
    assert "Every morning" not in later


def test_a_first_batch_learns_from_itself_in_any_order(newsroom, tools, store):
    urls = [publish(newsroom, number) for number in range(FEWEST + 2)]
    for text in texts(list(travel(map(Item, reversed(urls)), tools)), store):
        assert "span 4" in text
        assert "Every morning" not in text


def test_reading_the_same_batch_again_changes_nothing(newsroom, tools, store, clock):
    urls = [publish(newsroom, number) for number in range(FEWEST + 2)]
    list(travel(map(Item, urls), tools))
    traces = store.page_traces("lune")
    clock.forward(hours=1)
    assert {item.outcome for item in travel(map(Item, reversed(urls)), tools)} == {Outcome.UNCHANGED}
    assert store.page_traces("lune") == traces


def test_what_an_outlet_leaves_behind_is_bounded(newsroom, tools, store):
    urls = [publish(newsroom, number) for number in range(MOST_TRACES + 4)]
    list(travel(map(Item, urls), tools))
    assert len(store.page_traces("lune")) == MOST_TRACES
