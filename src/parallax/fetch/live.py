"""The live client: robots, turns, redirects and retries around single exchanges."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime
from random import random as uniform
from types import TracebackType

from parallax.errors import BadResponse, DeadlineExceeded, FetchError, HttpStatus
from parallax.fetch.deadline import Deadline, Monotonic
from parallax.fetch.delivery import Delivery, InMemory, Progress, Sink, Stream
from parallax.fetch.dial import GuardedBackend
from parallax.fetch.exchange import Answer, Wire, request_headers
from parallax.fetch.headers import described
from parallax.fetch.network import Connectivity, network_available
from parallax.fetch.pacing import Pacer, Sleep
from parallax.fetch.resolve import Resolver, system_resolver
from parallax.fetch.retry import Random, backoff, retry_after, worth_retrying
from parallax.fetch.robots import Robots
from parallax.fetch.route import Route
from parallax.fetch.settings import OBEYS_ROBOTS, FetchSettings
from parallax.model import Clock, Request, Response, Validators


def _now() -> datetime:
    return datetime.now(UTC)


class LiveFetcher:
    """The network, guarded. Safe to share between threads; each ``get`` blocks its own.

    ``monotonic`` and ``sleep`` belong together: a test that fakes one fakes both. ``available``
    answers whether there is a network at all, asked only when a name or route fails.
    """

    def __init__(
        self,
        settings: FetchSettings,
        clock: Clock = _now,
        sleep: Sleep = time.sleep,
        random: Random = uniform,
        *,
        resolver: Resolver = system_resolver,
        monotonic: Monotonic = time.monotonic,
        available: Callable[[], bool] | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._random = random
        self._monotonic = monotonic
        self._connectivity = Connectivity(monotonic, available or (lambda: network_available(resolver)))
        self._backend = GuardedBackend(
            resolver, settings.networks, settings.connect_timeout, self._connectivity
        )
        self._wire = Wire(settings, self._backend)
        self._pacer = Pacer(
            settings.host_connections, settings.total_connections, settings.queue_wait, monotonic, sleep
        )
        self._robots = Robots(settings, monotonic, self._read_robots)

    def get(self, request: Request) -> Response:
        """Bring one response with status 2xx or 304, its body decoded and within its cap.

        With ``start_at`` the answer is 206 and the rest of the file, or 200 and all of it when the
        server does not do ranges. Raises :class:`FetchError`.
        """
        return self._fetch(request, InMemory(request), self._deadline(request))

    def download(self, request: Request, sink: Sink, progress: Progress | None = None) -> Response:
        """Stream a body to ``sink``, byte ``start_at`` first, and return it with an empty ``body``.

        The same guards and caps as :meth:`get`. A connection that breaks is resumed where it
        broke; ``sink`` sees every byte once whatever the server does with ranges.
        """
        return self._fetch(request, Stream(request, sink, progress), self._deadline(request))

    def close(self) -> None:
        """End every request under way or waiting, as :class:`ConnectionFailed`, and hang up."""
        self._pacer.close()
        self._backend.close()
        self._wire.close()

    def __enter__(self) -> LiveFetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _deadline(self, request: Request) -> Deadline:
        return Deadline(request.deadline or self._settings.limits[request.purpose].deadline, self._monotonic)

    def _read_robots(self, url: str, deadline: Deadline) -> Response:
        request = Request(url, purpose="robots", deadline=deadline.seconds)
        return self._fetch(request, InMemory(request), deadline)

    def _fetch(self, request: Request, delivery: Delivery, deadline: Deadline) -> Response:
        settings = self._settings
        request = self._polled(request)
        for attempt in itertools.count():
            try:
                return self._attempt(request, delivery, deadline)
            except FetchError as error:
                if attempt >= settings.limits[request.purpose].retries or not worth_retrying(error):
                    raise
                asked = error.retry_after if isinstance(error, HttpStatus) else None
                wait = backoff(attempt, settings.backoff_base, settings.backoff_ceiling, self._random)
                wait = max(wait, asked or 0.0)
                if wait >= deadline.remaining():
                    raise
                self._pacer.pause(wait, deadline, "waiting to try again")
        raise AssertionError  # the loop above only ends by returning or raising

    def _polled(self, request: Request) -> Request:
        """Once in a hundred polls, ask as if we knew nothing: some servers answer 304 for ever."""
        conditional = request.validators != Validators()
        if not conditional or self._random() >= self._settings.ignore_validators:
            return request
        return Request(
            request.url, request.purpose, Validators(), request.max_bytes, request.deadline, request.start_at
        )

    def _attempt(self, request: Request, delivery: Delivery, deadline: Deadline) -> Response:
        route = Route(request, self._settings.max_redirects)
        while True:
            url = route.url
            delay = self._permission(request, route, deadline)
            headers = request_headers(self._settings, request, url, delivery.start, delivery.unchanged)
            strict = request.deadline is not None
            with (
                self._pacer.turn(url.server, delay, deadline, strict=strict),
                self._wire.ask(url, headers, deadline) as answer,
            ):
                self._connectivity.works()
                if route.follow(answer.status, answer.header("location")):
                    answer.drain()
                    continue
                return self._receive(request, route, answer, delivery)

    def _permission(self, request: Request, route: Route, deadline: Deadline) -> float | None:
        """The pause this hop owes its host; None when the request has paid already."""
        wished = 0.0
        if self._settings.obey_robots and request.purpose in OBEYS_ROBOTS:
            try:
                wished = self._robots.permit(route.url, deadline)
            except DeadlineExceeded:  # perhaps while others looked up the same name, one after the other
                self._connectivity.check(f"{route.url.host} cannot be reached")
                raise
        if request.purpose == "robots" or not route.new_server:
            return None
        return max(wished, self._settings.host_delay)

    def _receive(self, request: Request, route: Route, answer: Answer, delivery: Delivery) -> Response:
        fetched_at = self._clock()
        if answer.status == 304:
            if request.validators == Validators():
                raise BadResponse(f"{answer.url} says 'not modified', but was not asked so.")
        elif not 200 <= answer.status < 300:
            raise self._refusal(answer)
        else:
            self._body(request, answer, delivery)
        return Response(
            requested=request.url,
            url=str(answer.url),
            status=answer.status,
            headers=described(answer.headers),
            body=delivery.result() if answer.status != 304 else b"",
            fetched_at=fetched_at,
            moved_to=route.moved_to,
        )

    def _body(self, request: Request, answer: Answer, delivery: Delivery) -> None:
        max_bytes = request.max_bytes or self._settings.limits[request.purpose].max_bytes
        total = answer.content_length if answer.header("content-encoding") is None else None
        if answer.status == 206:
            total = self._part(answer, delivery)
            max_bytes = max(0, max_bytes - delivery.start)
        delivery.begin(answer, total)
        for piece in answer.body(max_bytes, cut=request.purpose == "robots"):
            delivery.take(piece)

    def _part(self, answer: Answer, delivery: Delivery) -> int | None:
        """Check that a partial answer is the part we asked for; its file's size, if told."""
        first, total = answer.content_range()
        if not delivery.start or first != delivery.start or answer.header("content-encoding"):
            raise BadResponse(
                f"{answer.url} sent bytes from {first}; those from {delivery.start} were wanted."
            )
        return total

    def _refusal(self, answer: Answer) -> HttpStatus:
        settings = self._settings
        wait = retry_after(answer.header("retry-after"), self._clock(), settings.retry_after_ceiling)
        if wait is not None and answer.status in (429, 503):
            self._pacer.hold(answer.url.server, wait, answer.status)
        return HttpStatus(f"{answer.url} answered {answer.reason}.", status=answer.status, retry_after=wait)
