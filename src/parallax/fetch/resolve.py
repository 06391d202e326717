"""Names to addresses, within a deadline.

``getaddrinfo`` cannot be interrupted and may take half a minute, so each lookup runs in a thread
of its own. The threads are daemons: one that hangs never keeps the program from ending.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from parallax.errors import ConnectionFailed
from parallax.fetch.deadline import Deadline

# A blocking lookup of one name: addresses in text form, best first; raises OSError.
Resolver = Callable[[str], Sequence[str]]

SLICE = 0.2  # seconds; how long a waiting thread may overlook that the door has closed

# Lookups that hang keep their thread until the system gives up (30 s or so). 64 of them at once
# means that the resolver is gone, and more would only pile up.
_PLACES = threading.BoundedSemaphore(64)


def system_resolver(host: str) -> Sequence[str]:
    """Ask the operating system, which orders the answers by RFC 6724."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def lookup(resolver: Resolver, host: str, deadline: Deadline, closed: threading.Event) -> Sequence[str]:
    """Resolve ``host`` before the deadline, unless the door is ``closed`` first.

    Raises :class:`DeadlineExceeded`, :class:`ConnectionFailed` once closed, or OSError (``socket.gaierror``) as the resolver did.
    """
    doing = f"looking up {host}"
    if not _PLACES.acquire(timeout=deadline.within(threading.TIMEOUT_MAX, doing)):
        raise deadline.exceeded(doing)
    answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(host))
        except (OSError, UnicodeError) as error:  # UnicodeError: a label the codec cannot encode
            answers.put(error)
        except Exception as error:  # noqa: BLE001 - a thread's edge: the waiting caller must hear of it
            answers.put(ConnectionFailed(f"Looking up {host} failed: {error!r}."))
        finally:
            _PLACES.release()

    threading.Thread(target=ask, name=f"lookup {host}", daemon=True).start()
    answer: Sequence[str] | Exception | None = None
    while answer is None:
        if closed.is_set():
            raise ConnectionFailed(f"The door was closed while {doing}.")
        with suppress(queue.Empty):
            answer = answers.get(timeout=deadline.within(SLICE, doing))
    if isinstance(answer, Exception):
        raise answer
    return answer
