"""Floods, bombs and noise: answered in bounded time, by a feed or by a FeedError, never otherwise."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from parallax.errors import FeedError
from parallax.feeds import parse
from parallax.feeds.limits import EARLIEST
from parallax.model import Feed

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
URL = "https://harbour.example/feed.xml"
PAGES = sorted(p for p in (Path(__file__).parent / "pages").iterdir() if p.name != "readings.json")
# CPU seconds, so that other work on the machine does not count; three times what was measured.
PATIENCE = 6.0


def timed(body: bytes) -> tuple[Feed | None, float]:
    started = time.process_time()
    try:
        feed = parse(body, URL, now=NOW)
    except FeedError:
        feed = None
    return feed, time.process_time() - started


def hold(feed: Feed) -> None:
    """What is true of every feed, whatever it was made of."""
    assert len(feed.entries) <= 500
    assert len({entry.url for entry in feed.entries}) == len(feed.entries)
    assert len({entry.guid for entry in feed.entries}) == len(feed.entries)
    for entry in feed.entries:
        assert re.match(r"https?://[^/\s]", entry.url) and len(entry.url) <= 2048
        assert entry.image is None or re.match(r"https?://[^/\s]", entry.image.url)
        for text in (entry.title, entry.summary, *entry.authors, *entry.categories):
            assert not re.search(r"<[A-Za-z/!?][^<>]*>", text)
            assert text == " ".join(text.split())
            assert not re.search("[\x00-\x1f\u202a-\u202e\ud800-\udfff]", text)
        for at in (entry.published, entry.updated):
            assert at is None or EARLIEST <= at <= NOW + timedelta(hours=1)
        assert not re.search(r"<script|<[a-z]+[^>]*\son\w+=|(?:href|src)=\"(?!https?://)", entry.content_html)


def test_a_flood_is_cut_to_the_newest_and_counted() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    body = (
        "<rss version='2.0'><channel><title>flood</title>"
        + "".join(
            f"<item><title>{n}</title><link>https://h.example/{n}</link>"
            f"<pubDate>{(start - timedelta(minutes=n)).isoformat()}</pubDate></item>"
            for n in range(200_000)
        )
        + "</channel></rss>"
    ).encode()
    feed, seconds = timed(body)
    assert feed is not None
    assert (len(feed.entries), feed.dropped) == (500, 199_500)
    assert [entry.title for entry in feed.entries[:2]] == ["0", "1"]
    assert any("500 newest" in problem for problem in feed.problems)
    assert seconds < 2 * PATIENCE


def test_a_flood_that_lists_the_oldest_first_keeps_the_newest() -> None:
    items = "".join(
        f"<item><link>https://h.example/{n}</link><pubDate>{1_600_000_000 + n}</pubDate></item>"
        for n in range(3_000)
    )
    feed, _ = timed(f"<rss><channel>{items}</channel></rss>".encode())
    assert feed is not None
    assert [entry.url[-4:] for entry in feed.entries] == [str(n) for n in range(2999, 2499, -1)]


ITEM = "<item><title>t</title><link>https://h.example/1</link>{}</item>"
SLOW_HTML = "".join(f"&lt;b a={n}&gt;&lt;p&gt;" for n in range(2_000))
RSS = "<rss version='2.0'><channel><title>x</title>{}</channel></rss>"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(RSS.format("<x/>" * 1_000_000), id="a million empty elements"),
        pytest.param(RSS.format(ITEM.format("<x/>" * 500_000)), id="an item of many children"),
        pytest.param(RSS.format(ITEM.format("<a>" * 200_000)), id="deep nesting"),
        pytest.param(RSS.format("<item>" * 100_000), id="items in items"),
        pytest.param(RSS.format(ITEM.format(f"<x y='{'z' * 12_000_000}'/>")), id="a huge attribute"),
        pytest.param(
            RSS.format(ITEM.format("<x " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/>")),
            id="many attributes",
        ),
        pytest.param(
            RSS.format(ITEM.format("".join(f"<x xmlns:n{n}='u{n}'/>" for n in range(50_000)))),
            id="many namespaces",
        ),
        pytest.param(
            RSS.format(ITEM.format(f"<description>{'&' * 1_000_000}</description>")), id="ampersands"
        ),
        pytest.param("<rss>" + "<![CDATA[" * 200_000, id="CDATA never closed"),
        pytest.param("<rss>" + "<!--" * 200_000, id="comments never closed"),
        pytest.param("<!--" * 50_000 + "-->" * 50_000 + "<rss/>", id="comments before the root"),
        pytest.param("<rss>" + "<a b='" * 200_000, id="quotes never closed"),
        pytest.param("<rss>" + "<" * 1_000_000, id="angle brackets"),
        pytest.param(RSS.format("</item>" * 300_000 + "<br>"), id="end tags only"),
        pytest.param(
            RSS.format(ITEM.format(f"<description>{'&lt;b a=1&gt;&lt;p&gt;' * 20_000}</description>")),
            id="HTML that browsers repair slowly",
        ),
        pytest.param(
            RSS.format(
                ITEM.format(
                    "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA["
                    + "".join(f"<b a={n}><p>" for n in range(15_000))
                    + "]]></content:encoded>"
                )
            ),
            id="a full text that browsers repair slowly",
        ),
        pytest.param(
            RSS.format(
                "".join(
                    f"<item><link>https://h.example/{n}</link><description>{SLOW_HTML}</description></item>"
                    for n in range(100)
                )
            ),
            id="many summaries that browsers repair slowly",
        ),
        pytest.param(
            RSS.format(ITEM.format(f"<pubDate>{'1 ' * 500_000}</pubDate>")), id="a date without end"
        ),
        pytest.param(
            '{"version":"https://jsonfeed.org/version/1.1","items":['
            + ",".join(f'{{"url":"https://h.example/{n}"}}' for n in range(200_000))
            + "]}",
            id="a JSON flood",
        ),
    ],
)
def test_an_attack_costs_bounded_time(body: str) -> None:
    feed, seconds = timed(body.encode())
    assert seconds < PATIENCE
    if feed is not None:
        hold(feed)


def test_a_compressed_bomb_is_cut() -> None:
    import gzip

    body = gzip.compress(b"<rss><channel>" + b"<!-- -->" * 5_000_000)
    _, seconds = timed(body)
    assert seconds < 2 * PATIENCE


def test_entities_are_neither_expanded_nor_loaded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    body = (
        f"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file://{secret}'><!ENTITY % p SYSTEM 'file://{secret}'> %p;"
        "<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
        "<rss version='2.0'><channel><title>&x;</title>"
        "<item><title>&x; &b;</title><link>https://h.example/1</link></item></channel></rss>"
    )
    feed = parse(body.encode(), URL, now=NOW)
    assert "secret" not in repr(feed).replace(str(secret), "")
    assert feed.entries[0].title == "&x; &b;"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_feeds_give_a_feed_or_a_feed_error(data: st.DataObject) -> None:
    """A real feed cut, spliced and overwritten anywhere."""
    body = bytearray(data.draw(st.sampled_from(PAGES)).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(body)))
        end = min(len(body), start + data.draw(st.integers(0, 60)))
        body[start:end] = data.draw(st.sampled_from(NOISE) | st.binary(max_size=12))
    try:
        feed = parse(bytes(body), URL, content_type=data.draw(st.sampled_from(TYPES)), now=NOW)
    except FeedError:
        return
    hold(feed)


NOISE = [
    *(
        b"<item>",
        b"</item>",
        b"<entry>",
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"&",
        b"&#0;",
        b"&#xD800;",
        b"&lt;script&gt;",
    ),
    *(
        b"<script>alert(1)</script>",
        b"\x00",
        b"\xff\xfe",
        b"<a href='javascript:x()'>",
        b'"',
        b"<link>",
        b"\xe2\x80\xae",
    ),
    *(
        b"\\ud800",
        b"null",
        b"1e999",
        b"<rss>",
        b"xml:base='::'",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b"http://[::1",
        b"%zz",
    ),
]
TYPES = [
    None,
    "",
    "text/xml",
    "text/xml; charset=shift_jis",
    "x; charset=punycode",
    "x; charset=utf-7",
    "x; charset=hz",
]


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: f"<rss><channel>{text}".encode("utf-8", "replace"))
)
def test_noise_gives_a_feed_or_a_feed_error(body: bytes) -> None:
    try:
        hold(parse(body, URL, now=NOW))
    except FeedError:
        return


@example("<\u202ea>", "")
@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("<>&;abp/!-\"'= \u202e\u0301é#xlt"), max_size=60), st.text(max_size=40)
)
def test_titles_never_carry_tags(title: str, link: str) -> None:
    body = (
        f"<rss><channel><item><title><![CDATA[{title}]]></title><link>https://h.example/{link}</link></item>"
    )
    try:
        hold(parse(body.encode("utf-8", "replace") + b"</channel></rss>", URL, now=NOW))
    except FeedError:
        return


def test_nothing_is_remembered_between_two_readings(rss: Callable[..., bytes]) -> None:
    """Two readings of one body are equal: nothing is kept between calls."""
    body = rss("<item><title>a</title><link>https://h.example/1</link></item>")
    assert parse(body, URL, now=NOW) == parse(body, URL, now=NOW)
