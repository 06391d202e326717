"""One question and its answer: a single hop, no redirects, no retries."""

from __future__ import annotations

import re
import ssl
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus

import certifi
import httpcore

from parallax.errors import BadResponse, ConfigError, TooLarge
from parallax.fetch.deadline import Deadline
from parallax.fetch.decode import ACCEPTED, decoder
from parallax.fetch.dial import GuardedBackend, trip
from parallax.fetch.failures import mapped
from parallax.fetch.headers import Headers, as_text
from parallax.fetch.settings import KIB, FetchSettings
from parallax.fetch.urls import Url
from parallax.model import Purpose, Request

# A compressed body is smaller than what it unpacks to, but for its framing. More than this on top
# of the cap is padding that never becomes a byte.
WIRE_SLACK = 64 * KIB
# The page behind a redirect is read only to keep the connection, and only when this short.
DRAIN = 16 * KIB

ACCEPT: Mapping[Purpose, str] = {
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
    "page": "text/html, application/xhtml+xml, */*;q=0.5",
    "image": "image/webp, image/*, */*;q=0.1",
}
_CONTENT_RANGE = re.compile(r"bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15}|\*)")


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, headers and the body still on its way."""

    url: Url
    status: int
    headers: Headers
    chunks: Iterable[bytes]

    def header(self, name: str) -> str | None:
        """All values of a header, joined as RFC 9110 §5.3 allows; None when it is absent."""
        values = [value for key, value in self.headers if key.lower() == name]
        return ", ".join(values) if values else None

    @property
    def reason(self) -> str:
        try:
            return f"{self.status} {HTTPStatus(self.status).phrase}"
        except ValueError:
            return str(self.status)

    @property
    def content_length(self) -> int | None:
        text = self.header("content-length")
        # h11 has refused what is not a number and collapsed repeated ones.
        return int(text) if text and text.isdigit() else None

    def content_range(self) -> tuple[int, int | None]:
        """First byte and total size of a partial body. Raises :class:`BadResponse`."""
        match = _CONTENT_RANGE.fullmatch((self.header("content-range") or "").strip())
        if match is None:
            raise BadResponse(f"{self.url} sent a part without saying which.")
        return int(match[1]), None if match[3] == "*" else int(match[3])

    def body(self, max_bytes: int, *, cut: bool = False) -> Iterator[bytes]:
        """The decoded body piece by piece.

        Past ``max_bytes`` it ends quietly when ``cut``, else :class:`TooLarge` is raised: before
        the first byte if the headers say so, or else at the byte that passes.
        """
        if not cut and (self.content_length or 0) > max_bytes:
            raise self._too_large(max_bytes)
        with mapped(str(self.url)):
            undo = decoder(self.header("content-encoding"))
            wire = size = 0
            for chunk in self.chunks:
                wire += len(chunk)
                for piece in undo.feed(chunk):
                    kept = piece[: max_bytes - size] if cut else piece
                    size += len(piece)
                    if size > max_bytes and not cut:
                        raise self._too_large(max_bytes)
                    yield kept
                    if size >= max_bytes and cut:
                        return
                if wire > max_bytes + WIRE_SLACK:
                    raise self._too_large(max_bytes)
            undo.finish()

    def drain(self) -> None:
        """Read a short body to its end, so that the connection can serve again."""
        if (self.content_length or DRAIN + 1) <= DRAIN:
            with mapped(str(self.url)):
                for _ in self.chunks:
                    pass

    def _too_large(self, max_bytes: int) -> TooLarge:
        return TooLarge(f"{self.url} is larger than the {max_bytes:,} bytes allowed.")


def request_headers(
    settings: FetchSettings, request: Request, url: Url, start: int, unchanged: str | None
) -> list[tuple[str, str]]:
    """What we say about ourselves and the wish. ``unchanged`` is an entity tag a part must match."""
    wanted = [
        ("Host", url.authority),
        ("User-Agent", settings.user_agent),
        ("Accept", ACCEPT.get(request.purpose, "*/*")),
        # A range counts bytes as they travel; only without a coding are those the file's.
        ("Accept-Encoding", "identity" if request.purpose == "model" or start else ACCEPTED),
    ]
    if start:
        wanted.append(("Range", f"bytes={start}-"))
        if unchanged:
            wanted.append(("If-Range", unchanged))
    else:
        wanted += [
            (name, value)
            for name, value in (
                ("If-None-Match", request.validators.etag),
                ("If-Modified-Since", request.validators.last_modified),
            )
            if value and _sendable(value)
        ]
    return wanted


def _sendable(value: str) -> bool:
    """A validator is somebody else's text: anything that is not a header value stays here."""
    return value == value.strip() and all(" " <= char <= "~" for char in value)


class Wire:
    """The pool of connections, behind the guard. Made at the first request: TLS roots take time."""

    def __init__(self, settings: FetchSettings, backend: GuardedBackend) -> None:
        self._settings = settings
        self._backend = backend
        self._lock = threading.Lock()
        self._pool: httpcore.ConnectionPool | None = None

    @contextmanager
    def ask(self, url: Url, headers: Sequence[tuple[str, str]], deadline: Deadline) -> Iterator[Answer]:
        """Send one GET and give its answer, valid inside the block."""
        settings = self._settings
        with trip(deadline, settings.read_timeout, settings.max_header_bytes) as current:
            with mapped(str(url)):
                response = self._connections().handle_request(
                    httpcore.Request(
                        b"GET",
                        httpcore.URL(
                            scheme=url.scheme.encode(),
                            host=url.host.encode(),
                            port=url.port,
                            target=url.target.encode(),
                        ),
                        headers=[(name.encode(), value.encode()) for name, value in headers],
                    )
                )
            try:
                current.head_bytes_left = None
                if not isinstance(response.stream, Iterable):
                    raise BadResponse(f"{url} sent a body that cannot be read.")
                yield Answer(url, response.status, self._headers(url, response.headers), response.stream)
            finally:
                response.close()

    def _headers(self, url: Url, raw: Sequence[tuple[bytes, bytes]]) -> Headers:
        settings = self._settings
        size = sum(len(name) + len(value) + 4 for name, value in raw)
        if len(raw) > settings.max_headers or size > settings.max_header_bytes:
            raise TooLarge(f"{url} sent {len(raw)} headers of {size} bytes; that is past the limit.")
        return tuple((name.decode("ascii"), as_text(value)) for name, value in raw)

    def _connections(self) -> httpcore.ConnectionPool:
        with self._lock:
            if self._pool is None:
                self._pool = httpcore.ConnectionPool(
                    ssl_context=self._trust(),
                    max_connections=self._settings.total_connections,
                    keepalive_expiry=self._settings.keep_alive,
                    network_backend=self._backend,
                )
            return self._pool

    def _trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=certifi.where())
        own = self._settings.ca_file
        try:
            if own is not None:
                context.load_verify_locations(cafile=own)
        except OSError as error:  # ssl.SSLError is one
            raise ConfigError(f"The certificate authority {own} cannot be read: {error}.") from error
        return context

    def close(self) -> None:
        with self._lock:
            if self._pool is not None:
                self._pool.close()
