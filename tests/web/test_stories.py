"""What readers see of an event told by many: its page, two reports compared, lists."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import invented_tellings as told
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from parsed_pages import page, text
from starlette.testclient import TestClient

from parallax.web.wording import runs

STORY = f"/story/{told.STORY}"


def section(found: html.HtmlElement, name: str) -> html.HtmlElement:
    (one,) = found.xpath(f"//section[@id='{name}']")
    return one


class TestStory:
    def test_it_says_how_many_tell_it_and_where(self, client: TestClient) -> None:
        (header,) = page(client, STORY).xpath("//article/header")
        head = text(header)
        assert "6 reports 5 independent" in head
        assert "6 outlets" in head
        assert "5 countries" in head
        terms = [text(one) for one in header.xpath(".//dl/dt")]
        key = dict(zip(terms, map(text, header.xpath(".//dl/dd")), strict=True))
        assert key["About"] == "Brazil"
        assert "Egypt" in key["Told in"]
        assert key["Takes"].startswith("European perspective")

    def test_what_happened_stands_under_the_headline_in_english(self, client: TestClient) -> None:
        (dek,) = page(client, STORY).xpath("//article/header//*[@class='dek']")
        assert text(dek) == "Residents do not accept the paid crossing. City Hall promises an answer."

    def test_the_address_of_a_merged_story_leads_to_the_one_it_became(self, client: TestClient) -> None:
        response = client.get(f"/story/{told.OLD}?a=x", follow_redirects=False)
        assert (response.status_code, response.headers["location"]) == (308, f"{STORY}?a=x")

    def test_every_take_opens_down_to_sentences_in_their_articles(self, client: TestClient) -> None:
        take = page(client, STORY).xpath("//*[@id='take-reporters-european-perspective']")[0]
        assert text(take.xpath(".//h3")[0]) == "European perspective"
        (why,) = take.xpath(".//details")
        assert f"/article/{told.GB}#b2" in why.xpath(".//a/@href")
        assert list(map(text, why.xpath(".//li/a"))) == [one.text for one in told.TAKES[0].evidence]
        assert "Rule place-differs, version 1" in text(why)
        assert why.xpath(".//a[@href='/about#dispute']")
        anchors = page(client, f"/article/{told.GB}").xpath("//@id")
        assert "b2" in anchors

    def test_a_story_without_takes_says_that_there_are_none(self, client: TestClient, world: Any) -> None:
        world.telling = replace(told.TELLING, takes=())
        assert "No distinct takes" in text(section(page(client, STORY), "takes"))

    def test_what_all_reports_do_alike_is_told_apart_from_the_takes(
        self, client: TestClient, world: Any
    ) -> None:
        alike = replace(told.TAKES[0], article_ids=told.MEMBERS[told.STORY], shared=True)
        world.telling = replace(told.TELLING, takes=(), alike=(alike,))
        story = page(client, STORY)
        assert "No distinct takes" in text(section(story, "takes"))
        (apart,) = story.xpath("//section[@aria-labelledby='alike-title']")
        assert text(apart.xpath(".//h3")[0]) == "European perspective"

    def test_reports_stand_in_order_and_copies_say_whose_they_are(self, client: TestClient) -> None:
        lines = section(page(client, STORY), "reports").xpath(".//ol/li")
        assert [line.get("id") for line in lines] == [f"r-{one}" for one in told.MEMBERS[told.STORY]]
        assert "Copy of what Folha do Porto Novo published, counted once" in text(lines[0])
        assert "Text of Agência Invenção" in text(lines[0])

    def test_a_story_that_many_tell_folds_its_later_reports(self, client: TestClient, world: Any) -> None:
        world.members = {told.STORY: tuple(view.card.id for view in world.views)}
        reports = section(page(client, STORY), "reports")
        assert len(reports.xpath("./ol/li")) == 12
        assert text(reports.xpath("./details/summary")[0]) == "37 later reports"

    def test_the_same_words_show_what_each_outlet_changed(self, client: TestClient) -> None:
        wordings = section(page(client, STORY), "words").xpath(".//ol/li")
        fullest, *others = [text(one.xpath(".//blockquote")[0]) for one in wordings]
        assert fullest == "There will be no charge for the ferry this month"
        assert len(others) == 3
        german = next(one for one in wordings if "Hafenblatt" in text(one))
        assert [text(gone) for gone in german.xpath(".//del")] == ["There will be", "for the ferry"]
        assert "„Diesen Monat keine Gebühr“" in text(german.xpath(".//*[@lang='de']")[0])
        assert "told Hafenblatt" in text(german)
        arabic = next(one for one in wordings if one.xpath(".//*[@lang='ar']"))
        assert "Not in English, so not compared" in text(arabic)
        assert not arabic.xpath(".//del|.//ins")

    def test_a_speaker_goes_by_the_name_and_role_of_the_whole_story(
        self, client: TestClient, world: Any
    ) -> None:
        arabic = replace(told.PROMISE_EG, speaker=replace(told.CALADO, name="إينيس كالادو", role=""))
        world.quotes = {told.EG: (arabic,), told.DE: told.QUOTES[told.DE]}
        (quoted,) = (
            one for one in section(page(client, STORY), "voices").xpath(".//li") if "لا رسوم" in text(one)
        )
        assert text(quoted).startswith(
            "Inês Calado, city secretary (Brazilian side, because “city secretary”)"
        )

    def test_who_is_named_by_a_role_alone_is_told_once(self, client: TestClient, world: Any) -> None:
        mother = told.Voice(
            told.Speaker("the victim’s mother", "m", "victim’s mother"), "", "", ((told.GB, 0, 0),)
        )
        world.telling = replace(told.TELLING, voices=(mother,))
        world.quotes = {told.GB: (told.SIGH,)}
        (line,) = section(page(client, STORY), "voices").xpath(".//li")
        assert text(line) == "The victim’s mother Nobody asked us"

    def test_voices_are_counted_with_the_role_that_tells_the_side(self, client: TestClient) -> None:
        german = next(
            one
            for one in section(page(client, STORY), "voices").xpath(".//section")
            if "Hafenblatt" in text(one)
        )
        said = text(german)
        shares = [text(one) for one in german.xpath(".//dl/dt|.//dl/dd")]
        assert shares == [
            "Traders’ side",
            "64% 64% 7 of 11 words in 1 quotation",
            "Brazilian side",
            "36% 36% 4 of 11 words in 1 quotation",
        ]
        assert "Brazilian side, because “city secretary”" in said

    def test_who_is_on_no_side_gets_one_sentence_and_no_bars(self, client: TestClient, world: Any) -> None:
        world.quotes = {told.GB: (told.SIGH,), told.DE: told.QUOTES[told.DE]}
        some = section(page(client, STORY), "voices")
        assert len(some.xpath(".//meter/ancestor::section[@class='voice']")) == 1
        assert text(some.xpath("./p[@class='unsided']")[0]).startswith("1 more report quotes people")
        world.quotes = {told.GB: (told.SIGH,)}
        nobody = section(page(client, STORY), "voices")
        assert not nobody.xpath(".//meter")
        (sentence,) = nobody.xpath("./p")
        assert (
            text(sentence) == "1 report quotes people word for word without a role that puts them on a side."
        )
        assert nobody.xpath("./details//ul[@class='evidence']/li/a/@href")

    def test_numbers_that_disagree_name_who_says_which(self, client: TestClient) -> None:
        numbers = section(page(client, STORY), "numbers")
        values = [text(value) for value in numbers.xpath("./section[1]//dt")]
        assert values == ["12", "20"]
        assert "Hafenblatt" in text(numbers.xpath("./section[1]//dd")[1])

    def test_what_a_report_leaves_out_shows_who_has_it(self, client: TestClient) -> None:
        gaps = section(page(client, STORY), "gaps")
        japan = next(one for one in gaps.xpath(".//section") if "港新聞" in text(one.xpath("./h3")[0]))
        assert "City Hall will not charge this month." in text(japan)
        assert japan.xpath(".//a/@href") == [f"/article/{told.BR}#b2", f"/article/{told.GB}#b0"]
        britain = next(
            one for one in gaps.xpath(".//section") if "Harbour Post" in text(one.xpath("./h3")[0])
        )
        assert "Alone carriesThe guild keeps three streets." in text(britain)

    def test_tone_points_at_sentences_and_says_how_it_is_told(self, client: TestClient) -> None:
        first, second = section(page(client, STORY), "tone").xpath(".//ul[@class='evidence']/li")
        assert first.xpath("./a/@href") == [f"/article/{told.GB}#b0"]
        assert "Reads against Inês Calado; loaded word: “mob”" in text(first)
        assert "a chance of 91%" in text(first) and "Plainer than “mob”: crowd." in text(first)
        assert "Loaded word: “regime”" in text(second) and "a chance" not in text(second)
        assert {"/about#tone", "/about#dispute"} <= set(first.xpath(".//a/@href"))
        (own,) = page(client, f"/article/{told.GB}").xpath("//details[@class='tones']")
        assert "1 sentence worth a second look" in text(own) and "regime" not in text(own)

    def test_coverage_shows_counts_interval_and_outlets(self, client: TestClient) -> None:
        american, german = section(page(client, STORY), "coverage").xpath(".//details")
        assert "Overlooked" in text(american.xpath("./summary")[0])
        assert "0% to 9% may have told it (95% interval)" in text(american)
        assert "/outlet/us-one" in american.xpath(".//a/@href")
        assert "Can't tell" in text(german.xpath("./summary")[0])

    def test_coverage_names_outlets_as_they_call_themselves(
        self, client: TestClient, world: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        names = {"us-one": "The Prairie Lamp"}
        monkeypatch.setattr(
            world, "outlet_names", lambda ids: {one: names[one] for one in ids if one in names}
        )
        american, _ = section(page(client, STORY), "coverage").xpath(".//details")
        (named,) = american.xpath(".//a[@href='/outlet/us-one']")
        assert text(named) == "The Prairie Lamp"

    def test_stories_that_coverage_is_compared_with_go_by_their_headlines(
        self, client: TestClient, world: Any
    ) -> None:
        compared = replace(told.COVERAGE[1], comparable=("gone", told.ALONE))
        world.coverage = (told.COVERAGE[0], compared)
        american, german = section(page(client, STORY), "coverage").xpath(".//details")
        (link,) = american.xpath(".//a[starts-with(@href, '/story/')]")
        assert link.get("href") == f"/story/{told.ALONE}"
        assert text(link) == "Kite festival put off three days to wait for wind"
        assert "Compared with" not in text(german)

    def test_a_story_nobody_looked_at_does_not_claim_silence(self, client: TestClient, world: Any) -> None:
        world.coverage = ()
        assert "nothing is said of who leaves it out" in text(section(page(client, STORY), "coverage"))

    def test_nothing_hostile_comes_through(self, client: TestClient) -> None:
        for path in (STORY, f"{STORY}?a={told.BR}&b={told.EVIL}", "/overlooked", "/stories", "/"):
            assert not re.search(r"<script>\s*alert", client.get(path).text), path

    def test_a_story_that_is_not_there_is_a_404_page(self, client: TestClient) -> None:
        page(client, "/story/none", 404)


class TestComparing:
    PAIR = f"{STORY}?a={told.BR}&b={told.DE}"

    def test_two_reports_stand_next_to_each_other(self, client: TestClient) -> None:
        found = page(client, self.PAIR)
        heads = [text(head) for head in found.xpath("//*[@class='pair-heads']//h2")]
        assert heads[0] == "Ferry stopped for 12 days divides the two banks"
        assert len(heads) == 2
        columns = found.xpath("//*[@class='column']")
        assert "Nobody knows when it returns." in text(columns[0])
        assert "The fish market stays." in text(columns[1])

    def test_it_shows_only_what_both_have(self, client: TestClient) -> None:
        found = page(client, self.PAIR)
        assert len(found.xpath("//*[@class='same']//ol/li")) == 2
        assert [text(dispute) for dispute in found.xpath("//*[@class='dispute']/h3")] == [
            "Days the ferry stood still"
        ]

    def test_what_one_leaves_out_opens_to_who_has_it(self, client: TestClient) -> None:
        (japan,) = page(client, f"{STORY}?a={told.BR}&b={told.JP}").xpath(
            f"//section[@aria-labelledby='head-{told.JP}']"
        )
        (left_out,) = japan.xpath(".//details")
        assert text(left_out.xpath("./summary")[0]) == "City Hall will not charge this month."
        assert "Harbour Post, United Kingdom No charge, it says." in text(left_out)
        assert left_out.xpath(".//a/@href") == [f"/article/{told.BR}#b2", f"/article/{told.GB}#b0"]

    def test_the_story_lets_any_two_be_picked_without_scripts(self, client: TestClient) -> None:
        (form,) = page(client, STORY).xpath("//form[contains(@class,'pick')]")
        assert form.get("action") == STORY
        assert [len(choice.xpath("./option")) for choice in form.xpath(".//select")] == [6, 6]

    @pytest.mark.parametrize("other", ["none", told.BR])
    def test_a_report_of_another_story_or_itself_is_refused(self, client: TestClient, other: str) -> None:
        page(client, f"{STORY}?a={told.BR}&b={other}", 404)


class TestArticle:
    def test_alternative_takes_lead_to_their_place_in_the_story(self, client: TestClient) -> None:
        panel = page(client, f"/article/{told.DE}").xpath("//aside[@class='alternative']")[0]
        assert text(panel.xpath("./h2")[0]) == "Alternative takes"
        links = panel.xpath(".//ul//a")
        assert links[0].get("href") == f"{STORY}#take-reporters-european-perspective"
        assert text(links[0]) == "European perspective with this report"

    def test_others_who_tell_it_are_named_with_their_country(self, client: TestClient) -> None:
        panel = page(client, f"/article/{told.DE}").xpath("//aside[@class='alternative']")[0]
        assert "港新聞, Japan" in text(panel)

    def test_an_article_only_one_outlet_tells_has_no_panel(self, client: TestClient, world: Any) -> None:
        world.members = {}
        assert not page(client, f"/article/{told.DE}").xpath("//aside[@class='alternative']")

    def test_countries_it_is_about_name_the_words_that_say_so(self, client: TestClient) -> None:
        made = text(page(client, f"/article/{told.DE}").xpath("//section[@class='made']")[0])
        assert "Brazil because of “Brasilien”" in made


class TestLists:
    def test_a_topic_says_what_it_rests_on_on_both_pages(self, client: TestClient) -> None:
        made = text(page(client, f"/article/{told.DE}").xpath("//section[@class='made']")[0])
        assert "Transport filed by its publisher under “" in made
        assert "in meaning nearest to “Ferry line opens”" in made
        key = page(client, f"/story/{told.STORY}").xpath("//dl[@class='key']")[0]
        assert text(key).count("in meaning nearest to") == len(told.ABOUT)

    def test_stories_can_be_narrowed_by_place_subject_and_topic(self, client: TestClient) -> None:
        def count(query: str) -> int:
            return len(page(client, f"/stories?{query}").xpath("//article"))

        assert count("") == count("about=br") == count("topic=transport") == count("country=jp") == 1
        assert count("about=jp") == count("topic=weather") == 0

    def test_home_brings_stories_the_overlooked_and_places_rarely_heard(self, client: TestClient) -> None:
        home = page(client, "/")
        titles = [text(h2) for h2 in home.xpath("//main//h2")]
        assert titles[1:] == [
            "Told by most countries",
            "Overlooked by American media",
            "From places rarely heard",
            "Latest from everywhere",
        ]
        assert "none of the 40 American outlets read did" in text(home.xpath("//*[@class='front']")[1])
        assert "Brazil" not in text(home.xpath("//*[@class='front']")[2])

    @pytest.mark.parametrize("path", ["/", "/?after=from-30"])
    def test_the_list_of_countries_can_be_skipped_by_keyboard(self, client: TestClient, path: str) -> None:
        home = page(client, path)
        (beyond,) = home.xpath("//a[@class='skip'][text()='Skip the list of countries']/@href")
        assert home.xpath(f"//main//section[@id='{beyond[1:]}']")

    def test_a_further_page_of_home_is_only_the_older_articles(self, client: TestClient) -> None:
        assert not page(client, "/?after=from-30").xpath("//*[@class='front']")

    def test_a_country_has_what_it_writes_and_what_is_written_of_it(self, client: TestClient) -> None:
        about = page(client, "/country/br?tab=about")
        assert about.xpath("//nav[@class='tabs']/a[@aria-current]/text()") == ["About it"]
        own = page(client, "/country/br").xpath("//nav[@class='tabs']/a/text()")
        assert own == ["Its own press", "About it"]
        assert about.xpath("//article//h3/a/@href") == [STORY]
        assert "Nothing about Japan has been read" in text(page(client, "/country/jp?tab=about"))


words = st.lists(
    st.sampled_from(["no", "charge", "this", "month", "“There", "will,", "be"]), max_size=12
).map(" ".join)


@given(words, words)
def test_differences_give_both_wordings_back(reference: str, other: str) -> None:
    found = runs(reference, other)
    assert " ".join(run.text for run in found if run.kind != "missing") == other
    kept = sum(len(run.text.split()) for run in found if run.kind == "same")
    gone = sum(len(run.text.split()) for run in found if run.kind == "missing")
    assert kept + gone == len(reference.split())


def test_marks_and_capitals_are_no_difference() -> None:
    assert [run.kind for run in runs("“No charge,” he said", "no charge he said")] == ["same"]


def test_a_disputed_number_is_marked_in_its_sentence(client: TestClient) -> None:
    (first, *_) = page(client, STORY).xpath("//section[@class='dispute']")
    assert [text(one) for one in first.xpath(".//li//mark")] == ["12"]
    assert "stopped for 12 days" in text(first)
