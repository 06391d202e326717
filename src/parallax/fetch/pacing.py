"""Taking turns: so many at once, so far apart, first come first served.

Nothing here touches the network. Waiting ends at once when the gate closes, so that Ctrl-C in
the main thread sets every worker free.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from parallax.errors import ConnectionFailed, HttpStatus
from parallax.fetch.deadline import Deadline, Monotonic

SLICE = 0.2  # seconds; how long a sleeping thread may overlook that the gate has closed
MANY_HOSTS = 5000  # idle hosts are forgotten beyond this; the registry knows about 2,000

Sleep = Callable[[float], None]


def closed() -> ConnectionFailed:
    return ConnectionFailed("The door was closed while this request waited for its turn.")


class Slots:
    """A semaphore that serves strictly in order of arrival."""

    def __init__(self, limit: int) -> None:
        self._free = limit
        self._queue: deque[object] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self.users = 0

    def acquire(self, deadline: Deadline, doing: str) -> None:
        ticket = object()
        with self._changed:
            self._queue.append(ticket)
            self.users += 1
            try:
                while self._queue[0] is not ticket or not self._free:
                    self._changed.wait(deadline.within(threading.TIMEOUT_MAX, doing))
                    self._check_open()
                self._check_open()
                self._free -= 1
            except BaseException:
                self.users -= 1
                raise
            finally:
                self._queue.remove(ticket)
                self._changed.notify_all()

    def release(self) -> None:
        with self._changed:
            self._free += 1
            self.users -= 1
            self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _check_open(self) -> None:
        if self._closed:
            raise closed()


@dataclass(slots=True)
class _Host:
    slots: Slots
    next_start: float = float("-inf")
    held_until: float = float("-inf")
    held_status: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Pacer:
    """Hands out turns on hosts. ``patience`` bounds the wait for one, in seconds."""

    def __init__(
        self, per_host: int, total: int, patience: float, monotonic: Monotonic, sleep: Sleep
    ) -> None:
        self._per_host = per_host
        self._patience = patience
        self._monotonic = monotonic
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._all = Slots(total)
        self._lock = threading.Lock()
        self._closed = threading.Event()

    @contextmanager
    def turn(self, host: str, delay: float | None, deadline: Deadline, *, strict: bool) -> Iterator[None]:
        """Hold a place on ``host``, at least ``delay`` seconds after the start before it.

        With a delay of None the request belongs to one that has waited already (its robots.txt, a
        redirect within the host) and only takes a place.

        Time spent waiting does not count against the deadline, unless ``strict``. Raises
        :class:`DeadlineExceeded` when the turn does not come in time, :class:`HttpStatus` when the
        host has asked everyone to wait longer than that.
        """
        began = self._monotonic()
        patience = deadline if strict else Deadline(self._patience, self._monotonic)
        place = self._host(host)
        doing = f"waiting for a turn at {host}"
        place.slots.acquire(patience, doing)
        try:
            self._wait_for_start(place, host, delay, patience)
            self._all.acquire(patience, doing)
            try:
                if not strict:
                    deadline.extend(self._monotonic() - began)
                yield
            finally:
                self._all.release()
        finally:
            place.slots.release()

    def hold(self, host: str, seconds: float, status: int) -> None:
        """The host asked for a pause: nobody starts before it is over."""
        place = self._host(host)
        with place.lock:
            place.held_until = max(place.held_until, self._monotonic() + seconds)
            place.held_status = status

    def pause(self, seconds: float, deadline: Deadline, doing: str) -> None:
        """Sleep, unless the deadline comes first or the gate closes."""
        if seconds > deadline.remaining():
            raise deadline.exceeded(doing)
        ends = self._monotonic() + seconds
        while (left := ends - self._monotonic()) > 0:
            if self._closed.is_set():
                raise closed()
            self._sleep(min(left, SLICE))

    def close(self) -> None:
        """Wake everybody who waits; their requests end with :class:`ConnectionFailed`."""
        self._closed.set()
        self._all.close()
        with self._lock:
            for place in self._hosts.values():
                place.slots.close()

    def _host(self, host: str) -> _Host:
        with self._lock:
            if len(self._hosts) > MANY_HOSTS:
                self._forget_idle()
            place = self._hosts.get(host)
            if place is None:
                place = self._hosts[host] = _Host(Slots(self._per_host))
                if self._closed.is_set():
                    place.slots.close()
            return place

    def _forget_idle(self) -> None:
        now = self._monotonic()
        busy = {
            name: place
            for name, place in self._hosts.items()
            if place.slots.users or max(place.next_start, place.held_until) > now
        }
        self._hosts = busy

    def _wait_for_start(self, place: _Host, host: str, delay: float | None, patience: Deadline) -> None:
        with place.lock:
            now = self._monotonic()
            held = place.held_until - now
            if held > patience.remaining():
                raise HttpStatus(
                    f"{host} answered {place.held_status} and asked for a pause of {held:.0f} s more.",
                    status=place.held_status,
                    retry_after=held,
                )
            start = max(now, place.held_until)
            if delay is not None:
                start = max(start, place.next_start)
                place.next_start = start + delay
        self.pause(start - now, patience, f"waiting for a turn at {host}")
