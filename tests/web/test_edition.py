"""An edition's files: links that lead somewhere, pages without scripts, sources first, wishes heeded, books well made."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from parallax.errors import InputError
from parallax.model import Rights
from parallax.web.assets import Assets
from parallax.web.edition.book import book
from parallax.web.edition.contents import gather
from parallax.web.edition.file import File
from parallax.web.edition.pages import Pages
from parallax.web.edition.wardrobe import Wardrobe
from parallax.web.pictures import Picture

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


def drawn(url: str, width: int, mime: str) -> Picture | None:
    return None if "missing" in url else Picture(f"{url} {width}".encode(), mime)


def made(world: Any, kind: Any = "site", picture: Any = drawn, **which: Any) -> list[File]:
    contents = gather(world, which.get("day"), which.get("country"), lambda *_: None)
    pages = Pages(contents, world, kind, picture)
    return list(book(pages) if kind == "book" else pages.files())


@pytest.fixture(scope="module")
def site(invented: ModuleType) -> dict[str, File]:
    return {file.path: file for file in made(invented.World())}


@pytest.fixture(scope="module")
def volume(invented: ModuleType) -> list[File]:
    return made(invented.World(), "book")


def trees(files: Any) -> dict[str, html.HtmlElement]:
    return {file.path: html.fromstring(file.body) for file in files if file.mime == "text/html"}


def targets(tree: Any) -> list[str]:
    found = tree.iter(etree.Element)
    return [value for one in found for name, value in one.attrib.items() if name in {"href", "src"}]


def broken(files: dict[str, Any]) -> list[str]:
    """Links inside that lead to no file or to no place in it."""
    ids = {path: {one.get("id") for one in tree.iter()} for path, tree in files.items() if tree is not None}
    found = []
    for path, tree in files.items():
        for target in targets(tree) if tree is not None else ():
            parts = urlsplit(target)
            if parts.scheme:
                continue
            file = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
                if parts.path
                else path
            )
            if file not in files or (parts.fragment and parts.fragment not in ids[file]):
                found.append(f"{path}: {target}")
    return found


def test_every_link_inside_leads_somewhere(site):
    assert broken(dict.fromkeys(site) | trees(site.values())) == []


def test_nothing_acts_and_nothing_is_loaded_from_elsewhere(site):
    for path, tree in trees(site.values()).items():
        assert not tree.xpath("//script | //form | //iframe | //style | //button"), path
        assert not tree.xpath(
            "//@*[starts-with(name(), 'on') or starts-with(name(), 'data-') or name() = 'style']"
        )
        for src in tree.xpath("//@src | //link/@href"):
            assert not urlsplit(src).scheme
            assert not src.startswith("/")
    assert all(url.startswith("fonts/") for url in loaded(site["edition.css"]))
    assert b"@import" not in site["edition.css"].body


def tree_of(page: File) -> Any:
    return html.fromstring(page.body) if page.mime == "text/html" else etree.fromstring(page.body)


def loaded(sheet: File) -> list[str]:
    return re.findall(r"url\(([^)]*)\)", sheet.body.decode())


@pytest.mark.skipif(
    Assets().font("serif-latin") is None, reason="the front end is not built: `make build` builds it"
)
@pytest.mark.parametrize("kind", ["site", "book"])
def test_it_carries_the_flags_and_typefaces_it_shows_with_their_licences_and_no_others(invented, kind):
    files = {file.path.removeprefix("EPUB/"): file for file in made(invented.World(), kind)}
    pages = [file for file in files.values() if file.mime in {"text/html", "application/xhtml+xml"}]
    shown = {
        posixpath.normpath(posixpath.join(posixpath.dirname(page.path.removeprefix("EPUB/")), src))
        for page in pages
        for src in tree_of(page).xpath("//*[local-name()='img'][@class='flag']/@src")
    }
    carried = {path for path in files if path.startswith("flags/") and path.endswith(".svg")}
    assert shown == carried
    assert "flags/br.svg" in carried
    assert "flags/aq.svg" not in carried
    fonts = {path for path in files if path.endswith(".woff2")}
    assert fonts == set(loaded(files["edition.css"]))
    assert "fonts/serif-latin.woff2" in fonts
    assert "fonts/serif-greek.woff2" not in fonts, "nothing here is in Greek letters"
    assert {"flags/LICENSE.txt", "fonts/source-serif-4-LICENSE.txt"} <= set(files)


def test_without_the_front_ends_build_it_wears_neither_flags_nor_typefaces(tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "edition.css").write_text("p { margin: 0 }")
    bare = Wardrobe(tmp_path)
    assert bare.flag("BR") == ""
    assert [(file.path, file.body) for file in bare.files()] == [("edition.css", b"p { margin: 0 }")]


def test_the_first_link_of_an_article_is_its_source(site, invented):
    page = html.fromstring(site[f"article/{invented.FERRY.article.id}.html"].body)
    assert page.xpath("//main//a/@href")[0] == "https://folha-do-porto.example/balsa"
    text = page.text_content()
    assert "Ferry stopped for 12 days divides the two banks" in text
    assert "Balsa parada há 12 dias divide as duas margens" in text
    assert "Ninguém sabe quando volta." in text
    assert page.xpath("//figure/img/@src")[0] == f"../pictures/{invented.FERRY.article.id}-0.webp"
    assert "In doubt, number" in text


def test_articles_are_found_by_country_and_by_story(site, invented):
    first = html.fromstring(site["index.html"].body)
    assert "country/br.html" in first.xpath("//main//a/@href")
    brazil = html.fromstring(site["country/br.html"].body)
    assert f"../article/{invented.FERRY.article.id}.html" in brazil.xpath("//main//a/@href")
    stories = html.fromstring(site["stories.html"].body).xpath("//main//a/@href")
    assert [one for one in stories if one.startswith("story/")]


def test_it_says_what_it_is_and_when_it_was_made(site):
    about = html.fromstring(site["about.html"].body).text_content()
    assert "16 July 2025" in about
    assert "UTC" in about
    assert "rights" in about
    assert "A copy of what Parallax had read" in html.fromstring(site["index.html"].body).text_content()


def test_takes_and_what_is_left_out_stand_with_the_sentences_they_rest_on(site, invented):
    story = next(
        one
        for one in (invented.World().story(card.id) for card in invented.World().stories().items)
        if one.telling.takes and f"story/{one.card.id}.html" in site
    )
    page = html.fromstring(site[f"story/{story.card.id}.html"].body)
    shown = page.xpath("//section[@class='take']")
    assert len(shown) == len(story.telling.takes)
    for section, take in zip(shown, story.telling.takes, strict=True):
        assert take.label in section.text_content()
        assert take.rule in section.text_content()
        for evidence in take.evidence:
            assert evidence.text in section.text_content()
    opened = [one.text_content() for one in page.xpath("//main//li/details")]
    left_out = [one for one in story.telling.omissions if one.kind == "lacks"]
    assert len(opened) == len(left_out) > 0
    for shown, lacked in zip(opened, left_out, strict=True):
        assert all(text in shown for text in (lacked.text, *(other.text for other in lacked.others)))


@pytest.mark.parametrize(
    ("rights", "lead"),
    [(Rights(archive=False), True), (Rights(max_snippet=0), False), (Rights(max_snippet=500), True)],
)
def test_where_a_publisher_keeps_its_text_to_itself_there_is_lead_and_link(invented, rights, lead):
    world = invented.World()
    view = invented.FERRY
    bound = replace(view, article=replace(view.article, rights=rights))
    world.views = tuple(bound if one is view else one for one in world.views)
    files = {file.path: file for file in made(world)}
    page = html.fromstring(files[f"article/{view.article.id}.html"].body)
    text = page.text_content()
    assert "Lead only" in text
    assert page.xpath("//main//a/@href")[0] == "https://folha-do-porto.example/balsa"
    assert ("Residents do not accept" in text) is lead
    assert "Nobody knows when it returns" not in text
    assert "Ninguém sabe quando volta" not in text
    assert not page.xpath("//img[not(@class='flag')]")
    assert not [path for path in files if path.startswith(f"pictures/{view.article.id}")]
    assert broken(dict.fromkeys(files) | trees(files.values())) == []


def test_a_picture_that_cannot_be_had_leaves_no_hole(invented):
    files = made(invented.World(), picture=lambda *_: None)
    for path, tree in trees(files).items():
        assert not tree.xpath("//img[not(@class='flag')] | //figure"), path


def test_the_same_store_gives_the_same_files(invented, site):
    assert {file.path: file for file in made(invented.World())} == site


def test_one_country_leaves_the_others_reports_as_links_to_their_sources(invented):
    files = made(invented.World(), country="BR")
    found = trees(files)
    assert [path for path in found if path.startswith("country/")] == ["country/br.html"]
    assert broken({file.path: None for file in files} | found) == []


def test_an_edition_costs_what_its_day_holds_however_long_its_stories(invented):
    asked: Counter[str] = Counter()

    class Watched(invented.World):
        def story(self, story_id: str) -> Any:
            asked[story_id] += 1
            return super().story(story_id)

        def latest(self, **which: Any) -> Any:
            asked["bounded" if which.get("since") and which.get("until") else "open"] += 1
            return super().latest(**which)

    made(Watched())
    assert asked.pop("open") == 1, "the newest, to know the day"
    assert asked.pop("bounded") >= 1
    assert set(asked.values()) <= {1, 2}, "once to list it, once to write its page"


def test_a_day_of_which_there_is_nothing_is_told_with_the_newest(invented):
    with pytest.raises(InputError) as error:
        gather(invented.World(), date(1999, 1, 1), None, lambda *_: None)
    assert "1999-01-01" in str(error.value)
    assert "2025-07-16" in error.value.hint


def test_hostile_texts_stay_texts(invented):
    world = invented.World()
    view = invented.FERRY
    title = "<script>alert(1)</script>\x0b\x00 & ]]>"
    content = replace(
        view.article.content, title=title, canonical_url="javascript:alert(1)", url="https://a.example/"
    )
    hostile = replace(
        view,
        article=replace(view.article, content=content),
        card=replace(view.card, title=title, title_english=None, url="javascript:alert(2)"),
        passages=(),
    )
    world.views = tuple(hostile if one is view else one for one in world.views)
    for kind in ("site", "book"):
        for file in made(world, kind):
            assert b"<script" not in file.body.lower()
            assert b'"javascript' not in file.body.lower()
            if file.mime == "application/xhtml+xml" or file.path.endswith((".opf", "nav.xhtml")):
                etree.fromstring(file.body)


# --- the book -----------------------------------------------------------------------------


def test_a_book_says_first_what_it_is(volume):
    assert (volume[0].path, volume[0].body) == ("mimetype", b"application/epub+zip")
    assert volume[1].path == "META-INF/container.xml"
    assert b'full-path="EPUB/package.opf"' in volume[1].body


def test_every_file_is_in_the_manifest_and_every_page_in_the_spine(volume):
    package = etree.fromstring(next(file.body for file in volume if file.path == "EPUB/package.opf"))
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    listed = {f"EPUB/{item.get('href')}" for item in items.values()}
    assert listed == {file.path for file in volume[2:]} - {"EPUB/package.opf"}
    assert len(items) == len(listed), "each once"
    spine = [items[ref.get("idref")].get("href") for ref in package.iter(f"{OPF}itemref")]
    assert spine[0] == "index.xhtml"
    assert {f"EPUB/{href}" for href in spine} == {
        file.path for file in volume if file.mime == "application/xhtml+xml"
    }
    assert {item.get("media-type") for item in items.values()} <= {
        "application/xhtml+xml",
        "text/css",
        "text/plain",
        "image/jpeg",
        "image/svg+xml",
        "font/woff2",
    }


def test_every_page_of_a_book_is_xml_and_its_links_lead_somewhere(volume):
    parsed: dict[str, Any] = {file.path: None for file in volume}
    for file in volume:
        if file.path.endswith(".xhtml"):
            parsed[file.path] = etree.fromstring(file.body)
            assert parsed[file.path].tag == f"{XHTML}html"
    assert sum(tree is not None for tree in parsed.values()) > 10
    assert broken(parsed) == []


def test_the_table_of_contents_names_every_article_once(volume):
    nav = etree.fromstring(next(file.body for file in volume if file.path == "EPUB/nav.xhtml"))
    links = [link.get("href") for link in nav.iter(f"{XHTML}a")]
    articles = [file.path.removeprefix("EPUB/") for file in volume if file.path.startswith("EPUB/article/")]
    assert sorted(link for link in links if link.startswith("article/")) == sorted(articles)
