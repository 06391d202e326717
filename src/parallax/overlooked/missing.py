"""The chance that a press told a story and the grouping of articles did not see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parallax.overlooked.counting import Count
from parallax.overlooked.records import Matching

Traces = Callable[[Count, Sequence[Count]], bool]
"""Whether any of a press's stories (the second) looks like its lost reports of the first."""


def missed(one: Count, matching: Matching, *, traced: bool) -> float:
    """The chance that this press told the story and yet we see what we see: no report of it there
    and, unless ``traced``, nothing resembling it elsewhere. The mean over the outlets read."""
    if not one.read:
        return 1.0
    chances = (
        matching.missed(language, one.elsewhere_languages, traced=traced) for language in one.read_languages
    )
    return sum(chances) / len(one.read)


def traced_by_place(one: Count, own: Sequence[Count]) -> bool:
    """Whether some story of this press overlaps in time and is about a common country, as far as is known,
    while nobody elsewhere tells both in one language: else the event would have been torn apart
    within that language too. For stories of which only the counts are known."""
    return any(_alike(one, other) for other in own)


def _alike(one: Count, other: Count) -> bool:
    story, neighbour = one.story, other.story
    if neighbour.story_id == story.story_id:
        return False
    if neighbour.last < story.first or neighbour.first > story.last:
        return False
    if set(one.elsewhere_languages) & set(other.elsewhere_languages):
        return False
    return not story.about or not neighbour.about or bool(set(story.about) & set(neighbour.about))
