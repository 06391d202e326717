"""Whole pages: what is refused, what is rescued, and what is kept apart from the body."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime

import pytest

from parallax.errors import NotAnArticle
from parallax.extract import article

URL = "https://harbour-post.example/world/ferry"
SENTENCE = (
    "The harbour board voted on Tuesday to reopen the northern ferry line after years of debate in town. "
)
BODY = "".join(
    f"<p>{SENTENCE}It was vote number {number}, and nobody left the room early.</p>" for number in range(8)
)


def page(body: str, head: str = "", title: str = "Ferry line to reopen") -> str:
    return f"<html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def ld(**record: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


def story(inner: str) -> str:
    return f"<main><article><h1>Ferry line to reopen</h1><div class='article-body'>{inner}</div></article></main>"


@pytest.mark.parametrize(
    ("html", "url", "kind"),
    [
        (page("<p>The page you asked for does not exist any more.</p>", title="404 Not Found"), URL, "error"),
        (
            page(
                "".join(
                    f"<h2><a href='/{n}'>A headline about the harbour, number {n}</a></h2>" for n in range(60)
                )
            ),
            "https://harbour-post.example/",
            "home",
        ),
        (
            page(
                "<h1>Watch: the ferry leaves</h1><p>The first ferry left at noon on Tuesday, with music and flags.</p>",
                ld(**{"@type": "VideoObject", "name": "Watch: the ferry leaves"}),
                title="Watch: the ferry leaves",
            ),
            URL,
            "video",
        ),
        (
            page(
                "<p>We and our partners use cookies. By giving consent to cookies you accept tracking by our partners "
                "and the processing of personal data as our privacy notice says. You may withdraw consent.</p>",
                title="Your privacy",
            ),
            URL,
            "consent",
        ),
    ],
)
def test_what_is_no_article_is_refused_and_named(html: str, url: str, kind: str) -> None:
    with pytest.raises(NotAnArticle, match=kind):
        article(html, url)


def test_a_body_in_framework_state_is_rescued() -> None:
    state = json.dumps({"props": {"article": {"id": 7, "content": BODY}}})
    head = (
        '<meta property="og:title" content="Ferry line to reopen"><meta property="og:type" content="article">'
    )
    html = page(
        f'<div id="app"></div><script id="__NEXT_DATA__" type="application/json">{state}</script>', head
    )
    assert "vote number 7" in article(html, URL).text


def test_a_body_escaped_twice_in_flight_chunks_is_rescued() -> None:
    inner = json.dumps({"title": "x", "html": BODY})
    chunk = f"self.__next_f.push([1,{json.dumps('a:' + inner)}])"
    head = (
        '<meta property="og:title" content="Ferry line to reopen"><meta property="og:type" content="article">'
    )
    assert "vote number 7" in article(page(f"<div></div><script>{chunk}</script>", head), URL).text


def test_a_stated_article_body_is_used_when_the_page_shows_none() -> None:
    text = "\n".join(f"{SENTENCE}Vote {number} followed." for number in range(8))
    head = ld(**{"@type": "NewsArticle", "headline": "Ferry line to reopen", "articleBody": text})
    assert len(article(page("<h1>Ferry line to reopen</h1>", head), URL).blocks) == 8


def test_structure_is_kept() -> None:
    quote = "<blockquote><p>“We have waited for this boat longer than my daughter has lived,” said the chair.</p></blockquote>"
    html = page(
        story(
            f"{BODY}<h2>What it costs</h2>{BODY.replace('Tuesday', 'Friday')}{quote}{BODY.replace('town', 'port')}"
        )
    )
    kinds = [block.kind for block in article(html, URL).blocks]
    assert "heading" in kinds
    assert "quote" in kinds
    assert kinds.count("paragraph") == 24


def test_a_correction_is_marked() -> None:
    note = "<p>Correction: an earlier version of this article gave the wrong length of the northern ferry line.</p>"
    blocks = article(page(story(BODY + note)), URL).blocks
    assert blocks[-1].kind == "correction"


def test_live_posts_carry_their_time() -> None:
    updates = [{"@type": "BlogPosting", "headline": "Board meets", "datePublished": "2026-05-12T06:30:00Z"}]
    head = ld(**{"@type": "LiveBlogPosting", "headline": "Ferry line to reopen", "liveBlogUpdate": updates})
    content = article(
        page(story(f"{BODY}<h3>Board meets</h3>{BODY.replace('Tuesday', 'Friday')}"), head), URL
    )
    posts = [block for block in content.blocks if block.kind == "live-post"]
    assert content.live
    assert [post.at for post in posts] == [datetime(2026, 5, 12, 6, 30, tzinfo=UTC)]


def test_a_live_post_without_a_headline_is_known_by_how_it_begins() -> None:
    begun = "The first boat of the morning is through the gap and heads for the northern pier with forty people aboard."
    updates = [
        {
            "@type": "BlogPosting",
            "articleBody": f"{begun} More of it.",
            "datePublished": "2026-05-12T06:30:00Z",
        }
    ]
    head = ld(**{"@type": "LiveBlogPosting", "headline": "Ferry line to reopen", "liveBlogUpdate": updates})
    first, *others = article(page(story(f"<p>{begun}</p>{BODY}"), head), URL).blocks
    assert (first.kind, first.level, first.at) == ("live-post", 0, datetime(2026, 5, 12, 6, 30, tzinfo=UTC))
    assert {other.kind for other in others} == {"paragraph"}


def test_a_live_post_without_stated_time_has_the_one_shown_beside_it() -> None:
    def post(clock: str, heading: str, number: int) -> str:
        return f"<div><time datetime='2026-05-12T{clock}:00Z'>{clock}</time><h3>{heading}</h3>{BODY.replace('Tuesday', f'day {number}')}</div>"

    head = ld(**{"@type": "LiveBlogPosting", "headline": "Ferry line to reopen"})
    inner = post("08:30", "First boat leaves", 1) + post("07:15", "Crowd at the pier", 2)
    posts = [b for b in article(page(story(inner), head), URL).blocks if b.kind == "live-post"]
    assert [(post.text, post.at) for post in posts] == [
        ("First boat leaves", datetime(2026, 5, 12, 8, 30, tzinfo=UTC)),
        ("Crowd at the pier", datetime(2026, 5, 12, 7, 15, tzinfo=UTC)),
    ]


def test_embeds_become_links_where_they_stand() -> None:
    frame = '<iframe src="https://www.youtube.com/embed/abc"></iframe>'
    blocks = article(page(story(BODY + frame + BODY.replace("Tuesday", "Friday"))), URL).blocks
    assert [block.url for block in blocks if block.kind == "embed"] == ["https://www.youtube.com/embed/abc"]


def test_a_teaser_of_text_that_is_not_free_is_marked() -> None:
    head = ld(**{"@type": "NewsArticle", "headline": "Ferry line to reopen", "isAccessibleForFree": False})
    assert article(page(story(f"<p>{SENTENCE * 4}</p>"), head), URL).paywalled


def test_cards_are_kept_apart_and_the_authors_card_is_read() -> None:
    card = (
        '<div class="author-card"><img src="/ada.jpg" alt="Ada Lovelace"><div>Ada Lovelace</div><div>Harbour editor</div>'
        "<p>Ada Lovelace has written about ships, engines and the sea for this paper since the line was closed.</p></div>"
    )
    related = '<aside class="related"><ul><li><a href="/b">Island school gets a new roof at last</a></li></ul></aside>'
    head = ld(
        **{"@type": "NewsArticle", "headline": "Ferry line to reopen", "author": {"name": "Ada Lovelace"}}
    )
    content = article(page(story(BODY) + card + related, head), URL)
    author = content.authors[0]
    assert (author.role, author.image) == ("Harbour editor", "https://harbour-post.example/ada.jpg")
    assert author.bio.startswith("Ada Lovelace has written")
    assert [card.url for card in content.related] == ["https://harbour-post.example/b"]
    assert "Island school" not in content.text


def test_a_card_whose_address_is_broken_or_the_pages_own_leads_nowhere() -> None:
    targets = ("https://[harbour/c", URL + "#comments", "mailto:desk@harbour-post.example", "/d")
    titles = ("school gets a roof", "ferry sails no more", "pier opens in spring", "lights go out")
    cards = "".join(
        f'<li><a href="{target}">Island {title} at last</a></li>'
        for target, title in zip(targets, titles, strict=True)
    )
    content = article(page(story(BODY) + f'<aside class="related"><ul>{cards}</ul></aside>'), URL)
    assert [card.url for card in content.related] == ["https://harbour-post.example/d"]


def test_caption_and_credit_are_told_apart() -> None:
    figure = (
        '<figure><img src="/ferry.jpg" width="1200" alt="A ferry"><figcaption>The ferry leaves the harbour. '
        "Photo: Ada Lovelace</figcaption></figure>"
    )
    image = article(page(story(figure + BODY)), URL).lead_image
    assert image is not None
    assert (image.alt, image.caption, image.credit) == (
        "A ferry",
        "The ferry leaves the harbour.",
        "Ada Lovelace",
    )


def test_text_comes_out_composed() -> None:
    apart = unicodedata.normalize("NFD", "Hội đồng thành phố quyết định mở lại bến phà sau nhiều năm. ")
    blocks = article(page(story(f"<p>{apart * 3}</p>{BODY}")), URL).blocks
    assert all(unicodedata.is_normalized("NFC", block.text) for block in blocks)
    assert blocks[0].text.startswith("Hội đồng")


def test_a_site_page_whose_headings_lead_elsewhere_is_a_list_and_a_post_with_links_beside_it_is_not():
    teasers = "".join(
        f'<div><h2><a href="/{n}">Ferry number {n} changes its timetable again</a></h2><p>A short dek.</p></div>'
        for n in range(4)
    )
    head = '<head><title>World news</title><meta property="og:type" content="website"></head>'
    with pytest.raises(NotAnArticle, match="home page or list"):
        article(
            f"<html>{head}<body><main><h1>World news</h1>{teasers}</main></body></html>",
            "https://a.example/world",
        )
    post = "".join(
        f"<p>{'The old ferry left the pier at dawn with nobody on board. ' * 4}</p>" for _ in range(5)
    )
    page = (
        f"<html>{head}<body><article><h1>The ferry</h1>{post}</article><aside>{teasers}</aside></body></html>"
    )
    assert "left the pier" in article(page, "https://a.example/ferry").text


@pytest.mark.parametrize(
    "table", ["<table>{}</table>", "<div><div class=figures><table>{}</table></div></div>"]
)
def test_a_table_of_figures_stays_with_the_text_beside_it_a_row_a_block(table: str) -> None:
    rows = "".join(f"<tr><td>{n}</td><td>Boat {n}</td><td>{n * 7}</td></tr>" for n in range(1, 6))
    blocks = article(page(story(BODY + table.format(rows))), URL).blocks
    assert [block.text for block in blocks[-5:]] == [f"{n} Boat {n} {n * 7}" for n in range(1, 6)]


def test_the_sites_menus_and_footer_are_left_out_and_an_articles_own_footer_is_not() -> None:
    note = f"<footer><p>Correction: {SENTENCE * 2}</p></footer>"
    html = page(
        f"<nav><p>{SENTENCE * 3}</p></nav>"
        f"<main><article><h1>Ferry line to reopen</h1>{BODY}{note}</article></main>"
        f"<footer><p>{SENTENCE * 3}</p></footer>"
    )
    texts = [block.text for block in article(html, URL).blocks]
    assert len(texts) == 9
    assert texts[-1].startswith("Correction:")


def test_what_a_page_says_twice_is_read_once_but_a_question_asked_again_is_kept() -> None:
    answer = "<p>And what would you like for the harbour, apart from the ferry that was promised to you?</p>"
    dump = BODY.replace("<p>", "").replace("</p>", " ")
    html = page(story(f"{BODY}{answer}{BODY.replace('Tuesday', 'Friday')}{answer}") + f"<div>{dump}</div>")
    texts = [block.text for block in article(html, URL).blocks]
    assert len(texts) == 18
    assert max(map(len, texts)) < 200


def test_two_line_breaks_make_a_paragraph_even_with_a_space_between() -> None:
    lines = "<br>\n <br>".join(f"{SENTENCE}It was vote number {number}." for number in range(6))
    assert len(article(page(story(lines)), URL).blocks) == 6


def test_what_the_page_describes_itself_with_is_its_dek_however_the_theme_sets_it() -> None:
    line = "Islanders get their boat back in May, and a promise that it will stay"
    head = f'<meta name="description" content="{line}">'
    inner = f"<h1>Ferry line to reopen</h1><div class='kicker-box'><h4>{line}</h4></div><div class='text'>{BODY}</div>"
    assert article(page(f"<main><article>{inner}</article></main>", head), URL).dek == line


@pytest.mark.parametrize(
    "updated", ["", ", updated <time datetime='2026-11-28T12:00'>28 November, 12:00</time>"]
)
def test_a_line_that_only_says_when_is_no_text(updated: str) -> None:
    when = f"<time datetime='2026-11-28T11:05'>28 November 2026, 11:05</time>{updated}"
    header = (
        "<header><h1>Ferry line to reopen</h1><p class='lede'>The first boat leaves in spring</p>"
        f"<address>By <a rel='author' href='/seixo'>Leonor Seixo</a></address><p class='meta'>{when}</p></header>"
    )
    found = article(page(f"<main><article>{header}<p>{SENTENCE}</p>{BODY}</article></main>"), URL)
    assert not any("November" in block.text for block in found.blocks)
    assert "nobody left the room early" in found.text
