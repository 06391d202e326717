"""The headline: what themes, sections and site names put around it, and whose word counts."""

from __future__ import annotations

import pytest

from parallax.extract.site_names import SiteNames, read_site_names
from parallax.extract.structured import Declared, read_declared
from parallax.extract.titles import choose_title, strip_site
from parallax.extract.tree import parse

NAMES = SiteNames.of(["Harbour Post", "harbour-post.example", "港报网"], ["politics", "정치", "时政"])
HEADLINE = "Ferry line to reopen after eleven years"


def declared(head: str) -> Declared:
    return read_declared(parse(f"<html><head>{head}</head><body></body></html>"))


def title_of(head: str, *headings: str, url: str = "https://www.harbour-post.example/world/ferry") -> str:
    found = declared(head)
    return choose_title(found, headings, "", read_site_names(found, url))


def linked(headline: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{headline}"}}</script>'


@pytest.mark.parametrize(
    "around",
    [
        "{} | Harbour Post", "{} - Harbour Post", "{} — The Harbour Post", "{} » Harbour Post", "{} :: Harbour Post",
        "{} · Harbour Post Online", "{} | Politics | Harbour Post", "{} - Politics - Harbour Post", "{}|Harbour Post",
        "{} // Harbour Post", "{} < Politics < 기사본문 - Harbour Post", "{} | Harbour Post | 28.04.2023",
        "{} - harbour-post.example", "{} [Harbour Post]", "{} (Harbour Post)", "Harbour Post | {}", "{} • Harbour Post",
        "{} | World News | Harbour Post", "{} _ Politics _ Harbour Post",
    ],
)  # fmt: skip
def test_what_stands_around_a_headline_is_cut_off(around: str) -> None:
    assert strip_site(around.format(HEADLINE), NAMES) == HEADLINE


@pytest.mark.parametrize(
    "around", ["{}-时政-港报网", "{}_时政_港报网", "{}--时政--港报网", "{}：港报网", "{}-정치ㅣ港报网"]
)
def test_east_asian_titles_need_no_spaces_around_their_separators(around: str) -> None:
    headline = "市议会决定重新开放渡轮航线"
    assert strip_site(around.format(headline), NAMES) == headline


@pytest.mark.parametrize(
    "headline",
    [
        "Ferries – a love story",
        "Harbour board: ferries will sail again",
        "How the council became pro-politics",
        "“Never again” – harbour posts are sold to the highest bidder",
        "Ferry crew talk about fake-news",
        "Budget 2026 | What it means for ferries",
        "Live - the vote",
    ],
)
def test_half_of_a_headline_is_not_furniture(headline: str) -> None:
    assert strip_site(headline, NAMES) == headline


def test_json_ld_outvotes_the_social_headline() -> None:
    head = f'<meta property="og:title" content="You will not believe this ferry"><title>{HEADLINE}</title>'
    assert title_of(head + linked(HEADLINE), HEADLINE) == HEADLINE


def test_a_kicker_that_the_outlet_states_belongs_to_the_headline() -> None:
    stated = "Northern ferry - The line reopens after eleven years"
    head = f'<meta property="og:title" content="{stated.replace(" -", ":")}">' + linked(stated)
    assert title_of(head, "The line reopens after eleven years") == stated


def test_a_section_no_name_explains_is_cut_where_the_visible_headline_ends() -> None:
    head = f'<meta property="og:title" content="{HEADLINE} - Coast and Isles"><title>{HEADLINE} - Coast and Isles</title>'
    assert title_of(head, HEADLINE) == HEADLINE


def test_a_headline_cut_for_length_is_taken_in_full_from_elsewhere() -> None:
    whole = "The harbour board votes after a night of debate to reopen the northern ferry line eleven years after it was closed"
    head = f'<meta property="og:title" content="{whole}">' + linked(whole[:107] + "...")
    assert title_of(head) == whole


def test_the_sites_name_in_a_first_heading_is_no_headline() -> None:
    assert title_of("<title>Harbour Post</title>", "Harbour Post", HEADLINE) == HEADLINE


def test_of_several_headings_the_one_the_title_repeats_is_the_headline() -> None:
    assert title_of(f"<title>{HEADLINE} | Elsewhere</title>", "Weather today", HEADLINE) == HEADLINE


def test_a_headline_stated_for_analytics_shows_where_the_theme_begins() -> None:
    head = f'<meta name="headline" content="{HEADLINE}"><meta property="og:title" content="{HEADLINE} ~ Isles Daily">'
    assert title_of(head) == HEADLINE


def test_a_page_without_any_headline_has_none() -> None:
    assert title_of("") == ""
