"""Bylines in many languages: names told from roles, newsrooms, agencies, places and what stands beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.extract import article
from parallax.extract.bylines import is_byline, looks_like_name, read_byline
from parallax.extract.site_names import SiteNames
from parallax.model import Author

SITE = SiteNames.of(["Harbour Post", "HPR"])
TEXT = (
    "The harbour board voted on Tuesday to reopen the northern ferry line, eleven years after it was closed. "
)


def names(byline: str) -> list[str]:
    return [author.name for author in read_byline(byline, SITE)]


@pytest.mark.parametrize(
    "byline",
    [
        "By Ada Lovelace", "Written by: Ada Lovelace", "Von Ada Lovelace", "Ein Gastbeitrag von Ada Lovelace", "Autorin: Ada Lovelace",
        "Door Ada Lovelace", "Par Ada Lovelace", "Propos recueillis par Ada Lovelace", "Por Ada Lovelace", "di Ada Lovelace", "A cura di Ada Lovelace",
        "Av Ada Lovelace", "Af Ada Lovelace", "Tekst: Ada Lovelace", "Autor: Ada Lovelace", "Przez Ada Lovelace", "Napsala Ada Lovelace",
        "Piše: Ada Lovelace", "Автор: Ada Lovelace", "Текст Ada Lovelace", "Szerző: Ada Lovelace", "Kirjoittaja Ada Lovelace", "Autorius Ada Lovelace",
        "Autors: Ada Lovelace", "Kirjutas Ada Lovelace", "Scris de Ada Lovelace", "Nga Ada Lovelace", "Της Ada Lovelace", "Γράφει η Ada Lovelace",
        "Yazan: Ada Lovelace", "بقلم Ada Lovelace", "نویسنده: Ada Lovelace", "מאת Ada Lovelace", "लेखक: Ada Lovelace", "Oleh Ada Lovelace",
        "Penulis: Ada Lovelace", "Tác giả: Ada Lovelace", "โดย Ada Lovelace", "Na Ada Lovelace", "Deur Ada Lovelace", "记者 Ada Lovelace",
        "文：Ada Lovelace", "글 Ada Lovelace", "(Author: Ada Lovelace)", "Autor: Von Ada Lovelace", "Eftir Ada Lovelace", "Ni Ada Lovelace",
    ],
)  # fmt: skip
def test_by_is_read_in_forty_languages(byline: str) -> None:
    assert names(byline) == ["Ada Lovelace"]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Ada Lovelace and Charles Babbage", ["Ada Lovelace", "Charles Babbage"]),
        ("Von Erika Mustermann, Max Mustermann", ["Erika Mustermann", "Max Mustermann"]),
        ("Por Ana María Pérez y José López", ["Ana María Pérez", "José López"]),
        ("Anna Nowak i Jan Kowalski", ["Anna Nowak", "Jan Kowalski"]),
        ("Jan Jansen en Piet de Vries", ["Jan Jansen", "Piet de Vries"]),
        ("Иван Петров и Анна Иванова", ["Иван Петров", "Анна Иванова"]),
        ("(责编：牛镛、岳弘彬)", ["牛镛", "岳弘彬"]),
        ("Lovelace, Ada", ["Ada Lovelace"]),
        ("van der Meer, Jan", ["Jan van der Meer"]),
        ("Juan de Dios y Vega", ["Juan de Dios y Vega"]),
        ("Ole Hansen og Per Olsen", ["Ole Hansen", "Per Olsen"]),
        ("By Jane Doe in Brussels", ["Jane Doe"]),
        ("Ahmet Yılmaz / Ankara", ["Ahmet Yılmaz"]),
        ("Matthew Digby, Minh Do on Monday, November 18th", ["Matthew Digby", "Minh Do"]),
        ("By Jane Doe | Updated 12 May, 10:30", ["Jane Doe"]),
        ("Text: Anna Berg Foto: Bo Ek", ["Anna Berg"]),
        ("De Bruyne", ["De Bruyne"]),
        ("Von der Leyen", ["Von der Leyen"]),
    ],
)
def test_bylines_are_split_into_names(byline: str, expected: list[str]) -> None:
    assert names(byline) == expected


@pytest.mark.parametrize(
    "text",
    ["https://www.facebook.com/somebody", "12 min read", "3 Min", "@harbourpost", "admin", "wp_admin", "Author", "ada@harbour.example",
     "© Harbour Post", "Quelle: Hafenamt", "一覧", "105092"],
)  # fmt: skip
def test_what_is_no_name_is_left_out(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("Ada Lovelace, Staff Writer", Author("Ada Lovelace", role="Staff Writer")),
        ("TOM KRISHER, AP Auto Writer", Author("TOM KRISHER", role="AP Auto Writer")),
        ("von David Straub, HPR NORD", Author("David Straub", role="HPR NORD")),
        ("신현주 기자", Author("신현주", role="기자")),
        ("山田太郎 記者", Author("山田太郎", role="記者")),
        ("Ada Lovelace Harbour Post", Author("Ada Lovelace")),
    ],
)
def test_what_somebody_does_is_a_role_and_no_name(byline: str, author: Author) -> None:
    assert read_byline(byline, SITE) == [author]


@pytest.mark.parametrize(
    ("byline", "kinds"),
    [
        ("Reuters", ["agency"]),
        ("The Associated Press", ["agency"]),
        ("dpa/AFP", ["agency", "agency"]),
        ("Tom Davies Associated Press", ["person", "agency"]),
        ("Von Max Mustermann und dpa", ["person", "agency"]),
        ("Par Anne Martin avec AFP", ["person", "agency"]),
        ("Harbour Post", ["newsroom"]),
        ("Harbour Post staff", ["newsroom"]),
        ("HP-Redaktion", ["newsroom"]),
        ("Por Redacción", ["newsroom"]),
        ("Our Correspondent", ["newsroom"]),
        ("Редакция", ["newsroom"]),
        ("Tim Redaksi", ["newsroom"]),
        ("Michael Bloomberg", ["person"]),
        ("Ada Lovelace", ["person"]),
    ],
)
def test_people_newsrooms_and_agencies_are_told_apart(byline: str, kinds: list[str]) -> None:
    assert [author.kind for author in read_byline(byline, SITE)] == kinds


def page(byline: str = "", *, head: str = "", below: str = "") -> str:
    paragraphs = "".join(f"<p>{TEXT * 2}Part {number}.</p>" for number in range(6))
    return (
        f"<html><head><title>Ferry line to reopen</title><meta property='og:site_name' content='Harbour Post'>{head}</head><body>"
        f"<article><h1>Ferry line to reopen</h1>{byline}<div class='article-body'>{paragraphs}</div>{below}</article></body></html>"
    )


def authors_of(html: str) -> list[str]:
    return [author.name for author in article(html, "https://harbour-post.example/ferry").authors]


def linked(author: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Ferry line to reopen","author":{author}}}</script>'


def test_names_stated_in_two_parts_are_joined() -> None:
    head = linked('[{"@type":"Person","givenName":"Ada","familyName":"Lovelace"}]')
    assert authors_of(page(head=head)) == ["Ada Lovelace"]


def test_somebody_on_the_page_comes_before_the_site_in_its_metadata() -> None:
    head = (
        linked('{"@type":"Organization","name":"Harbour Post"}')
        + "<meta name='author' content='Harbour Post'>"
    )
    assert authors_of(page("<p class='meta'>By Ada Lovelace</p>", head=head)) == ["Ada Lovelace"]
    assert authors_of(page(head=head)) == ["Harbour Post"]


def test_the_line_named_a_byline_is_read_and_not_the_time_beside_it() -> None:
    byline = "<ul><li class='authors__item'>von Ada Lovelace</li><li class='authors__item'>3 Min</li></ul>"
    assert authors_of(page(byline)) == ["Ada Lovelace"]


def test_a_line_that_only_begins_like_a_byline_comes_after_one_that_is_named_so() -> None:
    above = "<p class='byline'>By Ada Lovelace</p><p>By Northern Light</p>"
    assert authors_of(page(above)) == ["Ada Lovelace"]


def test_a_byline_with_a_sentence_behind_it_is_no_biography() -> None:
    line = "By Ada Lovelace, Harbour Post. Ferries have not sailed from the northern pier for eleven years."
    card = f"<div class='author-card'><p>Ada Lovelace</p><p>{line}</p></div>"
    content = article(
        page(head=linked('{"@type":"Person","name":"Ada Lovelace"}'), below=card), "https://h.example/f"
    )
    assert content.authors[0].bio == ""


def test_a_signature_below_the_text_is_read() -> None:
    assert authors_of(page(below="<p><strong>Lê Phương</strong></p>")) == ["Lê Phương"]
    assert authors_of(page(below="<p><strong>Read More</strong></p>")) == []


def test_an_author_named_among_the_facts_below_is_read() -> None:
    facts = "".join(f"<h4>Another story number {n}</h4>" for n in range(9))
    assert authors_of(page(below=f"{facts}<ul><li>Author Ada Lovelace</li></ul>")) == ["Ada Lovelace"]
    assert authors_of(page(below=f"{facts}<ul><li>By Ada Lovelace</li></ul>")) == []


def test_a_card_adds_role_and_biography_and_nothing_else() -> None:
    bio = "Ada Lovelace has written about engines and the sea since 1843. She lives near the harbour."
    card = (
        "<div class='author-card'><p>Ada Lovelace</p><p>Science correspondent</p><p>By Ada Lovelace, published 12 May 2026 at 10:30, "
        f"in the section on science and the sea.</p><p>{bio}</p><a href='/all'>More articles by Ada</a></div>"
    )
    head = linked('{"@type":"Person","name":"Ada Lovelace"}')
    content = article(page(head=head, below=card), "https://harbour-post.example/ferry")
    assert content.authors == (Author("Ada Lovelace", role="Science correspondent", bio=bio),)


@pytest.mark.parametrize("label", ["Ada Lovelace", "Follow us", "More articles by Ada", "Author"])
def test_a_label_behind_the_name_is_no_role(label: str) -> None:
    card = f"<div class='author-card'><p>Ada Lovelace</p><p><a href='/x'>{label}</a></p></div>"
    content = article(
        page(head=linked('{"@type":"Person","name":"Ada Lovelace"}'), below=card), "https://h.example/f"
    )
    assert content.authors[0].role == ""


def test_prose_that_begins_like_a_byline_is_none() -> None:
    assert is_byline("Von der Küste kamen keine Nachrichten", SITE) == []
    assert is_byline("By the time they arrived, the ferry had left", SITE) == []


def test_japanese_phrases_are_no_names() -> None:
    assert not looks_like_name("記事をさがす")
    assert looks_like_name("山田太郎")


@given(st.text(max_size=120))
def test_no_text_breaks_the_byline_reader(text: str) -> None:
    assert all(author.name for author in read_byline(text, SITE))
