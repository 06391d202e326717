"""How an item's journey ends: exactly one outcome, with the reason in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from parallax.errors import (
    CaptureError,
    ExtractionError,
    FetchError,
    NotAnArticle,
    NotInCapture,
    ParallaxError,
    RefusedAddress,
    RefusedByRobots,
    RefusedUrl,
    WorkerFailed,
)
from parallax.model import Item, Outcome

# First match wins, so the narrower class stands first.
OUTCOMES: tuple[tuple[type[ParallaxError], Outcome], ...] = (
    (RefusedByRobots, Outcome.REFUSED_ROBOTS),
    (RefusedAddress, Outcome.REFUSED_ADDRESS),
    (RefusedUrl, Outcome.REFUSED_ADDRESS),
    (NotInCapture, Outcome.FAILED),
    (NotAnArticle, Outcome.NOT_ARTICLE),
    (ExtractionError, Outcome.UNREADABLE),
    (WorkerFailed, Outcome.UNREADABLE),
    (CaptureError, Outcome.FAILED),
)

# Ten minutes, then four times as long each time: five tries reach over a day, which outlasts the
# maintenance windows of the servers we ask; an outlet that is still down then has lost the item's day.
FIRST_RETRY = timedelta(minutes=10)
RETRY_FACTOR = 4
MAX_ATTEMPTS = 5


def close(item: Item, outcome: Outcome, detail: str = "") -> Item:
    """The item, at its journey's end; its page is let go."""
    return replace(item, outcome=outcome, detail=detail, response=None)


def close_failed(item: Item, error: ParallaxError) -> Item:
    """The item, ended by this error."""
    return close(item, outcome_of(error), str(error))


def outcome_of(error: ParallaxError) -> Outcome:
    # First of all: a robots.txt that could not be had refuses for now, not for good.
    if isinstance(error, FetchError) and error.retryable:
        return Outcome.WILL_RETRY
    return next((outcome for kind, outcome in OUTCOMES if isinstance(error, kind)), Outcome.FAILED)


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When to try again after so many failures; None when it has been tried enough."""
    if attempts >= MAX_ATTEMPTS:
        return None
    factor: int = RETRY_FACTOR ** (attempts - 1)
    return now + FIRST_RETRY * factor
