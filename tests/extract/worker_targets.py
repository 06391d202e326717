"""Handlers that worker processes import by name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from parallax.errors import ModelError, Unreadable


def obedient() -> Callable[[str], str]:
    """Does what the payload says: the ways in which a task can end."""

    def handle(payload: str) -> str:
        match payload:
            case "hang":
                time.sleep(60)
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "swell":
                return str(len(bytearray(2_000_000_000)))
            case "refuse":
                raise Unreadable("nothing to read", hint="look elsewhere")
            case "stumble":
                raise KeyError("missing")
            case "pid":
                return str(os.getpid())
        return payload.upper()

    return handle


def unusable() -> Callable[[str], str]:
    raise ModelError("no model for this language")


def dies_at_start() -> Callable[[str], str]:
    os._exit(3)
