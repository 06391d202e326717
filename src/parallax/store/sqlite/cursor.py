"""Cursors: where a list goes on, opaque to whoever holds them."""

from __future__ import annotations

import base64
import binascii
import json

from parallax.errors import InputError


def encode(*values: int | str) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def decode(cursor: str, *kinds: type) -> tuple[int | str, ...]:
    """The values of a cursor of that shape. Raises :class:`InputError` for any other text."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise _foreign(cursor) from error
    if not isinstance(values, list) or [type(value) for value in values] != list(kinds):
        raise _foreign(cursor)
    return tuple(values)


def _foreign(cursor: str) -> InputError:
    return InputError(
        f"“{cursor[:40]}” is not a place in this list.", hint="Start again from the list's first page."
    )
