"""Stories and their names: who belongs to which, and what became of ids that went."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from parallax.stories.window import Member


@dataclass(slots=True)
class Story:
    """A live story. ``members`` are article ids in the order they came; ``order`` is its first one's."""

    id: str
    order: int
    members: list[str] = field(default_factory=list)


class Book:
    """The live stories by id."""

    def __init__(self) -> None:
        self.stories: dict[str, Story] = {}
        self._live: dict[str, Member] = {}
        self._merged: dict[str, tuple[str, ...]] = {}

    def open_batch(self) -> None:
        self._merged = {}

    def close_batch(self) -> dict[str, tuple[str, ...]]:
        """The ids that went into each story since the batch was opened."""
        merged, self._merged = self._merged, {}
        return merged

    def revive(self, stories: Iterable[Story], live: Mapping[str, Member]) -> None:
        """Take over the stories of a saved state."""
        self.stories = {story.id: story for story in stories}
        self._live = dict(live)

    def found(self, member: Member) -> Story:
        """A new story, named after its first article for ever."""
        story = Story(story_id(member.article_id), member.order)
        self.stories[story.id] = story
        return story

    def enter(self, story: Story, member: Member) -> None:
        story.members.append(member.article_id)
        member.story_id = story.id
        self._live[member.article_id] = member

    def drop(self, member: Member) -> None:
        """An article left the window; a story without live articles can no longer grow."""
        story = self.stories[member.story_id]
        story.members.remove(member.article_id)
        del self._live[member.article_id]
        if not story.members:
            del self.stories[story.id]

    def merge(self, one: Story, other: Story) -> Story:
        """Both become the one that is older; its id stays and the other's is remembered as merged."""
        kept, gone = sorted((one, other), key=lambda story: (story.order, story.id))
        for name in gone.members:
            self._live[name].story_id = kept.id
        kept.members = sorted(kept.members + gone.members, key=lambda name: self._live[name].order)
        del self.stories[gone.id]
        self._merged[kept.id] = (*self._merged.get(kept.id, ()), gone.id, *self._merged.pop(gone.id, ()))
        return kept


def story_id(article_id: str, side: int = 0) -> str:
    """Sixteen hex digits; ``side`` tells apart what was split off a story of the same first article."""
    seed = f"story:{article_id}" + (f":{side}" if side else "")
    return hashlib.sha256(seed.encode()).hexdigest()[:16]
