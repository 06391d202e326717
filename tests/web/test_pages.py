"""What readers see on the lists: home, country, status, search."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from types import ModuleType
from typing import Any

from parsed_pages import page, text
from starlette.testclient import TestClient

from parallax.web.kept import Languages


class TestHome:
    def test_every_country_is_listed_before_the_globe_and_links_to_its_page(self, client: TestClient) -> None:
        home = page(client, "/")
        links = home.xpath("//a[@data-country]")
        assert len(links) == 250
        assert all(link.get("href") == f"/country/{link.get('data-country').lower()}" for link in links)
        order = [
            element.get("data-island") or "list"
            for element in home.xpath("//*[@data-region]|//*[@data-island]")
        ]
        assert order[0] == "list"
        assert order[-1] == "globe"

    def test_countries_are_grouped_by_region_with_their_counts(self, client: TestClient) -> None:
        home = page(client, "/")
        assert [text(h) for h in home.xpath("//*[@data-region]/h3")][:2] == ["Africa", "Americas"]
        (brazil,) = home.xpath("//a[@data-country='BR']")
        assert text(brazil.xpath(".//*[@class='count']")[0]) == "42 articles"

    def test_the_globes_data_is_json_with_every_country(self, client: TestClient) -> None:
        (block,) = page(client, "/").xpath("//script[@id='globe-data']")
        assert block.get("type") == "application/json"
        places = {place["code"]: place for place in json.loads(block.text)["countries"]}
        assert len(places) == 250
        assert places["BR"]["articles"] == 42
        assert places["BR"]["today"] == 1
        assert places["BR"]["outlets"] == 5
        assert places["BR"]["feeds"] == 4
        assert set(places["BR"]) == {
            "code",
            "name",
            "region",
            "lon",
            "lat",
            "articles",
            "today",
            "outlets",
            "feeds",
        }

    def test_searching_for_one_country_without_scripts_leads_to_it(self, client: TestClient) -> None:
        response = client.get("/?find=braz", follow_redirects=False)
        assert response.status_code == 303
        assert response.headers["location"] == "/country/br"

    def test_searching_for_several_countries_narrows_the_list(self, client: TestClient) -> None:
        found = page(client, "/?find=guinea").xpath("//a[@data-country]/@data-country")
        assert {"GN", "GW", "GQ", "PG"} <= set(found)
        assert len(found) < 10

    def test_searching_for_no_country_says_so(self, client: TestClient) -> None:
        assert "No country is called “atlantis”" in text(page(client, "/?find=atlantis"))

    def test_the_newest_articles_come_first_and_lead_on_without_scripts(self, client: TestClient) -> None:
        home = page(client, "/")
        titles = [text(h) for h in home.xpath("//*[@id='latest']//h3")]
        assert titles[1].startswith("Lamplighters")
        (more,) = home.xpath("//a[@rel='next']/@href")
        older = page(client, more.split("#")[0])
        assert not set(titles) & {text(h) for h in older.xpath("//*[@id='latest']//h3")}

    def test_an_empty_store_says_how_to_fill_it(self, client: TestClient, world: Any) -> None:
        world.views = world.listed = ()
        assert "parallax up" in text(page(client, "/"))

    def test_home_asks_the_store_a_fixed_number_of_questions(self, client: TestClient, world: Any) -> None:
        client.get("/")
        assert world.asked == {
            "countries": 1,
            "list": 2,
            "stories": 1,
            "topic_counts": 1,
            "coverage_by": 1,
            "story_cards": 1,
        }


class TestCards:
    def test_a_translated_headline_keeps_its_original_beneath(self, client: TestClient) -> None:
        card = page(client, "/country/eg").xpath("//article")[0]
        assert text(card.xpath(".//h3")[0]) == "Wooden bridge opens after restoration"
        (original,) = card.xpath(".//*[contains(@class,'original')]")
        assert (original.get("lang"), original.get("dir")) == ("ar", "rtl")

    def test_an_untranslated_headline_is_marked_with_its_language(self, client: TestClient) -> None:
        card = page(client, "/country/ge").xpath("//article")[0]
        link = card.xpath(".//h3/a")[0]
        assert (link.get("lang"), link.get("dir")) == ("ka", "ltr")
        assert "Not translated: Georgian" in text(card)

    def test_what_is_special_about_an_article_is_said(self, client: TestClient) -> None:
        germany = text(page(client, "/country/de").xpath("//article")[0])
        assert "Paywall: teaser only" in germany
        assert "Headline in doubt" in germany
        assert "Lead only" in text(page(client, "/country/pl").xpath("//article")[0])
        assert "Live" in text(page(client, "/country/jp").xpath("//article")[0])

    def test_everything_invented_is_marked(self, client: TestClient) -> None:
        for card in page(client, "/").xpath("//article"):
            assert "Invented sample" in text(card)


class TestCountry:
    def test_outlets_are_told_apart_by_what_was_heard_of_them(self, client: TestClient) -> None:
        side = page(client, "/country/br").xpath("//aside[contains(@class,'side')]")[0]
        verdicts = [text(item) for item in side.xpath(".//ul[@class='verdicts']/li")]
        assert verdicts == ["2 read", "1 blocked", "1 silent", "1 no feed"]
        assert "private (Editora Maré)" in text(side)

    def test_an_unanswered_feed_is_not_called_silent(self, client: TestClient, world: Any) -> None:
        world.entries = ()
        said = text(page(client, "/country/de").xpath("//aside[contains(@class,'side')]")[0])
        assert "1 unreachable" in said
        assert "timed out after 20 s" in said

    def test_a_page_without_articles_explains_itself(self, client: TestClient, world: Any) -> None:
        world.views = ()
        said = text(page(client, "/country/br").xpath("//*[@class='nothing']")[0])
        assert "Nothing from Brazil is here" in said
        assert "1 blocked: its site asks us not to read it" in said
        assert "1 silent" in said

    def test_a_country_without_outlets_calls_it_our_gap(self, client: TestClient) -> None:
        assert "That is a gap in our list" in text(page(client, "/country/aq"))

    def test_topics_and_what_the_world_says_of_it_stand_beside(self, client: TestClient) -> None:
        side = page(client, "/country/br").xpath("//aside[contains(@class,'side')]")[0]
        assert side.xpath(".//ul[@class='topic-list']//a/@href") == [
            "/topic/transport?country=BR",
            "/topic/crime-and-justice?country=BR",
        ]
        told = side.xpath(".//ul[@class='short']/li")
        assert "told in" not in text(told[0])
        assert told[0].xpath(".//h3/a/@href")[0].startswith("/story/")

    def test_show_more_works_by_links_until_the_end(self, client: TestClient) -> None:
        path, seen = "/country/br", []
        for _ in range(5):
            current = page(client, path)
            seen += current.xpath("//article//h3/a/@href")
            more = current.xpath("//a[@rel='next']/@href")
            if not more:
                break
            path = more[0].split("#")[0]
        assert len(seen) == len(set(seen)) == 42

    def test_a_capital_code_moves_to_the_permanent_address(self, client: TestClient) -> None:
        response = client.get("/country/BR", follow_redirects=False)
        assert (response.status_code, response.headers["location"]) == (308, "/country/br")

    def test_the_page_asks_the_store_a_fixed_number_of_questions(
        self, client: TestClient, world: Any
    ) -> None:
        client.get("/country/br")
        assert world.asked == {
            "outlets": 1,
            "ledger": 1,
            "polls": 1,
            "list": 1,
            "topic_counts": 1,
            "stories": 1,
        }


class TestNotUpdating:
    def test_every_page_says_so_and_leads_to_why(self, site: Any, invented: ModuleType) -> None:
        client = site(invented.World(), offline=lambda: True)
        (link,) = page(client, "/about").xpath("//header//a[text()='Not updating']")
        (why,) = page(client, "/about").xpath(f"//*[@id='{link.get('aria-describedby')}']")
        assert "no network here, or asking for news is switched off" in text(why)
        assert link.get("href") == "/status#updating"
        (told,) = page(client, "/status").xpath("//*[@id='updating']")
        assert "poll.enabled" in text(told)

    def test_it_is_said_as_long_as_it_is_so(self, site: Any, invented: ModuleType) -> None:
        asked = iter([True, False])
        client = site(invented.World(), offline=lambda: next(asked))
        assert "Not updating" in client.get("/about").text
        assert "Not updating" not in client.get("/about").text

    def test_a_site_that_updates_says_nothing(self, client: TestClient) -> None:
        assert "Not updating" not in client.get("/status").text


class TestStatus:
    def test_what_to_install_is_told_only_where_a_language_lacks_it(
        self, site: Any, invented: ModuleType
    ) -> None:
        world = invented.World()
        told = page(site(world), "/status")
        assert "To mend" in text(told)
        assert "parallax models install ka" in text(told)
        world.views = tuple(view for view in world.views if view.card.title_english)
        assert "To mend" not in text(page(site(world), "/status"))

    def test_counts_open_down_to_the_single_items(self, client: TestClient) -> None:
        status = page(client, "/status")
        links = status.xpath("//tr[th/a/bdi/text()='Folha do Porto Novo']//ul/li/a")
        assert {text(link) for link in links} == {"1 stored", "1 unchanged", "1 not an article"}
        gallery = next(link.get("href") for link in links if "not an article" in text(link))
        items = page(client, gallery)
        assert items.xpath("//tbody/tr/th/a/@href") == ["https://folha-do-porto.example/galeria"]
        assert "a gallery" in text(items)

    def test_another_day_can_be_seen(self, client: TestClient) -> None:
        before = page(client, "/status?day=2025-07-15")
        assert [text(name) for name in before.xpath("//tbody/tr/th/a")][:1] == ["Rádio da Serra"]

    def test_a_day_without_anything_says_so(self, client: TestClient) -> None:
        assert "Nothing was looked at on this day" in text(page(client, "/status?day=2025-01-01"))

    def test_a_language_without_a_model_names_the_command(self, client: TestClient) -> None:
        assert "parallax models install ka" in text(page(client, "/status"))

    def test_an_address_that_is_no_web_address_is_not_a_link(self, client: TestClient) -> None:
        items = page(client, "/status/items?outlet=radio-serra&outcome=failed+for+good")
        assert "javascript:alert(1)" in text(items)
        assert not items.xpath("//a[starts-with(@href, 'javascript:')]")


class TestFeed:
    def test_items_are_short_and_newest_first_with_time_and_place(self, client: TestClient) -> None:
        items = page(client, "/feed").xpath("//li[@class='item']")
        times = [item.xpath(".//time/@datetime")[0] for item in items]
        assert times == sorted(times, reverse=True)
        first = items[1]
        assert text(first.xpath(".//time")[0]) == "15:30"
        assert "United Kingdom" in text(first.xpath(".//p[@class='from']")[0])
        assert "London time" in first.xpath(".//time/@title")[0]

    def test_show_more_leads_on_until_everything_was_shown(self, client: TestClient, world: Any) -> None:
        path, seen = "/feed?country=BR", []
        for _ in range(5):
            current = page(client, path)
            seen += current.xpath("//li[@class='item']//h3/a/@href")
            if not (more := current.xpath("//a[@rel='next']/@href")):
                break
            path = more[0].split("#")[0]
        assert len(seen) == len(set(seen)) == 42

    def test_an_empty_feed_says_so(self, client: TestClient) -> None:
        assert "Nothing from Antarctica has been read yet" in text(page(client, "/feed?country=AQ"))


class TestTopic:
    def test_a_topic_is_told_by_most_countries_first_and_then_by_time(self, client: TestClient) -> None:
        topic = page(client, "/topic/transport")
        assert text(topic.xpath("//h1")[0]) == "Transport"
        assert topic.xpath("//section[@aria-labelledby='widest-title']//article")
        assert topic.xpath("//*[@id='latest']//article")
        assert topic.xpath("//ul[@class='topic-list']//a[@aria-current]/@href") == ["/topic/transport"]

    def test_a_topic_of_one_countrys_press_stays_with_it(self, client: TestClient) -> None:
        topic = page(client, "/topic/transport?country=BR")
        assert topic.xpath("//ul[@class='topic-list']//a/@href")[0] == "/topic/transport?country=BR"
        assert topic.xpath("//link[@rel='alternate']/@href")[0] == "/topic/transport/feed.atom?country=BR"

    def test_a_topic_with_nothing_says_so(self, client: TestClient) -> None:
        assert "Nothing on crime and justice is here" in text(page(client, "/topic/crime-and-justice"))


class TestLanguagesRead:
    def test_lists_show_what_is_in_them_as_written_and_links_go_on_doing_so(self, client: TestClient) -> None:
        card = page(client, "/country/eg?reads=ar").xpath("//article")[0]
        link = card.xpath(".//h3/a")[0]
        assert (link.get("lang"), link.get("dir")) == ("ar", "rtl")
        assert link.get("href").endswith("?reads=ar")
        assert text(card.xpath(".//*[@class='original']")[0]) == "Wooden bridge opens after restoration"
        more = page(client, "/country/br?reads=ar").xpath("//a[@rel='next']/@href")[0]
        assert "reads=ar&after=" in more

    def test_other_languages_and_other_readers_see_english(self, client: TestClient) -> None:
        for path in ("/country/eg?reads=pt", "/country/eg"):
            assert "Wooden bridge" in text(page(client, path).xpath("//article//h3")[0])


def test_languages_are_counted_again_only_after_a_minute(invented: ModuleType) -> None:
    now = invented.NOW
    world = invented.World()
    languages = Languages(world, lambda: now)
    before = languages()
    world.views = ()
    now += timedelta(seconds=59)
    assert languages() == before
    now += timedelta(seconds=1)
    assert languages() == ()


class TestSearch:
    def test_words_found_are_highlighted(self, client: TestClient) -> None:
        found = page(client, "/search?q=ferry")
        (article,) = found.xpath("//article")
        assert article.xpath(".//mark/text()") == ["ferry"]
        assert "& more" in text(article.xpath(".//*[contains(@class,'snippet')]")[0])

    def test_the_form_keeps_what_was_asked(self, client: TestClient) -> None:
        form = page(client, "/search?q=ferry&country=BR&language=pt&since=2025-07-01")
        assert form.xpath("//form[contains(@class,'filters')]//input[@name='q']/@value") == ["ferry"]
        assert form.xpath("//select[@name='country']/option[@selected]/@value") == ["BR"]
        assert form.xpath("//input[@name='since']/@value") == ["2025-07-01"]

    def test_an_outlet_is_found_by_its_id_its_name_or_part_of_it(self, client: TestClient) -> None:
        for named in ("folha-do-porto", "Folha do Porto Novo", "porto"):
            found = page(client, f"/search?q=ferry&outlet={named}")
            assert found.xpath("//input[@name='outlet']/@value") == [named]
            assert not found.xpath("//*[@role='alert']")

    def test_an_outlet_nobody_knows_is_said_and_left_out(self, client: TestClient) -> None:
        said = page(client, "/search?q=ferry&outlet=atlantis")
        assert "No outlet is called “atlantis”" in text(said)
        assert said.xpath("//article")
        assert "2 outlets are called something like" in text(page(client, "/search?q=ferry&outlet=di"))

    def test_a_date_that_is_none_is_explained_and_left_out(self, client: TestClient) -> None:
        said = page(client, "/search?q=ferry&since=yesterday")
        assert "“yesterday” (in “from”) is not a day" in text(said)
        assert said.xpath("//article")

    def test_finding_nothing_gives_ways_on(self, client: TestClient) -> None:
        assert "Nothing found for “zzz”" in text(page(client, "/search?q=zzz"))

    def test_asking_nothing_searches_nothing(self, client: TestClient, world: Any) -> None:
        assert not page(client, "/search").xpath("//article")
        assert world.asked["list"] == 0


class TestErrors:
    def test_a_missing_page_offers_ways_on(self, client: TestClient) -> None:
        for path in ("/nowhere", "/country/zz", "/outlet/none", "/article/0000000000000000"):
            lost = page(client, path, 404)
            assert lost.xpath("//main//a[@href='/']")
            assert lost.xpath("//main//a[@href='/search']")

    def test_a_cursor_that_is_not_ours_is_a_422_page(self, client: TestClient) -> None:
        assert "Start from the newest" in text(page(client, "/country/br?after=made-up", 422))

    def test_a_bad_parameter_is_a_422_page(self, client: TestClient) -> None:
        assert "day" in text(page(client, "/status?day=soon", 422))

    def test_a_fault_of_ours_is_a_500_page_with_the_same_protection(
        self, client: TestClient, world: Any
    ) -> None:
        world.status = None  # calling it now breaks
        response = client.get("/status")
        assert response.status_code == 500
        assert "Something broke on our side" in response.text
        assert "default-src 'self'" in response.headers["content-security-policy"]
        assert "TypeError" not in response.text

    def test_hostile_paths_are_escaped(self, client: TestClient) -> None:
        response = client.get("/country/<script>alert(1)<%2Fscript>")
        assert response.status_code == 404
        assert not re.search(r"<script>\s*alert", response.text)
