"""Citations name the source in its own words, and the English as what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import html

from parallax.web.citing import Cited, apa, bibtex, mla, plain

CITED = Cited(
    authors=("Marta Quintela", "Tomé Valadares"),
    title="Balsa parada divide as margens",
    english="Idle ferry divides the banks",
    outlet="Folha do Porto Novo",
    country="Brazil",
    url="https://folha-do-porto.example/balsa_1",
    copy="https://news.example/article/a1",
    language="pt",
    published=datetime(2025, 7, 16, 9, tzinfo=UTC),
    read=datetime(2025, 7, 17, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (
            apa,
            "Quintela, M., & Valadares, T. (2025, July 16). Balsa parada divide as margens "
            "[Idle ferry divides the banks]. Folha do Porto Novo. https://folha-do-porto.example/balsa_1",
        ),
        (
            mla,
            "Quintela, Marta, and Tomé Valadares. “Balsa parada divide as margens.” "
            "[Idle ferry divides the banks.] Folha do Porto Novo, 16 July 2025, "
            "https://folha-do-porto.example/balsa_1. Accessed 17 July 2025.",
        ),
        (
            plain,
            "“Balsa parada divide as margens” (“Idle ferry divides the banks”), Folha do Porto Novo, Brazil, "
            "16 July 2025. https://folha-do-porto.example/balsa_1 In English: https://news.example/article/a1",
        ),
    ],
)
def test_each_style_says_who_what_where_and_when(style, words):
    assert style(CITED) == words


def test_bibtex_keeps_names_whole_and_escapes_what_it_would_read():
    found = bibtex(replace(CITED, title="50% & more_", english="", authors=("港 新聞",)))
    assert found.startswith("@misc{folhadoporto20250716,\n")
    assert "title = {{50\\% \\& more\\_}}" in found
    assert "author = {{港 新聞}}" in found
    assert "url = {https://folha-do-porto.example/balsa_1}" in found
    assert "langid = {pt}" in found
    assert "note" not in found


def test_what_is_not_known_is_left_out_or_said():
    bare = replace(CITED, authors=(), published=None, english="")
    assert apa(bare).startswith("Balsa parada divide as margens. (n.d.)")
    assert mla(bare).startswith("“Balsa parada divide as margens.” Folha do Porto Novo, https")
    assert "2025" not in plain(bare)


def test_names_that_are_not_in_latin_letters_keep_their_order():
    assert apa(replace(CITED, authors=("سامي النجار",))).startswith("سامي النجار. (2025, July 16).")


def test_the_page_offers_all_styles_without_scripts(client, invented):
    page = html.fromstring(client.get(f"/article/{invented.FERRY.article.id}").text)
    cite = page.xpath("//details[@class='cite']")[0]
    assert [dt.text for dt in cite.xpath(".//dt")] == ["APA", "MLA", "BibTeX", "Plain"]
    assert "https://folha-do-porto.example/balsa" in cite.text_content()
    assert "news.example/article/" in cite.text_content()
