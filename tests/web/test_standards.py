"""What holds for every page: structure, safety, privacy, caching, size."""

from __future__ import annotations

import re
from itertools import pairwise
from types import ModuleType
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from parallax.model import Author, Content, Image, Related
from parallax.web.assets import SHEETS, STATIC, Assets
from parallax.web.pictures import portrait_index

LISTS = (
    "/",
    "/country/br",
    "/country/aq",
    "/country/br?tab=about",
    "/country/aq?tab=about",
    "/stories",
    "/stories?about=BR&topic=transport",
    "/stories?topic=none",
    "/overlooked",
    "/overlooked/de",
    "/overlooked/aq",
    "/story/5a1e0c0ffee0cafe",
    "/story/a10ne00000000000",
    "/outlets",
    "/outlets?country=BR",
    "/outlet/folha-do-porto",
    "/outlet/sem-feed",
    "/status",
    "/status/items?outlet=folha-do-porto",
    "/search?q=ferry",
    "/feed",
    "/feed?country=BR",
    "/feed?country=AQ",
    "/topic/transport",
    "/topic/transport?country=BR",
    "/topic/crime-and-justice",
    "/outlet/folha-do-porto?author=Marta+Quintela",
    "/saved",
    "/about",
    "/settings",
    "/places",
    "/nowhere",
)
NAMES = ("FERRY", "NILE", "GEORGIA", "IRAN", "GERMANY", "JAPAN", "BRITAIN", "LEAD_ONLY", "EVIL")


@pytest.fixture(scope="module")
def paths(invented: ModuleType) -> tuple[str, ...]:
    ids = [getattr(invented, name).article.id for name in NAMES]
    pairs = tuple(f"/story/5a1e0c0ffee0cafe?a={ids[0]}&b={other}" for other in (ids[1], ids[-1]))
    return (
        LISTS
        + pairs
        + tuple(f"/article/{one}{view}" for one in ids for view in ("", "?view=side", "?view=original"))
    )


@pytest.fixture(scope="module")
def answers(site: Any, invented: ModuleType, paths: tuple[str, ...]) -> dict[str, Any]:
    """Every page once: these tests only look."""
    client = site(invented.World())
    return {path: client.get(path) for path in paths}


@pytest.fixture(scope="module")
def pages(answers: dict[str, Any]) -> dict[str, html.HtmlElement]:
    return {path: html.fromstring(answer.text) for path, answer in answers.items()}


def test_headings_begin_with_one_h1_and_skip_no_level(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def test_every_page_has_landmarks_a_skip_link_and_a_language(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        assert page.get("lang") == "en", path
        assert page.xpath("//body/a[1]/@href") == ["#main"], path
        for landmark in ("//body/header", "//main[@id='main']", "//body/footer", "//nav"):
            assert page.xpath(landmark), (path, landmark)


def test_every_id_is_used_once_and_every_label_leads_somewhere(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        for reference in page.xpath("//@aria-labelledby|//@aria-describedby|//label/@for"):
            assert reference in ids, (path, reference)
        for target in page.xpath("//a[starts-with(@href,'#')]/@href"):
            assert target[1:] in ids, (path, target)


def test_every_field_and_picture_has_a_name(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        labelled = set(page.xpath("//label/@for"))
        for field in page.xpath("//input[not(@type='hidden')]|//select"):
            assert field.get("id") in labelled or field.xpath("ancestor::label"), (path, field.get("name"))
        assert not page.xpath("//img[not(@alt)]"), path
        for link in page.xpath("//a[not(@aria-hidden)]"):
            assert link.text_content().strip() or link.get("aria-label"), (path, link.get("href"))


def test_titles_and_descriptions_are_there_and_differ(pages: dict[str, html.HtmlElement]) -> None:
    titles: dict[str, str] = {}
    for path, page in pages.items():
        (title,) = page.xpath("//title/text()")
        assert page.xpath("//meta[@name='description']/@content")[0].strip(), path
        assert page.xpath("//meta[@property='og:title']/@content") == [title], path
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        assert canonical.startswith("https://news.example/"), path
        assert titles.setdefault(title, canonical) == canonical, (path, title)


def test_no_page_loads_anything_from_elsewhere(pages: dict[str, html.HtmlElement]) -> None:
    loaded = "//img/@src|//script/@src|//iframe/@src|//source/@src|//video/@src|//img/@srcset|//form/@action"
    sheets = "//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href"
    for path, page in pages.items():
        for address in page.xpath(f"{loaded}|{sheets}"):
            assert re.match(r"/(?!/)", address), (path, address)
    assert not [kind for kind, sheet in Assets().css.items() if re.search(rb"url\(|@import", sheet)]


def test_no_page_carries_inline_scripts_styles_or_handlers(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        assert not page.xpath("//style|//*[@style]"), path
        assert not page.xpath("//script[not(@src) and not(@type='application/json')]"), path
        assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")], path


def test_links_out_reveal_nothing_of_the_reader(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        for link in page.xpath("//a[starts-with(@href,'http')]"):
            if not link.get("href").startswith("https://news.example/"):
                assert {"noopener", "noreferrer"} <= set((link.get("rel") or "").split()), (
                    path,
                    link.get("href"),
                )


def test_texts_in_right_to_left_scripts_are_set_right_to_left(pages: dict[str, html.HtmlElement]) -> None:
    seen = 0
    for path, page in pages.items():
        for element in page.xpath("//*[@lang='ar' or @lang='fa']"):
            seen += 1
            assert element.get("dir") == "rtl", (path, element.text_content()[:40])
    assert seen > 20


def test_every_page_names_its_feeds(pages: dict[str, html.HtmlElement]) -> None:
    for path, page in pages.items():
        types = page.xpath("//link[@rel='alternate']/@type")
        assert types == ["application/atom+xml", "application/feed+json"], path
    feed = pages["/search?q=ferry"].xpath("//link[@rel='alternate']/@href")[0]
    assert feed == "/search/feed.atom?q=ferry"


def test_every_response_is_protected_and_sets_no_cookie(client: TestClient, answers: dict[str, Any]) -> None:
    files = ("/robots.txt", "/favicon.svg", Assets().css_url("story"), "/picture/none/0")
    for path, answer in (answers | {path: client.get(path) for path in files}).items():
        headers = answer.headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "set-cookie" not in headers, path


def test_a_page_already_held_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/country/br")
    again = client.get("/country/br", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_head_is_answered_without_a_body(client: TestClient) -> None:
    response = client.head("/about")
    assert (response.status_code, response.content) == (200, b"")


def test_the_style_sheet_is_small_and_kept_for_ever(client: TestClient) -> None:
    for kind in SHEETS:
        response = client.get(Assets().css_url(kind))
        assert response.headers["content-type"].startswith("text/css")
        assert "immutable" in response.headers["cache-control"]
        assert len(response.content) <= 20_000, kind


def test_pages_work_where_nothing_was_built(tmp_path: Any) -> None:
    assets = Assets(tmp_path)
    assert assets.script("globe") is None
    assert assets.style("fonts") is None
    assert assets.flag("BR") == ""


def test_every_country_has_a_flag_that_says_nothing_beside_its_name(client: TestClient) -> None:
    if not Assets().flag("BR"):
        pytest.skip("the front end is not built: `make build` builds it")
    for link in html.fromstring(client.get("/").text).xpath("//a[@data-country]"):
        (flag,) = link.xpath("./img[@class='flag']")
        assert flag.get("alt") == ""
        assert flag.get("loading") == "lazy"
        assert f"/{link.get('data-country').lower()}.svg" in flag.get("src")
        assert link.xpath("./*[@class='name']")[0].text_content().strip()
    answer = client.get(flag.get("src"))
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "immutable" in answer.headers["cache-control"]


def test_typefaces_are_our_own_files_under_the_addresses_their_sheet_gives(client: TestClient) -> None:
    sheet = Assets().style("fonts")
    if sheet is None:
        pytest.skip("the front end is not built: `make build` builds it")
    rules = client.get(sheet).text
    named = re.findall(r"url\(([^)]+)\)", rules)
    assert len(named) == 8
    for address in named:
        answer = client.get(f"/static/build/{address}")
        assert answer.content[:4] == b"wOF2"
        assert "immutable" in answer.headers["cache-control"]
    assert Assets().font("serif-latin") in [f"/static/build/{address}" for address in named]
    assert rules.count("font-display:swap") == len(named)


def test_built_scripts_are_addressed_by_their_content(tmp_path: Any) -> None:
    (tmp_path / "build").mkdir()
    script = tmp_path / "build" / "times.js"
    script.write_text("1")
    before = Assets(tmp_path).script("times")
    script.write_text("2")
    after = Assets(tmp_path).script("times")
    assert before is not None
    assert after is not None
    assert before.startswith("/static/build/times.js?v=")
    assert before != after


def test_robots_are_told_what_to_leave(client: TestClient) -> None:
    assert "Disallow: /search" in client.get("/robots.txt").text
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/favicon.svg").headers["content-type"].startswith("image/svg+xml")
    assert (STATIC / "favicon.svg").is_file()


def test_a_portrait_is_found_among_an_articles_pictures() -> None:
    content = Content(
        title="t",
        url="u",
        images=(Image("https://a.example/1.jpg"),),
        authors=(Author("A"), Author("B", image="https://a.example/b.jpg")),
        related=(Related("https://a.example/r", "r", image="https://a.example/r.jpg"),),
    )
    assert content.pictures[portrait_index(content, 1)] == "https://a.example/b.jpg"
