"""When to try again, and how long to wait before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from parallax.errors import DeadlineExceeded, FetchError, HttpStatus, NoNetwork

Random = Callable[[], float]  # in [0, 1)

# Answers that a moment can change (RFC 9110 §15). Other 5xx, such as 501, say the same next time.
WORTH_RETRYING = frozenset({408, 425, 429, 500, 502, 503, 504})


def worth_retrying(error: FetchError) -> bool:
    """Whether to repeat a request at once. A deadline, once passed, leaves no time to."""
    if isinstance(error, HttpStatus):
        return error.status in WORTH_RETRYING
    return error.retryable and not isinstance(error, (NoNetwork, DeadlineExceeded))


def backoff(attempt: int, base: float, ceiling: float, random: Random) -> float:
    """Exponential with full jitter: anything between 0 and base · 2^attempt, at most ``ceiling``.

    Full jitter spreads the retries of many clients best (Brooker, "Exponential Backoff And
    Jitter", 2015).
    """
    return random() * min(ceiling, base * 2.0**attempt)


def retry_after(value: str | None, now: datetime, ceiling: float) -> float | None:
    """Seconds a ``Retry-After`` header asks for (RFC 9110 §10.2.3), between 0 and ``ceiling``.

    None when there is no header or it cannot be read.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), ceiling)
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return min(max(0.0, (at - now).total_seconds()), ceiling)
