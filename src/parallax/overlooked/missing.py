"""The chance that a press told a story and the grouping of articles did not see it."""

from __future__ import annotations

from collections.abc import Sequence

from parallax.overlooked.counting import Count
from parallax.overlooked.records import Matching, StoryTold


def missed(one: Count, own: Sequence[Count], matching: Matching, usual: float) -> float:
    """The chance that this press told the story and the grouping did not see it.

    For each outlet read, the best of the languages it could have been matched with. Then, by Bayes'
    rule, whether another story of this press and time could be the lost reports: one that shares a
    country. Told stories have such a neighbour in ``usual`` of cases; lost reports leave
    one besides, unless their place was missed too.
    """
    if not one.read or not one.elsewhere_languages:
        return 1.0
    recall = sum(
        max(matching.recall(language, other) for other in one.elsewhere_languages)
        for language in one.read_languages
    ) / len(one.read)
    unseen_if_lost = matching.place_missed * (1 - usual)
    unseen = 1 - usual
    if _has_candidate(one, own):
        unseen_if_lost, unseen = 1 - unseen_if_lost, usual
    lost = (1 - recall) * unseen_if_lost
    return lost / (lost + recall * unseen) if lost else 0.0


def usual_candidates(known: Sequence[Count], own: Sequence[Count]) -> float:
    """How often a told story has a neighbour that could be lost reports of it, strictly between 0 and 1."""
    told = [one for one in known if one.told]
    return (sum(_has_candidate(one, own) for one in told) + 0.5) / (len(told) + 1)


def _has_candidate(one: Count, own: Sequence[Count]) -> bool:
    return any(_could_be(one.story, other.story) for other in own)


def _could_be(story: StoryTold, other: StoryTold) -> bool:
    """Whether ``other`` may hold reports that belong to ``story``."""
    if other.story_id == story.story_id or other.last < story.first or other.first > story.last:
        return False
    return not story.about or not other.about or bool(set(story.about) & set(other.about))
