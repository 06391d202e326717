"""Checking many feeds at once, each answer given as it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice, repeat, zip_longest

from parallax.model import Clock, Fetcher, Health, Outlet
from parallax.outlets.health import Identify, Parse, check_feed

# A check waits for servers nearly all of its time; beyond this the fetcher's own limit
# on connections is what we would wait for.
WORKERS = 16


def check_all(
    fetcher: Fetcher,
    parse: Parse,
    identify: Identify,
    outlets: Iterable[Outlet],
    clock: Clock,
    *,
    workers: int = WORKERS,
) -> Iterator[Health]:
    """The health of every feed of these outlets, in the order the answers arrive.

    At most ``workers`` feeds are asked at a time. Closing the generator starts no more
    checks and waits for those under way.
    """
    tasks = _spread(outlets)
    with ThreadPoolExecutor(workers, thread_name_prefix="outlet-check") as pool:
        running: set[Future[Health]] = set()
        while True:
            for outlet, feed in islice(tasks, workers - len(running)):
                running.add(pool.submit(check_feed, fetcher, parse, identify, outlet, feed, clock))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()


def _spread(outlets: Iterable[Outlet]) -> Iterator[tuple[Outlet, str]]:
    """Everyone's first feed, then everyone's second: one site's feeds in a row would wait for each other."""
    rounds = zip_longest(*(zip(repeat(outlet), outlet.feeds, strict=False) for outlet in outlets))
    return (task for tasks in rounds for task in tasks if task is not None)
