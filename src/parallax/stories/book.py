"""Stories and their names: who belongs to which, and what became of ids that went."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from parallax.stories.window import Member


@dataclass(slots=True)
class Story:
    """A live story. ``members`` are article ids in the order they came, ``rows`` their rows in the window, so
    that no article has to be looked up to be compared with; ``order`` is its first one's.

    ``checked`` is how many members it had when it was last seen to hang together.
    """

    id: str
    order: int
    members: list[str] = field(default_factory=list)
    checked: int = 0
    rows: list[int] = field(default_factory=list)


class Book:
    """The live stories by id, and what changed since a batch was opened."""

    def __init__(self) -> None:
        self.stories: dict[str, Story] = {}
        self._live: dict[str, Member] = {}
        self._merged: dict[str, tuple[str, ...]] = {}
        self._before: dict[str, str] = {}
        self._retold: dict[str, str] = {}

    def open_batch(self) -> None:
        self._merged = {}
        self._before = {}
        self._retold = {}

    def close_batch(self) -> list[tuple[Member, tuple[str, ...]]]:
        """Every live article whose story is another than before the batch, in order of arrival, with
        the ids that went into that story."""
        for name, story in self._retold.items():
            if story not in self.stories:
                new = self._live[name].story_id
                self._merged[new] = (*self._merged.get(new, ()), story, *self._merged.pop(story, ()))
        moved = [
            self._live[name] for name, story in self._before.items() if self._live[name].story_id != story
        ]
        return [
            (member, self._merged.get(member.story_id, ()))
            for member in sorted(moved, key=lambda its: its.order)
        ]

    def revive(self, stories: Iterable[Story], live: Mapping[str, Member]) -> None:
        """Take over the stories of a saved state."""
        self.stories = {story.id: story for story in stories}
        self._live = dict(live)
        for story in self.stories.values():
            story.rows = self._rows(story.members)

    def found(self, member: Member) -> Story:
        """A new story, named after its first article for ever."""
        name = story_id(member.article_id)
        if member.article_id in self._retold:
            # The story it was alone in; or a new name, since its own may stand for others by now.
            alone = self._retold[member.article_id]
            name = alone if alone not in self.stories else story_id(f"{member.article_id}<{member.language}")
        story = Story(name, member.order)
        self.stories[story.id] = story
        return story

    def enter(self, story: Story, member: Member) -> None:
        self._live[member.article_id] = member
        story.members.append(member.article_id)
        story.rows.append(member.row)
        self._move(member.article_id, story.id)

    def drop(self, member: Member) -> None:
        """An article left the window; a story without live articles can no longer grow."""
        story = self.stories[member.story_id]
        place = story.members.index(member.article_id)
        del story.members[place], story.rows[place]
        del self._live[member.article_id]
        if not story.members:
            del self.stories[story.id]

    def take_out(self, member: Member) -> None:
        """An article is to be given its story anew; one that it was alone in goes, or is founded again."""
        self._before[member.article_id] = self._retold[member.article_id] = member.story_id
        self.drop(member)

    def merge(self, one: Story, other: Story) -> Story:
        """Both become the one that is older; its id stays and the other's is remembered as merged."""
        kept, gone = sorted((one, other), key=lambda story: (story.order, story.id))
        for name in gone.members:
            self._move(name, kept.id)
        kept.members = sorted(kept.members + gone.members, key=lambda name: self._live[name].order)
        kept.rows = self._rows(kept.members)
        del self.stories[gone.id]
        self._merged[kept.id] = (*self._merged.get(kept.id, ()), gone.id, *self._merged.pop(gone.id, ()))
        return kept

    def split(self, story: Story, leaving: list[str]) -> Story:
        """Some members become a story of their own. Its name also comes from the article that
        parted them, so that no id that went comes back."""
        first = self._live[leaving[0]]
        other = Story(story_id(f"{leaving[0]}<{story.id}<{story.members[-1]}"), first.order, [], len(leaving))
        gone = set(leaving)
        story.members = [name for name in story.members if name not in gone]
        story.rows = self._rows(story.members)
        story.checked = len(story.members)
        self.stories[other.id] = other
        for name in leaving:
            other.members.append(name)
            self._move(name, other.id)
        other.rows = self._rows(leaving)
        return other

    def _rows(self, names: Iterable[str]) -> list[int]:
        return [self._live[name].row for name in names]

    def _move(self, name: str, story: str) -> None:
        member = self._live[name]
        self._before.setdefault(name, member.story_id)
        member.story_id = story


def story_id(seed: str) -> str:
    """Sixteen hex digits that name a story for ever: SHA-256 of what it began with."""
    return hashlib.sha256(f"story:{seed}".encode()).hexdigest()[:16]
