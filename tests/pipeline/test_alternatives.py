"""A page that carries hardly any text is read from its AMP or print version, where that is allowed."""

from __future__ import annotations

import pytest

from parallax.model import Item, Outcome
from parallax.pipeline.journey import travel

TITLE = "Bridge over the Lune opens again"
TEXT = "".join(
    f"<p>Span {part}: the council said on Monday that lane {part} is open to traffic once more, {part + 2} years after "
    f"engineers had found cracks in pier {part} and closed the crossing to everything but bicycles.</p>"
    for part in range(8)
)
LEAD = "<p>The council said on Monday that the bridge is open to traffic once more, two years after it was closed.</p>"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def page(text: str, *, head: str = "", links: str = "", title: str = TITLE) -> bytes:
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"<time datetime=2026-03-14T10:00:00Z>today</time>{text}</article>{links}</body></html>"
    ).encode()


def publish(
    room, *, text: str = "", links: str = "", head: str = "", plain: bytes | None = None, headers=None
) -> str:
    """A page at /story that links to a plainer form at /story/amp; its address."""
    amp = f'<link rel="amphtml" href="{room.url}/story/amp">' if not links else ""
    room.pages["/story"] = (200, HTML, page(text, head=amp + head, links=links))
    canonical = f'<link rel="canonical" href="{room.url}/story">'
    room.pages["/story/amp"] = (200, {**HTML, **(headers or {})}, plain or page(TEXT, head=canonical))
    return f"{room.url}/story"


def read(room, tools, url: str):
    (item,) = travel([Item(url)], tools)
    return item


@pytest.mark.parametrize("text", ["", LEAD])
def test_a_page_without_its_text_is_read_from_its_amp_version(newsroom, tools, store, text):
    item = read(newsroom, tools, publish(newsroom, text=text))
    content = store.article(item.article.id).article.content
    assert "Span 7" in content.text
    assert content.title == TITLE
    assert content.url == f"{newsroom.url}/story"
    assert content.read_from == f"{newsroom.url}/story/amp"


def test_a_print_version_does_as_well(newsroom, tools, store):
    url = publish(newsroom, text=LEAD, links='<a class="tool" href="/story/amp?print=1">Print this</a>')
    newsroom.pages["/story/amp?print=1"] = newsroom.pages["/story/amp"]
    assert read(newsroom, tools, url).article.content.read_from == f"{newsroom.url}/story/amp?print=1"


def test_a_page_with_its_text_is_not_asked_twice(newsroom, tools):
    read(newsroom, tools, publish(newsroom, text=TEXT))
    assert "/story/amp" not in newsroom.asked


def test_short_news_that_is_short_in_both_forms_stands(newsroom, tools):
    item = read(newsroom, tools, publish(newsroom, text=LEAD, plain=page(LEAD)))
    assert item.outcome is Outcome.STORED or item.outcome is Outcome.UNTRANSLATED
    assert item.article.content.read_from == ""


def test_a_little_more_text_is_not_worth_another_form(newsroom, tools):
    own, more = TEXT[: TEXT.index("<p>Span 2")], TEXT[: TEXT.index("<p>Span 4")]
    item = read(newsroom, tools, publish(newsroom, text=own + LEAD, plain=page(more, title=TITLE)))
    assert "/story/amp" in newsroom.asked
    assert item.article.content.read_from == ""


def test_robots_close_the_other_form_too(newsroom, tools):
    newsroom.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /story/amp\n")
    item = read(newsroom, tools, publish(newsroom, text=LEAD))
    assert "/story/amp" not in newsroom.asked
    assert item.article.content.read_from == ""


@pytest.mark.parametrize("reserved", [{"X-Robots-Tag": "noarchive"}, {"tdm-reservation": "1"}])
def test_a_form_that_reserves_something_is_not_read(newsroom, tools, reserved):
    item = read(newsroom, tools, publish(newsroom, text=LEAD, headers=reserved))
    assert item.article.content.read_from == ""


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="robots" content="noarchive">',
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","isAccessibleForFree":false}</script>',
    ],
)
def test_a_page_that_closes_its_text_is_not_read_by_the_back_door(newsroom, tools, head):
    read(newsroom, tools, publish(newsroom, text=LEAD, head=head))
    assert "/story/amp" not in newsroom.asked


def test_another_sites_address_is_not_asked(newsroom, tools):
    url = publish(newsroom, text=LEAD)
    elsewhere = newsroom.url.replace("127.0.0.1", "localhost")
    newsroom.pages["/story"] = (
        200,
        HTML,
        page(LEAD, head=f'<link rel="amphtml" href="{elsewhere}/story/amp">'),
    )
    read(newsroom, tools, url)
    assert "/story/amp" not in newsroom.asked


def test_another_article_behind_the_link_is_not_taken(newsroom, tools):
    other = page(
        TEXT, head=f'<link rel="canonical" href="{newsroom.url}/other">', title="A market opens in Kirkby"
    )
    item = read(newsroom, tools, publish(newsroom, text=LEAD, plain=other))
    assert item.article.content.read_from == ""
    assert item.article.content.title == TITLE


def test_a_form_that_leads_to_another_host_is_not_taken(newsroom, tools):
    url = publish(newsroom, text=LEAD)
    newsroom.pages["/moved"] = newsroom.pages["/story/amp"]
    elsewhere = newsroom.url.replace("127.0.0.1", "localhost") + "/moved"
    newsroom.pages["/story/amp"] = (302, {"Location": elsewhere}, b"")
    item = read(newsroom, tools, url)
    assert "/moved" in newsroom.asked
    assert item.article.content.read_from == ""
