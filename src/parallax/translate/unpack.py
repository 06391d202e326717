"""From what was transferred to what is loaded: unpacked as a stream, size and SHA-256 checked."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path

from parallax.errors import ModelCorrupt
from parallax.translate.catalogue import MAX_FILE_BYTES, RemoteFile

PIECE = 1 << 20
_ZSTD, _GZIP = b"\x28\xb5\x2f\xfd", b"\x1f\x8b"


def unpack(packed: Path, target: Path, file: RemoteFile) -> tuple[int, str]:
    """Writes the plain file and returns its size and SHA-256.

    How it is packed is read from its first bytes. Raises :class:`ModelCorrupt` when the
    result is larger than recorded, cut short, or not what was recorded.
    """
    limit = file.size or MAX_FILE_BYTES
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as out:
        for piece in _plain(packed, file.name):
            size += len(piece)
            if size > limit:
                raise ModelCorrupt(f"{file.name} unpacks to more than the recorded {limit} bytes")
            digest.update(piece)
            out.write(piece)
    if file.size and size != file.size:
        raise ModelCorrupt(f"{file.name} unpacks to {size} bytes; {file.size} are recorded")
    if file.sha256 and digest.hexdigest() != file.sha256:
        raise ModelCorrupt(f"{file.name} is not the recorded file: its SHA-256 differs")
    return size, digest.hexdigest()


def _plain(packed: Path, name: str) -> Iterator[bytes]:
    with packed.open("rb") as file:
        magic = file.read(4)
    if magic == _ZSTD:
        yield from _unzstd(packed, name)
    elif magic.startswith(_GZIP):
        yield from _gunzip(packed, name)
    else:
        with packed.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def _unzstd(packed: Path, name: str) -> Iterator[bytes]:
    import zstandard

    with packed.open("rb") as file:
        # A frame may ask for a window of gigabytes; the store's files need 8 MiB (level 19).
        reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(
            file, read_across_frames=True
        )
        try:
            while piece := reader.read(PIECE):
                yield piece
        except zstandard.ZstdError as error:
            raise ModelCorrupt(f"{name} cannot be unpacked: {error}") from error


def _gunzip(packed: Path, name: str) -> Iterator[bytes]:
    stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    with packed.open("rb") as file:
        try:
            while piece := stream.unconsumed_tail or file.read(PIECE):
                if plain := stream.decompress(piece, PIECE):
                    yield plain
        except zlib.error as error:
            raise ModelCorrupt(f"{name} cannot be unpacked: {error}") from error
    if not stream.eof:
        raise ModelCorrupt(f"{name} cannot be unpacked: it is cut short")
