"""robots.txt (RFC 9309): asked once a day per origin, obeyed, and missing answers mean no."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from parallax.errors import (
    ConnectionFailed,
    DeadlineExceeded,
    FetchError,
    HttpStatus,
    NoNetwork,
    RefusedAddress,
    RefusedByRobots,
    RefusedUrl,
)
from parallax.fetch.deadline import Deadline, Monotonic
from parallax.fetch.settings import FetchSettings
from parallax.fetch.urls import Url
from parallax.model import Response

MANY_ORIGINS = 5000  # rules kept in memory; the registry knows about 2,000 outlets

# Fetches a robots.txt for the cache: address and deadline in, response out.
Read = Callable[[str, Deadline], Response]


class Rules:
    """What one robots.txt says to us."""

    def __init__(self, text: str, product: str) -> None:
        from protego import Protego

        self._rules = Protego.parse(text)
        self._product = product

    def allows(self, url: Url) -> bool:
        return bool(self._rules.can_fetch(str(url), self._product))

    @property
    def delay(self) -> float:
        """Seconds between requests: Crawl-delay or Request-rate, whichever is longer."""
        wished = float(self._rules.crawl_delay(self._product) or 0.0)
        rate = self._rules.request_rate(self._product)
        return max(wished, rate.seconds / rate.requests if rate and rate.requests else 0.0)


@dataclass(slots=True)
class _Origin:
    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Rules | None = None
    read_at: float = float("-inf")  # when the rules came
    ask_again: float = float("-inf")
    problem: FetchError | None = None


class Robots:
    """Answers whether a URL may be read and how slowly."""

    def __init__(self, settings: FetchSettings, monotonic: Monotonic, read: Read) -> None:
        self._settings = settings
        self._monotonic = monotonic
        self._read = read
        self._origins: OrderedDict[str, _Origin] = OrderedDict()
        self._lock = threading.Lock()

    def permit(self, url: Url, deadline: Deadline) -> float:
        """The crawl delay in seconds (0 when none is asked for), under its ceiling.

        Raises :class:`RefusedByRobots` (``retryable`` when the file itself could not be had), or
        what kept the host from being reached at all.
        """
        origin = self._origin(url.origin)
        waiting = f"waiting for {url.origin}/robots.txt"
        if not origin.lock.acquire(timeout=deadline.within(threading.TIMEOUT_MAX, waiting)):
            raise deadline.exceeded(waiting)
        try:
            if self._monotonic() >= origin.ask_again:
                self._refresh(origin, url, deadline)
            rules, problem = origin.rules, origin.problem
        finally:
            origin.lock.release()
        if rules is None:
            raise _no_answer(url, problem)
        if not rules.allows(url):
            raise RefusedByRobots(f"{url.origin}/robots.txt does not let us read {url}.")
        return min(rules.delay, self._settings.crawl_delay_ceiling)

    def _origin(self, name: str) -> _Origin:
        with self._lock:
            origin = self._origins.setdefault(name, _Origin())
            self._origins.move_to_end(name)
            if len(self._origins) > MANY_ORIGINS:
                self._origins.popitem(last=False)
            return origin

    def _refresh(self, origin: _Origin, url: Url, deadline: Deadline) -> None:
        settings = self._settings
        own = settings.limits["robots"].deadline
        left = deadline.within(own, "before robots.txt could be read")
        try:
            text = self._text(url, Deadline(left, self._monotonic))
        except NoNetwork:
            raise
        except FetchError as error:
            if isinstance(error, DeadlineExceeded) and left < own:
                raise  # it was the caller's hurry, which says nothing about the site
            now = self._monotonic()
            origin.problem = error
            origin.ask_again = now + settings.robots_retry_after
            if now - origin.read_at > settings.robots_stale_for:
                origin.rules = None
            return
        origin.rules, origin.problem = Rules(text, settings.product), None
        origin.read_at = self._monotonic()
        origin.ask_again = origin.read_at + settings.robots_fresh_for

    def _text(self, url: Url, deadline: Deadline) -> str:
        try:
            response = self._read(f"{url.origin}/robots.txt", deadline)
        except HttpStatus as error:
            # RFC 9309 §2.3.1.3: a 4xx is "no rules". 429 is not: it says "later".
            if 400 <= error.status < 500 and error.status != 429:
                return ""
            raise
        return response.body.decode("utf-8-sig", errors="replace")


def _no_answer(url: Url, problem: FetchError | None) -> FetchError:
    """What a page of an origin without readable rules fails with.

    A host that cannot be reached is not "refused by robots": a dead site must be seen as dead.
    """
    said = f"{problem}" if problem else "no answer"
    for unreachable in (DeadlineExceeded, ConnectionFailed, RefusedAddress, RefusedUrl):
        if isinstance(problem, unreachable):
            return unreachable(f"{url} is not asked for, since its robots.txt cannot be: {said}")
    refused = RefusedByRobots(f"{url} is not asked for until its robots.txt can be read: {said}")
    refused.retryable = True
    return refused
