"""Many pictures at once, within a time: what an edition takes along that nobody has looked at yet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from parallax.model import Fetcher
from parallax.pipeline.pictures import Pictures


def gather_pictures(
    pictures: Pictures,
    urls: Iterable[str],
    fetcher: Fetcher,
    *,
    parallel: int,
    seconds: float,
    told: Callable[[int, int], None],
) -> int:
    """Keep the pictures at these addresses, ``parallel`` at once; how many there was no time to ask for or await.

    After ``seconds`` no further address is asked, and what is under way is not waited for: it may still
    arrive and be kept, or end with the fetcher. ``told`` hears how many of how many are done.
    """
    wanted = [url for url in dict.fromkeys(urls) if not pictures.holds(url)]
    end = time.monotonic() + seconds

    def bring(url: str) -> bool:
        if time.monotonic() >= end:
            return False
        pictures.keep(url, fetcher)
        return True

    done: set[Future[bool]] = set()
    pool = ThreadPoolExecutor(parallel, "edition-picture")
    try:
        waiting = {pool.submit(bring, url) for url in wanted}
        while waiting and (left := end - time.monotonic()) > 0:
            ended, waiting = wait(waiting, timeout=left, return_when=FIRST_COMPLETED)
            done |= ended
            told(len(done), len(wanted))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return len(wanted) - sum(one.result() for one in done)
