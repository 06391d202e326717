"""Replay of a capture (WARC) behind the same interface as the network."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from parallax.errors import (
    BadResponse,
    CaptureError,
    FetchError,
    HttpStatus,
    NotInCapture,
    RefusedUrl,
)
from parallax.fetch.route import REDIRECTS, Route
from parallax.fetch.settings import DEFAULT_LIMITS, MIB
from parallax.fetch.stored import Stored, parse_stored
from parallax.fetch.urls import parse_url
from parallax.fetch.warc import Record, records
from parallax.model import Clock, Request, Response, Validators

# A page may be asked for without its cap being known; no text is larger.
MAX_BODY = 64 * MIB
MAX_REDIRECTS = 5  # as live

# Told about a record that holds no document: its URL and why.
Refused = Callable[[str, FetchError], None]

logger = logging.getLogger(__name__)


class CaptureFetcher:
    """Answers from a WARC file, of any size: only the places of its responses are kept in memory.

    Of several responses to one URL the latest is given, or, with a ``clock``, the latest that had
    been captured by then (the first, if none had). ``damage`` is set once the index has met a
    broken record; what came before it can still be had. Safe to share between threads.
    """

    def __init__(self, path: Path, *, clock: Clock | None = None) -> None:
        self.path = path
        self.damage: CaptureError | None = None
        self._clock = clock
        self._lock = Lock()
        self._index: dict[bytes, list[tuple[float, int]]] | None = None
        if not path.is_file():
            raise CaptureError(f"There is no capture at {path}.", hint="Name a .warc or .warc.gz file.")

    def get(self, request: Request) -> Response:
        """The recorded response, redirects followed inside the capture.

        304 when the request's validators are those of the recording. Raises
        :class:`NotInCapture`, :class:`HttpStatus` and other :class:`FetchError`,
        :class:`CaptureError`.
        """
        route = Route(request, MAX_REDIRECTS)
        while True:
            url = str(route.url)
            stored, date = self._find(url)
            if not route.follow(stored.status, stored.header("location")):
                break
        response = self._response(request, url, stored, date, route.moved_to)
        return _unchanged(response) if _known(request.validators, response) else response

    def urls(self) -> Iterator[str]:
        """The URL of every document, in the order of capture. Raises :class:`CaptureError`."""
        for record in records(self.path):
            if record.kind != "revisit" and _is_document(record.start()):
                yield record.url

    def responses(self, refused: Refused | None = None) -> Iterator[Response]:
        """Every document in the order of capture: status 2xx, decoded.

        ``refused`` hears of error pages and of bodies that cannot be decoded; without it they are
        logged. Redirects and revisits are no documents. Raises :class:`CaptureError` at a damaged
        record, after all that came before it.
        """
        tell = refused or _log
        for record in records(self.path):
            if record.kind == "revisit":
                continue
            try:
                stored = _stored(record)
                if stored.status in REDIRECTS or stored.status == 304:
                    continue
                yield self._response(Request(record.url), record.url, stored, record.date, None)
            except FetchError as error:
                tell(record.url, error)

    def close(self) -> None:
        """Forget the index."""
        with self._lock:
            self._index = None

    def _response(
        self, request: Request, url: str, stored: Stored, date: datetime, moved_to: str | None
    ) -> Response:
        if not 200 <= stored.status < 300:
            raise HttpStatus(f"{url} answered {stored.status} when it was captured.", status=stored.status)
        # A capture holds whole files: the default cap of a page guards the network, not the disk.
        cap = request.max_bytes or max(MAX_BODY, DEFAULT_LIMITS[request.purpose].max_bytes)
        headers, body = stored.decoded(cap)
        if request.start_at > len(body):
            raise BadResponse(f"{url} has {len(body)} bytes; byte {request.start_at} was wanted.")
        status = 206 if request.start_at else stored.status
        return Response(request.url, url, status, headers, body[request.start_at :], date, moved_to)

    def _find(self, url: str, *, revisit: bool = False) -> tuple[Stored, datetime]:
        places = self._places().get(_key(url), [])
        for _, offset in self._preferred(places):
            with closing(records(self.path, offset)) as walk:
                record = next(walk)
                if _plain(record.url) != _plain(url):
                    continue
                if record.kind != "revisit":
                    return _stored(record), record.date
                if not revisit:
                    return self._find(record.refers_to, revisit=True)
        raise NotInCapture(f"{url} is not in {self.path.name}." + (f" {self.damage}" if self.damage else ""))

    def _preferred(self, places: list[tuple[float, int]]) -> list[tuple[float, int]]:
        if self._clock is None:
            return places[::-1]
        now = self._clock().timestamp()
        past = [place for place in places if place[0] <= now]
        return past[::-1] + [place for place in places if place[0] > now]

    def _places(self) -> dict[bytes, list[tuple[float, int]]]:
        with self._lock:
            if self._index is None:
                self._index = self._scan()
            return self._index

    def _scan(self) -> dict[bytes, list[tuple[float, int]]]:
        index: dict[bytes, list[tuple[float, int]]] = {}
        self.damage = None
        try:
            for record in records(self.path):
                unchanged = record.start().startswith(_NOT_MODIFIED)
                record.skip()  # a record that breaks off must not be found
                if not unchanged:
                    since = (record.date - _EPOCH).total_seconds()
                    index.setdefault(_key(record.url), []).append((since, record.offset))
        except CaptureError as damage:
            self.damage = damage
        for places in index.values():
            places.sort()
        return index


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_MODIFIED = (b"HTTP/1.1 304", b"HTTP/1.0 304")


def _plain(url: str) -> str:
    """A URL as we would dial it: without fragment, written one way."""
    try:
        return str(parse_url(url))
    except RefusedUrl:
        return url.partition("#")[0]


def _key(url: str) -> bytes:
    """Eight bytes for a URL, so that millions fit; the record itself tells apart what collides."""
    return blake2b(_plain(url).encode(errors="surrogatepass"), digest_size=8).digest()


def _stored(record: Record) -> Stored:
    return parse_stored(record.block(2 * MAX_BODY), record.content_type)


def _is_document(start: bytes) -> bool:
    return 200 <= parse_stored(start, "").status < 300


def _known(asked: Validators, response: Response) -> bool:
    if asked.etag is not None:
        return asked.etag == response.validators.etag
    return asked.last_modified is not None and asked.last_modified == response.validators.last_modified


def _unchanged(response: Response) -> Response:
    return Response(
        response.requested, response.url, 304, response.headers, b"", response.fetched_at, response.moved_to
    )


def _log(url: str, error: FetchError) -> None:
    logger.warning("Left out of the capture: %s: %s", url, error)
