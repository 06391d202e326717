"""Processor time of each step of the journey, over a capture."""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from parallax.config import load
from parallax.errors import ParallaxError
from parallax.extract import PageToRead, read_page
from parallax.fetch import CaptureFetcher
from parallax.model import Reading
from parallax.pipeline import journey
from parallax.pipeline.replay import Replay
from parallax.pipeline.sources import from_capture, survey
from parallax.pipeline.tools import Tools
from parallax.pipeline.translating import translate_waiting
from parallax.pipeline.workshop import read_feed, workshop
from parallax.sample import edition_outlets


class InProcess:
    """Reads pages here, where their time is counted."""

    def extract(
        self, pages: Iterable[tuple[str, PageToRead]]
    ) -> Iterator[tuple[str, Reading | ParallaxError]]:
        for key, (body, url, content_type, habits) in pages:
            try:
                yield key, read_page(body, url, content_type=content_type, habits=habits)
            except ParallaxError as error:
                yield key, error


def timed(step: journey.Step, spent: Counter[str]) -> journey.Step:
    def run(items: list, tools: Tools) -> list:
        started = time.process_time()
        result = step(items, tools)
        spent[step.__name__] += time.process_time() - started
        return result

    return run


def children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(capture_path: Path, folder: str) -> dict[str, object]:
    spent: Counter[str] = Counter()
    settings = load(data_dir=Path(folder) / "data", cache_dir=Path(folder) / "cache")
    with workshop(settings) as shop:
        shop.sync_outlets()
        capture = CaptureFetcher(capture_path)
        whole = shop.tools(Replay(capture), outlets=edition_outlets())
        tools = Tools(**{**{name: getattr(whole, name) for name in Tools.__slots__}, "reader": InProcess()})
        steps, keep = journey.JOURNEY, journey.keep
        journey.JOURNEY = tuple(timed(step, spent) for step in steps)  # type: ignore[misc]
        journey.keep = timed(keep, spent)
        started = time.perf_counter()
        try:
            items = list(journey.travel(from_capture(capture, survey(capture, read_feed)), tools))
        finally:
            journey.JOURNEY, journey.keep = steps, keep  # type: ignore[misc]
        wall = time.perf_counter() - started
        began = time.process_time()
        batches = list(translate_waiting(tools))
        here = time.process_time() - began
        words = sum(batch.words for batch in batches if batch.language == "pt")
    return {
        "articles": len(items),
        "outcomes": dict(Counter(item.outcome.value for item in items if item.outcome)),
        "cpu_seconds": dict(spent),
        "wall_seconds": wall,
        "translation": {"pt_words": words, "cpu_seconds": here + children()},
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("capture", type=Path)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(chosen.capture, folder)
    if chosen.json:
        print(json.dumps(found))
        return
    spent: dict[str, float] = found["cpu_seconds"]  # type: ignore[assignment]
    total, count = sum(spent.values()), int(str(found["articles"]))
    for name, seconds in spent.items():
        print(
            f"{name:16s} {seconds:7.2f} s  {count / max(seconds, 1e-6):10,.0f} a CPU-s  {seconds / total:6.1%}"
        )
    print(
        f"{'all':16s} {total:7.2f} s  {count / total:10,.0f} a CPU-s   ({found['wall_seconds']:.1f} s by the clock)"
    )
    print(f"peak memory {found['peak_megabytes']:.0f} MB; translation {found['translation']}")
    print(found["outcomes"])


if __name__ == "__main__":
    main()
