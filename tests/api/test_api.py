"""What programs get from the JSON API."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from starlette.testclient import TestClient

from parallax.errors import StoreError

API = "/api/v1"


def test_the_latest_articles_lead_on_by_a_cursor_to_the_end(client: TestClient) -> None:
    seen: list[str] = []
    after = ""
    while True:
        page = client.get(f"{API}/articles?limit=20{after}").json()
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert len(seen) == len(set(seen)) == 49


def test_articles_can_be_narrowed(client: TestClient) -> None:
    def ids(query: str) -> int:
        return len(client.get(f"{API}/articles?limit=100&{query}").json()["items"])

    assert ids("country=br") == ids("country=BR") == 42
    assert ids("outlet=minato") == 1
    assert ids("language=ka") == 1


def test_a_card_keeps_original_and_english_and_its_source(client: TestClient, invented: ModuleType) -> None:
    (item,) = client.get(f"{API}/articles?country=EG").json()["items"]
    assert item["title"] == {
        "original": "افتتاح الجسر الخشبي بعد ترميمه",
        "english": "Wooden bridge opens after restoration",
    }
    assert item["url"] == "https://nahr.example/jisr"
    assert item["page"] == f"/article/{invented.NILE.article.id}"
    assert item["picture"] == f"/picture/{invented.NILE.article.id}/0"
    assert item["invented"] is True


def test_an_article_opens_down_to_its_sentences(client: TestClient, invented: ModuleType) -> None:
    found = client.get(f"{API}/articles/{invented.FERRY.article.id}").json()
    body = next(p for p in found["passages"] if p["part"] == "body" and p["index"] == 0)
    assert body["sentences"][0]["doubts"] == [
        {"kind": "number", "detail": "the original has 12, the English has 21"}
    ]
    assert body["sentences"][0]["engine"] == "firefox"
    assert found["blocks"][2]["kind"] == "quote"
    assert found["authors"][0]["role"] == "Repórter"
    assert found["lead_image"]["credit"] == "Lia Prado / Folha"
    assert found["rights"]["archive"] is True
    assert found["modified"] == "2025-07-16T13:00:00Z"
    assert found["language_basis"] == "model"


def test_search_brings_snippets(client: TestClient) -> None:
    (item,) = client.get(f"{API}/search?q=ferry").json()["items"]
    assert "<mark>ferry</mark>" in item["snippet"]


def test_every_country_is_there_even_with_nothing(client: TestClient) -> None:
    every = client.get(f"{API}/countries").json()
    assert len(every) == 250
    brazil = client.get(f"{API}/countries/br").json()
    assert brazil in every
    assert (brazil["outlets"], brazil["outlets_with_feed"], brazil["articles"]) == (5, 4, 42)


def test_an_outlet_says_who_owns_it_by_whose_word(client: TestClient) -> None:
    found = client.get(f"{API}/outlets/folha-do-porto").json()
    assert found["ownership"] == {
        "kind": "private",
        "owner": "Editora Maré",
        "basis": "the outlet's own imprint",
    }
    assert found["health"][0]["verdict"] == "alive"
    assert len(client.get(f"{API}/outlets?country=BR").json()) == 5


def test_the_ledger_opens_down_to_items(client: TestClient) -> None:
    rows = client.get(f"{API}/ledger?outlet=folha-do-porto").json()
    assert {row["outcome"]: row["count"] for row in rows} == {
        "stored": 1,
        "unchanged": 1,
        "not an article": 1,
    }
    items = client.get(f"{API}/ledger/items?outlet=folha-do-porto&outcome=not an article").json()
    assert [item["detail"] for item in items] == ["a gallery"]


def test_status_and_languages_are_counted(client: TestClient) -> None:
    assert client.get(f"{API}/status").json()["articles"] == 49
    tallies = {row["language"]: row for row in client.get(f"{API}/languages").json()}
    assert (tallies["ka"]["articles"], tallies["ka"]["translated"]) == (1, 0)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/articles/none", 404),
        ("/outlets/none", 404),
        ("/countries/zz", 404),
        ("/nothing/at/all", 404),
        ("/articles?limit=0", 422),
        ("/articles?limit=101", 422),
        ("/articles?after=made-up", 422),
        ("/articles?country=zz", 422),
        ("/search", 422),
        ("/ledger?since=soon", 422),
        ("/ledger/items?outcome=lost", 422),
    ],
)
def test_errors_are_problems_with_a_reason(client: TestClient, path: str, status: int) -> None:
    response = client.get(API + path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    found = response.json()
    assert found["status"] == status
    assert found["title"]
    assert found["detail"]


@pytest.mark.parametrize("path", ["", "/articles", "/articles/x", "/no/such"])
def test_what_only_reads_says_so_to_whoever_would_write(client: TestClient, path: str) -> None:
    answer = client.post(API + path, json={})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_store_that_cannot_be_read_is_said_to_be_so(
    client: TestClient, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise StoreError("the store is locked", hint="Try again.")

    monkeypatch.setattr(world, "status", broken)
    response = client.get(f"{API}/status")
    assert response.status_code == 503
    assert response.json()["detail"] == "the store is locked"
    assert response.json()["hint"] == "Try again."


def test_an_answer_already_held_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{API}/countries")
    assert "max-age" in first.headers["cache-control"]
    again = client.get(f"{API}/countries", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


class TestOpenApi:
    @pytest.fixture
    def schema(self, client: TestClient) -> dict[str, Any]:
        found: dict[str, Any] = client.get(f"{API}/openapi.json").json()
        return found

    def test_every_route_is_described_and_typed(self, schema: dict[str, Any]) -> None:
        assert len(schema["paths"]) == 22
        for path, methods in schema["paths"].items():
            assert set(methods) == {"get"}, path
            get = methods["get"]
            assert get["summary"], path
            assert get["tags"], path
            assert get["responses"]["200"]["content"]["application/json"]["schema"], path

    def test_errors_are_declared_as_problems_in_their_own_media_type(self, schema: dict[str, Any]) -> None:
        for path, methods in schema["paths"].items():
            if path == API:
                continue
            for status in ("404", "422", "503"):
                content = methods["get"]["responses"][status]["content"]
                assert set(content) == {"application/problem+json"}, (path, status)
                assert "detail" in content["application/problem+json"]["schema"]["required"]

    def test_examples_are_given_where_a_format_could_be_guessed_wrong(self, schema: dict[str, Any]) -> None:
        parameters = {p["name"]: p for p in schema["paths"][f"{API}/articles"]["get"]["parameters"]}
        assert parameters["country"]["schema"]["examples"] == ["BR"]
        assert schema["components"]["schemas"]["ArticleSummary"]["properties"]["language"]["examples"] == [
            "pt"
        ]

    def test_feeds_stay_out_of_the_schema(self, schema: dict[str, Any]) -> None:
        assert not [path for path in schema["paths"] if "feed" in path]
