"""Ordinary feeds, made here: what a poll meets on most days, for measuring speed."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from functools import cache

_WORDS = {
    "en": "harbour ferry council budget storm teacher minister market river festival rain strike",
    "ru": "гавань паром совет бюджет шторм учитель министр рынок река праздник дождь забастовка",
    "ar": "ميناء عبارة مجلس ميزانية عاصفة معلم وزير سوق نهر مهرجان مطر إضراب",
    "ja": "港 渡し船 議会 予算 嵐 教師 大臣 市場 川 祭り 雨 ストライキ",
    "pt": "porto balsa câmara orçamento tempestade professora ministra mercado rio festa chuva greve",
}
_SIZES = (10, 20, 30, 50, 100)  # entries; half of the real world's feeds have 10 to 30


@cache
def ordinary_feeds() -> tuple[tuple[bytes, int], ...]:
    """Bodies with their number of entries: RSS with and without full text, and Atom."""
    draw = random.Random(20240205)
    feeds = []
    for language, vocabulary in _WORDS.items():
        for size in _SIZES:
            words = vocabulary.split()
            feeds.append((_rss(draw, words, language, size, full=False), size))
            feeds.append((_rss(draw, words, language, size, full=True), size))
            feeds.append((_atom(draw, words, language, size), size))
    return tuple(feeds)


def _text(draw: random.Random, words: list[str], count: int) -> str:
    return " ".join(draw.choices(words, k=count))


def _when(number: int) -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC) - timedelta(minutes=37 * number)


def _rss(draw: random.Random, words: list[str], language: str, size: int, *, full: bool) -> bytes:
    items = []
    for number in range(size):
        paragraphs = "".join(f"<p>{_text(draw, words, 60)}</p>" for _ in range(8))
        body = f"<content:encoded><![CDATA[{paragraphs}]]></content:encoded>" if full else ""
        items.append(
            f"<item><title>{_text(draw, words, 9)} &amp; {number}</title>"
            f"<link>https://harbour.example/{language}/{number}?utm_source=rss</link>"
            f'<guid isPermaLink="false">{language}-{number}</guid>'
            f"<pubDate>{_when(number):%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
            f"<dc:creator><![CDATA[{_text(draw, words, 2)}]]></dc:creator>"
            f"<category>{words[0]}</category><category>{words[1]}</category>"
            f"<description><![CDATA[<p>{_text(draw, words, 30)}</p>]]></description>{body}"
            f'<media:content url="https://harbour.example/i/{number}.jpg" medium="image" width="1200">'
            f"<media:credit>{_text(draw, words, 2)}</media:credit></media:content></item>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{words[0]}</title><link>https://harbour.example/</link><language>{language}</language>"
        f"{''.join(items)}</channel></rss>"
    ).encode()


def _atom(draw: random.Random, words: list[str], language: str, size: int) -> bytes:
    entries = "".join(
        f"<entry><id>tag:harbour.example,2026:{number}</id><title>{_text(draw, words, 9)}</title>"
        f'<link rel="alternate" type="text/html" href="https://harbour.example/{language}/a/{number}"/>'
        f"<published>{_when(number).isoformat()}</published><updated>{_when(number).isoformat()}</updated>"
        f'<author><name>{_text(draw, words, 2)}</name></author><summary type="html">&lt;p&gt;'
        f"{_text(draw, words, 30)}&lt;/p&gt;</summary></entry>"
        for number in range(size)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
        f"<title>{words[0]}</title>{entries}</feed>"
    ).encode()
