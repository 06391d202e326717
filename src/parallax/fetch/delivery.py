"""Where a body goes: into memory, or to a file in pieces that survive a broken connection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from parallax.errors import BadResponse
from parallax.fetch.exchange import Answer
from parallax.model import Request

Sink = Callable[[bytes], None]
Progress = Callable[[int, int | None], None]  # bytes of the file so far, and its size if known


class Delivery(Protocol):
    """Takes the body of an answer. ``start`` is the byte the next try asks for first."""

    @property
    def start(self) -> int: ...

    @property
    def unchanged(self) -> str | None: ...

    def begin(self, answer: Answer, total: int | None, /) -> None: ...

    def take(self, piece: bytes) -> None: ...

    def result(self) -> bytes: ...


class InMemory:
    """Keeps the body. A new try begins anew."""

    unchanged = None

    def __init__(self, request: Request) -> None:
        self.start = request.start_at
        self._pieces: list[bytes] = []

    def begin(self, _answer: Answer, _total: int | None, /) -> None:
        self._pieces = []

    def take(self, piece: bytes) -> None:
        self._pieces.append(piece)

    def result(self) -> bytes:
        return b"".join(self._pieces)


class Stream:
    """Hands each byte from ``request.start_at`` on to a sink exactly once, over as many tries as it takes.

    A server that answers a range with the whole file costs traffic, not correctness: what the sink
    has already is dropped. A file that changes between two tries raises :class:`BadResponse`.
    """

    def __init__(self, request: Request, sink: Sink, progress: Progress | None) -> None:
        self.start = request.start_at
        self._sink = sink
        self._progress = progress
        self._skip = 0
        self._total: int | None = None
        self._tag: str | None = None
        self._begun = False

    @property
    def unchanged(self) -> str | None:
        """The entity tag to resume under; a weak one promises nothing about bytes (RFC 9110 §8.8.1)."""
        return self._tag if self._tag and not self._tag.startswith("W/") else None

    def begin(self, answer: Answer, total: int | None, /) -> None:
        tag = answer.header("etag")
        if self._begun and (tag != self._tag or total != self._total):
            raise BadResponse(f"{answer.url} changed while it was being downloaded.")
        self._tag, self._total, self._begun = tag, total, True
        self._skip = 0 if answer.status == 206 else self.start

    def take(self, piece: bytes) -> None:
        if self._skip:
            dropped = min(self._skip, len(piece))
            self._skip -= dropped
            piece = piece[dropped:]
        if piece:
            self._sink(piece)
            self.start += len(piece)
            if self._progress is not None:
                self._progress(self.start, self._total)

    def result(self) -> bytes:
        return b""
