"""What libraries raise, said in our words."""

from __future__ import annotations

import errno
import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import h11
import httpcore

from parallax.errors import BadResponse, ConnectionFailed, DeadlineExceeded, FetchError, RefusedUrl, TooLarge

# "No way there" as the system says it; only when every address fails so can it be our side.
UNREACHABLE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})


@contextmanager
def mapped(url: str) -> Iterator[None]:
    """Turn any exception of the libraries under the door into a :class:`FetchError` naming ``url``."""
    try:
        yield
    except FetchError:
        raise
    except OUTSIDE as error:
        raise translate(error, url) from error


# Everything the libraries under the door raise; a test reads their modules to keep this complete.
OUTSIDE: tuple[type[Exception], ...] = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    httpcore.ConnectionNotAvailable,
    h11.ProtocolError,
    OSError,  # sockets, ssl.SSLError and socket.gaierror among them
    zlib.error,
    UnicodeError,
)


def translate(error: BaseException, url: str) -> FetchError:
    """Our error for one of theirs."""
    said = str(error) or type(error).__name__
    if isinstance(error, (httpcore.TimeoutException, TimeoutError)):
        return DeadlineExceeded(f"{url}: no answer in time ({said}).")
    if isinstance(error, (httpcore.RemoteProtocolError, h11.RemoteProtocolError)):
        return _protocol(error, said, url)
    if isinstance(error, (httpcore.LocalProtocolError, h11.LocalProtocolError)):
        return RefusedUrl(f"{url}: cannot be asked for over HTTP ({said}).")
    if isinstance(error, httpcore.UnsupportedProtocol):
        return RefusedUrl(f"{url}: {said}.")
    if isinstance(error, ssl.SSLCertVerificationError):
        return ConnectionFailed(f"{url}: its certificate is not valid ({error.verify_message}).")
    if isinstance(error, ssl.SSLError):
        return ConnectionFailed(f"{url}: TLS failed ({getattr(error, 'reason', None) or said}).")
    if isinstance(error, socket.gaierror):
        return ConnectionFailed(f"{url}: its host cannot be looked up ({error.strerror or said}).")
    if isinstance(error, (zlib.error, UnicodeError)):
        return BadResponse(f"{url}: its bytes cannot be decoded ({said}).")
    return ConnectionFailed(f"{url}: the connection failed ({said}).")


def _protocol(error: BaseException, said: str, url: str) -> FetchError:
    origin = error.__cause__ or error.__context__ or error  # the pool clears the cause, not the context
    # h11 marks "more than its buffer holds" with the status a server would answer.
    if getattr(origin, "error_status_hint", None) == 431:
        return TooLarge(f"{url}: a header or chunk size never ends.")
    # The wordings of h11 and httpcore for a peer that hung up; there is no code to ask for.
    if "closed connection" in said or "disconnected" in said:
        return ConnectionFailed(f"{url}: the connection broke midway ({said}).")
    return BadResponse(f"{url}: not valid HTTP ({said}).")
