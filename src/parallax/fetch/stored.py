"""A response as an archive keeps it: the bytes of an HTTP message, or only a body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parallax.errors import BadResponse, TooLarge
from parallax.fetch.decode import unpack
from parallax.fetch.headers import FRAMING, Headers, as_text

_STATUS_LINE = re.compile(rb"HTTP/[0-9.]+ ([0-9]{3})\b")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_ALREADY_PLAIN = (b"<", b"{", b"[", b"\xef\xbb\xbf")  # how HTML, XML, JSON and a marked UTF-8 text begin


@dataclass(frozen=True, slots=True)
class Stored:
    status: int
    headers: Headers
    body: bytes  # as stored, perhaps chunked and compressed

    def header(self, name: str) -> str | None:
        values = [value for key, value in self.headers if key.lower() == name]
        return ", ".join(values) if values else None

    def decoded(self, max_bytes: int) -> tuple[Headers, bytes]:
        """Headers and body with transfer and content coding undone.

        Archivers differ: some keep the bytes of the wire, some undo the codings and keep the headers.
        So a body that does not look coded is taken as it is. Raises :class:`BadResponse`,
        :class:`TooLarge`.
        """
        body = self.body
        if "chunked" in (self.header("transfer-encoding") or "").lower():
            body = dechunk(body)
        coding = self.header("content-encoding")
        plain = body.lstrip()[:3].startswith(_ALREADY_PLAIN)
        gzip = "gzip" in (coding or "").lower()
        if body and coding and not plain and (body.startswith(b"\x1f\x8b") or not gzip):
            body = unpack(coding, body, max_bytes)
        if len(body) > max_bytes:
            raise TooLarge(f"The stored body is larger than the {max_bytes:,} bytes allowed.")
        gone = FRAMING | {"content-encoding", "content-length"}
        return tuple((key, value) for key, value in self.headers if key.lower() not in gone), body


def parse_stored(block: bytes, content_type: str) -> Stored:
    """Take a record's block apart. ``content_type`` is the record's own, used when there are no headers."""
    match = _STATUS_LINE.match(block)
    if match is None:
        usable = content_type and not content_type.lower().startswith("application/http")
        return Stored(200, (("Content-Type", content_type),) if usable else (), block)
    end = _HEAD_END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    headers: list[tuple[str, str]] = []
    for line in head.split(b"\n")[1:]:
        text = as_text(line.rstrip(b"\r"))
        name, colon, value = text.partition(":")
        if text[:1] in (" ", "\t") and headers:  # a folded line goes on where the last one ended
            headers[-1] = headers[-1][0], f"{headers[-1][1]} {text.strip()}"
        elif colon:
            headers.append((name.strip(), value.strip()))
    return Stored(int(match[1]), tuple(headers), body)


def dechunk(body: bytes) -> bytes:
    """Undo chunked transfer coding, if it was kept. Raises :class:`BadResponse` when it breaks off."""
    pieces: list[bytes] = []
    at = 0
    while True:
        match = _CHUNK_SIZE.match(body, at)
        if match is None:
            if at == 0:
                return body
            raise BadResponse("The stored chunked body breaks off.")
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        piece = body[match.end() : match.end() + size]
        after = body[match.end() + size : match.end() + size + 2]
        ends = after[:1] == b"\n" or after == b"\r\n"
        if len(piece) < size or not ends:
            if not pieces:
                return body  # a text that happens to begin like a chunk size
            raise BadResponse("The stored chunked body breaks off.")
        pieces.append(piece)
        at = match.end() + size + (1 if after[:1] == b"\n" else 2)
