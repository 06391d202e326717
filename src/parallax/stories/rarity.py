"""How telling a mark is: the fewer articles of the window bear it, the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable


class Rarity:
    """Document counts over the live window: what leaves the window is forgotten."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.articles = 0

    def learn(self, marks: Iterable[str]) -> None:
        # A list: Counter would add up the values of a mapping.
        self.counts.update(list(marks))
        self.articles += 1

    def forget(self, marks: Iterable[str]) -> None:
        for mark in marks:
            self.counts[mark] -= 1
            if self.counts[mark] <= 0:
                del self.counts[mark]
        self.articles -= 1

    def weight(self, mark: str) -> float:
        """Inverse document frequency in nats, above 0 (Robertson & Spärck Jones 1976, without relevance).

        The thousand articles supposed beforehand keep a short window from calling everything common.
        """
        return math.log((self.articles + 1_000.0) / (self.counts[mark] + 1.0))
