"""What belongs into the edition of a day, and how much of each article its publisher lets a copy carry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from parallax.errors import InputError
from parallax.model import Author
from parallax.store.interface import Reader
from parallax.store.views import ArticleCard, ArticleView, StoryCard
from parallax.telling import Take
from parallax.web.places import country_name
from parallax.web.telling import take_anchor

# Articles read from the store at a time; a busy day has thousands.
PAGE = 200


Progress = Callable[[int, int], None]
"""Hears how far it has come: things done, of things to do."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in the edition of one day; the texts themselves stay in the store until they are written.

    ``made`` is the last time anything in it was read, so that the same store gives the same edition.
    ``places`` are the anchors that can be linked to, by address.
    """

    day: date
    country: str | None
    made: datetime
    articles: dict[str, ArticleCard]  # newest first
    stories: dict[str, StoryCard]  # told by most countries first
    takes: dict[str, tuple[Take, ...]]  # by story
    story_of: dict[str, str]  # the story each article shares with others
    places: dict[str, frozenset[str]]

    @property
    def by_country(self) -> tuple[tuple[str, tuple[ArticleCard, ...]], ...]:
        """Countries by name, each with its articles."""
        groups: dict[str, list[ArticleCard]] = defaultdict(list)
        for card in self.articles.values():
            groups[card.country].append(card)
        return tuple((code, tuple(groups[code])) for code in sorted(groups, key=country_name))


def may_carry_text(view: ArticleView) -> bool:
    """Whether a copy may hold more than headline, lead and link: no wish against keeping or quoting was found."""
    rights = view.article.rights
    return rights.archive and rights.max_snippet < 0


def permitted(view: ArticleView) -> ArticleView:
    """The article as far as its publisher lets a copy carry it: else headline, lead (cut to the length allowed) and link."""
    if may_carry_text(view):
        return view
    content = view.article.content
    limit = view.article.rights.max_snippet
    dek = content.dek if limit < 0 or len(content.dek) <= limit else ""
    kept = replace(
        content, dek=dek, blocks=(), images=(), lead_image=None, authors=_names_only(view), related=()
    )
    passages = tuple(
        passage for passage in view.passages if passage.part == "title" or (passage.part == "dek" and dek)
    )
    card = replace(view.card, dek=dek, dek_english=view.card.dek_english if dek else None, image="")
    return replace(view, article=replace(view.article, content=kept), passages=passages, card=card)


def _names_only(view: ArticleView) -> tuple[Author, ...]:
    return tuple(replace(author, bio="", image="") for author in view.article.content.authors)


def when(card: ArticleCard) -> datetime:
    return (card.published or card.fetched_at).astimezone(UTC)


def gather(store: Reader, day: date | None, country: str | None, told: Progress) -> Contents:
    """Everything of one day (UTC), the newest there is if none is named.

    Raises :class:`InputError` where nothing is from that day.
    """
    cards = _cards_of(store, day, country)
    articles: dict[str, ArticleCard] = {}
    stories: dict[str, StoryCard] = {}
    takes: dict[str, tuple[Take, ...]] = {}
    story_of: dict[str, str] = {}
    places: dict[str, frozenset[str]] = {}
    looked_at: set[str] = set()
    for number, card in enumerate(cards):
        told(number, len(cards))
        view = store.article(card.id)
        if view is None:
            continue  # forgotten while we were reading
        shown = permitted(view)
        articles[card.id] = shown.card
        places[f"/article/{card.id}"] = frozenset(f"b{n}" for n in range(len(shown.article.content.blocks)))
        story_id = store.story_of(card.id)
        if story_id and story_id not in looked_at:
            looked_at.add(story_id)
            story = store.story(story_id)
            if story and len(story.reports) > 1:
                stories[story_id] = story.card
                takes[story_id] = story.telling.takes
                labels = (*story.telling.takes, *story.telling.alike)
                places[f"/story/{story_id}"] = frozenset(map(take_anchor, labels))
        if story_id in stories:
            story_of[card.id] = story_id
    ordered = sorted(stories.values(), key=lambda one: (-len(one.countries), -one.articles, one.id))
    return Contents(
        day=when(cards[0]).date(),
        country=country,
        made=max(card.fetched_at for card in cards).astimezone(UTC),
        articles=articles,
        stories={card.id: card for card in ordered},
        takes=takes,
        story_of=story_of,
        places=places,
    )


def _cards_of(store: Reader, day: date | None, country: str | None) -> list[ArticleCard]:
    """The day's cards, newest first."""
    newest = next((when(card).date() for card in store.latest(country=country, limit=1).items), None)
    wanted = day or newest
    if wanted is None:
        raise InputError(_nothing(day, country), hint=_newest(newest, country))
    begins = datetime.combine(wanted, time.min, tzinfo=UTC)
    found: list[ArticleCard] = []
    after: str | None = None
    while True:
        page = store.latest(
            country=country, since=begins, until=begins + timedelta(days=1), after=after, limit=PAGE
        )
        found += page.items
        after = page.next
        if after is None:
            break
    if not found:
        raise InputError(_nothing(day, country), hint=_newest(newest, country))
    return found


def _nothing(day: date | None, country: str | None) -> str:
    where = f" from {country_name(country)}" if country else ""
    return f"Nothing{where} is here of {day.isoformat()}." if day else f"Nothing{where} is here yet."


def _newest(newest: date | None, country: str | None) -> str:
    if newest is None:
        return "`parallax up` or `parallax ingest` brings something to read."
    return f"The newest day{' of that country' if country else ''} is {newest.isoformat()}; days are those of UTC."
