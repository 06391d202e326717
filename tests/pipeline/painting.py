"""Pictures drawn for tests, honest and hostile."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image


def painted(width: int = 1600, height: int = 1000, kind: str = "JPEG", **how: object) -> bytes:
    """A picture with a red left half and a blue right half."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    return encoded(picture, kind, **how)


def encoded(picture: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)  # type: ignore[arg-type]
    return out.getvalue()


def seen(body: bytes) -> Image.Image:
    opened = Image.open(io.BytesIO(body))
    opened.load()
    return opened


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int, rows: int) -> bytes:
    """A grey PNG that says it is ``width`` × ``height`` and holds ``rows`` rows of nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\0" * (width + 1)
    data = b"".join(packer.compress(row) for _ in range(rows)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
