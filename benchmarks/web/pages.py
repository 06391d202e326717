"""CPU time of each page over a copy of a store: `python benchmarks/web/pages.py STORE [TIMES]`.

CPU time rather than wall time, so that figures from a busy machine can be compared. It includes
the test client's own work, about 1 ms a request.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from starlette.testclient import TestClient

from parallax.model import utc_now
from parallax.store.sqlite.store import SqliteStore
from parallax.web.app import create
from parallax.web.site import SiteSettings

PATHS = (
    "/",
    "/country/us",
    "/country/br",
    "/country/br?tab=about",
    "/stories",
    "/stories?by=countries",
    "/overlooked",
    "/outlets",
    "/outlets?country=us",
    "/status",
    "/search?q=bridge",
    "/about",
)


def main(source: Path, times: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(source, folder))
        store = SqliteStore(copy)
        client = TestClient(create(store, clock=utc_now, site=SiteSettings(), picture=lambda *_: None))
        articles = [f"/article/{card.id}" for card in store.latest(limit=1).items]
        stories = [f"/story/{card.id}" for card in store.stories(by="countries", limit=1).items]
        for path in (*PATHS, *stories, *articles):
            size = len(client.get(path).content)  # also compiles the template
            spent = []
            for _ in range(times):
                start = time.process_time()
                client.get(path)
                spent.append((time.process_time() - start) * 1000)
            print(
                f"{path:28} median {statistics.median(spent):6.1f} ms  most {max(spent):6.1f} ms  {size:7,} bytes"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 30)
