"""What a reader sees of one article."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from lxml import html
from parsed_pages import text
from starlette.testclient import TestClient


def article(client: TestClient, view: Any, query: str = "") -> html.HtmlElement:
    response = client.get(f"/article/{view.article.id}{query}")
    assert response.status_code == 200, response.text[:400]
    return html.fromstring(response.text).xpath("//article")[0]


def test_the_english_headline_stands_over_its_original(client: TestClient, invented: ModuleType) -> None:
    page = article(client, invented.NILE)
    assert text(page.xpath(".//h1")[0]) == "Wooden bridge opens after restoration"
    (original,) = page.xpath(".//header/*[contains(@class,'original')]")
    assert text(original) == "افتتاح الجسر الخشبي بعد ترميمه"
    assert (original.get("lang"), original.get("dir")) == ("ar", "rtl")


def test_the_first_and_the_last_link_out_lead_to_the_source(client: TestClient, invented: ModuleType) -> None:
    page = article(client, invented.BRITAIN)
    out = [href for href in page.xpath(".//header//a/@href") if href.startswith("http")]
    assert out[0] == "https://harbour-post.example/lamp"
    assert "https://harbour-post.example/lamp" in page.xpath(".//div[@class='body']//a/@href")


def test_a_paragraph_can_show_its_original_without_scripts(client: TestClient, invented: ModuleType) -> None:
    page = article(client, invented.FERRY)
    details = page.xpath(".//div[@class='body']//details")
    assert text(details[0].xpath("./summary")[0]) == "Original of this paragraph in Portuguese"
    assert details[0].xpath("./p/@lang") == ["pt"]
    assert "parada há 12 dias" in text(details[0])


def test_a_doubtful_sentence_is_marked_and_says_why(client: TestClient, invented: ModuleType) -> None:
    page = article(client, invented.FERRY)
    (first, *_) = page.xpath(".//span[contains(@class,'doubt')]")
    assert "stopped for 21 days" in text(first)
    reference = first.getnext()
    assert reference.tag == "a"
    assert text(reference) == "?"
    (note,) = page.xpath(f".//*[@id='{reference.get('href')[1:]}']")
    assert "In doubt, number: the original has 12, the English has 21" in text(note)
    assert "parada há 12 dias" in text(note)


def test_a_refused_sentence_shows_its_original_and_the_refusal(
    client: TestClient, invented: ModuleType
) -> None:
    page = article(client, invented.FERRY)
    block = next(b for b in page.xpath(".//div[contains(@class,'block')]") if "A fila, a fila" in text(b))
    assert block.xpath("./p/@lang") == ["pt"]
    assert "The engine repeated itself" in text(block)


def test_an_article_without_a_model_says_so_and_names_the_command(
    client: TestClient, invented: ModuleType
) -> None:
    page = article(client, invented.GEORGIA)
    assert page.xpath(".//h1/@lang") == ["ka"]
    (notice,) = page.xpath(".//*[@class='notice']")
    assert "No installed engine reads Georgian." in text(notice)
    assert notice.xpath(".//code/text()") == ["parallax models install ka"]


def test_an_article_still_waiting_is_not_called_refused(client: TestClient, invented: ModuleType) -> None:
    page = article(client, invented.IRAN)
    assert "Not in English yet" in text(page.xpath(".//*[@class='notice']")[0])
    assert "models install" not in text(page)
    assert page.xpath(".//h1/@dir") == ["rtl"]


def test_opening_an_article_is_told_to_the_store(
    client: TestClient, invented: ModuleType, world: Any
) -> None:
    article(client, invented.IRAN)
    assert world.opened == [invented.IRAN.article.id]


def test_side_by_side_sets_each_text_beside_its_original(client: TestClient, invented: ModuleType) -> None:
    page = article(client, invented.NILE, "?view=side")
    english, original = page.xpath(".//div[@class='pair']")[0]
    assert text(english).startswith("The wooden bridge opened this morning.")
    assert (original.get("lang"), original.get("dir")) == ("ar", "rtl")
    assert text(original).startswith("افتتح الجسر")


def test_the_original_view_holds_no_translation(client: TestClient, invented: ModuleType) -> None:
    page = article(client, invented.NILE, "?view=original")
    assert page.xpath(".//h1/@lang") == ["ar"]
    assert "bridge" not in text(page.xpath(".//div[@class='body']")[0])


def test_an_unknown_view_is_refused(client: TestClient, invented: ModuleType) -> None:
    assert client.get(f"/article/{invented.NILE.article.id}?view=upside").status_code == 422


def test_an_english_article_offers_no_originals(client: TestClient, invented: ModuleType) -> None:
    page = article(client, invented.BRITAIN)
    assert not page.xpath(".//nav[@class='views']")
    assert not page.xpath(".//details[@class='o']")
    assert "None: it was written in English." in text(page)


def test_times_are_on_the_clock_of_the_place_and_machine_readable(
    client: TestClient, invented: ModuleType
) -> None:
    times = article(client, invented.FERRY).xpath(".//p[@class='times']/time")
    assert times[0].get("datetime") == "2025-07-16T11:00:00+00:00"
    assert text(times[0]) == "Wednesday 16 July 2025, 08:00, Brasília time"
    assert len(times) == 2


def test_an_article_without_a_date_says_when_it_was_found(client: TestClient, invented: ModuleType) -> None:
    assert "The page names no date; found" in text(article(client, invented.LEAD_ONLY))


def test_authors_have_cards_with_role_bio_and_portrait(client: TestClient, invented: ModuleType) -> None:
    page = article(client, invented.FERRY)
    (first, second) = page.xpath(".//div[@class='author']")
    assert "has covered the river" in text(first)
    assert first.xpath(".//img/@src") == [f"/picture/{invented.FERRY.article.id}/2?w=640"]
    assert text(second) == "Tomé Valadares"


def test_the_lead_image_has_alt_caption_and_credit(client: TestClient, invented: ModuleType) -> None:
    (figure,) = article(client, invented.FERRY).xpath(".//figure[@class='lead']")
    assert figure.xpath(".//img/@alt") == ["The empty ferry"]
    assert not figure.xpath(".//span[@lang]//img")
    assert (
        text(figure.xpath("./figcaption")[0]) == "The ferry idle at the south quay Picture: Lia Prado / Folha"
    )


def test_a_pictures_description_that_is_not_in_english_says_its_language(
    client: TestClient, invented: ModuleType, world: Any
) -> None:
    before = tuple(passage for passage in invented.FERRY.passages if passage.part != "alt")
    world.views = (replace(invented.FERRY, passages=before),)
    (figure,) = article(client, invented.FERRY).xpath(".//figure[@class='lead']")
    assert figure.xpath(".//span[@lang='pt']//img/@alt") == ["A balsa vazia"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("GERMANY", "Behind a paywall."),
        ("GERMANY", "Opinion."),
        ("JAPAN", "Live page."),
        ("LEAD_ONLY", "Lead only."),
        ("NILE", "No text mining."),
    ],
)
def test_what_is_special_is_explained(client: TestClient, invented: ModuleType, name: str, said: str) -> None:
    assert said in text(article(client, getattr(invented, name)).xpath(".//ul[@class='flags']")[0])


def test_blocks_of_every_kind_are_shown_as_what_they_are(client: TestClient, invented: ModuleType) -> None:
    body = article(client, invented.FERRY).xpath(".//div[@class='body']")[0]
    assert text(body.xpath(".//h2")[0]).startswith("What City Hall says")
    assert "no charge this month" in text(body.xpath(".//blockquote")[0])
    assert "Correction by the publisher" in text(body.xpath(".//*[@class='correction']")[0])
    assert body.xpath(".//p[@class='embed']/a/@href") == ["https://video.example/norte"]
    assert len(body.xpath(".//p[@class='item']")) == 2
    assert not body.xpath(".//iframe|.//video")


def test_live_posts_carry_their_local_time(client: TestClient, invented: ModuleType) -> None:
    posts = article(client, invented.JAPAN).xpath(".//div[@class='post']")
    assert [text(post.xpath("./time")[0]) for post in posts] == ["21:00", "19:00"]


def test_related_cards_stand_apart_from_the_body(client: TestClient, invented: ModuleType) -> None:
    page = article(client, invented.FERRY)
    assert "A ponte que nunca veio" in text(page.xpath(".//section[@class='related']")[0])
    assert "A ponte que nunca veio" not in text(page.xpath(".//div[@class='body']")[0])


def test_the_page_says_how_it_was_made(client: TestClient, invented: ModuleType) -> None:
    made = text(article(client, invented.FERRY).xpath(".//section[@class='made']")[0])
    assert "19 sentences: Firefox Translations, on this machine, model pten 1.2" in made
    assert "1 sentence: a person’s correction" in made
    assert "2 sentences marked as doubtful, 1 kept in the original" in made
    assert "Portuguese (pt), told by a language identifier that read the text" in made
    assert "tdm-reservation header" in text(
        article(client, invented.NILE).xpath(".//section[@class='made']")[0]
    )


def test_section_and_topics_are_in_english_beside_their_originals(
    client: TestClient, invented: ModuleType
) -> None:
    page = article(client, invented.FERRY)
    assert text(page.xpath(".//p[@class='from']")[0]).endswith("Cities Cidades")
    assert text(page.xpath(".//p[@class='topics']")[0]) == "Topics river rio transport transporte"
    original = html.fromstring(client.get(f"/article/{invented.FERRY.article.id}?view=original").text)
    assert text(original.xpath("//p[@class='topics']")[0]) == "Topics rio transporte"


@pytest.mark.parametrize(
    ("part", "where", "written"),
    [("role", "role", "Repórter"), ("topic", "topics", "Topics rio transporte")],
)
def test_a_label_that_nobody_translated_stands_as_written(
    client: TestClient, invented: ModuleType, world: Any, part: str, where: str, written: str
) -> None:
    before = tuple(passage for passage in invented.FERRY.passages if passage.part != part)
    world.views = (replace(invented.FERRY, passages=before),)
    page = article(client, invented.FERRY)
    assert text(page.xpath(f".//*[@class='{where}']")[0]) == written
    assert "waiting" not in text(page.xpath(".//section[@class='made']")[0])


def test_the_publishers_limits_are_passed_on_to_search_engines(
    client: TestClient, invented: ModuleType
) -> None:
    response = client.get(f"/article/{invented.LEAD_ONLY.article.id}")
    whole = html.fromstring(response.text)
    assert whole.xpath("//meta[@name='robots']/@content") == ["noarchive, max-snippet:160"]


def test_an_invented_article_carries_a_banner(client: TestClient, invented: ModuleType) -> None:
    (banner,) = article(client, invented.FERRY).xpath(".//aside[contains(@class,'invented')]")
    assert text(banner).startswith("This article is invented, ")


@pytest.mark.parametrize("query", ["", "?view=side", "?view=original"])
def test_hostile_texts_stay_texts(client: TestClient, invented: ModuleType, query: str) -> None:
    response = client.get(f"/article/{invented.EVIL.article.id}{query}")
    assert "<script>alert" not in response.text
    page = html.fromstring(response.text)
    assert len(page.xpath("//title")) == 1
    assert text(page.xpath("//h1")[0]).startswith("<script>alert('x')</script>")
    assert all(not script.text for script in page.xpath("//script[not(@type='application/json')]"))


def test_a_refusal_that_names_its_command_shows_it_as_one_and_once(
    client: TestClient, invented: ModuleType, world: Any
) -> None:
    refusal = "No model for <Georgian>; `parallax models install ka` fetches one."
    view = replace(
        invented.GEORGIA,
        passages=tuple(
            replace(p, sentences=tuple(replace(s, refusal=refusal) for s in p.sentences))
            for p in invented.GEORGIA.passages
        ),
    )
    world.views = (view,)
    (notice,) = article(client, view).xpath(".//*[@class='notice']")
    assert notice.xpath(".//code/text()") == ["parallax models install ka"]
    assert "No model for <Georgian>; parallax models install ka fetches one." in text(notice)


class TestMoreByAnAuthor:
    @pytest.fixture
    def colleague(self, world: Any, invented: ModuleType) -> Any:
        """Another piece by the first author of the ferry's, in the same outlet."""
        other = invented.piece(
            "cais",
            "folha-do-porto",
            "pt",
            replace(
                invented.FERRY.article.content,
                title="O cais espera",
                authors=(invented.Author("Marta Quintela"),),
            ),
        )
        world.views = (*world.views, other)
        return other

    def test_an_author_card_has_role_bio_and_their_other_pieces(
        self, client: TestClient, invented: ModuleType, colleague: Any
    ) -> None:
        card, without = article(client, invented.FERRY).xpath(".//div[@class='author']")
        role = card.xpath(".//*[@class='role']")[0]
        assert text(role) == "Reporter Repórter"
        assert text(role.xpath("./span[@lang='pt']")[0]) == "Repórter"
        assert "has covered the river" in text(card)
        assert card.xpath(".//div[@class='more-by']//li/a/@href") == [f"/article/{colleague.article.id}"]
        assert not without.xpath(".//div[@class='more-by']")

    def test_all_of_an_authors_pieces_have_a_page(self, client: TestClient, colleague: Any) -> None:
        page = html.fromstring(client.get("/outlet/folha-do-porto?author=Marta+Quintela").text)
        assert text(page.xpath("//*[@id='latest-title']")[0]) == "Latest by Marta Quintela"
        assert len(page.xpath("//article")) == 2
        assert (
            len(html.fromstring(client.get("/outlet/folha-do-porto?author=Marta").text).xpath("//article"))
            == 0
        )


def test_an_article_is_shown_as_written_to_who_reads_its_language(
    client: TestClient, invented: ModuleType
) -> None:
    heading = article(client, invented.FERRY, "?reads=es,pt").xpath(".//h1")[0]
    assert heading.get("lang") == "pt"
    assert "Balsa parada" in text(heading)
    asked = article(client, invented.FERRY, "?reads=pt&view=english").xpath(".//h1")[0]
    assert "Ferry stopped" in text(asked)
    assert "Ferry stopped" in text(article(client, invented.FERRY, "?reads=es").xpath(".//h1")[0])


def test_a_linked_piece_that_was_read_here_leads_to_its_english(
    client: TestClient, world: Any, invented: ModuleType
) -> None:
    bridge = invented.piece(
        "ponte",
        "folha-do-porto",
        "pt",
        replace(invented.FERRY.article.content, title="A ponte que nunca veio"),
        (
            invented.Passage(
                "title", 0, (invented.said("A ponte que nunca veio", "The bridge that never came"),)
            ),
        ),
    )
    world.views = (*world.views, bridge)
    (card,) = article(client, invented.FERRY).xpath(".//section[@class='related']//li")
    assert text(card.xpath("./div/h3/a")[0]) == "The bridge that never came"
    assert card.xpath("./div/h3/a/@href") == [f"/article/{bridge.article.id}"]
    assert card.xpath("./div/p/a/@href") == ["https://folha-do-porto.example/ponte"], "and to its source"


def test_a_linked_piece_with_the_same_words_here_says_them_once(
    client: TestClient, world: Any, invented: ModuleType
) -> None:
    title = "A ponte que nunca veio"
    content = replace(invented.FERRY.article.content, title=title)
    world.views = (*world.views, invented.piece("ponte", "folha-do-porto", "pt", content, ()))
    (card,) = article(client, invented.FERRY).xpath(".//section[@class='related']//li")
    assert text(card).count(title) == 1
    assert "At Folha do Porto" in text(card)
    assert card.xpath("./div/p/a/@href") == ["https://folha-do-porto.example/ponte"]
