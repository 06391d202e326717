"""The way of one request through its redirects."""

from __future__ import annotations

from parallax.errors import BadResponse, RefusedUrl, TooManyRedirects
from parallax.fetch.urls import Url, join, parse_url
from parallax.model import Request

PERMANENT = frozenset({301, 308})
REDIRECTS = PERMANENT | {302, 303, 307}


class Route:
    """Where a request stands. Every stop is parsed anew and visited once.

    A step from https down to http is followed for what anyone may read, since many newsrooms
    bounce that way, but never for a model file, and never remembered as a permanent move.
    """

    def __init__(self, request: Request, limit: int) -> None:
        self.url: Url = parse_url(request.url)
        self.moved_to: str | None = None
        self._request = request
        self._limit = limit
        self._seen = {str(self.url)}
        self._servers: set[str] = set()
        self._permanent = True

    @property
    def new_server(self) -> bool:
        """Whether this request has not yet been to the server it stands before."""
        return self.url.server not in self._servers

    def follow(self, status: int, location: str | None) -> bool:
        """Step on if the answer is a redirect; whether it was one.

        Raises :class:`TooManyRedirects`, :class:`RefusedUrl` or :class:`BadResponse`.
        """
        if status not in REDIRECTS:
            return False
        if not location:
            raise BadResponse(f"{self.url} redirects without saying where to.")
        target = join(self.url, location)
        self._check(target)
        self._servers.add(self.url.server)
        downgrade = self.url.scheme == "https" and target.scheme == "http"
        self._permanent = self._permanent and status in PERMANENT and not downgrade
        self.url = target
        if self._permanent:
            self.moved_to = str(target)
        return True

    def _check(self, target: Url) -> None:
        if str(target) in self._seen:
            raise TooManyRedirects(f"{self._request.url} redirects in a circle, back to {target}.")
        if len(self._seen) > self._limit:
            raise TooManyRedirects(f"{self._request.url} redirects more than {self._limit} times.")
        if self._request.purpose == "model" and self.url.scheme == "https" and target.scheme == "http":
            raise RefusedUrl(f"{self._request.url} redirects a model file to unencrypted {target}.")
        self._seen.add(str(target))
