"""What can be chosen about grouping, apart from what is learned (``model.json``)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Times are days. Every default was measured with ``benchmarks/stories``."""

    # News of one event mostly falls within four days; a day more catches weeklies.
    window_days: float = 5.0
    # About 500 bytes of marks and 1.5 kB of vector each: 250 MB at most.
    window_articles: int = 100_000
    # How many nearest articles are looked at closely; of more, the rest never decided anything.
    candidates: int = 16
    # Members of a story an article is compared with: the first, and the newest.
    first_members: int = 2
    newest_members: int = 4
    # Mean log-odds (of pairs as they are met, of which one in four is of one event) at which an article joins a story, two stories become one, and one falls apart.
    # Parting asks for much more than not joining, so that nothing flickers.
    join: float = -1.0
    merge: float = -1.0
    part: float = -2.5
    # Three articles are too few to tell two events from one.
    least_parted: int = 4


DEFAULT = Settings()
