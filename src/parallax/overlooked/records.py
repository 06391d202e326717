"""What the count needs to know: who told what, who was read, and how well reports are matched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Telling:
    """One outlet's report of a story. Reports of one ``wire`` group carry the same agency text.

    ``language`` is the one in which it was compared with others: English where it was translated.
    """

    outlet_id: str
    country: str
    language: str
    wire: str = ""


@dataclass(frozen=True, slots=True)
class StoryTold:
    """A story with everybody who told it. ``about`` are countries; ``topic`` may be empty."""

    story_id: str
    first: datetime
    last: datetime
    tellings: tuple[Telling, ...]
    about: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class ListedOutlet:
    """An outlet we listen to. ``read_at`` are the polls, in order, that were answered with entries.

    A poll that failed, or brought a feed without entries, is no reading: it says nothing
    about what the outlet told.
    """

    outlet_id: str
    country: str
    language: str
    read_at: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """How often a press that told an event is not found in a story that ``tellers`` others make up.

    ``lost``: it has no report there; ``untraced``: nor does any of its other reports resemble the
    story (:data:`parallax.overlooked.missing.Traces`). Shares of all that it told, 0 … 1.
    """

    tellers: int  # at least so many independent reports
    lost: float
    untraced: float


@dataclass(frozen=True, slots=True)
class Matching:
    """How often the grouping fails to bring a press's reports together with those of others, as measured.

    ``shared`` goes by the number of reports elsewhere in the language in which the press was compared,
    ``apart`` by all there are in any language; both from few tellers to many. With fewer than the
    first row says nothing is known.
    """

    shared: tuple[Lost, ...]
    apart: tuple[Lost, ...]

    @classmethod
    def even(cls, missed: float, *, unnoticed: float = 1.0) -> Matching:
        """The same chance whatever the languages; ``unnoticed`` of what is lost leaves no trace."""
        rows = (Lost(0, missed, missed * unnoticed),)
        return cls(rows, rows)

    def missed(self, language: str, elsewhere: Mapping[str, int], *, traced: bool) -> float:
        """The chance that a press of one language told a story, and that this is what we then see."""
        rows = (_row(self.shared, elsewhere.get(language, 0)), _row(self.apart, sum(elsewhere.values())))
        return min((row.lost if traced else row.untraced for row in rows if row), default=1.0)


def _row(rows: tuple[Lost, ...], tellers: int) -> Lost | None:
    return next((row for row in reversed(rows) if row.tellers <= tellers), None)


PERFECT = Matching.even(0.0)
"""For stories grouped by hand."""
