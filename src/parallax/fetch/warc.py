"""Records of a WARC file, one at a time, with the place where each begins."""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from parallax.errors import CaptureError, TooLarge

PIECE = 64 * 1024
WANTED = frozenset({"response", "resource", "revisit"})


class Record:
    """One record. Its block can be read while the iteration stands on it."""

    __slots__ = ("_path", "_record", "number", "offset")

    def __init__(self, path: Path, record: Any, number: int, offset: int) -> None:
        self._path = path
        self._record = record
        self.number = number
        self.offset = offset

    @property
    def kind(self) -> str:
        return str(self._record.rec_type)

    @property
    def url(self) -> str:
        return self._header("WARC-Target-URI").strip("<>")

    @property
    def refers_to(self) -> str:
        """For a revisit: the URL whose response it repeats."""
        return self._header("WARC-Refers-To-Target-URI").strip("<>") or self.url

    @property
    def content_type(self) -> str:
        return self._header("Content-Type")

    @property
    def date(self) -> datetime:
        """WARC-Date; the beginning of time when it is missing or unreadable."""
        try:
            found = datetime.fromisoformat(self._header("WARC-Date"))
        except ValueError:
            return datetime.min.replace(tzinfo=UTC)
        return found if found.tzinfo else found.replace(tzinfo=UTC)

    def start(self) -> bytes:
        """The first bytes of the block, enough for a status line."""
        return self._read(64)

    def block(self, max_bytes: int) -> bytes:
        """The whole block. Raises :class:`TooLarge` having read no more than ``max_bytes``, and
        :class:`CaptureError` when the file breaks off in it."""
        pieces: list[bytes] = []
        size = 0
        while piece := self._read(PIECE):
            size += len(piece)
            if size > max_bytes:
                raise TooLarge(f"Record {self.number} is larger than the {max_bytes:,} bytes allowed.")
            pieces.append(piece)
        return b"".join(pieces)

    def skip(self) -> None:
        """Go to the end of the block. Raises :class:`CaptureError` when it is not there."""
        while self._read(PIECE):
            pass

    def _read(self, size: int) -> bytes:
        stream = self._record.raw_stream
        try:
            piece = bytes(stream.read(size))
        except (zlib.error, EOFError, ValueError) as error:
            raise damaged(self._path, self.number, str(error)) from error
        if not piece and stream.limit > 0:
            raise damaged(self._path, self.number, "the file ends in the middle of it")
        return piece

    def _header(self, name: str) -> str:
        return str(self._record.rec_headers.get_header(name) or "")


def records(path: Path, offset: int = 0) -> Generator[Record, None, None]:
    """The responses, resources and revisits of a capture in order, from a record's ``offset`` on.

    Everything before the damage of a broken file is yielded; then :class:`CaptureError` is raised
    and names the record it broke in, counted from 1 and from ``offset``.
    """
    try:
        with path.open("rb") as file:
            if path.stat().st_size == 0:
                return
            file.seek(offset)
            yield from _walk(file, path)
    except OSError as error:
        raise CaptureError(f"The capture {path} cannot be read: {error.strerror or error}.") from error


def _walk(file: Any, path: Path) -> Generator[Record, None, None]:
    from warcio.archiveiterator import WARCIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
    from warcio.statusandheaders import StatusAndHeadersParserException  # type: ignore[import-untyped]

    broken = (
        ArchiveLoadFailed,
        StatusAndHeadersParserException,
        zlib.error,
        EOFError,
        UnicodeError,
        ValueError,
    )
    walk = WARCIterator(file, no_record_parse=True)
    for number in itertools.count(1):
        try:
            raw = next(walk)
        except StopIteration:
            if walk.err_count or number == 1:
                raise damaged(path, number, "no record could be read") from None
            return
        except broken as error:
            raise damaged(path, number, str(error).strip() or type(error).__name__) from error
        # warcio reads a missing or unreadable length as "to the end" or as nothing.
        if not str(raw.rec_headers.get_header("Content-Length") or "").strip().isdecimal():
            raise damaged(path, number, "its headers do not say how long it is")
        record = Record(path, raw, number, walk.offset)
        if record.kind in WANTED:
            yield record
        record.skip()


def damaged(path: Path, number: int, why: str) -> CaptureError:
    return CaptureError(
        f"The capture {path} is damaged at record {number}: {why}.",
        hint="What comes before that record can be read. `warcio recompress` may mend the rest.",
    )
