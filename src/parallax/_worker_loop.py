"""What runs inside a worker process; see :mod:`parallax.workers`."""

from __future__ import annotations

import importlib
import pickle
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from parallax.errors import ParallaxError, WorkerFailed

# The parent kills at the limit; this is for the case that the parent itself is gone.
ORPHAN_FACTOR = 2.0
ORPHAN_EXTRA_SECONDS = 5.0


def serve(
    pipe: Connection,
    target: str | Callable[[], Callable[[Any], Any]],
    seconds: float,
    memory_mb: int | None,
) -> None:
    """Answers payloads from ``pipe`` until it closes."""
    # Ctrl-C goes to the whole terminal group; the parent decides what ends when.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory_mb is not None:
        _limit_memory(memory_mb)
    try:
        handle = _resolve(target)()
    except BaseException as error:  # noqa: BLE001 - process boundary: the parent raises it
        pipe.send(("unusable", _portable(error)))
        return
    pipe.send(("ready", None))
    alarm = seconds * ORPHAN_FACTOR + ORPHAN_EXTRA_SECONDS
    while True:
        _set_alarm(0)
        try:
            payload = pipe.recv()
        except (EOFError, OSError):
            return
        _set_alarm(alarm)
        try:
            _answer(pipe, handle, payload)
        except OSError:
            return


def _answer(pipe: Connection, handle: Callable[[Any], Any], payload: Any) -> None:
    message, value = "done", None
    try:
        value = handle(payload)
    except MemoryError:
        # The heap may be full of what did not fit: this process is not used again.
        message, value = "broken", WorkerFailed("the memory limit was reached")
    except RecursionError:
        message, value = "failed", WorkerFailed("nested too deeply")
    except Exception as error:  # noqa: BLE001 - process boundary: mapped for the parent
        message, value = "failed", _portable(error)
    pipe.send((message, value))


def _set_alarm(seconds: float) -> None:
    # SIGALRM's default action ends the process even while C code holds the interpreter lock.
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(memory_mb: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: no such limits, the time limit still holds
        return
    # RLIMIT_DATA and not RLIMIT_AS: mapped model files and reserved thread stacks cost no memory.
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = memory_mb * 1024 * 1024
    resource.setrlimit(
        resource.RLIMIT_DATA, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard)
    )


def _resolve(target: str | Callable[[], Callable[[Any], Any]]) -> Callable[[], Callable[[Any], Any]]:
    if not isinstance(target, str):
        return target
    module, _, name = target.partition(":")
    factory: Callable[[], Callable[[Any], Any]] = getattr(importlib.import_module(module), name)
    return factory


def _portable(error: BaseException) -> ParallaxError:
    """An error the parent can unpickle; not every exception class survives the pipe."""
    if isinstance(error, ParallaxError):
        try:
            copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
        except Exception:  # noqa: BLE001 - whatever its constructor raises, the text remains
            return WorkerFailed(f"{type(error).__name__}: {error}", hint=error.hint)
        if isinstance(copy, ParallaxError):
            return copy
    return WorkerFailed(f"{type(error).__name__}: {error}")
