"""Stories by their ids, and what the store holds without reading all of it."""

from parallax.model import Passage, Sentence
from parallax.store.views import About, PlacedArticle
from parallax.telling import Topic


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


def test_a_countrys_stories_follow_what_its_reports_are_about_and_when(store, make):
    articles = [make(number, title=f"Ponte {number}", text=f"Texto {number}.") for number in range(3)]
    for article in articles:
        store.put_article(article)

    def about(country):
        return [card.id for card in store.stories(about=country, several=False).items]

    place = [PlacedArticle(articles[0].id, "one", about=(About("BR", ("Brasil",)),))]
    store.put_story_articles(
        [*place, PlacedArticle(articles[1].id, "two", about=(About("BR", ("Brasil",)),))]
    )
    assert set(about("BR")) == {"one", "two"}
    assert about("PT") == []
    store.put_story_articles([PlacedArticle(articles[1].id, "two", about=(About("PT", ("Lisboa",)),))])
    assert about("BR") == ["one"]
    assert about("PT") == ["two"]
    store.put_story_articles([PlacedArticle(articles[1].id, "one")])
    assert "two" not in about("PT")


def test_stories_can_be_asked_for_by_both_whom_they_are_about_and_where_they_are_told(store, make):
    article = make(1, title="Ponte", text="Texto.")
    store.put_article(article)
    store.put_story_articles(
        [PlacedArticle(article.id, "one", about=(About("PT", ("Lisboa",)),), topic=Topic("transport"))]
    )
    told_in = article.country

    def found(**wanted):
        return [card.id for card in store.stories(several=False, **wanted).items]

    assert found(about="PT", country=told_in, topic="transport") == ["one"]
    assert found(about="PT", country="ZW") == []
    assert found(about="PT", topic="sport") == []
    assert found(country=told_in, by="countries") == ["one"]


def test_an_article_grouped_in_its_own_words_comes_again_once_its_english_has(store, make):
    def title(sentence: Sentence) -> list[Passage]:
        return [Passage("title", 0, (sentence,))]

    def waiting() -> list[str]:
        return [view.article.id for view in store.ungrouped(9)]

    article = make()
    store.put_article(article)
    assert waiting() == [], "its title has not been through translation"
    store.put_passages(article.id, title(Sentence("Ponte reabre", None, refusal="No model.")))
    assert waiting() == [article.id]
    store.put_story_articles([PlacedArticle(article.id, "s1", about=())])
    assert waiting() == []
    store.put_passages(article.id, title(Sentence("Ponte reabre", "Bridge reopens", "firefox")))
    assert waiting() == [article.id]
    store.put_story_articles([PlacedArticle(article.id, "s1", about=())])
    assert waiting() == []


def test_a_story_is_on_the_topic_that_most_of_its_reports_are_on_and_on_none_if_they_disagree(store, make):
    articles = [make(number, title=f"Ponte {number}", text="Texto.") for number in range(1, 4)]
    for article in articles:
        store.put_article(article)

    def topic(*topics, filed=()):
        given = zip(articles, topics, strict=False)
        placed = [
            PlacedArticle(article.id, "one", about=(), topic=Topic(its, filed) if its else None)
            for article, its in given
        ]
        store.put_story_articles(placed)
        return store.story("one").card.topic

    assert topic("economy") == "economy"
    assert topic("economy", "disaster") == ""
    assert topic("economy", "disaster", "economy") == "economy"
    assert topic("economy", None, None) == ""
    assert topic("economy", None, None, filed=("Wirtschaft",)) == "economy"


def test_what_a_topic_rests_on_is_kept_and_one_told_before_there_were_reasons_has_none(store, make):
    article = make()
    store.put_article(article)
    topic = Topic("economy", ("Wirtschaft",), ("Prices rise",))
    store.put_story_articles([PlacedArticle(article.id, "one", about=(), topic=topic)])
    assert store.story("one").reports[0].topic == topic
    store.put_story_articles([PlacedArticle(article.id, "one", about=())])
    assert store.story("one").reports[0].topic is None
