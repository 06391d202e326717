"""How quickly the store takes articles in, and answers the site, at a given size."""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from parallax.countries import all_countries
from parallax.model import Article, Block, Content, LedgerEntry, Outcome, Outlet, Rights, article_id
from parallax.store.sqlite import SqliteStore
from parallax.store.views import SearchQuery

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
# As many different words as a year of news has, the commonest in nearly every piece (Zipf's law).
WORDS = [
    f"{a}{b}{c}{d}"
    for a in "bdfglmnprst"
    for b in ("a", "e", "io", "ou")
    for c in "nrtldmks"
    for d in range(100)
]
WEIGHTS = list(itertools.accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))
BATCH = 200


def outlets() -> list[Outlet]:
    places = [place.code for place in all_countries()][:200]
    return [
        Outlet(f"o{n}", f"Outlet {n}", f"https://o{n}.example/", places[n % 200], feeds=("f",))
        for n in range(1500)
    ]


def articles(count: int, listed: list[Outlet], random: Random) -> Iterator[Article]:
    """Articles of the size of real ones: a headline of 9 words, 400 words of text, ten days."""
    for number in range(count):
        outlet = listed[random.randrange(len(listed))]
        url = f"{outlet.homepage}{number}"
        blocks = tuple(
            Block("paragraph", " ".join(random.choices(WORDS, cum_weights=WEIGHTS, k=50))) for _ in range(8)
        )
        at = NOW - timedelta(seconds=random.randrange(10 * 86400))
        content = Content(
            " ".join(random.choices(WORDS, cum_weights=WEIGHTS, k=9)),
            url,
            dek="A dek",
            blocks=blocks,
            published=at,
        )
        yield Article(
            article_id(url), outlet.id, outlet.country, "en", "model", content, Rights(), at, 2, str(number)
        )


def load(store: SqliteStore, source: Iterator[Article]) -> int:
    count = 0
    batch: list[Article] = []
    for article in source:
        batch.append(article)
        if len(batch) == BATCH:
            count += keep(store, batch)
            batch = []
    return count + keep(store, batch)


def keep(store: SqliteStore, batch: list[Article]) -> int:
    with store.transaction():
        for article in batch:
            store.put_article(article)
            store.finish(article.content.url, article.id, NOW)
        store.write_ledger(
            LedgerEntry(article.fetched_at.date(), article.outlet_id, article.content.url, Outcome.STORED)
            for article in batch
        )
    return len(batch)


def questions(store: SqliteStore, random: Random, listed: list[Outlet]) -> dict[str, Callable[[], object]]:
    ids = [row["id"] for row in store.connection.execute("SELECT id FROM articles LIMIT 1000")]

    def word() -> str:
        return random.choices(WORDS, cum_weights=WEIGHTS)[0]

    return {
        "home: every country": lambda: store.countries(NOW),
        "home: newest": lambda: store.latest(limit=30),
        "country: newest": lambda: store.latest(country=random.choice(listed).country, limit=30),
        "country: outlets": lambda: store.outlets(random.choice(listed).country),
        "country: ledger": lambda: store.ledger(country=random.choice(listed).country),
        "outlet: newest": lambda: store.latest(outlet=random.choice(listed).id, limit=30),
        "search: one word": lambda: store.search(SearchQuery(word())),
        "search: two words": lambda: store.search(SearchQuery(f"{word()} {word()}")),
        "article": lambda: store.article(random.choice(ids)),
    }


def timed(ask: Callable[[], object], times: int) -> tuple[float, float]:
    """Median and 99th percentile in milliseconds, after one question to warm up."""
    ask()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken), sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.99))]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--times", type=int, default=200)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    random, listed = Random(1), outlets()
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "bench.db")
        store.sync_outlets(listed)
        started = time.process_time()
        count = load(store, articles(chosen.articles, listed, random))
        rate = count / (time.process_time() - started)
        answers = {name: timed(ask, chosen.times) for name, ask in questions(store, random, listed).items()}
        size = store.status().size_bytes
        store.close()
    if chosen.json:
        print(json.dumps({"articles": count, "per_cpu_second": rate, "bytes": size, "milliseconds": answers}))
        return
    print(f"{count:,} articles, {rate:,.0f} a CPU-second, {size / count:,.0f} bytes each")
    for name, (median, late) in answers.items():
        print(f"{name:22s} median {median:7.2f} ms   p99 {late:7.2f} ms")


if __name__ == "__main__":
    main()
