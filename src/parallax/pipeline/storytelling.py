"""What follows on translation: whose words, which event, how each side tells it, and who does not.

Each stage takes a little of what waits, and writes down what it did together with what it needs to
go on from, so that it can be stopped at any moment and run again with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from uuid import uuid4

from parallax.model import Clock
from parallax.pipeline.counting import count_world
from parallax.pipeline.groupers import Groupers
from parallax.pipeline.reports import quotes_in, report_of, told_of
from parallax.pipeline.toning import Toner
from parallax.quotes import align
from parallax.store.interface import Store
from parallax.store.views import About, ArticleView, PlacedArticle, StoryView
from parallax.store.views import Telling as StoredTelling
from parallax.stories import Grouper
from parallax.stories.topic import Filing, Topics
from parallax.takes import labels, numbers, omissions, quoted, renamed, unified
from parallax.telling import Told, Topic, Utterance

# Where each world's grouper keeps its state: the real one's, and the sample edition's.
GROUPERS = ("grouper", "grouper of the sample")

# Grouping has a memory of its own, so two processes must not do it side by side. A batch takes seconds;
# one that died is waited for no longer than this.
LEASE = "stories"
LEASE_SECONDS = 120

# Where languages lie is learned from a batch before its first article is settled, so a first batch of few decides
# worse: by 64 the invented edition's 81 reports had a tram and a market in one story.
GROUPED_AT_ONCE = 128
QUOTED_AT_ONCE = 64
TOLD_AT_ONCE = 16

# A story of more reports is told by those of this many different outlets that came first: the labels
# do not change with the four-hundredth report, and pairs of sentences grow with the square.
MOST_REPORTS = 40

Describe = Callable[[ArticleView], tuple[tuple[About, ...], Filing]]
"""Which countries an article is about, and where its publisher filed it."""

Described = tuple[tuple[About, ...], Topic | None]


@dataclass(frozen=True, slots=True)
class Progressed:
    """One stage did this many."""

    stage: str  # "quotes", "stories", "takes", "coverage"
    done: int


class Storyteller:
    """Groups, quotes, labels and counts, over one store."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        grouper: Callable[[], Grouper],
        describe: Describe,
        toner: Toner | None = None,
    ) -> None:
        """``grouper`` makes one that has seen nothing; its model is loaded when the first article comes."""
        self._store = store
        self._clock = clock
        self._describe = describe
        self._toner = toner or Toner()
        self._groupers = Groupers(store, grouper)
        # Readers ask why articles belong together while a batch is being grouped.
        self._grouping = Lock()
        self._topics: dict[str, Topics] = {}  # by embedding model
        self._name = uuid4().hex

    def work(
        self, *, rounds: int | None = None, stop: Callable[[], bool] = lambda: False
    ) -> Iterator[Progressed]:
        """Do what waits, at most so many rounds of a batch a stage. Raises :class:`ModelError`."""
        if not self._store.lease(LEASE, self._name, LEASE_SECONDS):
            return  # a site and a command over one store: whoever came first does it for both
        try:
            yield from self._work(rounds, stop)
        finally:
            self._store.release(LEASE, self._name)

    def _work(self, rounds: int | None, stop: Callable[[], bool]) -> Iterator[Progressed]:
        with self._grouping:
            self._groupers.drop_outdated()
        changed = False
        while (rounds is None or rounds > 0) and self._store.lease(LEASE, self._name, LEASE_SECONDS):
            done = [Progressed("quotes", self.quote()), Progressed("stories", self.group())]
            if not any(progress.done for progress in done):
                done.append(Progressed("takes", self.tell()))
            yield from (progress for progress in done if progress.done)
            if stop() or not any(progress.done for progress in done):
                break
            changed = True
            rounds = None if rounds is None else rounds - 1
        if changed and not stop():
            yield Progressed("coverage", self.count())

    def quote(self) -> int:
        """Find the quotations of articles whose bodies have been through translation."""
        views = self._store.unquoted(QUOTED_AT_ONCE)
        for view in views:
            self._store.put_quotes(view.article.id, quotes_in(view))
        return len(views)

    def group(self) -> int:
        """Give articles their stories, oldest first. Invented ones never meet real ones."""
        views = self._store.ungrouped(GROUPED_AT_ONCE)
        for invented in (False, True):
            world = [view for view in views if view.article.invented is invented]
            if world:
                self._group_world(world, GROUPERS[invented])
        return len(views)

    def _group_world(self, views: Sequence[ArticleView], name: str) -> None:
        try:
            self._group(views, name)
        except BaseException:
            self._groupers.forget(name)  # it may have seen a batch that the store has not
            raise

    def _group(self, views: Sequence[ArticleView], name: str) -> None:
        agencies = self._agencies()
        with self._grouping:
            grouper = self._groupers.get(name)
        told = {view.article.id: told_of(view, agencies) for view in views}
        batch = grouper.embedded([its for its in told.values() if not self._is_past(its, grouper)])
        with self._grouping:
            changes = grouper.add_embedded(*batch)
        described = {view.article.id: self._described(view, grouper) for view in views}
        placed = [
            PlacedArticle(
                change.article_id,
                change.story_id,
                change.copy_of,
                change.agency,
                change.merged,
                *described.get(change.article_id, (None, None)),
            )
            for change in changes
        ]
        known = {article.article_id for article in placed}
        with self._store.transaction():
            self._store.put_story_articles([*placed, *self._unplaced(told, known, described)])
            self._groupers.keep(name, *batch)

    def _is_past(self, told: Told, grouper: Grouper) -> bool:
        """Whether it has a story already and has left the window since: its English came too late."""
        left = grouper.point(told.article_id) is None
        return left and self._store.story_of(told.article_id) is not None

    def _described(self, view: ArticleView, grouper: Grouper) -> Described:
        """What it is about, and the topic that its filing and its meaning speak for."""
        about, filing = self._describe(view)
        topics = self._topics.setdefault(grouper.embedder.name, Topics(grouper.embedder))
        return about, topics.of(grouper.point(view.article.id), filing)

    def _agencies(self) -> frozenset[str]:
        outlets = (view.outlet for view in self._store.outlets())
        return frozenset(outlet.name.casefold() for outlet in outlets if outlet.kind == "agency")

    def _unplaced(
        self, told: dict[str, Told], known: set[str], described: dict[str, Described]
    ) -> Iterator[PlacedArticle]:
        """Articles the grouper passed over: it knew them already, or they are older than its window."""
        for article_id in told.keys() - known:
            story_id = self._store.story_of(article_id) or article_id
            about, topic = described[article_id]
            yield PlacedArticle(article_id, story_id, about=about, topic=topic)

    def tell(self) -> int:
        """Work out takes, omissions, numbers and shared words of stories that changed."""
        stale = self._store.stale_stories(TOLD_AT_ONCE)
        for story_id in stale:
            view = self._store.story(story_id)
            if view is not None:
                self._store.put_telling(story_id, self._telling(view))
        return len(stale)

    def _telling(self, story: StoryView) -> StoredTelling:
        placed = {report.card.id: report for report in story.reports}
        views = [view for view in map(self._store.article, _spread(story)) if view is not None]
        reports = [
            report_of(view, its.quotes, copy_of=its.copy_of, agency=its.agency)
            for view in views
            for its in (placed[view.article.id],)
        ]
        said = align([quote for report in reports for quote in report.quotes])
        named = unified(reports, said)
        found = labels(named)
        tones, toned = self._toner.read(named, story.telling)
        return StoredTelling(
            takes=tuple(take for take in found if not take.shared),
            alike=tuple(take for take in found if take.shared),
            omissions=omissions(reports),
            numbers=numbers(reports),
            utterances=tuple(utterance for utterance in renamed(said, named) if _shared(utterance)),
            voices=quoted(named),
            tones=tones,
            toned=toned,
        )

    @contextmanager
    def knowing(self, *, invented: bool) -> Iterator[Grouper]:
        """The grouper of one world as it is, which nobody changes meanwhile. It is only to be asked."""
        with self._grouping:
            yield self._groupers.get(GROUPERS[invented])

    def count(self) -> int:
        """Count, for every country whose press was read enough, what it tells, what it does not, and what it
        alone tells."""
        found = 0
        for invented, name in enumerate(GROUPERS):
            with self._grouping:
                grouper = self._groupers.get(name)
            found += count_world(self._store, self._clock(), grouper, invented=bool(invented))
        return found


def _spread(story: StoryView) -> list[str]:
    """The articles that tell a story: of a great many, the first of each outlet."""
    ids = [report.card.id for report in story.reports]
    if len(ids) <= MOST_REPORTS:
        return ids
    firsts: dict[str, str] = {}
    for report in story.reports:
        firsts.setdefault(report.card.outlet_id, report.card.id)
    return list(firsts.values())[:MOST_REPORTS]


def _shared(utterance: Utterance) -> bool:
    return len({quote.article_id for quote in utterance.quotes}) > 1
