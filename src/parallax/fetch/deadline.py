"""A request's total time, shared by everything done on its behalf."""

from __future__ import annotations

from collections.abc import Callable

from parallax.errors import DeadlineExceeded

Monotonic = Callable[[], float]


class Deadline:
    """Counts down from the first use of the network to the last byte of the body.

    ``monotonic`` gives seconds from any start, never going back.
    """

    __slots__ = ("_ends", "_monotonic", "seconds")

    def __init__(self, seconds: float, monotonic: Monotonic) -> None:
        self.seconds = seconds
        self._monotonic = monotonic
        self._ends = monotonic() + seconds

    def remaining(self) -> float:
        return self._ends - self._monotonic()

    def extend(self, seconds: float) -> None:
        """Give back time that was spent waiting for a host's turn, not on the network."""
        self._ends += seconds

    def within(self, seconds: float, doing: str) -> float:
        """The shorter of ``seconds`` and what is left. Raises when nothing is left."""
        left = self.remaining()
        if left <= 0:
            raise self.exceeded(doing)
        return min(seconds, left)

    def exceeded(self, doing: str) -> DeadlineExceeded:
        return DeadlineExceeded(f"Gave up after {self.seconds:g} s, while {doing}.")
