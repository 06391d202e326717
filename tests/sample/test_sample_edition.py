"""The invented edition is complete, consistent and says that it is invented."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from parallax.sample import edition_day, edition_outlets
from parallax.sample.edition import articles, furniture, newsrooms
from parallax.sample.records import Event, SampleArticle, joined
from parallax.sample.render import page
from parallax.sample.truth import stories

DAY = date(2026, 3, 14)
# As parts of the world the reader's app groups places by.
CONTINENTS = {
    "Africa": {"EG", "MA", "SN", "KE", "NG"},
    "Asia": {"CN", "IN", "ID", "JP", "KZ", "TR"},
    "Europe": {"GB", "FR", "DE", "NL", "PL", "PT", "UA", "CZ"},
    "North America": {"US", "CA", "MX"},
    "Oceania": {"AU", "NZ", "FJ"},
    "South America": {"AR", "BR", "CL", "UY"},
}


def words(article: SampleArticle) -> int:
    sentences = (pair for piece in article.body for pair in piece.sentences)
    return sum(len((pair.english or pair.original).split()) for pair in sentences)


def event(name: str) -> Event:
    return next(found for found in stories() if found.id == name)


def test_the_edition_is_large_enough_to_show_everything() -> None:
    assert len(articles()) >= 60
    assert len({article.newsroom.outlet.country for article in articles()}) >= 22
    assert len({article.language for article in articles()}) >= 10
    assert len(stories()) >= 12


def test_every_inhabited_continent_has_a_newsroom() -> None:
    countries = {outlet.country for outlet in edition_outlets()}
    assert all(countries & members for members in CONTINENTS.values())
    assert countries <= set.union(*CONTINENTS.values())


def test_every_outlet_is_marked_as_invented_and_lives_under_example() -> None:
    for outlet in edition_outlets():
        assert outlet.invented
        assert outlet.id.startswith("sample-")
        assert all(re.match(r"https://[a-z.-]+\.example/", url) for url in (outlet.homepage, *outlet.feeds))


def test_every_newsroom_publishes_something() -> None:
    publishing = {article.newsroom.outlet.id for article in articles()}
    assert publishing == {newsroom.outlet.id for newsroom in newsrooms()}


def test_the_kinds_of_ownership_that_takes_tell_apart_are_there() -> None:
    kinds = Counter(outlet.ownership.kind for outlet in edition_outlets())
    assert kinds["state"] >= 3
    assert kinds["public"] >= 4
    assert kinds["private"] >= 15


def test_an_outlet_in_exile_covers_another_country() -> None:
    abroad = [outlet for outlet in edition_outlets() if outlet.covers]
    assert [(outlet.country, outlet.covers) for outlet in abroad] == [("CZ", "KZ")]


def test_every_sentence_that_is_not_english_has_its_english() -> None:
    for article in articles():
        texts = [article.title, article.dek, article.caption]
        texts += [pair for piece in article.body for pair in piece.sentences]
        for pair in filter(None, texts):
            if article.language == "en":
                assert pair.english is None or pair.parts, pair
            else:
                assert pair.english, (article.id, pair.original)
                assert pair.english != pair.original


def test_every_page_says_in_its_language_that_it_is_invented() -> None:
    for article in articles():
        html = page(article, DAY).decode()
        assert furniture()[article.language]["invented"][0] in html.replace("&#39;", "'")
        assert "Parallax" in html


def test_addresses_are_unique_and_do_not_depend_on_the_day() -> None:
    urls = [article.url for article in articles()]
    assert len(set(urls)) == len(urls)
    assert all(str(DAY.year) not in url for url in urls)


def test_reports_have_the_length_of_short_newspaper_pieces() -> None:
    short = {article.id for article in articles() if words(article) < 100}
    assert short <= {article.id for article in articles() if article.paywalled or article.refused}
    assert all(words(article) <= 350 for article in articles())


@pytest.mark.parametrize(
    "flag", ["live", "paywalled", "noarchive", "reserved", "refused", "wire_of", "agency", "modified"]
)
def test_each_special_kind_of_page_is_there(flag: str) -> None:
    assert any(getattr(article, flag) for article in articles())


def test_two_pieces_are_opinion() -> None:
    assert sum(article.opinion for article in articles()) == 2


def test_a_correction_notice_and_live_posts_are_there() -> None:
    kinds = Counter(piece.kind for article in articles() for piece in article.body)
    assert kinds["correction"] == 1
    assert kinds["live-post"] >= 5


def test_live_posts_stand_newest_first() -> None:
    live = next(article for article in articles() if article.live)
    times = [piece.at for piece in live.body if piece.at]
    assert times == sorted(times, reverse=True)
    assert (times[-1], times[0]) == (live.at, live.modified)


def test_a_page_never_changes_before_it_is_published() -> None:
    assert all(article.changed(DAY) >= article.on(DAY) for article in articles())


def test_what_is_said_and_claimed_of_an_article_is_known_to_its_event() -> None:
    for story in stories():
        for article in story.articles:
            assert {quotation.speaker for quotation in article.quotations} <= story.speakers.keys(), (
                article.id
            )
            assert set(article.carries) <= story.claims.keys(), article.id


def test_quotations_stand_in_the_body_word_for_word() -> None:
    for article in articles():
        body = "\n".join(joined(piece.sentences, article.language) for piece in article.body)
        assert all(quotation.text in body for quotation in article.quotations), article.id


def test_wire_copies_point_to_a_report_of_the_same_event() -> None:
    copies = [article for article in articles() if article.wire_of]
    assert len(copies) >= 4
    assert any(not copy.agency for copy in copies), "one copy is not credited"
    for copy in copies:
        assert copy.wire_of in {article.id for article in event(copy.event).articles}


def test_the_bridge_is_told_by_many_sides() -> None:
    bridge = event("bridge")
    newsrooms_of = {article.newsroom.outlet.id: article.newsroom.outlet for article in bridge.articles}
    assert len(newsrooms_of) >= 8
    assert len({article.language for article in bridge.articles}) >= 6
    assert {outlet.ownership.kind for outlet in newsrooms_of.values()} == {"state", "public", "private"}
    said = [quotation for article in bridge.articles for quotation in article.quotations]
    assert {quotation.form for quotation in said} == {"verbatim", "translated", "cut", "spliced"}
    gate = {article.language for article in bridge.articles for q in article.quotations if q.group == "gate"}
    assert len(gate) >= 6


def test_what_is_overlooked_and_what_is_told_at_home_only_is_true() -> None:
    for story in stories():
        countries = {article.newsroom.outlet.country for article in story.articles}
        assert not story.overlooked_by or (story.overlooked_by not in countries and len(countries) >= 3)
        assert not story.only_in or countries == {story.only_in}
    assert any(
        len({a.newsroom.outlet.country for a in s.articles}) >= 5 for s in stories() if s.overlooked_by
    )
    assert len(event("regatta").articles) >= 4


def test_the_numbers_of_the_power_cut_disagree() -> None:
    values = {article.numbers["households"] for article in event("blackout").articles}
    assert len(values) >= 5


def test_the_edition_of_a_day_is_taken_only_when_it_is_over() -> None:
    morning = datetime(2026, 3, 14, 6, 0, tzinfo=UTC)
    assert edition_day(morning) == date(2026, 3, 13)
    night = datetime(2026, 3, 14, 23, 30, tzinfo=UTC)
    assert edition_day(night) == date(2026, 3, 14)
    for now in (morning, night):
        assert all(article.changed(edition_day(now)) + timedelta(minutes=5) < now for article in articles())
