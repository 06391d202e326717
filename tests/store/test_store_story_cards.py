"""Stories by their ids, and what the store holds without reading all of it."""

from parallax.store.views import About, PlacedArticle


def test_story_cards_come_in_the_order_asked_and_unknown_ones_are_left_out(store, make):
    articles = [make(number, title=f"Ponte {number}", text=f"Texto {number}.") for number in range(3)]
    for article in articles:
        store.put_article(article)
    store.put_story_articles(
        PlacedArticle(article.id, f"story-{number}", about=(About("BR", ("Brasil",)),))
        for number, article in enumerate(articles)
    )
    cards = store.story_cards(["story-2", "gone", "story-0"])
    assert [card.id for card in cards] == ["story-2", "story-0"]
    assert cards[0].lead.id == articles[2].id


def test_what_the_store_holds_can_be_told_without_checking_it(store):
    unchecked = store.status(check=False)
    assert unchecked.detail == "not checked"
    assert unchecked.outlets == store.status().outlets
