"""Compares our feed reading with feedparser and fastfeedparser, on correctness and on speed.

Run from the repository: ``python benchmarks/feeds/compare.py [--json]``. Needs ``feedparser``
besides the project's own packages. Takes about a minute; the speeds of one run compare with
each other, not with those of another machine.

Correctness: the feeds of ``tests/feeds/pages`` that are not sitemaps, which neither library
claims to read. A feed counts as right if every fact named for its entries is right; facts about
the feed as a whole are not compared, because each reader words its dialect differently.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from made import ordinary_feeds  # noqa: E402
from readers import (  # noqa: E402
    READERS,
    Source,
    parse_only_fastfeedparser,
    parse_only_feedparser,
)


def _readings() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "feed_readings", HERE.parent.parent / "tests" / "feeds" / "conftest.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def correctness() -> dict[str, dict[str, Any]]:
    """For each reader: feeds right, facts right, and what it gets wrong by file."""
    module = _readings()
    scores: dict[str, dict[str, Any]] = {}
    for name, reader in READERS.items():
        wrong: dict[str, list[str]] = {}
        feeds = facts = missed = 0
        for reading in module.readings():
            if reading.group != "feed":
                continue
            feeds += 1
            reading = type(reading)(**{**_plain(reading), "feed": None})
            count = sum(len(entry) for entry in reading.entries)
            facts += count
            try:
                source = Source(reading.body, reading.url, reading.content_type, module.NOW)
                differences = module.differences(reading, reader(source))
            # A library may raise anything; raising is its answer to this feed.
            except Exception as error:  # noqa: BLE001
                differences = [f"raised {type(error).__name__}: {str(error)[:80]}"] * count
            if differences:
                wrong[reading.file] = differences
                missed += min(len(differences), count)
        scores[name] = {
            "feeds": feeds,
            "right": feeds - len(wrong),
            "facts": facts,
            "missed": missed,
            "wrong": wrong,
        }
    return scores


def _plain(reading: Any) -> dict[str, Any]:
    return {name: getattr(reading, name) for name in reading.__dataclass_fields__}


def speed(seconds: float) -> dict[str, dict[str, float]]:
    """Feeds and entries a second over ordinary, well-formed feeds of several sizes and languages."""
    module = _readings()
    feeds = [
        Source(body, "https://harbour.example/feed.xml", None, module.NOW) for body, _ in ordinary_feeds()
    ]
    entries = sum(count for _, count in ordinary_feeds())
    contestants: dict[str, Callable[[Source], object]] = {
        **READERS,
        "feedparser, parsing only": parse_only_feedparser,
        "fastfeedparser, parsing only": parse_only_fastfeedparser,
    }
    return {name: _rate(reader, feeds, entries, seconds) for name, reader in contestants.items()}


def _rate(
    reader: Callable[[Source], object], feeds: list[Source], entries: int, seconds: float
) -> dict[str, float]:
    for feed in feeds:
        reader(feed)
    rounds, started = 0, time.process_time()
    while time.process_time() - started < seconds:
        for feed in feeds:
            reader(feed)
        rounds += 1
    spent = time.process_time() - started
    size = sum(len(feed.body) for feed in feeds)
    return {
        "feeds/s": round(rounds * len(feeds) / spent, 1),
        "entries/s": round(rounds * entries / spent),
        "MB/s": round(rounds * size / spent / 1e6, 2),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true", help="everything, each difference included")
    arguments.add_argument("--seconds", type=float, default=5.0, help="CPU seconds a reader is timed")
    chosen = arguments.parse_args()
    result = {"correctness": correctness(), "speed": speed(chosen.seconds)}
    if chosen.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
        return
    print("| reader | feeds right | facts right | feeds/s | entries/s | MB/s |\n|---|---|---|---|---|---|")
    for name, rates in result["speed"].items():
        score = result["correctness"].get(name)
        right = f"{score['right']}/{score['feeds']}" if score else "–"
        facts = f"{score['facts'] - score['missed']}/{score['facts']}" if score else "–"
        measured = f"{rates['feeds/s']} | {rates['entries/s']:.0f} | {rates['MB/s']}"
        print(f"| {name} | {right} | {facts} | {measured} |")


if __name__ == "__main__":
    main()
