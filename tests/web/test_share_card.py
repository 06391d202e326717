"""The pictures that go with shared links: of a size networks take, in our own type, never with boxes for letters."""

from __future__ import annotations

import io
from types import ModuleType
from typing import Any

import pytest
from lxml import html
from PIL import Image
from starlette.testclient import TestClient

from parallax.web.assets import Assets
from parallax.web.share_card import SIZE, drawable, set_headline

pytestmark = pytest.mark.skipif(
    Assets().font("serif-latin") is None, reason="the front end is not built: `make build` builds it"
)


def picture(client: TestClient, path: str) -> Image.Image:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["content-type"] == "image/png"
    return Image.open(io.BytesIO(answer.content))


def test_every_kind_of_page_names_a_card_of_the_right_size(client: TestClient, invented: ModuleType) -> None:
    for path in (
        "/",
        "/stories",
        "/country/br",
        "/country/br?tab=about",
        "/story/5a1e0c0ffee0cafe",
        f"/article/{invented.GERMANY.article.id}",
    ):
        (named,) = html.fromstring(client.get(path).text).xpath("//meta[@property='og:image']/@content")
        assert picture(client, named.removeprefix("https://news.example")).size == SIZE


def test_an_article_with_a_picture_is_shared_with_it(client: TestClient, invented: ModuleType) -> None:
    page = html.fromstring(client.get(f"/article/{invented.FERRY.article.id}").text)
    (named,) = page.xpath("//meta[@property='og:image']/@content")
    assert "/picture/" in named


def test_cards_differ_by_their_headline(client: TestClient, invented: ModuleType) -> None:
    paths = [f"/card/article/{view.article.id}.png" for view in (invented.GERMANY, invented.NILE)]
    assert client.get(paths[0]).content != client.get(paths[1]).content


def test_a_headline_in_letters_without_type_gets_the_plain_card(
    client: TestClient, invented: ModuleType
) -> None:
    assert not drawable(invented.GEORGIA.card.title)
    georgian = client.get(f"/card/article/{invented.GEORGIA.article.id}.png")
    iranian = client.get(f"/card/article/{invented.IRAN.article.id}.png")
    assert georgian.status_code == iranian.status_code == 200
    assert drawable("Kurier Zmyślony Ђорђе Ελλάδα “quoted”")


def test_a_headline_of_forty_words_fits(invented: ModuleType) -> None:
    title = invented.GERMANY.card.title_english
    assert len(title.split()) >= 40
    face, lines = set_headline(title, 1040)
    assert all(face.width(line) <= 1040 for line in lines)
    assert len(lines) * face.line <= 320
    assert set_headline("Short", 1040)[0].line > face.line


@pytest.mark.parametrize("path", ["/card/article/none.png", "/card/other/x.png", "/card/country/zz.png"])
def test_a_page_that_is_not_there_has_no_card(client: TestClient, path: Any) -> None:
    assert client.get(path).status_code == 404
