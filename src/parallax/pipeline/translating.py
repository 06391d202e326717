"""Putting what is stored into English: titles and deks of everything first, then the bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from parallax.model import Article, Part, Passage
from parallax.pipeline.tools import Tools
from parallax.translate.translator import Job

# Articles translated between two writes: short enough that stopping loses seconds of work.
LEADS_AT_ONCE = 64
BODIES_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Translated:
    """A batch put into English (or shown to have no engine)."""

    part: str  # "lead" or "body"
    language: str
    articles: int
    sentences: int
    words: int


def translate_waiting(
    tools: Tools, *, bodies: int | None = None, stop: Callable[[], bool] = lambda: False
) -> Iterator[Translated]:
    """Translate what waits, leads before bodies; at most so many bodies. Yields after each batch.

    A batch is stored as soon as it is done, so that stopping at any moment keeps the rest.
    """
    yield from _translate_part("lead", LEADS_AT_ONCE, None, tools, stop)
    yield from _translate_part("body", BODIES_AT_ONCE, bodies, tools, stop)


def _translate_part(
    part: str, at_once: int, most: int | None, tools: Tools, stop: Callable[[], bool]
) -> Iterator[Translated]:
    left = most
    for language, _ in sorted(tools.store.languages_waiting().items(), key=lambda item: -item[1]):
        can_read = tools.translator.can_translate(language)
        while not stop() and (left is None or left > 0):
            limit = at_once if left is None else min(at_once, left)
            articles = tools.store.awaiting(part, language, limit, also_refused=can_read)
            if not articles:
                break
            yield _translate_batch(part, language, articles, tools)
            left = None if left is None else left - len(articles)


def _translate_batch(part: str, language: str, articles: tuple[Article, ...], tools: Tools) -> Translated:
    choose = lead_texts if part == "lead" else body_texts
    jobs = [Job(article.id, tuple(choose(article)), article.rights.text_mining) for article in articles]
    results = tools.translator.translate_jobs(language, jobs)
    with tools.store.transaction():
        for article in articles:
            tools.store.put_passages(article.id, results[article.id])
        tools.store.became_readable(
            article.content.url for article in articles if _in_english(results[article.id])
        )
    sentences = [s for passages in results.values() for passage in passages for s in passage.sentences]
    return Translated(
        part, language, len(articles), len(sentences), sum(len(s.original.split()) for s in sentences)
    )


def _in_english(passages: tuple[Passage, ...]) -> bool:
    return all(sentence.english is not None for passage in passages for sentence in passage.sentences)


def lead_texts(article: Article) -> list[tuple[Part, int, str]]:
    """What lists show."""
    found: list[tuple[Part, int, str]] = [("title", 0, article.content.title)]
    if article.content.dek:
        found.append(("dek", 0, article.content.dek))
    return found


def body_texts(article: Article) -> list[tuple[Part, int, str]]:
    """What only the article's own page shows. ``index`` is the block's, picture's, author's or topic's place."""
    content = article.content
    body: list[tuple[Part, int, str]] = [
        ("body", index, block.text) for index, block in enumerate(content.blocks) if block.text
    ]
    pictures = [(index, image) for index, image in enumerate((content.lead_image, *content.images)) if image]
    body.extend(("caption", index, image.caption) for index, image in pictures if image.caption)
    body.extend(
        ("alt", index, image.alt) for index, image in pictures if image.alt not in ("", image.caption)
    )
    body.extend(("role", index, author.role) for index, author in enumerate(content.authors) if author.role)
    body.extend(("bio", index, author.bio) for index, author in enumerate(content.authors) if author.bio)
    if content.section:
        body.append(("section", 0, content.section))
    body.extend(("topic", index, topic) for index, topic in enumerate(content.topics) if topic)
    return body
