"""Everything that can go wrong, in one hierarchy.

Exceptions of libraries are mapped to these where the library is called, so that
callers catch one family and a message always says what was wrong and what to do.
"""

from __future__ import annotations


class ParallaxError(Exception):
    """Base of all our errors.

    ``hint`` says what the person at the keyboard can do about it; it is shown
    under the message and may be empty.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class ConfigError(ParallaxError):
    """A setting is missing, unknown or out of range."""


class InputError(ParallaxError):
    """Something the user named (a file, a URL, an id) cannot be used."""


class RegistryError(ParallaxError):
    """An outlet file breaks the schema or contradicts another."""


class FetchError(ParallaxError):
    """A request did not bring a usable response.

    ``retryable``: whether trying the same request later can succeed.
    """

    retryable = False


class RefusedUrl(FetchError):
    """The URL is not one we ever dial: other scheme, credentials, malformed host."""


class RefusedAddress(FetchError):
    """The host resolves to an address that is not on the public internet."""


class RefusedByRobots(FetchError):
    """The site's robots.txt does not let us read this path."""


class TooManyRedirects(FetchError):
    """More than the permitted number of redirects, or a loop."""


class TooLarge(FetchError):
    """Headers or the decompressed body passed their cap."""


class DeadlineExceeded(FetchError):
    """The request as a whole took longer than its deadline."""

    retryable = True


class ConnectionFailed(FetchError):
    """DNS, TCP or TLS failed, or the connection broke midway."""

    retryable = True


class NoNetwork(ConnectionFailed):
    """There is no route to the internet at all (not: one site is down)."""


class BadResponse(FetchError):
    """The server's bytes are not valid HTTP, or its encoding is broken."""


class HttpStatus(FetchError):
    """The server answered with an error status.

    ``retry_after``: seconds the server asked us to wait, already capped, or None.
    """

    def __init__(
        self, message: str, *, status: int, retry_after: float | None = None, hint: str = ""
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.retry_after = retry_after
        # RFC 9110 §15: these say "later", every other 4xx says "no".
        self.retryable = status in {408, 425, 429} or status >= 500


class NotInCapture(FetchError):
    """A replayed capture holds no response for this URL."""


class CaptureError(ParallaxError):
    """A WARC file cannot be read or written."""


class FeedError(ParallaxError):
    """The bytes are not a feed in any dialect we know."""


class ExtractionError(ParallaxError):
    """A page could not be turned into an article."""


class NotAnArticle(ExtractionError):
    """The page is something else: a home page, a list, a gallery, a consent wall, an error page."""


class Unreadable(ExtractionError):
    """The page may be an article, but no text could be read from it."""


class PictureError(ParallaxError):
    """Bytes cannot be made into a picture: another kind of file, broken, or larger than we decode."""


class WorkerFailed(ParallaxError):
    """A worker process died or was killed at its limit; the item it held is named."""


class TranslationError(ParallaxError):
    """A text could not be translated."""


class ModelError(TranslationError):
    """A model cannot be listed, downloaded, verified or loaded."""


class ModelCorrupt(ModelError):
    """A model file's size or SHA-256 differs from its record."""


class StoreError(ParallaxError):
    """The store cannot be opened, read or written."""


class SchemaError(StoreError):
    """The store's schema is newer than this program, or damaged."""
