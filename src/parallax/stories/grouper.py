"""Articles become stories as they come in: one batch after another, in any language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np

from parallax.collector import collector_paused
from parallax.stories.agencies import agency_of
from parallax.stories.book import Book, Story
from parallax.stories.center import LanguageMeans
from parallax.stories.copies import sketches
from parallax.stories.credit import credit
from parallax.stories.embed import Embedder, Vectors
from parallax.stories.likeness import chunks, marks_to_compare, terms, whole, words_of
from parallax.stories.links import Known, Links
from parallax.stories.marks import marks_of
from parallax.stories.model import PairModel, packaged_model
from parallax.stories.pair import Matrix, Numbered, features, traits
from parallax.stories.pieces import Pieces
from parallax.stories.rarity import Rarity
from parallax.stories.reading import read
from parallax.stories.settings import DEFAULT, Settings
from parallax.stories.state import dump, load
from parallax.stories.text import embedded_text, tongue_of
from parallax.stories.topic import general_point
from parallax.stories.why import reasons
from parallax.stories.window import Member, Window
from parallax.telling import Reason, StoryChange, Told
from parallax.threads import one_thread

# Embeddings kept of articles that are not in the window: .8 MB.
MOST_ASKED = 512
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
        self.pieces = Pieces(self.rarity.numbering)
        self.window = Window()
        self.book = Book()
        self.links = Links(self.window, self.rarity, self.model, settings)
        self.newest_hour = float("-inf")
        self.arrived = 0
        self.centered: dict[str, float] = {}
        # Why two articles belong together is asked of one beside many others, and mostly again.
        self._asked = lru_cache(MOST_ASKED)(lambda text: np.asarray(self.embedder.embed([text])[0]))

    def add(self, batch: Sequence[Told]) -> tuple[StoryChange, ...]:
        """Group one batch. Articles in the window already are passed over, unless their English has come
        since; a change is told for each new one, and for each older one whose story became another, in
        order of arrival.

        Raises :class:`parallax.errors.ModelError` when nothing can be embedded; then nothing changed.
        """
        return self.add_embedded(*self.embedded(batch))

    def embedded(self, batch: Sequence[Told]) -> tuple[list[Told], Vectors]:
        """Those articles of a batch that :meth:`add` would not pass over, and their embeddings."""
        fresh = self._fresh(batch)
        if not fresh:
            return [], np.zeros((0, 0), dtype=np.float32)
        self._begin()
        return fresh, self.embedder.embed([embedded_text(told) for told in fresh])

    def add_embedded(self, batch: Sequence[Told], raw: Vectors) -> tuple[StoryChange, ...]:
        """The same, for articles whose embeddings (of :func:`embedded_text`) are known already."""
        vectors = {told.article_id: vector for told, vector in zip(batch, raw, strict=True)}
        fresh = self._fresh(batch)
        if not fresh:
            return ()
        with one_thread(), collector_paused():
            return self._grouped(fresh, np.stack([vectors[told.article_id] for told in fresh]))

    def point(self, article_id: str) -> Vectors | None:
        """Where an article lies, less its language's mean; None for one that is not in the window."""
        member = self.window.members.get(article_id)
        return None if member is None else self.window.points[member.row]

    def why(self, one: Told, other: Told) -> tuple[Reason, ...]:
        """What speaks for and against two articles telling the same event, weightiest first.

        Weights are parts of the log-odds and add up to them. Both may be unknown to the window.
        """
        return reasons((one, other), *self._pair(one, other), self.model)

    def alike(self, one: Told, other: Told) -> float:
        """How alike two articles are, 0 to 1, whenever they were written and whoever knows them."""
        told = (whole(one), whole(other))
        # Nothing is left to grade, and people were shown no such pair to learn from.
        if words_of(told[0]) == words_of(told[1]):
            return 1.0
        marks = [marks_to_compare(its) for its in told]
        rarity = self.rarity.excerpt(mark for its in marks for mark in its.all)
        raw = self.embedder.embed([text for its in told for text in chunks(its)])
        return float(self.model.likeness(terms(told, marks, raw, self.means, rarity))[0])

    def _pair(self, one: Told, other: Told) -> tuple[Matrix, Rarity]:
        """The row of two articles' features, and how rare their marks are. Of two that are in the window it
        is the one that decided about them: each is seen as it was when it came."""
        told = (one, other)
        marks = [marks_of(its) for its in told]
        rarity = self.rarity.excerpt(mark for its in marks for mark in its.all)
        members = [member for its in told if (member := self._member(its))]
        if len(members) == len(told):
            rows = [member.row for member in members]
            both, points, ids = self.window.traits[rows], self.window.points[rows], self.window.ids(rows)
            shared = self.rarity.shared(ids[0], ids[1:])
        else:
            self._begin()
            languages = [tongue_of(its) for its in told]
            numbers = Numbered.by(rarity, marks)
            points = self.means.centered(languages, np.stack([self._raw(its) for its in told]))
            both = traits(
                [0, int(languages[0] != languages[1])],
                [hours_of(its) for its in told],
                numbers.ends,
                rarity.borne(numbers.ids),
                self.window.background(points),
                [self.window.share(its) for its in languages],
            )
            shared = rarity.shared(numbers.ids[0], numbers.ids[1:])
        return features(both[0], both[1:], points[1:] @ points[0], shared), rarity

    def _begin(self) -> None:
        """Learn where the model puts texts in general, before any are compared."""
        if self.means.start is None:
            self.means.start = general_point(self.embedder)

    def _member(self, told: Told) -> Member | None:
        """The window's record of an article, where it holds it in the language it is compared in now."""
        member = self.window.members.get(told.article_id)
        return member if member is not None and member.language == tongue_of(told) else None

    def _raw(self, told: Told) -> Vectors:
        member = self._member(told)
        return self._asked(embedded_text(told)) if member is None else np.asarray(self.window.raw[member.row])

    def state(self) -> bytes:
        """Everything a restart needs to go on with the same answers."""
        return dump(self)

    def restore(self, state: bytes) -> None:
        """Go on where another grouper's :meth:`state` was taken. Only for one that has seen nothing yet.

        Raises :class:`parallax.errors.InputError` for bytes that are no state or another model's.
        """
        load(self, state)

    def _grouped(self, fresh: list[Told], raw: Vectors) -> tuple[StoryChange, ...]:
        self.book.open_batch()
        for told in fresh:
            if told.article_id in self.window.members:
                self._take_out(self.window.members[told.article_id])
        self._expire(max(hours_of(told) for told in fresh), len(fresh))
        members = self._admit(fresh, raw)
        rows = [member.row for member in members]
        found = self.window.enter(rows, self.settings.candidates + 1)
        weighed = self.links.neighbours(rows, found, self.book.stories)
        for member, known in zip(members, weighed, strict=True):
            self._settle(member, known)
        credit(self.window, members, [near for near, _ in found])
        self._part([self.book.stories[name] for name in sorted({member.story_id for member in members})])
        return tuple(
            StoryChange(member.article_id, member.story_id, member.copy_of, member.agency, merged)
            for member, merged in self.book.close_batch()
        )

    def _fresh(self, batch: Sequence[Told]) -> list[Told]:
        unseen = {told.article_id: told for told in batch if self._is_news(told)}
        return sorted(unseen.values(), key=lambda told: (told.published, told.article_id))

    def _is_news(self, told: Told) -> bool:
        """Whether an article is unknown, or known only in a language that it is no longer compared in."""
        member = self.window.members.get(told.article_id)
        return member is None or member.language != tongue_of(told)

    def _take_out(self, member: Member) -> None:
        self.rarity.forget(self.window.ids([member.row]))
        self.book.take_out(member)
        self.window.remove(member)

    def _expire(self, newest_hour: float, coming: int) -> None:
        self.newest_hour = max(self.newest_hour, newest_hour)
        oldest = self.newest_hour - 24.0 * self.settings.window_days
        gone = list(self.window.leaving(oldest, self.settings.window_articles - coming))
        self.rarity.forget(self.window.ids([member.row for member in gone]))
        for member in gone:
            self.book.drop(member)

    def _admit(self, fresh: list[Told], raw: Vectors) -> list[Member]:
        languages, hours = [tongue_of(told) for told in fresh], [hours_of(told) for told in fresh]
        self.means.learn(languages, raw)
        numbered = self._read(fresh)
        rows = [self.window.place(vector) for vector in raw]
        for language, mean in self.means.of(sorted(set(languages))).items():
            its = [row for row, tongue in zip(rows, languages, strict=True) if tongue == language]
            self._center(language, mean, its)
        brought = traits(
            [self.window.language(its) for its in languages],
            hours,
            numbered.ends,
            self.rarity.borne(numbered.ids),
            self.window.background(self.window.points[rows]),
            [self.window.share(its) for its in languages],
        )
        self.window.describe(rows, brought, numbered.ids)
        members = []
        shingles = sketches([told.body for told in fresh])
        for told, language, hour, sketch, row in zip(fresh, languages, hours, shingles, rows, strict=True):
            agency = agency_of(told.agency, told.body)
            member = Member(
                told.article_id, told.outlet_id, language, hour, sketch, agency, self.arrived, row
            )
            self.arrived += 1
            self.window.add(member)
            members.append(member)
        return members

    def _read(self, fresh: list[Told]) -> Numbered:
        """Articles' marks, which count from now on."""
        if self.pieces.full:
            self.pieces.forget()
            self.rarity.give_up(but=self.pieces.numbers)
        numbered = read(fresh, self.pieces)
        self.rarity.learn(numbered.ids)
        return numbered

    def _center(self, language: str, mean: Vectors, rows: list[int]) -> None:
        """Old points move only when their language's mean rests on a quarter more than it did."""
        count = self.means.counts[language]
        if count > 1.25 * self.centered.get(language, 0.0):
            self.centered[language] = count
            self.window.recenter(language, mean)
        self.window.center(rows, mean)

    def _settle(self, member: Member, known: Known) -> None:
        """Give an article its story, and join stories that it shows to be one."""
        rivals = self.links.rivals(member.row, known, self.book.stories)
        joined = [rival for rival in rivals if rival.odds > self.settings.join]
        home = self.book.stories[joined[0].story] if joined else self.book.found(member)
        self.book.enter(home, member)
        for rival in joined[1:]:
            other = self.book.stories[rival.story]
            if self.links.together(home, other) > self.settings.merge:
                home = self.book.merge(home, other)

    def _part(self, stories: Sequence[Story]) -> None:
        """Look at a story again each time it has grown by a share: does it still hang together?"""
        least, growth = self.settings.least_parted, 1.0 + self.settings.looked_at
        grown = [story for story in stories if len(story.members) >= max(least, growth * story.checked)]
        for story in grown:
            story.checked = len(story.members)
        for story, leaving in zip(grown, self.links.partings(grown), strict=True):
            if leaving:
                self.book.split(story, leaving)


def hours_of(told: Told) -> float:
    """Hours since 1970."""
    return (told.published - EPOCH).total_seconds() / 3600.0
