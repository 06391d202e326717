"""Every item that sets out ends in exactly one outcome, and doing it again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from parallax.model import Entry, Item, Outcome
from parallax.pipeline.journey import travel
from parallax.pipeline.polling import Polling, feeds_of, poll_due
from parallax.pipeline.sources import from_queue
from parallax.store.views import Waiting


def outcomes(items) -> list[Outcome]:
    return [item.outcome for item in items]


def test_a_page_becomes_an_article_under_its_country(newsroom, tools, store):
    url = newsroom.page("/1")
    assert outcomes(travel([Item(url)], tools)) == [Outcome.STORED]
    (card,) = store.latest(country="GB").items
    assert (card.title, card.outlet_name, card.language) == (
        "Bridge over the Lune opens again",
        "Lune Post",
        "en",
    )
    text = store.article(card.id).article.content.text
    assert "Engineers had closed" in text
    assert "About us" not in text


def test_the_second_time_nothing_changes(newsroom, tools, store, clock):
    url = newsroom.page("/1")
    list(travel([Item(url)], tools))
    before = (store.latest().items, store.ledger())
    clock.forward(hours=2)
    assert outcomes(travel([Item(url)], tools)) == [Outcome.UNCHANGED]
    assert (store.latest().items, store.ledger()) == before


def test_a_page_that_changed_is_updated_in_its_place(newsroom, tools, store, clock):
    url = newsroom.page("/1")
    list(travel([Item(url)], tools))
    newsroom.page("/1", title="Bridge over the Lune closes again")
    clock.forward(hours=2)
    assert outcomes(travel([Item(url)], tools)) == [Outcome.UPDATED]
    assert [card.title for card in store.latest().items] == ["Bridge over the Lune closes again"]


@pytest.mark.parametrize(
    ("prepare", "outcome", "word"),
    [
        (
            lambda room: room.pages.update({"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /")}),
            Outcome.REFUSED_ROBOTS,
            "robots",
        ),
        (lambda room: room.pages.update({"/1": (404, {}, b"")}), Outcome.FAILED, "404"),
        (lambda room: room.pages.update({"/1": (503, {}, b"")}), Outcome.WILL_RETRY, "503"),
        (
            lambda room: room.pages.update(
                {"/1": (200, {"Content-Type": "text/html"}, b"<html><body></body></html>")}
            ),
            None,
            "",
        ),
    ],
)
def test_what_goes_wrong_has_an_outcome_and_a_reason(newsroom, tools, store, prepare, outcome, word):
    newsroom.page("/1")
    prepare(newsroom)
    (item,) = travel([Item(newsroom.url + "/1", "lune")], tools)
    if outcome is None:
        assert item.outcome in {Outcome.UNREADABLE, Outcome.NOT_ARTICLE}
    else:
        assert item.outcome is outcome
    assert word in item.detail
    assert item.detail
    (entry,) = store.ledger_entries(outlet="lune")
    assert (entry.outcome, entry.detail) == (item.outcome, item.detail)


def test_private_addresses_are_refused_and_counted(tools, store):
    (item,) = travel([Item("http://10.0.0.1/latest/")], tools)
    assert item.outcome is Outcome.REFUSED_ADDRESS


def test_no_full_text_is_kept_where_the_publisher_forbids_it(newsroom, tools, store):
    url = newsroom.page(
        "/1",
        head="<meta name=robots content=noarchive><meta name=description content='The crossing is open.'>",
    )
    assert outcomes(travel([Item(url)], tools)) == [Outcome.LEAD_ONLY]
    view = store.article(store.latest().items[0].id)
    assert view.article.content.blocks == ()
    assert view.card.lead_only
    assert view.article.content.dek
    assert "noarchive" in " ".join(view.article.rights.basis)


@pytest.mark.parametrize(("limit", "longest"), [("0", 0), ("30", 30)])
def test_a_publishers_limit_on_snippets_limits_the_lead(newsroom, tools, store, limit, longest):
    head = f"<meta name=robots content='max-snippet:{limit}'><meta name=description content='{'word ' * 30}'>"
    list(travel([Item(newsroom.page("/1", head=head))], tools))
    assert len(store.latest().items[0].dek) <= longest


def test_a_language_nothing_reads_is_stored_and_counted_as_untranslated(newsroom, tools, store):
    tools = replace(tools, identify=lambda *_, **__: as_language("kk"))
    assert outcomes(travel([Item(newsroom.page("/1"))], tools)) == [Outcome.UNTRANSLATED]
    assert store.latest().items


def as_language(tag):
    from parallax.model import LanguageGuess

    return LanguageGuess(tag, 1.0, "model")


def test_the_feed_fills_what_the_page_does_not_say(newsroom, tools, store, clock):
    newsroom.page("/1")
    status, headers, body = newsroom.pages["/1"]
    newsroom.pages["/1"] = (
        status,
        headers,
        body.replace(b"<time datetime=2026-03-14T10:00:00Z>today</time>", b""),
    )
    entry = Entry(newsroom.url + "/1", published=clock(), categories=("Transport",))
    list(travel([Item(entry.url, "lune", entry)], tools))
    content = store.article(store.latest().items[0].id).article.content
    assert content.published == clock()
    assert content.topics == ("Transport",)


def test_batches_do_not_change_the_result(newsroom, tools, store):
    urls = [newsroom.page(f"/{n}", title=f"Bridge number {n} opens again") for n in range(7)]
    assert len(list(travel(map(Item, urls), tools, batch=3))) == 7
    assert store.status().articles == 7


LIMITS = Polling(newest_per_feed=20, oldest=__import__("datetime").timedelta(days=30))


def poll(tools, store):
    return list(
        poll_due(
            feeds_of(tools.outlets.values(), store.feed_states()),
            tools.fetcher,
            store,
            LIMITS,
            now=tools.clock(),
            random=Random(1),
            parallel=2,
            most=10,
        )
    )


def test_what_a_feed_lists_is_queued_read_and_not_read_again(newsroom, tools, store, clock):
    newsroom.feed("/feed", newsroom.page("/1"), newsroom.page("/2", title="Fair moves to the other bank"))
    (polled,) = poll(tools, store)
    assert (polled.listed, polled.new) == (2, 2)
    assert set(outcomes(travel(from_queue(store, clock(), 10), tools))) == {Outcome.STORED}
    assert store.waiting() == 0
    clock.forward(days=2)
    newsroom.feed("/feed", newsroom.url + "/1", newsroom.url + "/2", etag='"2"')
    (polled,) = poll(tools, store)
    assert polled.new == 0


def test_an_unchanged_feed_answers_304_and_counts_as_answered(newsroom, tools, store, clock):
    newsroom.feed("/feed", newsroom.page("/1"))
    poll(tools, store)
    clock.forward(days=2)
    (polled,) = poll(tools, store)
    assert polled.outcome == "not modified"
    assert [(day.answered, day.failed) for day in store.polls(outlet="lune")] == [(1, 0), (1, 0)]


def test_a_feed_that_fails_is_told_from_one_that_is_silent(newsroom, tools, store):
    newsroom.pages["/feed"] = (403, {}, b"")
    poll(tools, store)
    (day,) = store.polls(outlet="lune")
    assert (day.answered, day.failed) == (0, 1)
    assert "blocked" in day.detail


def test_a_failed_page_is_tried_again_later_and_given_up_in_the_end(newsroom, tools, store, clock):
    newsroom.pages["/1"] = (503, {}, b"")
    store.enqueue([Waiting(newsroom.url + "/1", "lune", Entry(newsroom.url + "/1"))], clock())
    seen = []
    for _ in range(8):
        seen += outcomes(travel(from_queue(store, clock(), 10), tools))
        clock.forward(days=1)
    assert seen == [Outcome.WILL_RETRY] * 4 + [Outcome.FAILED]
    assert store.waiting() == 0


def test_a_crash_before_the_batch_is_kept_leaves_it_in_line(newsroom, tools, store, clock):
    newsroom.feed("/feed", newsroom.page("/1"))
    poll(tools, store)

    class Power(Exception):
        pass

    def fails(*_):
        raise Power

    with pytest.raises(Power):
        list(travel(from_queue(store, clock(), 10), replace(tools, reading_minutes=fails)))
    assert store.status().articles == 0
    assert outcomes(travel(from_queue(store, clock(), 10), tools)) == [Outcome.STORED]
