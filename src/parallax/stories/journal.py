"""A batch as bytes: what a grouper was given, so that another can go through the same again."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

import numpy as np

from parallax.errors import InputError
from parallax.stories.embed import Vectors
from parallax.telling import Told


def pack(batch: Sequence[Told], raw: Vectors) -> bytes:
    """Articles and their embeddings, as :meth:`parallax.stories.Grouper.embedded` gives them."""
    rows = [asdict(told) | {"published": told.published.isoformat()} for told in batch]
    packed = io.BytesIO()
    text = json.dumps(rows, ensure_ascii=False).encode()
    np.savez(packed, told=np.frombuffer(text, dtype=np.uint8), raw=raw)
    return packed.getvalue()


def unpack(entry: bytes) -> tuple[list[Told], Vectors]:
    """What :func:`pack` was given. Raises :class:`InputError` for other bytes."""
    try:
        with np.load(io.BytesIO(entry), allow_pickle=False) as arrays:
            rows, raw = json.loads(arrays["told"].tobytes()), arrays["raw"]
        batch = [Told(**row | {"published": datetime.fromisoformat(row["published"])}) for row in rows]
    except (ValueError, TypeError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise InputError(f"a saved batch of the stories cannot be read: {error}") from error
    return batch, raw
