"""Who tells a story and who does not: the store's rows brought to the counting, and what it found put back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from parallax.overlooked import (
    RULES,
    Count,
    ListedOutlet,
    StoryTold,
    Telling,
    coverages,
    only_told_by,
)
from parallax.store.interface import Store
from parallax.store.views import ToldRow
from parallax.stories import Grouper
from parallax.stories.nearby import Nearby
from parallax.telling import Coverage

# Stories that can still be overlooked are those of the grouping's own window.
COVERED_DAYS = 5

Traces = Callable[[Count, Sequence[Count]], bool]


def count_world(store: Store, now: datetime, grouper: Grouper, *, invented: bool) -> int:
    """Count for every country of the real or the invented world whose press was read enough.

    ``grouper`` holds the live articles, for a second look at silence. Returns how many findings were put into the store.
    """
    since = now - timedelta(days=COVERED_DAYS)
    listed = _listed(store, since, invented=invented)
    world = {outlet.outlet_id for outlet in listed}
    rows = [row for row in store.told_since(since) if row.outlet_id in world]
    listed, stories = _as_compared(listed, rows), stories_told(rows)
    traces = _second_look(grouper, rows)
    done = 0
    for country in countries_read(listed):
        found = sorted(coverages(country, stories, listed, traces=traces), key=_strength)
        alone = only_told_by(country, stories, listed, traces=traces)
        store.put_coverage(country, found, alone)
        done += len(found) + len(alone)
    return done


def _listed(store: Store, since: datetime, *, invented: bool) -> list[ListedOutlet]:
    """One world's outlets with the times they were read."""
    read_at: dict[str, list[datetime]] = defaultdict(list)
    for poll in store.polls(since=since.date()):
        if poll.read_at is not None:
            read_at[poll.outlet_id].append(poll.read_at)
    return [
        ListedOutlet(
            outlet.id,
            outlet.country,
            outlet.languages[0] if outlet.languages else "und",
            tuple(sorted(read_at[outlet.id])),
        )
        for outlet in (view.outlet for view in store.outlets())
        if outlet.invented is invented
    ]


def _as_compared(listed: Sequence[ListedOutlet], rows: Sequence[ToldRow]) -> list[ListedOutlet]:
    """Outlets with the language in which most of their reports were compared, where there are any."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        seen[row.outlet_id][_compared_in(row)] += 1
    return [
        ListedOutlet(
            outlet.outlet_id,
            outlet.country,
            seen[outlet.outlet_id].most_common(1)[0][0] if outlet.outlet_id in seen else outlet.language,
            outlet.read_at,
        )
        for outlet in listed
    ]


def _compared_in(row: ToldRow) -> str:
    return "en" if row.translated else row.language.partition("-")[0]


def _second_look(grouper: Grouper, rows: Sequence[ToldRow]) -> Traces:
    """Whether a press's other reports resemble a story, by the grouping's own measure."""
    by_story: dict[str, list[ToldRow]] = defaultdict(list)
    for row in rows:
        by_story[row.story_id].append(row)

    @lru_cache(maxsize=1)  # a press is asked about all of its stories in turn
    def nearby(outlets: frozenset[str]) -> Nearby:
        return Nearby(grouper, [row.article_id for row in rows if row.outlet_id in outlets])

    def traced(one: Count, own: Sequence[Count]) -> bool:
        story = by_story[one.story.story_id]
        theirs = {row.article_id for row in story if row.outlet_id in one.told}
        others = [row.article_id for row in story if row.article_id not in theirs]
        return nearby(frozenset(name for each in own for name in each.told)).resembles(others, theirs)

    return traced


def countries_read(listed: Sequence[ListedOutlet]) -> list[str]:
    """Countries with enough outlets read to say anything."""
    read = Counter(outlet.country for outlet in listed if outlet.read_at)
    return sorted(country for country, count in read.items() if count >= RULES.least_read)


def stories_told(rows: Sequence[ToldRow]) -> list[StoryTold]:
    """The rows of the store as the counting wants them."""
    grouped: dict[str, list[ToldRow]] = defaultdict(list)
    for row in rows:
        grouped[row.story_id].append(row)
    return [
        StoryTold(
            story_id,
            members[0].first,
            members[0].last,
            tuple(
                Telling(
                    row.outlet_id, row.country, _compared_in(row), _wire(row, {m.copy_of for m in members})
                )
                for row in members
            ),
            members[0].about,
            members[0].topic,
        )
        for story_id, members in grouped.items()
    ]


def _wire(row: ToldRow, copied: set[str]) -> str:
    """What the copies of one text have in common: the agency, else the article they repeat."""
    return row.agency or row.copy_of or (row.article_id if row.article_id in copied else "")


def _strength(found: Coverage) -> tuple[int, float, int, str]:
    """Overlooked first; of those, where most outlets would have been expected."""
    order = {"overlooked": 0, "covered": 2}.get(found.verdict, 1)
    return order, -found.expected * found.n, -found.elsewhere, found.story_id
