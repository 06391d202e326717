"""How telling a mark is: the fewer articles of the window bear it, the more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parallax.stories.numbering import START_MARKS, Ids, Numbering

# The thousand articles supposed beforehand keep a short window from calling everything common.
SUPPOSED = 1_000.0

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Borne:
    """Some of the marks in ``count`` rows: the row, the place in it and the weight of each."""

    count: int
    rows: NDArray[np.int64]
    places: NDArray[np.int64]
    weights: Weights


class Rarity:
    """Document counts over the live window: what leaves the window is forgotten."""

    def __init__(self) -> None:
        self.articles = 0
        self.numbering = Numbering()
        self._counts: NDArray[np.int32] = np.zeros(START_MARKS, dtype=np.int32)
        self._asked: NDArray[np.bool_] = np.zeros(START_MARKS, dtype=np.bool_)

    @property
    def ids(self) -> Mapping[str, int]:
        """The numbers of all marks that are known."""
        return self.numbering.ids

    def learn(self, ids: Ids) -> None:
        """Count the marks of some articles, a row each, of each article each of them once."""
        self.articles += len(ids)
        self._reach()
        np.add.at(self._counts, ids[ids > 0].astype(np.intp), np.int32(1))

    def forget(self, ids: Ids) -> None:
        """Articles with these marks, a row each, left."""
        self.articles -= len(ids)
        np.subtract.at(self._counts, ids[ids > 0].astype(np.intp), np.int32(1))

    def give_up(self, but: Ids) -> None:
        """Forget all marks that no article bears, ``but`` some."""
        used = self._counts > 0
        used[but] = True
        self.numbering.give_up(used)

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
        numbers = {mark: its.numbering.number(mark) for mark in sorted(set(marks))}
        its._reach()
        for mark, number in numbers.items():
            its._counts[number] = self._counts[self.ids[mark]] if mark in self.ids else 0
        its.articles = self.articles
        return its

    def _reach(self) -> None:
        """Make room for all numbers."""
        if len(self._counts) < len(self.numbering):
            more = 2 * len(self.numbering) - len(self._counts)
            self._counts = np.concatenate([self._counts, np.zeros(more, dtype=np.int32)])
            self._asked = np.concatenate([self._asked, np.zeros(more, dtype=np.bool_)])
