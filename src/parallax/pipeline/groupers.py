"""The running groupers, one for each world, and what the store keeps of them for a restart.

A grouper's whole memory is hundreds of megabytes at 100,000 live articles. It is written now and then;
between, each batch is, and a restart goes through those again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from parallax.errors import InputError
from parallax.store.interface import Store
from parallax.stories import Grouper
from parallax.stories.embed import Vectors
from parallax.stories.journal import pack, unpack
from parallax.telling import Told

log = logging.getLogger(__name__)

# The whole memory is written once this many articles came since, or this share of the live ones: so it
# costs a bounded amount an article, and a restart goes through seconds of grouping at most.
LEAST_SINCE = 1024
SHARE_SINCE = 1 / 16


@dataclass(slots=True)
class _Running:
    """A grouper and what the store holds of it: under which note, and how many batches since the whole."""

    grouper: Grouper
    note: str = ""
    batches: int = 0
    articles: int = 0
    whole: bool = False


class Groupers:
    """Groupers by name, restored when first asked for."""

    def __init__(self, store: Store, make: Callable[[], Grouper]) -> None:
        """``make`` gives a grouper that has seen nothing."""
        self._store = store
        self._make = make
        self._running: dict[str, _Running] = {}

    def get(self, name: str) -> Grouper:
        """The grouper of that name, as far as the store's last word on it goes."""
        if name not in self._running:
            self._running[name] = self._restored(name)
        return self._running[name].grouper

    def drop_outdated(self) -> None:
        """Forget those that another process has taken further since; they are restored when needed."""
        for name in list(self._running):
            if (self._store.note(name) or "") != self._running[name].note:
                self.forget(name)

    def forget(self, name: str) -> None:
        """Let go of one whose last batch did not reach the store."""
        self._running.pop(name, None)

    def keep(self, name: str, batch: Sequence[Told], raw: Vectors) -> None:
        """Write down a batch that the grouper has just been given; within the caller's transaction."""
        if not batch:
            return
        its = self._running[name]
        its.batches, its.articles = its.batches + 1, its.articles + len(batch)
        live = len(its.grouper.window.members)
        if not its.whole or its.articles >= max(LEAST_SINCE, SHARE_SINCE * live):
            self._store.put_state(name, its.grouper.state())
            its.batches, its.articles, its.whole = 0, 0, True
        else:
            self._store.put_state(_batch(name, its.batches), pack(batch, raw))
        its.note = f"{uuid4().hex} {its.batches}"
        self._store.put_note(name, its.note)

    def _restored(self, name: str) -> _Running:
        found = _Running(self._make(), note=self._store.note(name) or "")
        state = self._store.state(name)
        if state is None:
            return found
        try:
            found.grouper.restore(state)
            found.whole = True
            for number in range(1, int(found.note.partition(" ")[2] or 0) + 1):
                batch, raw = unpack(self._store.state(_batch(name, number)) or b"")
                found.grouper.add_embedded(batch, raw)
                found.batches, found.articles = number, found.articles + len(batch)
        except InputError as error:
            # Another embedding model was chosen, or this version keeps other things: points of two models
            # cannot be compared, so stories of before stand as they are and new ones begin.
            log.warning("%s", error)
            return _Running(self._make(), note=found.note)
        return found


def _batch(name: str, number: int) -> str:
    return f"{name}, batch {number}"
