"""Feeds written for these tests, each with the one right reading of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from parallax.errors import ConnectionFailed, HttpStatus
from parallax.model import Entry, Feed, Request, Response

PAGES = Path(__file__).parent / "pages"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Reading:
    """A file and what a careful person reads in it; only the facts named are compared."""

    file: str
    what: str
    group: str
    url: str
    content_type: str | None
    entries: list[dict[str, Any]]
    feed: dict[str, Any] | None = None

    @property
    def body(self) -> bytes:
        return (PAGES / self.file).read_bytes()


def readings() -> list[Reading]:
    return [Reading(**row) for row in json.loads((PAGES / "readings.json").read_text("utf-8"))]


def fact(entry: Entry, name: str) -> Any:
    """One fact of an entry as ``readings.json`` writes it."""
    if name in {"image", "caption", "credit", "width"}:
        return getattr(entry.image, "url" if name == "image" else name) if entry.image else None
    value = getattr(entry, name)
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def differences(reading: Reading, feed: Feed) -> list[str]:
    """What a feed says otherwise than the reading; empty when all is right."""
    entries = {entry.url: entry for entry in feed.entries}
    wrong = [
        f"feed.{name}: {getattr(feed, name)!r}, not {value!r}"
        for name, value in (reading.feed or {}).items()
        if getattr(feed, name) != value
    ]
    if len(entries) != len(reading.entries):
        wrong.append(f"{len(entries)} entries, not {len(reading.entries)}")
    for expected in reading.entries:
        entry = entries.get(expected["url"])
        if entry is None:
            wrong.append(f"no entry {expected['url']}")
            continue
        wrong += [
            f"{name}: {fact(entry, name)!r}, not {value!r}"
            for name, value in expected.items()
            if fact(entry, name) != value
        ]
    return wrong


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "reading" in metafunc.fixturenames:
        metafunc.parametrize("reading", readings(), ids=lambda reading: reading.file)


@pytest.fixture
def compare() -> Callable[[Reading, Feed], list[str]]:
    return differences


@pytest.fixture
def rss() -> Callable[..., bytes]:
    """Makes an RSS 2.0 document around items written as XML."""

    def make(items: str, head: str = "<title>Harbour Daily</title>") -> bytes:
        return f'<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()

    return make


class HttpxFetcher:
    """A fetcher without a guard, because the test servers are on loopback."""

    def get(self, request: Request) -> Response:
        headers = {}
        if request.validators.etag:
            headers["If-None-Match"] = request.validators.etag
        if request.validators.last_modified:
            headers["If-Modified-Since"] = request.validators.last_modified
        try:
            answer = httpx.get(request.url, headers=headers, follow_redirects=True, timeout=5)
        except httpx.ConnectError as error:
            raise ConnectionFailed(f"{request.url} cannot be reached") from error
        if answer.status_code >= 400:
            after = answer.headers.get("retry-after")
            raise HttpStatus(
                f"{request.url} answered {answer.status_code}",
                status=answer.status_code,
                retry_after=float(after) if after else None,
            )
        permanent = bool(answer.history) and all(hop.status_code in {301, 308} for hop in answer.history)
        return Response(
            requested=request.url,
            url=str(answer.url),
            status=answer.status_code,
            headers=tuple(answer.headers.items()),
            body=answer.content,
            fetched_at=NOW,
            moved_to=str(answer.url) if permanent else None,
        )


@pytest.fixture
def fetcher() -> HttpxFetcher:
    return HttpxFetcher()
