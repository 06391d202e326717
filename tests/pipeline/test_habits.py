"""The journey learns an outlet's furniture as it reads, and reads the next pages without it."""

from __future__ import annotations

from parallax.extract.habits import FEWEST
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


def test_the_order_within_a_batch_makes_no_difference(newsroom, tools, store):
    urls = [publish(newsroom, number) for number in range(FEWEST + 2)]
    assert all("Every morning" in text for text in texts(list(travel(map(Item, urls), tools)), store))


def test_reading_again_settles(newsroom, tools, store, clock):
    urls = [publish(newsroom, number) for number in range(FEWEST + 2)]
    list(travel(map(Item, urls), tools))
    traces = store.page_traces("lune")
    clock.forward(hours=1)
    assert {item.outcome for item in travel(map(Item, urls), tools)} == {Outcome.UPDATED}
    clock.forward(hours=1)
    assert {item.outcome for item in travel(map(Item, urls), tools)} == {Outcome.UNCHANGED}
    assert store.page_traces("lune") == traces
