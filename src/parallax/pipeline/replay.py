"""A capture asked as if it were the network: its own robots.txt files are obeyed."""

from __future__ import annotations

from functools import lru_cache

from parallax.errors import FetchError, RefusedByRobots
from parallax.fetch import CaptureFetcher, parse_url
from parallax.fetch.robots import Rules
from parallax.model import Request, Response

PRODUCT = "Parallax"
# Origins whose rules are kept; a capture of a day has a few hundred.
ORIGINS = 1024


class Replay:
    """A fetcher over a capture. What the recorded robots.txt closes stays closed."""

    def __init__(self, capture: CaptureFetcher) -> None:
        self.capture = capture
        self._rules = lru_cache(ORIGINS)(self._read_rules)

    def get(self, request: Request) -> Response:
        url = parse_url(request.url)
        rules = self._rules(url.origin) if request.purpose == "page" else None
        if rules is not None and not rules.allows(url):
            raise RefusedByRobots(f"robots.txt of {url.origin} closes {request.url} to us.")
        return self.capture.get(request)

    def _read_rules(self, origin: str) -> Rules | None:
        try:
            body = self.capture.get(Request(f"{origin}/robots.txt", purpose="robots")).body
        except FetchError:
            return None  # not recorded: whoever recorded the pages was let in
        return Rules(body.decode("utf-8", "replace"), PRODUCT)
