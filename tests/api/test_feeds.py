"""What feed readers get: valid Atom (RFC 4287) and JSON Feed 1.1 of every page."""

from __future__ import annotations

import json
from datetime import datetime
from types import ModuleType
from typing import Any
from xml.etree import ElementTree as ET

import fastfeedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from parallax.api.feed_document import FeedDocument, FeedItem
from parallax.api.feed_formats import atom, json_feed

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime.fromisoformat("2025-07-16T15:00:00+00:00")
PATHS = (
    "",
    "/country/br",
    "/country/aq",
    "/outlet/minato",
    "/outlets",
    "/status",
    "/search",
    "/search?q=ferry&country=BR",
)


def feed(client: TestClient, path: str, ending: str) -> Any:
    page, _, query = path.partition("?")
    return client.get(f"{page}/feed.{ending}" + (f"?{query}" if query else ""))


@pytest.mark.parametrize("path", PATHS)
def test_atom_holds_what_the_standard_asks(client: TestClient, path: str) -> None:
    response = feed(client, path, "atom")
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(response.content)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for required in ("title", "id", "updated"):
            (found,) = element.findall(f"{ATOM}{required}")
            assert found.text
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated", "")).tzinfo
        assert element.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert root.find(f"{ATOM}author/{ATOM}name") is not None


@pytest.mark.parametrize("path", PATHS)
def test_json_feed_holds_what_the_standard_asks(client: TestClient, path: str) -> None:
    response = feed(client, path, "json")
    assert response.headers["content-type"] == "application/feed+json; charset=utf-8"
    found = response.json()
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["title"]
    for item in found["items"]:
        assert item["id"]
        assert item["content_text"]


@pytest.mark.parametrize("path", PATHS)
def test_a_feed_names_its_page_and_itself(client: TestClient, path: str) -> None:
    base = "https://news.example"
    page, _, query = path.partition("?")
    mark = f"?{query}" if query else ""
    found = feed(client, path, "json").json()
    assert found["home_page_url"] == f"{base}{page or '/'}{mark}"
    assert found["feed_url"] == f"{base}{page}/feed.json{mark}"
    links = {
        link.get("rel"): link.get("href")
        for link in ET.fromstring(feed(client, path, "atom").content).findall(f"{ATOM}link")
    }
    assert links == {"alternate": f"{base}{page or '/'}{mark}", "self": f"{base}{page}/feed.atom{mark}"}


def test_an_entry_leads_to_our_page_and_to_the_source(client: TestClient, invented: ModuleType) -> None:
    (item,) = feed(client, "/outlet/nahr", "json").json()["items"]
    assert item["url"] == f"https://news.example/article/{invented.NILE.article.id}"
    assert item["external_url"] == "https://nahr.example/jisr"
    assert item["title"] == "Wooden bridge opens after restoration"
    assert item["language"] == "en"
    assert item["content_text"].startswith("[Invented sample] Engineers said")


def test_an_untranslated_entry_says_its_language(client: TestClient) -> None:
    root = ET.fromstring(feed(client, "/country/ge", "atom").content)
    title = root.find(f"{ATOM}entry/{ATOM}title")
    assert title is not None
    assert title.get("{http://www.w3.org/XML/1998/namespace}lang") == "ka"


def test_a_live_page_has_an_entry_for_each_post(client: TestClient, invented: ModuleType) -> None:
    items = feed(client, f"/article/{invented.JAPAN.article.id}", "json").json()["items"]
    assert [item["title"] for item in items] == [
        "Wind speed is 2 metres. They do not fly yet.",
        "Children have begun to gather.",
        "Kite festival put off three days to wait for wind",
    ]


def test_the_ledgers_feed_counts_each_day(client: TestClient) -> None:
    items = feed(client, "/status", "json").json()["items"]
    assert [item["title"] for item in items] == [
        "2025-07-16: 6 items looked at",
        "2025-07-15: 1 item looked at",
    ]


def test_hostile_titles_stay_text(client: TestClient, invented: ModuleType) -> None:
    root = ET.fromstring(feed(client, "/outlet/radio-serra", "atom").content)
    titles = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
    assert invented.HOSTILE in titles


def test_another_parser_reads_the_same(client: TestClient) -> None:
    parsed = fastfeedparser.parse(feed(client, "/country/br", "atom").content)
    assert len(parsed.entries) == 42
    assert parsed.entries[0].title == "Ferry stopped for 12 days divides the two banks"


def test_what_is_not_there_has_no_feed(client: TestClient) -> None:
    for path in ("/country/zz", "/outlet/none", "/article/none"):
        assert feed(client, path, "atom").status_code == 404


def test_a_feed_already_held_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/feed.atom")
    assert client.get("/feed.atom", headers={"If-None-Match": first.headers["etag"]}).status_code == 304


@given(st.text(), st.text(), st.text())
def test_no_text_makes_a_feed_invalid(title: str, summary: str, author: str) -> None:
    item = FeedItem("key", "https://a.example/", title, NOW, NOW, summary, "https://b.example/", author)
    document = FeedDocument(title, "https://a.example/", "https://a.example/feed", "", (item,), NOW)
    assert ET.fromstring(atom(document)).find(f"{ATOM}entry") is not None
    assert json.loads(json_feed(document))["items"][0]["title"] == title
