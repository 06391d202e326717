"""CPU seconds and memory for a feed of many items: ``python benchmarks/feeds/flood.py <reader> [items]``.

One reader a process, because the peak of a process's memory never goes down. ``<reader>`` is
``ours``, ``feedparser`` or ``fastfeedparser`` (the libraries without any cleaning afterwards).
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from readers import Source, ours, parse_only_fastfeedparser, parse_only_feedparser

READERS = {"ours": ours, "feedparser": parse_only_feedparser, "fastfeedparser": parse_only_fastfeedparser}


def flood(items: int) -> bytes:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    listed = "".join(
        f"<item><title>{n}</title><link>https://harbour.example/{n}</link>"
        f"<pubDate>{(start - timedelta(minutes=n)).isoformat()}</pubDate></item>"
        for n in range(items)
    )
    return f"<rss version='2.0'><channel><title>flood</title>{listed}</channel></rss>".encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("items", type=int, nargs="?", default=200_000)
    chosen = parser.parse_args()
    name, items = chosen.reader, chosen.items
    source = Source(
        flood(items), "https://harbour.example/feed.xml", None, datetime(2026, 11, 23, tzinfo=UTC)
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    READERS[name](source)
    spent = time.process_time() - started
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{name}: {items} items, {len(source.body) / 1e6:.1f} MB, {spent:.2f} s, {more:.0f} MB more memory")


if __name__ == "__main__":
    main()
