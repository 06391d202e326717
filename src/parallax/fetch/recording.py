"""Recording what a fetcher brings, as a WARC file that the replay and any archive tool can read."""

from __future__ import annotations

import io
import os
from datetime import UTC
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any

from parallax.errors import CaptureError
from parallax.fetch.urls import parse_url
from parallax.fetch.warc import records
from parallax.model import Fetcher, Request, Response


class RecordingFetcher:
    """Passes requests on and appends each answer to a capture.

    A response is appended in one write with its request and redirects, so that records of several
    threads never mix. It is recorded decoded. Raises :class:`CaptureError` when the file cannot be
    written or, on opening, is damaged: records after the damage could not be read again.
    """

    def __init__(self, inner: Fetcher, path: Path) -> None:
        self._inner = inner
        self._path = path
        self._lock = Lock()
        if path.exists():
            for _ in records(path):
                pass
        try:
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        except OSError as error:
            raise CaptureError(f"The capture {path} cannot be written: {error.strerror}.") from error

    def get(self, request: Request) -> Response:
        """What the inner fetcher brings. Errors pass through and are not recorded."""
        response = self._inner.get(request)
        self._append(_message(request, response))
        return response

    def close(self) -> None:
        """Bring the capture to the disk and close it. The inner fetcher stays open."""
        with self._lock:
            if self._file >= 0:
                os.fsync(self._file)
                os.close(self._file)
                self._file = -1

    def __enter__(self) -> RecordingFetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _append(self, message: bytes) -> None:
        with self._lock:
            if self._file < 0:
                raise CaptureError(f"The capture {self._path} has been closed.")
            before = os.fstat(self._file).st_size
            try:
                written = os.write(self._file, message)
                if written < len(message):
                    raise OSError("the disk is full")  # noqa: TRY301 - one place undoes both failures
            except OSError as error:
                os.ftruncate(self._file, before)
                raise CaptureError(
                    f"The capture {self._path} cannot be written: {error.strerror or error}.",
                    hint="Free some space, or record elsewhere.",
                ) from error


def _message(request: Request, response: Response) -> bytes:
    """Request, redirects and response as compressed WARC records."""
    from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    date = response.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    asked = parse_url(request.url)
    _write(writer, "request", str(asked), date, _head(f"GET {asked.target} HTTP/1.1", _asked(request)))
    # Only the ends of the chain are known; the replay needs no more to arrive at the same place.
    at = str(asked)
    for target, line in ((response.moved_to, "301 Moved Permanently"), (response.url, "302 Found")):
        if target and target != at:
            _write(writer, "response", at, date, _head(f"HTTP/1.1 {line}", [("Location", target)]))
            at = target
    line = f"HTTP/1.1 {response.status} {HTTPStatus(response.status).phrase}"
    headers = [pair for pair in response.headers if pair[0].lower() != "content-length"]
    headers.append(("Content-Length", str(len(response.body))))
    _write(writer, "response", response.url, date, _head(line, headers) + response.body)
    return buffer.getvalue()


def _asked(request: Request) -> list[tuple[str, str]]:
    known = (
        ("If-None-Match", request.validators.etag),
        ("If-Modified-Since", request.validators.last_modified),
    )
    return [(name, value) for name, value in known if value]


def _head(line: str, headers: list[tuple[str, str]]) -> bytes:
    lines = [line, *(f"{name}: {value}" for name, value in headers)]
    return "".join(f"{' '.join(text.splitlines())}\r\n" for text in (*lines, "")).encode(errors="replace")


def _write(writer: Any, kind: str, url: str, date: str, block: bytes) -> None:
    record = writer.create_warc_record(
        url,
        kind,
        payload=io.BytesIO(block),
        length=len(block),
        warc_content_type=f"application/http; msgtype={kind}",
        warc_headers_dict={"WARC-Date": date},
    )
    # warcio has taken the head off to compute the payload's digest, and would write it back with
    # everything percent-encoded that is not ASCII; servers do send UTF-8, so our bytes are kept.
    record.http_headers, record.raw_stream, record.length = None, io.BytesIO(block), len(block)
    writer.write_record(record)
