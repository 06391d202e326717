"""What the store keeps of a grouper brings back the very same one, and costs what a batch costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from parallax.errors import InputError
from parallax.pipeline import groupers as kept
from parallax.pipeline.groupers import Groupers
from parallax.stories import Grouper
from parallax.stories.journal import pack, unpack
from parallax.telling import Told

START = datetime(2026, 3, 14, 6, 0, tzinfo=UTC)
PLACES = ("weir", "bridge", "harbour", "school", "comet", "market", "ferry")


class Letters:
    """Places every text by its letters."""

    name = version = "letters"

    def embed(self, texts):
        rows = np.array([[text.lower().count(chr(97 + place)) + 1 for place in range(26)] for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def news(number: int) -> Told:
    place = PLACES[number % len(PLACES)]
    title = f"The {place} of Lower Quill, part {number % 3}"
    at = START + timedelta(minutes=7 * number)
    return Told(f"a{number:03}", f"o{number % 5}", "NZ", "en", title, "It rained.", f"u{number}", at)


BATCHES = [[news(number) for number in range(start, start + 8)] for start in range(0, 96, 8)]


def new() -> Grouper:
    return Grouper(Letters())


def give(groupers: Groupers, batch: list[Told]) -> None:
    grouper = groupers.get("world")
    fresh, raw = grouper.embedded(batch)
    grouper.add_embedded(fresh, raw)
    groupers.keep("world", fresh, raw)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(kept, "LEAST_SINCE", 30)


def test_a_restart_after_any_batch_goes_on_as_if_nothing_had_happened(store):
    through = new()
    for batch in BATCHES:
        through.add(batch)
        give(Groupers(store, new), batch)
        assert Groupers(store, new).get("world").state() == through.state()


def test_the_whole_memory_is_written_now_and_then_and_between_only_what_came(store):
    groupers, written = Groupers(store, new), []
    for batch in BATCHES:
        give(groupers, batch)
        written.append(store.state("world"))
    changed = [number for number in range(1, len(written)) if written[number] != written[number - 1]]
    assert changed == [4, 8], "after 30 articles, so with each fourth batch of eight"


def test_what_another_process_has_taken_further_is_read_again(store):
    mine, theirs = Groupers(store, new), Groupers(store, new)
    give(mine, BATCHES[0])
    give(theirs, BATCHES[1])
    mine.drop_outdated()
    assert mine.get("world").state() == theirs.get("world").state()


def test_a_batch_that_did_not_reach_the_store_is_forgotten(store):
    groupers = Groupers(store, new)
    give(groupers, BATCHES[0])
    saved = groupers.get("world").state()
    groupers.get("world").add(BATCHES[1])
    groupers.forget("world")
    assert groupers.get("world").state() == saved


def test_a_damaged_batch_begins_anew_and_says_so(store, caplog):
    groupers = Groupers(store, new)
    for batch in BATCHES[:3]:
        give(groupers, batch)
    store.put_state("world, batch 2", b"nothing")
    again = Groupers(store, new)
    assert not again.get("world").window.members
    assert "saved batch" in caplog.text
    give(again, BATCHES[3])
    assert Groupers(store, new).get("world").state() == again.get("world").state()


def test_a_batch_as_bytes_is_the_same_batch():
    batch, raw = unpack(pack(BATCHES[0], Letters().embed([told.title for told in BATCHES[0]])))
    assert batch == BATCHES[0]
    assert raw.shape == (8, 26)
    with pytest.raises(InputError, match="saved batch"):
        unpack(b"nothing")
