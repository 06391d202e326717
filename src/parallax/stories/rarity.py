"""How telling a mark is: the fewer articles of the window bear it, the more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

# The thousand articles supposed beforehand keep a short window from calling everything common.
SUPPOSED = 1_000.0
START_MARKS = 4_096

Ids = NDArray[np.int32]
Weights = NDArray[np.float32]


class Rarity:
    """Document counts over the live window: what leaves the window is forgotten.

    Marks are numbered, so that what many articles share is found by looking numbers up in one array.
    0 stands for no mark, in places an article has left over.
    """

    def __init__(self) -> None:
        self.articles = 0
        self.ids: dict[str, int] = {}
        self._counts: NDArray[np.int32] = np.zeros(START_MARKS, dtype=np.int32)
        self._borne: Weights = np.zeros(START_MARKS, dtype=np.float32)
        self._marks: list[str] = [""]
        self._free: list[int] = []

    def learn(self, articles: Sequence[Sequence[str]]) -> list[int]:
        """Count the marks of some articles, of each article each of them once, and number those that are new.
        Says the number of each, one article's after another's."""
        self.articles += len(articles)
        numbers = [self.ids.get(mark) or self._enter(mark) for mark in chain.from_iterable(articles)]
        np.add.at(self._counts, np.array(numbers, dtype=np.intp), np.int32(1))
        return numbers

    def forget(self, ids: Ids) -> None:
        """Articles with these marks, a row each, left."""
        self.articles -= len(ids)
        ids = ids[ids > 0]
        np.subtract.at(self._counts, ids.astype(np.intp), np.int32(1))
        # What two that left shared is told twice.
        for number in dict.fromkeys(ids[self._counts[ids] <= 0].tolist()):
            del self.ids[self._marks[number]]
            self._free.append(number)

    def weights(self, ids: Ids) -> Weights:
        """Inverse document frequency in nats, above 0 (Robertson & Spärck Jones 1976, without relevance);
        0 for no mark."""
        weights: Weights = np.log((self.articles + SUPPOSED) / (self._counts[ids] + 1.0)).astype(np.float32)
        weights[ids == 0] = 0.0
        return weights

    def shared(self, ids: Ids, others: Ids) -> Weights:
        """For each row of ``others``, the weights of its marks that are also among ``ids``, 0 for the rest."""
        self._borne[ids] = self.weights(ids)
        found: Weights = self._borne[others]
        self._borne[ids] = 0.0
        return found

    def shared_each(self, ids: Ids, others: Ids, counts: Iterable[int]) -> Weights:
        """:meth:`shared` for each row of ``ids`` with its own ``others``, which stand one's after another's,
        so many for each."""
        weights = self.weights(ids)
        found: Weights = np.empty(others.shape, dtype=np.float32)
        end = 0
        for its, own, count in zip(ids, weights, counts, strict=True):
            start, end = end, end + count
            self._borne[its] = own
            # Every number is in range; this mode only spares a copy.
            self._borne.take(others[start:end], out=found[start:end], mode="clip")
            self._borne[its] = 0.0
        return found

    def weight(self, mark: str) -> float:
        """The weight of one mark."""
        return float(self.weights(np.array([self.ids[mark]], dtype=np.int32))[0])

    def excerpt(self, marks: Iterable[str]) -> Rarity:
        """One that knows only these marks, each as rare as it is here."""
        its = Rarity()
        its.learn([sorted(set(marks))])
        for mark, number in its.ids.items():
            its._counts[number] = self._counts[self.ids[mark]] if mark in self.ids else 0
        its.articles = self.articles
        return its

    def numbering(self) -> tuple[list[str], list[int]]:
        """Every mark by its number, and the numbers that are free, for a saved state."""
        return self._marks, self._free

    def revive(self, marks: list[str], free: list[int], borne: Iterable[Ids]) -> None:
        """Take over a saved numbering, and count each article's marks."""
        taken_back = set(free)
        self._marks, self._free = marks, free
        self.ids = {mark: number for number, mark in enumerate(marks) if number and number not in taken_back}
        self._counts = np.zeros(max(START_MARKS, 2 * len(marks)), dtype=np.int32)
        self._borne = np.zeros(len(self._counts), dtype=np.float32)
        for ids in borne:
            self.articles += 1
            self._counts[ids[ids > 0]] += 1

    def _enter(self, mark: str) -> int:
        if self._free:
            number = self._free.pop()
            self._marks[number] = mark
        else:
            number = len(self._marks)
            self._marks.append(mark)
            if number == len(self._counts):
                self._counts = np.concatenate([self._counts, np.zeros_like(self._counts)])
                self._borne = np.concatenate([self._borne, np.zeros_like(self._borne)])
        self.ids[mark] = number
        return number
