"""While the site is open, rounds ask, read, translate and forget; a fault ends a round, not the site."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from parallax.cli.serving import end
from parallax.errors import StoreError
from parallax.model import Sentence
from parallax.pipeline.polling import Polling
from parallax.pipeline.scheduler import Scheduler

LIMITS = Polling(newest_per_feed=20, oldest=timedelta(days=30))


def scheduler(tools, *, online=lambda: True) -> Scheduler:
    return Scheduler(tools, LIMITS, Random(1), online=online)


def test_a_round_brings_what_the_feed_lists_and_the_next_finds_nothing_to_do(newsroom, tools, store):
    newsroom.feed("/feed", newsroom.page("/1"), newsroom.page("/2", title="Fair moves to the other bank"))
    running = scheduler(tools)
    assert running.round()
    assert store.status().articles == 2
    assert all(card.title_english for card in store.latest().items)
    assert not running.round()


def test_without_a_network_nothing_is_asked_until_there_is_one(newsroom, tools, store, clock):
    newsroom.feed("/feed", newsroom.page("/1"))
    there = False
    running = scheduler(tools, online=lambda: there)
    running.round()
    assert newsroom.asked == []
    there = True
    clock.forward(seconds=30)
    running.round()
    assert newsroom.asked == [], "the network is looked for once a minute"
    clock.forward(seconds=31)
    running.round()
    assert store.status().articles == 1


def test_only_the_countries_chosen_are_asked(newsroom, tools):
    newsroom.feed("/feed", newsroom.page("/1"))
    running = Scheduler(tools, LIMITS, Random(1), online=lambda: True, countries=frozenset({"BR"}))
    running.round()
    assert newsroom.asked == []


def test_a_translation_that_becomes_possible_reaches_what_was_stored_without(newsroom, tools, store, clock):
    from parallax.model import LanguageGuess

    tools = replace(tools, identify=lambda *_, **__: LanguageGuess("pt", 1.0, "model"))
    newsroom.feed("/feed", newsroom.page("/1", title="A ponte reabriu"))
    running = scheduler(tools)
    running.round()
    assert store.latest().items[0].title_english is None
    store.remember("pt", (Sentence("A ponte reabriu", "The bridge is open again", "human"),))

    class Reads(type(tools.translator)):  # type: ignore[misc]
        def can_translate(self, language, *, text_mining_allowed=True):
            return True

    tools.translator.__class__ = Reads
    running.round()
    assert store.latest().items[0].title_english == "The bridge is open again"


@pytest.mark.parametrize("fault", [StoreError("The disk is full."), ZeroDivisionError("a mistake of ours")])
def test_a_fault_ends_a_round_and_the_thread_goes_on(newsroom, tools, store, fault):
    newsroom.feed("/feed", newsroom.page("/1"))
    faults = iter([fault])

    def clock():
        for fault in faults:
            raise fault
        return tools.clock()

    running = scheduler(replace(tools, clock=clock))
    running_pause = pytest.MonkeyPatch()
    running_pause.setattr("parallax.pipeline.scheduler.PAUSE", 0.01)
    try:
        running.start()
        deadline = time.monotonic() + 20
        while not store.status().articles and time.monotonic() < deadline:
            time.sleep(0.02)
    finally:
        running.stop()
        running_pause.undo()
    assert store.status().articles == 1


def test_whoever_ends_the_site_is_told_what_is_waited_for(tools, capsys):
    going_on = threading.Event()

    def clock():
        going_on.wait(20)
        return tools.clock()

    running = scheduler(replace(tools, clock=clock))
    running.start()
    assert not running.stop(0.05)
    threading.Timer(0.3, going_on.set).start()
    end(running, patience=0.05)
    assert "Ending what is under way" in capsys.readouterr().err
    assert running.stop(0)
    end(running)
    assert capsys.readouterr().err == ""
