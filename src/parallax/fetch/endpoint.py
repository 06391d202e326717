"""The one server we post to: the language-model endpoint that whoever runs this copy has named.

It usually stands on the same machine or network, so its address may be private. That is safe only
because nothing from outside has a say in it: one origin from the settings, no redirects, no proxies
from the environment.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from parallax.errors import (
    BadResponse,
    ConfigError,
    ConnectionFailed,
    DeadlineExceeded,
    HttpStatus,
    RefusedUrl,
    TooLarge,
)

if TYPE_CHECKING:
    import httpx

# A batch of twelve sentences takes a small model on a slow machine a minute or two.
DEADLINE = 300.0  # seconds
# Twelve sentences and their wrapping are a few kilobytes.
MAX_BYTES = 4 * 1024 * 1024


class EndpointDoor:
    """Posts JSON to one origin. Safe to share between threads."""

    def __init__(
        self, base_url: str, *, deadline: float = DEADLINE, setting: str = "translation.endpoint"
    ) -> None:
        """``setting`` is what names it. Raises :class:`ConfigError` where it is no http(s) address."""
        import httpx

        self._origin = _origin(base_url)
        if self._origin is None:
            raise ConfigError(
                f"{setting} is “{base_url}”, which is no web address.",
                hint="Write the base URL of the server, such as http://localhost:11434/v1.",
            )
        self._deadline = deadline
        self._setting = setting
        self._client = httpx.Client(timeout=deadline, follow_redirects=False, trust_env=False)

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> bytes:
        """The body of a 2xx answer. Raises :class:`parallax.errors.FetchError`."""
        import httpx

        if _origin(url) != self._origin:
            raise RefusedUrl(f"{url} is not on the server named in {self._setting}.")
        try:
            with self._client.stream("POST", url, headers=dict(headers), content=body) as answer:
                return self._read(url, answer)
        except httpx.TimeoutException as error:
            raise DeadlineExceeded(f"{url} took longer than {self._deadline:g} s.") from error
        except httpx.DecodingError as error:
            raise BadResponse(f"{url} sent a broken answer: {error}.") from error
        except httpx.HTTPError as error:
            raise ConnectionFailed(f"{url} cannot be reached: {error}.") from error

    def _read(self, url: str, answer: httpx.Response) -> bytes:
        if not 200 <= answer.status_code < 300:
            raise HttpStatus(f"{url} answered {answer.status_code}.", status=answer.status_code)
        ends = time.monotonic() + self._deadline
        read = bytearray()
        for chunk in answer.iter_bytes():
            read += chunk
            if len(read) > MAX_BYTES:
                raise TooLarge(f"{url} answered with more than {MAX_BYTES:,} bytes.")
            if time.monotonic() > ends:
                raise DeadlineExceeded(f"{url} took longer than {self._deadline:g} s.")
        return bytes(read)

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> EndpointDoor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _origin(url: str) -> tuple[str, str, int] | None:
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or port is None:
        return None
    return parts.scheme, parts.hostname.lower(), port
