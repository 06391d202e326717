"""The memory is shared by all articles, and what a person wrote stands over any machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parallax.model import Doubt, Passage, Sentence
from parallax.store.views import SearchQuery

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
MACHINE = Sentence("Ponte reabre", "Bridge reopens", "firefox", "pten", "1.0")
HUMAN = Sentence("Ponte reabre", "The bridge is open again", "human")


def title(*sentences: Sentence) -> list[Passage]:
    return [Passage("title", 0, sentences)]


def test_a_sentence_translated_for_one_article_is_recalled_for_another(store):
    store.remember("pt", (MACHINE,))
    assert store.recall("pt", ("Ponte reabre", "Outra")) == {"Ponte reabre": MACHINE}
    assert store.recall("es", ("Ponte reabre",)) == {}


@pytest.mark.parametrize("order", [(MACHINE, HUMAN), (HUMAN, MACHINE)])
def test_a_human_correction_outranks_a_machine_whichever_came_first(store, order):
    for sentence in order:
        store.remember("pt", (sentence,))
    assert store.recall("pt", ("Ponte reabre",))["Ponte reabre"] == HUMAN


def test_a_correction_changes_every_article_that_shows_the_sentence(store, make):
    for number in (1, 2):
        article = make(number, text=f"Texto {number}.")
        store.put_article(article)
        store.put_passages(article.id, title(MACHINE))
    store.remember("pt", (HUMAN,))
    assert {card.title_english for card in store.latest().items} == {"The bridge is open again"}
    assert len(store.search(SearchQuery("open again")).items) == 2


def test_doubts_refusals_engines_and_order_come_back(store, make):
    article = make()
    store.put_article(article)
    passages = (
        Passage(
            "title",
            0,
            (Sentence("Ponte reabre", "Bridge", "firefox", "m", "1", (Doubt("number", "2 → 3"),)),),
        ),
        Passage(
            "body",
            0,
            (
                Sentence("Um.", "One.", "firefox", "m", "1"),
                Sentence("Dois.", None, "firefox", "m", "1", refusal="It repeats itself."),
            ),
        ),
        Passage("body", 3, (Sentence("Três.", "Three.", "openai", "llama", "8b"),)),
    )
    store.put_passages(article.id, tuple(reversed(passages)))
    kept = store.article(article.id).passages
    assert kept[0] == passages[0]
    assert kept[2] == passages[2]
    assert [s.english for s in kept[1].sentences] == ["One.", None]
    assert kept[1].sentences[1].refusal == "It repeats itself."
    assert store.article(article.id).card.doubtful


def test_text_that_is_english_already_needs_no_memory(store, make):
    article = make(language="en", title="Bridge reopens")
    store.put_article(article)
    store.put_passages(article.id, title(Sentence("Bridge reopens", "Bridge reopens", "none")))
    assert store.article(article.id).card.title_english == "Bridge reopens"
    assert list(store.sentences()) == []


def test_a_title_with_an_untranslated_sentence_has_no_english(store, make):
    store.put_article(make())
    store.put_passages(make().id, title(MACHINE, Sentence("Agora.", None, refusal="No model.")))
    assert store.article(make().id).card.title_english is None


def test_leads_wait_first_and_a_language_without_engine_waits_apart(store, make):
    store.put_article(make())
    assert store.languages_waiting() == {"pt": 1}
    store.put_passages(make().id, title(Sentence("Ponte reabre", None, refusal="No model.")))
    assert store.awaiting("lead", "pt", 5) == ()
    assert [a.id for a in store.awaiting("lead", "pt", 5, also_refused=True)] == [make().id]


def test_what_a_machine_tried_and_failed_at_is_not_tried_again(store, make):
    store.put_article(make())
    store.put_passages(
        make().id, title(Sentence("Ponte reabre", None, "firefox", "m", "1", refusal="Repeats."))
    )
    assert store.awaiting("lead", "pt", 5, also_refused=True) == ()


def test_bodies_most_read_come_first_then_the_newest(store, make):
    for number in (1, 2, 3):
        store.put_article(make(number, title=f"N{number}"))
    store.note_read(make(3).id)
    assert [a.content.title for a in store.awaiting("body", "pt", 5)] == ["N3", "N1", "N2"]


def test_passages_of_a_pruned_article_are_let_go_and_human_work_is_kept(store, make):
    store.put_article(make())
    store.put_passages(make().id, title(MACHINE))
    store.remember("pt", (HUMAN, Sentence("Só máquina", "Only machine", "firefox", "m", "1")))
    store.prune(NOON + timedelta(days=1))
    store.put_passages(make().id, title(MACHINE))
    assert {row.sentence.engine for row in store.sentences()} == {"firefox", "human"}
    assert {row.sentence.original for row in store.sentences("pt")} == {"Ponte reabre"}


def test_languages_are_tallied(store, make):
    store.put_article(make())
    store.put_passages(make().id, title(MACHINE))
    (tally,) = store.languages()
    assert (tally.language, tally.articles, tally.translated, tally.sentences) == ("pt", 1, 1, 1)
