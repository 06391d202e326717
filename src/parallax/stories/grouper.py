"""Articles become stories as they come in: one batch after another, in any language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from parallax.stories.agencies import agency_of
from parallax.stories.book import Book, Story
from parallax.stories.center import LanguageMeans
from parallax.stories.copies import is_copy, sketch
from parallax.stories.embed import Embedder, Vectors
from parallax.stories.marks import Marks, base, marks_of
from parallax.stories.model import PairModel, packaged_model
from parallax.stories.pair import Side, features, side
from parallax.stories.rarity import Rarity
from parallax.stories.settings import DEFAULT, Settings
from parallax.stories.state import dump, load
from parallax.stories.why import reasons
from parallax.stories.window import Member, Window
from parallax.telling import Reason, StoryChange, Told

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# One pair's evidence is bounded, so that no single member decides for a whole story.
MOST_EVIDENCE = 6.0


class Grouper:
    """Keeps the stories of a moving window. Feed it batches; it answers what changed.

    The order within a batch makes no difference, and no batch changes what an earlier one was
    answered except by merging or splitting live stories. Not safe for several threads at once.
    """

    def __init__(
        self, embedder: Embedder, model: PairModel | None = None, settings: Settings = DEFAULT
    ) -> None:
        self.embedder = embedder
        self.model = model or packaged_model()
        self.settings = settings
        self.means = LanguageMeans()
        self.rarity = Rarity()
        self.window = Window()
        self.book = Book()
        self.newest_hour = float("-inf")
        self.arrived = 0
        self.centered: dict[str, float] = {}

    def add(self, batch: Sequence[Told]) -> tuple[StoryChange, ...]:
        """Group one batch. Articles already known are passed over; a change is told for each other,
        and for each older one whose story became another. Raises :class:`parallax.errors.ModelError`."""
        fresh = self._fresh(batch)
        if not fresh:
            return ()
        raw = self.embedder.embed([embedded_text(told) for told in fresh])
        return self.add_embedded(fresh, raw)

    def add_embedded(self, batch: Sequence[Told], raw: Vectors) -> tuple[StoryChange, ...]:
        """The same, for articles whose embeddings (of :func:`embedded_text`) are known already."""
        vectors = {told.article_id: vector for told, vector in zip(batch, raw, strict=True)}
        fresh = self._fresh(batch)
        if not fresh:
            return ()
        self._expire(max(hours_of(told) for told in fresh), len(fresh))
        members = self._admit(fresh, np.stack([vectors[told.article_id] for told in fresh]))
        before = {member.article_id: member.story_id for member in self.window.members.values()}
        rows, cosines = self.window.nearest(
            self.window.points[[member.row for member in members]], self.settings.candidates + 1
        )
        self.book.open_batch()
        placed: set[str] = {name for name, story in before.items() if story}
        for member, near, alike in zip(members, rows, cosines, strict=True):
            known = [
                (other, float(cosine))
                for row, cosine in zip(near.tolist(), alike.tolist(), strict=True)
                if (other := self.window.rows[row]) is not None and other.article_id in placed
            ]
            self._settle(member, known)
            placed.add(member.article_id)
        return self._changes(before)

    def why(self, one: Told, other: Told) -> tuple[Reason, ...]:
        """What speaks for and against two articles telling the same event, weightiest first.

        Weights are parts of the log-odds. Both may be unknown to the window.
        """
        languages = [base(one.language), base(other.language)]
        raw = self.embedder.embed([embedded_text(one), embedded_text(other)])
        points = self.means.centered(languages, raw)
        sides = tuple(
            self._side(told, language, marks_of(told))
            for told, language in zip((one, other), languages, strict=True)
        )
        return reasons((one, other), (sides[0], sides[1]), float(points[0] @ points[1]), self.model)

    def state(self) -> bytes:
        """Everything a restart needs to go on with the same answers."""
        return dump(self)

    def restore(self, state: bytes) -> None:
        """Go on where another grouper's :meth:`state` was taken. Only for one that has seen nothing yet.

        Raises :class:`parallax.errors.InputError` for bytes that are no state or another model's.
        """
        load(self, state)

    def _side(self, told: Told, language: str, marks: Marks) -> Side:
        weighed = {mark: self.rarity.weight(mark) for mark in sorted(marks.all)}
        return side(language, hours_of(told), marks, weighed)

    def _fresh(self, batch: Sequence[Told]) -> list[Told]:
        known = self.window.members
        unseen = {told.article_id: told for told in batch if told.article_id not in known}
        return sorted(unseen.values(), key=lambda told: (told.published, told.article_id))

    def _expire(self, newest_hour: float, coming: int) -> None:
        self.newest_hour = max(self.newest_hour, newest_hour)
        oldest = self.newest_hour - 24.0 * self.settings.window_days
        live = sorted(self.window.members.values(), key=lambda member: (member.side.hours, member.order))
        excess = len(live) + coming - self.settings.window_articles
        for count, member in enumerate(live):
            if member.side.hours >= oldest and count >= excess:
                break
            self.window.remove(member)
            self.rarity.forget(member.side.weighed)
            self.book.drop(member)

    def _admit(self, fresh: list[Told], raw: Vectors) -> list[Member]:
        languages = [base(told.language) for told in fresh]
        self.means.learn(languages, raw)
        marks = [marks_of(told) for told in fresh]
        for its in marks:
            self.rarity.learn(its.all)
        members = []
        for told, language, its, vector in zip(fresh, languages, marks, raw, strict=True):
            member = Member(
                told.article_id,
                told.outlet_id,
                self._side(told, language, its),
                sketch(told.body),
                agency_of(told.agency, told.body),
                self.arrived,
                self.window.place(vector),
            )
            self.arrived += 1
            self.window.add(member)
            members.append(member)
        for language in sorted(set(languages)):
            self._recenter(language, [member.row for member in members if member.side.language == language])
        return members

    def _recenter(self, language: str, rows: list[int]) -> None:
        """Old points move only when their language's mean rests on a quarter more than it did."""
        count = self.means.counts[language]
        mean = self.means.mean(language)
        if count > 1.25 * self.centered.get(language, 0.0):
            self.centered[language] = count
            self.window.recenter(language, mean)
        else:
            self.window.center(rows, mean)

    def _settle(self, member: Member, known: list[tuple[Member, float]]) -> None:
        """Give an article its story, and join stories that it shows to be one."""
        odds = self._odds(member, known)
        best: dict[str, float] = {}
        for (other, _), value in zip(known, odds, strict=True):
            best[other.story_id] = max(best.get(other.story_id, value), value)
        likely = sorted(
            (name for name in best if best[name] > self.settings.join), key=lambda name: (-best[name], name)
        )
        scored = [(self._link([member], self.book.stories[name]), name) for name in likely[:5]]
        scored.sort(key=lambda pair: (-pair[0], pair[1]))
        joined = [name for score, name in scored if score > self.settings.join]
        home = self.book.stories[joined[0]] if joined else self.book.found(member)
        self.book.enter(home, member)
        member.copy_of = self._original(member, [other for other, _ in known])
        for name in joined[1:]:
            rival = self.book.stories[name]
            if self._link(self._sample(home), rival) > self.settings.merge:
                home = self.book.merge(home, rival)

    def _odds(self, member: Member, known: list[tuple[Member, float]]) -> list[float]:
        if not known:
            return []
        rows = features(
            member.side, [other.side for other, _ in known], np.array([cosine for _, cosine in known])
        )
        odds = rows @ self.model.vector + self.model.intercept
        return [float(value) for value in np.clip(odds, -MOST_EVIDENCE, MOST_EVIDENCE)]

    def _link(self, members: Sequence[Member], story: Story) -> float:
        """The mean log-odds between some articles and a story's sample."""
        others = self._sample(story)
        points = self.window.points
        near = points[[other.row for other in others]]
        values = [
            value
            for member in members
            for value in self._odds(
                member, list(zip(others, (near @ points[member.row]).tolist(), strict=True))
            )
        ]
        return sum(values) / len(values)

    def _sample(self, story: Story) -> list[Member]:
        first, newest = self.settings.first_members, self.settings.newest_members
        ids = story.members
        if len(ids) > first + newest:
            ids = ids[:first] + ids[-newest:]
        return [self.window.members[name] for name in ids]

    def _original(self, member: Member, near: list[Member]) -> str:
        """The earliest article this one repeats, within its language; empty if none."""
        if not len(member.sketch):
            return ""
        copies = [
            other
            for other in near
            if other.side.language == member.side.language and is_copy(member.sketch, other.sketch)
        ]
        if not copies:
            return ""
        first = min(copies, key=lambda other: (other.side.hours, other.article_id))
        member.agency = member.agency or first.agency
        return first.copy_of or first.article_id

    def _changes(self, before: dict[str, str]) -> tuple[StoryChange, ...]:
        merged = self.book.close_batch()
        return tuple(
            StoryChange(
                member.article_id,
                member.story_id,
                member.copy_of,
                member.agency,
                merged.get(member.story_id, ()),
            )
            for member in sorted(self.window.members.values(), key=lambda member: member.order)
            if before.get(member.article_id, "") != member.story_id
        )


def embedded_text(told: Told) -> str:
    """What is embedded of an article: title and the beginning of its lead, as it was written."""
    return f"{told.title}. {told.lead}"[:300] if told.lead else told.title


def hours_of(told: Told) -> float:
    return (told.published - EPOCH).total_seconds() / 3600.0
