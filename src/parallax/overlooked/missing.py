"""The chance that a press told a story and the grouping of articles did not see it."""

from __future__ import annotations

from collections.abc import Sequence

from parallax.overlooked.counting import Count
from parallax.overlooked.records import Matching


def missed(one: Count, own: Sequence[Count], matching: Matching, usual: float) -> float:
    """The chance that this press told the story and the grouping did not see it.

    For each outlet read, the best of the languages it could have been matched with. Then, by Bayes'
    rule, whether another story of this press looks like the lost reports. Told stories have such a
    neighbour in ``usual`` of cases (:func:`usual_traces`); lost reports leave one besides, except for
    the ``unnoticed`` share.
    """
    if not one.read or not one.elsewhere_languages:
        return 1.0
    recall = sum(
        max(matching.recall(language, other) for other in one.elsewhere_languages)
        for language in one.read_languages
    ) / len(one.read)
    none_if_lost, none = matching.unnoticed * (1 - usual), 1 - usual
    traced = _traced(one, own)
    lost = (1 - recall) * (1 - none_if_lost if traced else none_if_lost)
    kept = recall * (1 - none if traced else none)
    return lost / (lost + kept) if lost else 0.0


def usual_traces(known: Sequence[Count], own: Sequence[Count]) -> float:
    """How often a story that was told looks as if more reports of it were lost, strictly within 0 … 1."""
    told = [one for one in known if one.told]
    return (sum(_traced(one, own) for one in told) + 0.5) / (len(told) + 1)


def leaves_trace(one: Count, other: Count) -> bool:
    """Whether ``other``, a story of this press, looks like lost reports of ``one``.

    They overlap in time, are about a common country as far as is known, and nobody elsewhere tells
    both in one language: else the event would have been torn apart within that language too.
    """
    story, neighbour = one.story, other.story
    if neighbour.story_id == story.story_id:
        return False
    if neighbour.last < story.first or neighbour.first > story.last:
        return False
    if set(one.elsewhere_languages) & set(other.elsewhere_languages):
        return False
    return not story.about or not neighbour.about or bool(set(story.about) & set(neighbour.about))


def _traced(one: Count, own: Sequence[Count]) -> bool:
    return any(leaves_trace(one, other) for other in own)
