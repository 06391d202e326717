"""Content codings, undone a bounded step at a time."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

from parallax.errors import BadResponse, TooLarge

ACCEPTED = "gzip, deflate"  # what zlib undoes with a bound on its output
STEP = 64 * 1024  # the most that one step may produce, so a bomb costs 64 KiB before it is seen
MAX_MEMBERS = 1000  # gzip files joined end to end; each copies the rest of its chunk


class Decoder(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]: ...

    def finish(self) -> None: ...


def decoder(coding: str | None) -> Decoder:
    """The decoder for a Content-Encoding header. Raises :class:`BadResponse` for one we did not ask for."""
    name = (coding or "").strip().lower()
    if name in ("", "identity"):
        return Identity()
    if name in ("gzip", "x-gzip", "deflate"):
        return Inflate(gzip=name != "deflate")
    raise BadResponse(f"The body is encoded as {name[:60]!r}, which was not asked for.")


class Identity:
    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def finish(self) -> None:
        """Nothing can be missing here."""


class Inflate:
    """gzip (members joined or not), zlib, and the raw deflate that some servers mean by "deflate"."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16) if gzip else None
        self._members = 1
        self._begun = False
        self._held = b""  # half of a member's signature, when a chunk ends inside it

    def feed(self, data: bytes) -> Iterator[bytes]:
        data = self._held + data
        self._held = b""
        if self._stream is not None and self._stream.eof:
            data = self._next_member(data)
        while data:
            stream = self._open(data)
            self._begun = True
            piece = stream.decompress(data, STEP)
            if piece:
                yield piece
            data = self._next_member(stream.unused_data) if stream.eof else stream.unconsumed_tail

    def _open(self, data: bytes) -> zlib._Decompress:
        if self._stream is None:
            # A zlib header is 0x?8 and, with the next byte, a multiple of 31 (RFC 1950 §2.2). One
            # byte alone must do when the chunk is no longer: raw deflate rarely begins with 0x78.
            wrapped = data[0] & 0x0F == 8 and (len(data) < 2 or (data[0] << 8 | data[1]) % 31 == 0)
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        return self._stream

    def _next_member(self, rest: bytes) -> bytes:
        # Zero padding and other bytes after the end are ignored, as every reader of gzip does.
        if self._gzip and rest == b"\x1f":
            self._held = rest
            return b""
        if not self._gzip or not rest.startswith(b"\x1f\x8b"):
            return b""
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise TooLarge(f"The gzip body has more than {MAX_MEMBERS} members.")
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return rest

    def finish(self) -> None:
        if self._begun and self._stream is not None and not self._stream.eof:
            raise BadResponse("The compressed body ends before its last block.")


def unpack(coding: str | None, data: bytes, max_bytes: int) -> bytes:
    """Undo a coding of bytes already here, stopping at ``max_bytes``."""
    undo = decoder(coding)
    pieces: list[bytes] = []
    size = 0
    try:
        for piece in undo.feed(data):
            size += len(piece)
            if size > max_bytes:
                raise TooLarge(f"The body passes {max_bytes} bytes when decompressed.")
            pieces.append(piece)
        undo.finish()
    except zlib.error as error:
        raise BadResponse(f"The body is not valid {coding}: {error}.") from error
    return b"".join(pieces)
