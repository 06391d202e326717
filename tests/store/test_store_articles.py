"""Articles are kept once, listed newest first and found by their words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.errors import InputError
from parallax.model import Article, Author, Outcome, Outlet, Passage, Sentence
from parallax.store.sqlite import SqliteStore, cursor
from parallax.store.sqlite.text import match_expression, snippet_html
from parallax.store.views import SearchQuery

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def test_an_article_is_stored_once(store, make):
    assert store.put_article(make()) is Outcome.STORED
    assert store.put_article(make()) is Outcome.UNCHANGED
    assert len(store.latest().items) == 1


def test_a_changed_article_replaces_its_older_reading_and_waits_for_translation_again(store, make):
    store.put_article(make())
    store.put_passages(make().id, [Passage("title", 0, (Sentence("Ponte reabre", "Bridge", "firefox"),))])
    later = make(title="Ponte fecha", fetched=NOON + timedelta(hours=1))
    assert store.put_article(later) is Outcome.UPDATED
    view = store.article(later.id)
    assert view.article.content.title == "Ponte fecha"
    assert view.card.title_english is None
    assert [article.id for article in store.awaiting("lead", "pt", 5)] == [later.id]


def test_an_older_reading_never_replaces_a_newer_one(store, make):
    store.put_article(make(title="Agora"))
    assert store.put_article(make(title="Antes", fetched=NOON - timedelta(days=1))) is Outcome.UNCHANGED
    assert store.article(make().id).article.content.title == "Agora"


def test_an_authors_pieces_are_found_in_their_outlet_and_a_changed_byline_counts(store, make):
    def by(number: int, *names: str) -> Article:
        plain = make(number, title=f"Nota {number}")
        content = replace(plain.content, authors=tuple(map(Author, names)))
        return replace(plain, content=content, fingerprint=f"{number} {names}")

    store.put_article(by(1, "Ana Reis", "Rui Sá"))
    store.put_article(by(2, "Ana Reis", "Ana Reis"))
    store.put_article(by(3))
    outlet = by(1).outlet_id
    assert len(store.latest(outlet=outlet, author="Ana Reis").items) == 2
    assert [card.id for card in store.latest(outlet=outlet, author="Rui Sá").items] == [by(1).id]
    assert not store.latest(outlet="another", author="Ana Reis").items
    store.put_article(replace(by(1, "Rui Sá"), fetched_at=NOON + timedelta(hours=1)))
    assert [card.id for card in store.latest(outlet=outlet, author="Ana Reis").items] == [by(2).id]


def test_the_same_text_at_another_address_of_the_outlet_is_a_duplicate(store, make):
    store.put_article(make(1))
    assert store.put_article(make(2)) is Outcome.DUPLICATE
    assert len(store.latest().items) == 1


def test_everything_read_from_a_page_comes_back_as_it_went_in(store, make):
    article = make()
    store.put_article(article)
    assert store.article(article.id).article == article


def test_an_unknown_article_is_none(store):
    assert store.article("0" * 16) is None


def test_lists_go_newest_first_and_leaf_through_everything_once(store, make):
    for number in range(7):
        store.put_article(make(number, title=f"Título {number}"))
    seen, after = [], None
    while True:
        page = store.latest(country="BR", after=after, limit=3)
        seen += [card.title for card in page.items]
        after = page.next
        if after is None:
            break
    assert seen == [f"Título {number}" for number in range(7)]


def test_lists_can_be_of_one_country_outlet_or_language(store, make):
    store.put_article(make(1))
    store.put_article(make(2, outlet="tokyo", country="JP", language="ja", title="橋が再開"))
    assert [card.country for card in store.latest(country="JP").items] == ["JP"]
    assert [card.outlet_name for card in store.latest(outlet="gazeta").items] == ["Gazeta do Vale"]
    assert [card.language for card in store.latest(language="ja").items] == ["ja"]


def test_lists_can_be_of_a_span_of_time_that_its_end_is_not_part_of(store, make):
    for number in range(4):
        store.put_article(make(number, title=f"Título {number}"))
    times = [card.published or card.fetched_at for card in store.latest().items]
    found = store.latest(since=times[2], until=times[0], limit=1)
    assert [card.title for card in found.items] == ["Título 1"]
    rest = store.latest(since=times[2], until=times[0], after=found.next, limit=1)
    assert [card.title for card in rest.items] == ["Título 2"]
    assert rest.next is None


@given(st.text(max_size=40))
def test_a_cursor_that_is_not_ours_is_refused_in_words(text):
    try:
        values = cursor.decode(text, int, str)
    except InputError as error:
        assert "not a place in this list" in str(error)
    else:
        assert [type(value) for value in values] == [int, str]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ponte", True),
        ("PONTE segunda-feira", True),
        ('"reabriu na segunda"', True),
        ('"segunda reabriu"', False),
        ("ponte castelo", False),
        ("titulo", False),
        ("", False),
        ('"', False),
        ("ponte AND", False),
    ],
)
def test_search_wants_every_word_and_takes_quoted_ones_as_a_phrase(store, make, words, found):
    store.put_article(make())
    assert bool(store.search(SearchQuery(words)).items) is found


def test_search_folds_accents(store, make):
    store.put_article(make(title="Eleição em São Tomé"))
    assert store.search(SearchQuery("eleicao sao tome")).items


def test_search_finds_words_inside_unspaced_scripts_and_marks_them(store, make):
    store.put_article(
        make(
            outlet="tokyo",
            country="JP",
            language="ja",
            title="橋が再開",
            text="昨日、東京都で会議が開かれた。",
        )
    )
    (card,) = store.search(SearchQuery("東京")).items
    assert "<mark>東京</mark>都で会議" in card.snippet
    assert not store.search(SearchQuery("京東")).items


def test_search_reads_the_english_too_once_there_is_some(store, make):
    article = make()
    store.put_article(article)
    assert not store.search(SearchQuery("bridge")).items
    store.put_passages(
        article.id, [Passage("title", 0, (Sentence("Ponte reabre", "Bridge reopens", "firefox"),))]
    )
    assert store.search(SearchQuery("bridge")).items


def test_a_snippet_is_in_english_where_the_english_has_the_word_too(store, make):
    article = make(text="Um ferry atravessa o rio, e outro ferry o mar. Os ferry chegam cedo.")
    store.put_article(article)
    assert "atravessa" in store.search(SearchQuery("ferry")).items[0].snippet
    crossing = Sentence(article.content.text, "A ferry crosses the river.", "firefox")
    store.put_passages(article.id, [Passage("body", 0, (crossing,))])
    assert store.search(SearchQuery("ferry")).items[0].snippet == "A <mark>ferry</mark> crosses the river."
    assert "atravessa" in store.search(SearchQuery("atravessa")).items[0].snippet.replace("<mark>", "")


def test_search_can_be_narrowed_by_place_language_outlet_and_day(store, make):
    store.put_article(make())
    day = date(2026, 3, 14)
    for narrowed, found in [
        ({"country": "BR"}, True),
        ({"country": "JP"}, False),
        ({"language": "pt"}, True),
        ({"outlet": "tokyo"}, False),
        ({"since": day, "until": day}, True),
        ({"since": day + timedelta(days=1)}, False),
        ({"until": day - timedelta(days=1)}, False),
    ]:
        assert bool(store.search(SearchQuery("ponte", **narrowed)).items) is found


@given(st.text(max_size=60))
def test_no_question_breaks_search(text):
    expression = match_expression(text)
    assert expression.count('"') % 2 == 0
    assert "\x00" not in expression


@pytest.mark.parametrize(
    "words", ['a" OR "b', "NEAR(a b)", "title: ponte", "*", "a*", "^ponte", "-ponte", "(", "日本 \x00"]
)
def test_search_syntax_is_only_words(store, make, words):
    store.put_article(make())
    store.search(SearchQuery(words))


def test_snippets_are_escaped_before_they_are_marked():
    assert snippet_html("<b>\x02ponte\x03</b>") == "&lt;b&gt;<mark>ponte</mark>&lt;/b&gt;"


def test_a_line_without_a_full_stop_is_set_apart_from_the_next_in_a_snippet():
    assert snippet_html("140 \x02jobs\x03\nA line opens.\nIn \x02spring\x03") == (
        "140 <mark>jobs</mark> · A line opens.\nIn <mark>spring</mark>"
    )


def test_pruning_goes_by_when_an_article_came_not_by_when_it_was_published(path, make):
    now = NOON - timedelta(days=100)
    store = SqliteStore(path, clock=lambda: now)
    store.add_outlets([Outlet("gazeta", "Gazeta do Vale", "https://gazeta.example", "BR")])
    store.put_article(make(1, title="Velha"))
    now = NOON
    store.put_article(make(2, title="Nova, de 2019", published=NOON - timedelta(days=2000)))
    assert store.prune(NOON - timedelta(days=90)) == 1
    assert [card.title for card in store.latest().items] == ["Nova, de 2019"]
    assert not store.search(SearchQuery("velha")).items
    store.close()


def test_lists_never_read_bodies(store, make):
    store.put_article(make())
    read = []
    store.connection.set_authorizer(
        lambda action, table, *rest: read.append(table) or 0 if action == 20 else 0
    )
    try:
        store.latest()
        store.search(SearchQuery("ponte"))
        store.countries(NOON)
        store.outlets()
    finally:
        store.connection.set_authorizer(None)
    assert "articles" in read
    assert "bodies" not in read


def test_outlets_no_longer_listed_keep_their_articles(store: SqliteStore, make):
    store.put_article(make())
    store.sync_outlets([])
    assert store.outlets() == ()
    assert [card.outlet_name for card in store.latest().items] == ["Gazeta do Vale"]
    assert store.article(make().id).outlet.name == "Gazeta do Vale"


def test_every_country_is_tallied_and_today_is_the_last_24_hours(store, make):
    store.put_article(make(1, title="Hoje"))
    store.put_article(make(2, title="Ontem", published=NOON - timedelta(hours=30)))
    tallies = {tally.country: tally for tally in store.countries(NOON)}
    assert len(tallies) > 245
    brazil = tallies["BR"]
    assert (brazil.outlets, brazil.outlets_with_feed, brazil.articles, brazil.articles_today) == (1, 1, 2, 1)
    assert replace(tallies["NR"], country="") == replace(
        brazil, country="", outlets=0, outlets_with_feed=0, articles=0, articles_today=0, newest=None
    )
