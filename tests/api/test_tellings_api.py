"""What programs get of stories: every label, gap and count with what it rests on."""

from __future__ import annotations

from typing import Any

import invented_tellings as told
import pytest
from starlette.testclient import TestClient

API = "/api/v1"


def test_a_story_comes_with_all_its_evidence(client: TestClient) -> None:
    found = client.get(f"{API}/stories/{told.STORY}").json()
    assert found["lead"]["id"] == told.BR
    assert [report["article"]["id"] for report in found["reports"]] == list(told.MEMBERS[told.STORY])
    assert found["reports"][0]["copy_of"] == told.BR
    first = found["alternative_takes"][0]
    assert first["evidence"][1] == {
        "article_id": told.GB,
        "text": "The council will answer on Friday.",
        "block": 2,
        "at": "2025-07-16T11:00:00Z",
        "mark": None,
    }
    assert (first["rule"], first["version"]) == ("place-differs", "1")
    assert found["numbers"][0]["values"][1]["evidence"][0]["article_id"] == told.DE
    assert found["numbers"][0]["values"][0]["evidence"][0]["mark"] == [12, 14]
    assert found["coverage"][1]["verdict"] == "overlooked"
    assert found["utterances"][0]["quotes"][0]["speaker"]["side_basis"] == "city secretary"


def test_a_merged_story_answers_under_its_old_id_and_says_so(client: TestClient) -> None:
    found = client.get(f"{API}/stories/{told.OLD}").json()
    assert (found["id"], found["moved_from"]) == (told.STORY, told.OLD)


def test_takes_have_addresses_that_exist_on_the_page(client: TestClient) -> None:
    pages = [take["page"] for take in client.get(f"{API}/stories/{told.STORY}/takes").json()]
    assert pages[0] == f"/story/{told.STORY}#take-reporters-european-perspective"


def test_each_take_has_an_address_of_its_own_with_all_that_it_rests_on(client: TestClient) -> None:
    listed = client.get(f"{API}/stories/{told.OLD}/takes").json()
    assert len(listed) == len(told.TAKES)
    for take, known in zip(listed, told.TAKES, strict=True):
        assert take["data"].startswith(f"{API}/takes/{told.STORY}.")
        assert client.get(take["data"]).json() == take
        shown = [(one["article_id"], one["block"], one["text"]) for one in take["evidence"]]
        assert shown == [(one.article_id, one.block, one.text) for one in known.evidence]


def test_any_two_articles_say_what_speaks_for_their_being_one_event(client: TestClient) -> None:
    found = client.get(f"{API}/why?a={told.GB}&b={told.EG}").json()
    assert (found["story"], found["odds"], found["joins"], found["enough"]) == (told.STORY, -1.7, -1.0, False)
    assert found["reasons"][1] == {"kind": "name", "detail": "Inês Calado", "weight": 2.0}
    assert sum(reason["weight"] for reason in found["reasons"]) == pytest.approx(found["odds"])
    assert found["page"] == f"/why?a={told.GB}&b={told.EG}"


def test_two_articles_of_no_common_story_can_be_asked_about_too(client: TestClient, invented: Any) -> None:
    found = client.get(f"{API}/why?a={told.GB}&b={invented.GEORGIA.card.id}").json()
    assert (found["story"], found["enough"]) == (None, False)


def test_stories_can_be_narrowed(client: TestClient) -> None:
    def ids(query: str) -> list[str]:
        return [item["id"] for item in client.get(f"{API}/stories?{query}").json()["items"]]

    assert ids("about=BR") == ids("by=countries") == [told.STORY]
    assert ids("several=false") == [told.STORY, told.ALONE]
    assert ids("topic=weather") == ids("since=2030-01-01T00:00:00Z") == []


def test_quotes_of_an_article_name_speakers_and_rules(client: TestClient) -> None:
    first, second = client.get(f"{API}/quotes?article={told.DE}").json()
    assert first["said_to"] == "told Hafenblatt"
    assert second["speaker"]["side"] == "traders"
    assert client.get(f"{API}/quotes?article={told.JP}").json() == []


def test_the_reverse_is_what_only_one_press_tells(client: TestClient) -> None:
    (one,) = client.get(f"{API}/overlooked/jp/reverse").json()
    assert (one["found"]["k"], one["found"]["n"], one["found"]["elsewhere"]) == (3, 6, 40)
    assert one["story"]["id"] == one["found"]["story_id"]
    assert client.get(f"{API}/stories/{one['story']['id']}").json()["only_told"] == [one["found"]]
    assert client.get(f"{API}/overlooked/us/reverse").json() == []


def test_a_story_carries_sentences_with_tone_and_loaded_words(client: TestClient) -> None:
    against, loaded = client.get(f"{API}/stories/{told.STORY}").json()["tones"]
    assert (against["tone"], against["chance"], against["person"]) == ("against", 0.91, "Inês Calado")
    assert loaded["tone"] == "" and loaded["loaded"] == [{"text": "regime", "plainer": "government"}]


def test_overlooked_gives_counts_and_reasons_by_press(client: TestClient) -> None:
    (one,) = client.get(f"{API}/overlooked/us").json()
    assert (one["coverage"]["k"], one["coverage"]["n"]) == (0, 40)
    assert one["coverage"]["why"].startswith("United States: 0 of 40")
    assert one["story"]["id"] == told.STORY
    assert client.get(f"{API}/overlooked/de").json() == []
    assert len(client.get(f"{API}/overlooked/de?verdict=can't tell").json()) == 1
    assert client.get(f"{API}/overlooked").json() == [
        {"country": "DE", "overlooked": 0, "stories": 1},
        {"country": "US", "overlooked": 1, "stories": 2},
    ]


def test_about_counts_articles_by_country_from_anywhere_or_one_press(client: TestClient) -> None:
    everywhere = {row["country"]: row["articles"] for row in client.get(f"{API}/about").json()}
    assert everywhere == {"BR": 3, "DE": 1}
    german = client.get(f"{API}/about?published_in=DE").json()
    assert {row["country"]: row["articles"] for row in german} == {"BR": 1, "DE": 1}


def test_an_article_names_its_story(client: TestClient) -> None:
    assert client.get(f"{API}/articles/{told.DE}").json()["story"] == told.STORY


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/stories/none", 404),
        ("/stories/none/takes", 404),
        ("/takes/none.take-reporters", 404),
        (f"/takes/{told.STORY}.take-nobody-earned", 404),
        ("/quotes?article=none", 404),
        (f"/why?a={told.GB}&b=none", 404),
        (f"/why?a=none&b={told.GB}", 404),
        (f"/why?a={told.GB}", 422),
        (f"/why?a={told.GB}&b={told.GB}", 422),
        ("/overlooked/zz", 404),
        ("/overlooked/zz/reverse", 404),
        ("/quotes", 422),
        ("/stories?by=fame", 422),
        ("/stories?since=2025-07-16T12:00:00", 422),
        ("/overlooked/us?verdict=unknown", 422),
        ("/about?published_in=zz", 422),
    ],
)
def test_errors_are_problems_with_a_reason(client: TestClient, path: str, status: int) -> None:
    response = client.get(API + path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/stories", f"/story/{told.STORY}", "/overlooked", "/overlooked/us"])
def test_stories_have_feeds(client: TestClient, path: str) -> None:
    assert client.get(f"{path}/feed.atom").headers["content-type"].startswith("application/atom+xml")
    feed = client.get(f"{path}/feed.json").json()
    assert feed["items"]


def test_the_feed_of_what_is_overlooked_says_why(client: TestClient) -> None:
    (item,) = client.get("/overlooked/us/feed.json").json()["items"]
    assert item["content_text"].startswith("United States: 0 of 40")
    assert client.get("/overlooked/zz/feed.json").status_code == 404
