"""Is there an internet at all? One dead site and a pulled cable must not look alike."""

from __future__ import annotations

import logging
import queue
import socket
import threading
import time
from collections.abc import Callable

from parallax.errors import NoNetwork
from parallax.fetch.addresses import refusal
from parallax.fetch.deadline import Deadline, Monotonic
from parallax.fetch.resolve import Resolver, system_resolver

# Three names that do not fail together: different owners, registries and name servers.
LANDMARKS = ("www.iana.org", "www.wikipedia.org", "www.debian.org")
QUICK = 1.2  # seconds; a resolver that answers at all does so within two tries of half a second
VERDICT_LASTS = 15.0  # seconds; many requests fail together and one question answers for all

# Root name servers A and F. Connecting a datagram socket sends nothing, it only asks the routes.
_FAR_AWAY = ((socket.AF_INET, "198.41.0.4"), (socket.AF_INET6, "2001:500:2f::f"))

logger = logging.getLogger(__name__)


def has_route() -> bool:
    """Whether the system has a way out, IPv4 or IPv6, without sending a packet."""
    for family, address in _FAR_AWAY:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((address, 53))
        except OSError:
            continue
        return True
    return False


def network_available(
    resolver: Resolver = system_resolver, *, route: Callable[[], bool] = has_route, seconds: float = QUICK
) -> bool:
    """Whether any well-known name resolves to a public address, answered within ``seconds``."""
    if not route():
        return False
    answers: queue.SimpleQueue[bool] = queue.SimpleQueue()

    def ask(name: str) -> None:
        try:
            answers.put(any(refusal(address) is None for address in resolver(name)))
        except (OSError, UnicodeError):
            answers.put(False)

    for name in LANDMARKS:
        threading.Thread(target=ask, args=(name,), name=f"is {name} there", daemon=True).start()
    patience = Deadline(seconds, time.monotonic)
    for _ in LANDMARKS:
        try:
            if answers.get(timeout=max(0.0, patience.remaining())):
                return True
        except queue.Empty:
            return False
    return False


class Connectivity:
    """Decides whether a failure is the site's or ours, and says once that there is no network."""

    def __init__(self, monotonic: Monotonic, available: Callable[[], bool]) -> None:
        self._monotonic = monotonic
        self._available = available
        self._lock = threading.Lock()
        self._asked_at: float | None = None
        self._verdict = True
        self._said = False

    def check(self, what: str) -> None:
        """Raise :class:`NoNetwork` when the internet as a whole is out of reach."""
        with self._lock:
            now = self._monotonic()
            if self._asked_at is None or now - self._asked_at > VERDICT_LASTS:
                self._verdict = self._available()
                self._asked_at = self._monotonic()
            if self._verdict:
                return
            if not self._said:
                logger.warning("There is no network; what needs one will be tried again later.")
                self._said = True
        raise NoNetwork(f"There is no network: {what}.", hint="Check the connection; nothing is lost.")

    def works(self) -> None:
        """A response came: forget the verdict, and say so again should the network go."""
        if self._asked_at is not None:
            with self._lock:
                self._asked_at, self._verdict, self._said = None, True, False
