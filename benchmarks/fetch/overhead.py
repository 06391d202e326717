"""What the guard costs: requests per second through the door and through plain httpx.

Both ask the same loopback server in the same run, in turns, so that a busy machine slows both.
Run: python benchmarks/fetch/overhead.py
"""

from __future__ import annotations

import json
import statistics
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from parallax.fetch import FetchSettings, LiveFetcher
from parallax.model import Request

ROUNDS = 7
REQUESTS = 150
SIZES = {"1 KiB": 1024, "200 KiB": 200 * 1024}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        body = b"x" * int(self.path.strip("/"))
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        self.wfile.write(head + body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Silent: printing would be measured too."""


def seconds(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(REQUESTS):
        ask()
    return time.perf_counter() - began


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    settings = FetchSettings(
        contact="https://example.org/benchmark", allow_networks=("127.0.0.0/8",), host_delay=0.0
    )
    with LiveFetcher(settings) as door, httpx.Client(trust_env=False) as plain:
        for name, size in SIZES.items():
            url = f"{base}/{size}"
            request = Request(url, purpose="probe")
            ours, theirs = [], []
            for _ in range(ROUNDS):
                ours.append(seconds(lambda request=request: door.get(request)))
                theirs.append(seconds(lambda url=url: plain.get(url).content))
            mine, other = statistics.median(ours), statistics.median(theirs)
            result = {
                "body": name,
                "door_per_second": round(REQUESTS / mine),
                "httpx_per_second": round(REQUESTS / other),
                "time_ratio": round(mine / other, 2),
            }
            print(json.dumps(result))
    server.shutdown()


if __name__ == "__main__":
    main()
