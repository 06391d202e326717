"""A small web server that does as it is told, also badly, and a door that may reach it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from parallax.fetch.live import LiveFetcher
from parallax.fetch.settings import FetchSettings

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@dataclass
class Asked:
    """A request as the server saw it."""

    path: str
    headers: dict[str, str]
    socket: socket.socket


Handler = Callable[[Asked], bytes | None]


def reply(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole HTTP/1.1 response. Header names are written with ``_`` for ``-``."""
    lines = [f"HTTP/1.1 {status}"]
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if not {"content-length", "transfer-encoding"} & {name.lower() for name in named}:
        named["Content-Length"] = str(len(body))
    lines += [f"{name}: {value}" for name, value in named.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


class Site:
    """Serves ``pages`` on a loopback port, one thread a connection.

    A page is bytes to send, or a function of the request that returns them or, having written to
    the socket itself, None. Without a page the answer is 404.
    """

    def __init__(self, wrap: Callable[[socket.socket], socket.socket] | None = None) -> None:
        self.pages: dict[str, bytes | Handler] = {}
        self.asked: list[Asked] = []
        self._wrap = wrap
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    reply = staticmethod(reply)

    def page(self, path: str, body: bytes = b"", status: str = "200 OK", **headers: str) -> None:
        self.pages[path] = reply(body, status, **headers)

    def redirect(self, path: str, to: str, status: str = "302 Found") -> None:
        self.pages[path] = reply(status=status, Location=to)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes the accepting thread; closing alone does not
        self._listener.close()
        for connection in self._open:
            connection.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self._wrap is not None:
                connection = self._wrap(connection)
            with closing(connection), connection.makefile("rb") as reader:
                while (asked := self._read(reader, connection)) is not None:
                    self.asked.append(asked)
                    page = self.pages.get(asked.path, reply(status="404 Not Found"))
                    answer = page(asked) if callable(page) else page
                    if answer is None:
                        return
                    connection.sendall(answer)
        except OSError:
            return

    @staticmethod
    def _read(reader: Any, connection: socket.socket) -> Asked | None:
        line = reader.readline()
        if not line.strip():
            return None
        headers: dict[str, str] = {}
        while (header := reader.readline().decode("latin-1").strip()) != "":
            name, _, value = header.partition(":")
            headers[name.lower()] = value.strip()
        return Asked(line.split()[1].decode(), headers, connection)


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    yield server
    with suppress(OSError):  # a test may have closed it
        server.close()


@pytest.fixture
def other_site() -> Iterator[Site]:
    with closing(Site()) as server:
        yield server


@dataclass
class Time:
    """Time that passes as usual, and at once when somebody sleeps."""

    slept: list[float] = field(default_factory=list)
    ahead: float = 0.0
    frozen: bool = False  # real time stands still too, so that sums of sleeps are exact

    def monotonic(self) -> float:
        return self.ahead if self.frozen else time.monotonic() + self.ahead

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.ahead += seconds


@pytest.fixture
def passing() -> Time:
    return Time()


SETTINGS = FetchSettings(contact="https://example.org/reader", allow_networks=("127.0.0.0/8",))


@pytest.fixture
def door(passing: Time) -> Iterator[Callable[..., LiveFetcher]]:
    """Make a door that may reach loopback; keyword arguments change its settings or parts."""
    made: list[LiveFetcher] = []
    parts = {"resolver", "random", "available", "sleep", "monotonic"}

    def make(**wanted: Any) -> LiveFetcher:
        given: dict[str, Any] = {
            "sleep": passing.sleep,
            "monotonic": passing.monotonic,
            "random": lambda: 0.5,
            "available": lambda: True,
        }
        given |= {name: value for name, value in wanted.items() if name in parts}
        settings = replace(SETTINGS, **{name: value for name, value in wanted.items() if name not in parts})
        made.append(LiveFetcher(settings, lambda: NOW, **given))
        return made[-1]

    yield make
    for fetcher in made:
        fetcher.close()


@pytest.fixture
def fetcher(door: Callable[..., LiveFetcher]) -> LiveFetcher:
    return door()
