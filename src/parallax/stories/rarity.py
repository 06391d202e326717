"""How telling a mark is: the fewer articles of the window bear it, the more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

# The thousand articles supposed beforehand keep a short window from calling everything common.
SUPPOSED = 1_000.0
START_MARKS = 4_096

Ids = NDArray[np.int32]
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Borne:
    """Some of the marks in ``count`` rows: the row, the place in it and the weight of each."""

    count: int
    rows: NDArray[np.int64]
    places: NDArray[np.int64]
    weights: Weights


class Rarity:
    """Document counts over the live window: what leaves the window is forgotten.

    Marks are numbered, so that what many articles share is found by looking numbers up in one array.
    0 stands for no mark, in places an article has left over.
    """

    def __init__(self) -> None:
        self.articles = 0
        self.ids: dict[str, int] = {}
        self._counts: NDArray[np.int32] = np.zeros(START_MARKS, dtype=np.int32)
        self._asked: NDArray[np.bool_] = np.zeros(START_MARKS, dtype=np.bool_)
        self._marks: list[str] = [""]
        self._free: list[int] = []

    def learn(self, articles: Sequence[Sequence[str]]) -> list[int]:
        """Count the marks of some articles, of each article each of them once, and number those that are new.
        Says the number of each, one article's after another's."""
        self.articles += len(articles)
        marks = list(chain.from_iterable(articles))
        known = map(self.ids.get, marks)
        numbers = [number or self._enter(mark) for number, mark in zip(known, marks, strict=True)]
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
        """Inverse document frequency in nats, above 0 (Robertson & Spärck Jones 1976, without relevance)."""
        weights: Weights = np.log((self.articles + SUPPOSED) / (self._counts.take(ids) + 1.0)).astype(
            np.float32
        )
        return weights

    def borne(self, ids: Ids) -> Borne:
        """All marks of some rows."""
        return self._found(ids, ids > 0)

    def shared(self, ids: Ids, others: Ids) -> Borne:
        """Of each row of ``others`` the marks that are also among ``ids``."""
        return self.shared_each(ids[None], others, [len(others)])

    def shared_each(self, ids: Ids, others: Ids, counts: Iterable[int]) -> Borne:
        """:meth:`shared` for each row of ``ids`` with its own ``others``, which stand one's after another's,
        so many for each."""
        found = np.empty(others.shape, dtype=np.bool_)
        # Numbers as wide as places in memory are followed several times as fast.
        asking, wide = ids.astype(np.intp), others.astype(np.intp)
        end = 0
        for its, count in zip(asking, counts, strict=True):
            start, end = end, end + count
            self._asked[its] = True
            self._asked[0] = False
            # Every number is in range; this mode only spares a copy.
            self._asked.take(wide[start:end], out=found[start:end], mode="clip")
            self._asked[its] = False
        return self._found(others, found)

    def _found(self, ids: Ids, found: NDArray[np.bool_]) -> Borne:
        places = np.flatnonzero(found)
        rows, columns = np.divmod(places, max(1, ids.shape[1]))
        return Borne(len(ids), rows, columns, self.weights(ids.ravel()[places]))

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
        self._asked = np.zeros(len(self._counts), dtype=np.bool_)
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
                self._asked = np.concatenate([self._asked, np.zeros_like(self._asked)])
        self.ids[mark] = number
        return number
