"""Connections that know where they go and how long they may take.

httpcore asks a network backend for every connection: first try, retry, redirect and reconnect
alike. Ours resolves the name once, checks each answer and connects to the checked number, so the
name is never looked up a second time between check and use. TLS verifies the name as usual.
"""

# The methods here have the signatures httpcore calls; the trip knows better than their timeouts.
# ruff: noqa: ARG002

from __future__ import annotations

import select
import socket
import ssl
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import httpcore

from parallax.errors import ConnectionFailed, DeadlineExceeded, FetchError, RefusedAddress, TooLarge
from parallax.fetch.addresses import refusal
from parallax.fetch.deadline import Deadline
from parallax.fetch.failures import UNREACHABLE, translate
from parallax.fetch.network import Connectivity
from parallax.fetch.resolve import Resolver, lookup
from parallax.fetch.settings import KIB, Network

# Addresses tried for one connection: sites publish up to eight, and four dead ones are an outage.
MAX_ADDRESSES = 4
# One read may bring this much of the body together with the end of the headers.
READ_AHEAD = 64 * KIB


@dataclass(slots=True)
class Trip:
    """What the connection serving the current request must respect."""

    deadline: Deadline
    read_timeout: float
    head_bytes_left: int | None  # until the headers are complete; None afterwards


# httpcore calls the backend in the thread that makes the request, but tells it nothing about the
# request; this carries it across.
_TRIP: ContextVar[Trip] = ContextVar("trip")


@contextmanager
def trip(deadline: Deadline, read_timeout: float, head_bytes: int) -> Iterator[Trip]:
    """Everything the backend does inside this block is on behalf of one request."""
    current = Trip(deadline, read_timeout, head_bytes + READ_AHEAD)
    token = _TRIP.set(current)
    try:
        yield current
    finally:
        _TRIP.reset(token)


class GuardedStream(httpcore.NetworkStream):
    """A socket whose every wait ends with the request's deadline."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        current = _TRIP.get()
        self._socket.settimeout(current.deadline.within(current.read_timeout, "waiting for its answer"))
        try:
            data = self._socket.recv(max_bytes)
        except TimeoutError as error:
            if current.deadline.remaining() <= 0:
                raise current.deadline.exceeded("waiting for its answer") from error
            raise ConnectionFailed(f"The server was silent for {current.read_timeout:g} s.") from error
        if current.head_bytes_left is not None:
            current.head_bytes_left -= len(data)
            if current.head_bytes_left < 0:
                raise TooLarge("Its headers pass the limit.")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        current = _TRIP.get()
        try:
            view = memoryview(buffer)
            while view:
                self._socket.settimeout(current.deadline.within(current.read_timeout, "sending the request"))
                view = view[self._socket.send(view) :]
        except OSError as error:
            # httpcore goes on to read after a WriteError: a server may refuse early and say why.
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        # Closing alone does not wake a thread that is reading; the door must be able to.
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        current = _TRIP.get()
        try:
            self._socket.settimeout(current.deadline.within(current.read_timeout, "agreeing on encryption"))
            return GuardedStream(ssl_context.wrap_socket(self._socket, server_hostname=server_hostname))
        except TimeoutError as error:
            self.close()
            raise current.deadline.exceeded("agreeing on encryption") from error
        except BaseException:
            self.close()
            raise

    def get_extra_info(self, info: str) -> Any:
        if info == "server_addr":
            return self._socket.getpeername()
        if info == "socket":
            return self._socket
        if info == "is_readable":  # an idle connection that can be read has been closed by its server
            return _readable(self._socket)
        return None


def _readable(sock: socket.socket) -> bool:
    if sock.fileno() < 0:
        return True
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([sock], [], [], 0)[0])
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(0))


class GuardedBackend(httpcore.NetworkBackend):
    """Dials public addresses, and those of ``allowed`` networks."""

    def __init__(
        self,
        resolver: Resolver,
        allowed: Sequence[Network],
        connect_timeout: float,
        connectivity: Connectivity,
    ) -> None:
        self._resolver = resolver
        self._allowed = allowed
        self._connect_timeout = connect_timeout
        self._connectivity = connectivity
        self._closed = threading.Event()

    def close(self) -> None:
        """Let go of lookups under way. Open connections are their pool's to close."""
        self._closed.set()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        deadline = _TRIP.get().deadline
        failures: list[OSError] = []
        for address in self._permitted(host, deadline)[:MAX_ADDRESSES]:
            try:
                return self._connect(address, port, deadline)
            except OSError as error:
                failures.append(error)
                deadline.within(self._connect_timeout, f"connecting to {host}")
        raise self._failure(host, failures) from failures[-1]

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise RefusedAddress(f"A local socket ({path}) is never dialled.")

    def _permitted(self, host: str, deadline: Deadline) -> list[str]:
        candidates = self._candidates(host, deadline)
        verdicts = [(address, refusal(address, self._allowed)) for address in candidates]
        permitted = [address for address, refused in verdicts if refused is None]
        if not permitted:
            said = ", ".join(f"{address} ({refused})" for address, refused in verdicts) or "nothing"
            raise RefusedAddress(
                f"{host} is not on the public internet: {said}.",
                hint="If it is your own server, name its network in allow_networks.",
            )
        return permitted

    def _candidates(self, host: str, deadline: Deadline) -> Sequence[str]:
        if ":" in host or host.replace(".", "").isdigit():
            return [host]
        try:
            return lookup(self._resolver, host, deadline, self._closed)
        except (OSError, DeadlineExceeded) as error:
            # Without a network a lookup fails at once or takes longer than we wait, as the system is set up.
            self._connectivity.check(f"{host} cannot be looked up")
            if isinstance(error, DeadlineExceeded):
                raise
            raise translate(error, host) from error

    def _connect(self, address: str, port: int, deadline: Deadline) -> GuardedStream:
        sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.settimeout(deadline.within(self._connect_timeout, f"connecting to {address}"))
            sock.connect((address, port))
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except BaseException:
            sock.close()
            raise
        return GuardedStream(sock)

    def _failure(self, host: str, failures: Sequence[OSError]) -> FetchError:
        if all(error.errno in UNREACHABLE for error in failures):
            self._connectivity.check(f"no way to {host}")
        said = "; ".join(dict.fromkeys(str(error) for error in failures))
        return ConnectionFailed(f"{host} does not accept a connection ({said}).")
