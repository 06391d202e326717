"""Traces of an outlet's pages: few, the newest, whatever order they come in."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

from parallax.model import PageTrace

from .conftest import NOON


def trace(number: int) -> PageTrace:
    return PageTrace(body=((number, 100),), others=(number + 1,), image=number, title_end="harbour post")


def test_a_trace_comes_back_as_it_was_given(store) -> None:
    store.put_page_trace("gazeta", "https://gazeta.example/1", NOON, trace(1), keep=9)
    assert store.page_traces("gazeta") == {"https://gazeta.example/1": trace(1)}
    assert store.page_traces("tokyo") == {}


def test_the_newest_stay_in_any_order(store) -> None:
    for order in permutations(range(4)):
        for number in order:
            at = NOON + timedelta(minutes=number)
            store.put_page_trace("gazeta", f"https://gazeta.example/{number}", at, trace(number), keep=2)
        assert sorted(store.page_traces("gazeta")) == ["https://gazeta.example/2", "https://gazeta.example/3"]


def test_a_pages_later_trace_replaces_its_earlier_one_and_never_the_reverse(store) -> None:
    url = "https://gazeta.example/1"
    store.put_page_trace("gazeta", url, NOON, trace(2), keep=9)
    store.put_page_trace("gazeta", url, NOON - timedelta(hours=1), trace(1), keep=9)
    assert store.page_traces("gazeta") == {url: trace(2)}
