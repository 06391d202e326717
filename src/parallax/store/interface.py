"""What every store can do. SQLite implements it here; PostgreSQL is to implement the same.

Writes are upserts on content keys, so that anything interrupted can be run again.
Reads that make lists never load bodies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Protocol

from parallax.model import (
    Article,
    FeedState,
    Health,
    LedgerEntry,
    Memory,
    Outcome,
    Outlet,
    PageTrace,
    Passage,
)
from parallax.store.views import (
    ArticleCard,
    ArticleView,
    CountryTally,
    FeedPoll,
    LanguageTally,
    LedgerRow,
    OutletLine,
    OutletQuery,
    OutletView,
    Page,
    PlacedArticle,
    SearchQuery,
    StoredSentence,
    StoreStatus,
    StoryCard,
    StoryView,
    Telling,
    ToldRow,
    Waiting,
)
from parallax.telling import Coverage, OnlyTold, Quote


class Reader(Protocol):
    """What the site, the API and the commands read."""

    def countries(self, now: datetime) -> tuple[CountryTally, ...]: ...

    def languages(self) -> tuple[LanguageTally, ...]: ...

    def latest(
        self,
        *,
        country: str | None = None,
        outlet: str | None = None,
        author: str | None = None,
        language: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        after: str | None = None,
        limit: int = 30,
    ) -> Page[ArticleCard]:
        """Newest first by publication (or, where unknown, fetch) time. ``after`` is a page's ``next``.

        ``since`` belongs to what is listed, ``until`` does not. ``author`` is a name as its outlet writes it, so it belongs with an ``outlet``.

        Raises :class:`parallax.errors.InputError` for a cursor that is not ours.
        """
        ...

    def search(self, query: SearchQuery, *, after: str | None = None, limit: int = 30) -> Page[ArticleCard]:
        """Best first, with snippets. Never raises for odd words; an empty query finds nothing."""
        ...

    def article(self, article_id: str) -> ArticleView | None: ...

    def cards(self, article_ids: Sequence[str]) -> tuple[ArticleCard, ...]:
        """The cards of these articles, in the order asked; unknown ids are left out."""
        ...

    def outlets(
        self, country: str | None = None, *, ids: Sequence[str] | None = None
    ) -> tuple[OutletView, ...]:
        """All or those of one country, by country and name; or those of these ids, in the order asked."""
        ...

    def outlet_counts(self, query: OutletQuery) -> dict[str, int]:
        """How many such outlets each country has."""
        ...

    def outlet_lines(
        self, query: OutletQuery, countries: Sequence[str] | None = None
    ) -> tuple[OutletLine, ...]:
        """Such outlets of these countries, or of all: thousands. In no order."""
        ...

    def outlet(self, outlet_id: str) -> OutletView | None: ...

    def outlet_names(self, outlet_ids: Iterable[str]) -> dict[str, str]:
        """The names of these outlets by id; unknown ids are left out."""
        ...

    def ledger(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        country: str | None = None,
        outlet: str | None = None,
    ) -> tuple[LedgerRow, ...]: ...

    def ledger_entries(
        self,
        *,
        outlet: str | None = None,
        outcome: Outcome | None = None,
        day: date | None = None,
        limit: int = 200,
    ) -> tuple[LedgerEntry, ...]:
        """The single items behind a count, newest day first."""
        ...

    def polls(
        self, *, since: date | None = None, country: str | None = None, outlet: str | None = None
    ) -> tuple[FeedPoll, ...]:
        """How feeds answered, by day: what tells silence from failure."""
        ...

    def stories(
        self,
        *,
        country: str | None = None,
        about: str | None = None,
        topic: str | None = None,
        since: datetime | None = None,
        several: bool = True,
        by: Literal["countries", "newest"] = "newest",
        after: str | None = None,
        limit: int = 30,
    ) -> Page[StoryCard]:
        """Stories, newest first or told by most countries first.

        ``country`` is where they are published, ``about`` what they are about; ``several`` leaves out
        what a single outlet tells.
        """
        ...

    def story(self, story_id: str) -> StoryView | None:
        """A story by its id, or by that of one that was merged into it."""
        ...

    def story_cards(self, story_ids: Sequence[str]) -> tuple[StoryCard, ...]:
        """The cards of these stories, in the order asked; unknown ids are left out."""
        ...

    def story_of(self, article_id: str) -> str | None: ...

    def quotes_of(self, article_ids: Sequence[str]) -> dict[str, tuple[Quote, ...]]: ...

    def coverage_by(
        self, country: str, *, verdict: str | None = None, limit: int | None = None
    ) -> tuple[Coverage, ...]:
        """The stories looked at for one country's press, overlooked ones first; those of one verdict alone."""
        ...

    def coverage_totals(self, country: str) -> Counter[str]:
        """How many stories were looked at for one country's press, by verdict."""
        ...

    def only_told_by(self, country: str) -> tuple[OnlyTold, ...]:
        """The stories that only this country's press tells, as far as can be told; most voices first."""
        ...

    def coverage_counts(self) -> dict[str, tuple[int, int]]:
        """By country whose press was looked at: stories it overlooks, and stories looked at."""
        ...

    def about_counts(self, since: datetime, *, published_in: str | None = None) -> dict[str, int]:
        """How many articles are about each country; those of one country's press, if named."""
        ...

    def topic_counts(self, since: datetime, *, published_in: str | None = None) -> dict[str, int]:
        """How many articles are on each topic, the commonest first; those of one country's press, if named.

        Without a country, all articles of the stories told since.
        """
        ...

    def status(self, *, check: bool = True) -> StoreStatus:
        """What the store holds. ``check`` reads the whole file for damage; without it ``healthy`` is True untested."""
        ...


class Store(Reader, Memory, Protocol):
    """Everything, for the pipeline and the commands."""

    def transaction(self) -> AbstractContextManager[None]:
        """All writes inside become durable together, or none does."""
        ...

    def sync_outlets(self, outlets: Iterable[Outlet], *, invented: bool = False) -> None:
        """Make the store's outlets (the invented ones apart) equal to these; articles of others stay."""
        ...

    def add_outlets(self, outlets: Iterable[Outlet]) -> None: ...

    def put_article(self, article: Article) -> Outcome:
        """STORED, UPDATED or UNCHANGED. An older reading never replaces a newer one."""
        ...

    def put_passages(self, article_id: str, passages: Sequence[Passage]) -> None: ...

    def count_waiting(self, part: str) -> int:
        """How many articles' ``lead`` or ``body`` has not been through translation."""
        ...

    def languages_waiting(self) -> dict[str, int]:
        """Languages with articles not yet (wholly) in English, and how many articles."""
        ...

    def awaiting(
        self, part: str, language: str, limit: int, *, also_refused: bool = False
    ) -> tuple[Article, ...]:
        """Articles of a language whose ``lead`` or ``body`` waits: most read first, then newest.

        ``also_refused``: those no engine could read before, too (there is one now).
        """
        ...

    def note_read(self, article_id: str) -> None:
        """A reader opened it: its body moves up the translation queue."""
        ...

    def write_ledger(self, entries: Iterable[LedgerEntry]) -> None:
        """One outcome per item and day: the first that brought text stands over a later 'unchanged'."""
        ...

    def enqueue(self, items: Iterable[Waiting], now: datetime) -> int:
        """Put items in line; those already there keep their place. How many are new."""
        ...

    def due_items(self, now: datetime, limit: int) -> tuple[Waiting, ...]:
        """The next in line, outlets taking turns, each outlet's newest first."""
        ...

    def postpone(self, url: str, attempts: int, due: datetime) -> None: ...

    def finish(self, url: str, article_id: str, at: datetime) -> None:
        """The journey of this address has ended; it leaves the line and is remembered."""
        ...

    def seen(self, urls: Sequence[str]) -> dict[str, datetime]:
        """Those of these addresses whose journey has ended, and when."""
        ...

    def page_traces(self, outlet_id: str) -> dict[str, PageTrace]:
        """What the outlet's pages read last left behind, by their addresses."""
        ...

    def put_page_trace(self, outlet_id: str, url: str, at: datetime, trace: PageTrace, *, keep: int) -> None:
        """Remember what a page left behind; of an outlet's traces the ``keep`` fetched last stay.

        A page's later trace replaces its earlier one, and which stay does not depend on the order
        in which they come.
        """
        ...

    def waiting(self) -> int:
        """How many items are in line."""
        ...

    def became_readable(self, urls: Iterable[str]) -> None:
        """These were stored untranslated and are in English now."""
        ...

    def put_poll(self, poll: FeedPoll) -> None: ...

    def note(self, name: str) -> str | None: ...

    def put_note(self, name: str, value: str) -> None: ...

    def feed_states(self) -> dict[str, FeedState]: ...

    def ungrouped(self, limit: int) -> tuple[ArticleView, ...]:
        """Articles that belong to no story yet and whose titles have been through translation, oldest first."""
        ...

    def put_story_articles(self, placed: Iterable[PlacedArticle]) -> None:
        """Give articles their stories, and bring the stories they join and leave up to date."""
        ...

    def unquoted(self, limit: int) -> tuple[ArticleView, ...]:
        """Articles whose quotations have not been looked for and whose bodies have been through translation."""
        ...

    def put_quotes(self, article_id: str, quotes: Sequence[Quote]) -> None: ...

    def stale_stories(self, limit: int) -> tuple[str, ...]:
        """Stories whose telling is older than their articles, newest first."""
        ...

    def put_telling(self, story_id: str, telling: Telling) -> None: ...

    def told_since(self, since: datetime) -> tuple[ToldRow, ...]: ...

    def put_coverage(
        self, country: str, found: Sequence[Coverage], only_told: Sequence[OnlyTold] = ()
    ) -> None:
        """Replace what is known of one country's press; the orders given are those of the lists."""
        ...

    def lease(self, name: str, holder: str, seconds: int) -> bool:
        """Take (or keep) work that only one process may do; False while another has it."""
        ...

    def release(self, name: str, holder: str) -> None: ...

    def state(self, name: str) -> bytes | None:
        """What a step left to go on from after a restart."""
        ...

    def put_state(self, name: str, value: bytes) -> None: ...

    def put_feed_state(self, state: FeedState) -> None: ...

    def put_health(self, health: Iterable[Health]) -> None: ...

    def sentences(self, language: str | None = None) -> Iterator[StoredSentence]:
        """The whole translation memory, for export."""
        ...

    def prune(self, before: datetime) -> int:
        """Forget articles that came into the store before; how many went.

        By when they came, not when they were published: a capture of an old day stays as long as news.
        """
        ...

    def backup(self, target: Path) -> None: ...

    def close(self) -> None: ...
