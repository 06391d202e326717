"""What had to be mended in a feed, counted, in words a reader of the ledger understands."""

from __future__ import annotations

from collections import Counter


class Problems:
    """Collects problems in the order they first appear; repeated ones are counted."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def note(self, problem: str, times: int = 1) -> None:
        self._counts[problem] += times

    def listed(self) -> tuple[str, ...]:
        """Each problem once, followed by how often it occurred if more than once."""
        return tuple(
            problem if count == 1 else f"{problem} ({count} times)" for problem, count in self._counts.items()
        )
