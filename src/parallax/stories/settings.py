"""What can be chosen about grouping, apart from what is learned (``model.json``)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Times are days. Every default was measured with ``benchmarks/stories``."""

    # News of one event mostly falls within four days; a day more catches weeklies.
    window_days: float = 5.0
    # 3 kB of vectors, as they come and centred, and up to .7 kB of marks each: 370 MB, without cells, sketches and names.
    window_articles: int = 100_000
    # How many nearest articles are looked at closely; of more, the rest never decided anything.
    candidates: int = 16
    # Members of a story an article is compared with: the first, and the newest.
    first_members: int = 8
    newest_members: int = 24
    # The same of two stories that may be one.
    merged_first: int = 2
    merged_newest: int = 4
    # Pooled log-odds (of pairs as they are met, of which one in four is of one event) at which an article joins
    # a story, two stories become one, and one falls apart.
    # Parting asks for more than not joining, so that nothing flickers.
    join: float = -0.75
    merge: float = -0.625
    part: float = -1.0
    # Log-odds of one pair from which a report resembles a story that it did not join: 110 of 124 stories that a press
    # tells and was lost from are resembled so, and 241 of 413 that it does not tell (docs/decisions/0011-stories.md).
    resembles: float = -1.25
    # Three articles are too few to tell two events from one.
    least_parted: int = 4
    # A story is looked at again when it has grown by this share.
    looked_at: float = 0.2


DEFAULT = Settings()
