"""The journey of an article, in order.

Each step takes a batch of items that are still under way and gives them back, further along or
ended. An item ends with exactly one outcome, and the ledger counts it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from parallax.model import Item
from parallax.pipeline.steps.fetch import fetch
from parallax.pipeline.steps.keep import keep
from parallax.pipeline.steps.language import name_language
from parallax.pipeline.steps.place import place
from parallax.pipeline.steps.read import read
from parallax.pipeline.steps.rights import respect_rights
from parallax.pipeline.tools import Tools

Step = Callable[[list[Item], Tools], list[Item]]

JOURNEY: tuple[Step, ...] = (
    fetch,  # the page, through the guarded door
    read,  # text, headline, authors, times and pictures, in a killable process
    respect_rights,  # keep no more than the publisher lets us
    place,  # whose it is and which country it was published in
    name_language,  # what it is written in
)
# Then keep(): in the store, the queue and the ledger, together, however the item ended.
# Translation follows by itself (translating.py): leads of everything first, then the bodies.

# Enough to keep every worker busy; at a megabyte a page this is the most memory a batch holds.
BATCH = 32


def travel(items: Iterable[Item], tools: Tools, *, batch: int = BATCH) -> Iterator[Item]:
    """Take items through the journey, a batch at a time; each comes out ended, and written down.

    Stopping half-way loses nothing: a batch that was not finished is done again the next time.
    """
    source = iter(items)
    while current := list(islice(source, batch)):
        for step in JOURNEY:
            ended = [item for item in current if item.outcome is not None]
            current = ended + step([item for item in current if item.outcome is None], tools)
        yield from keep(current, tools)
