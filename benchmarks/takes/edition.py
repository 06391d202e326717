"""The sample edition's events as stories whose truth is known: reports with ideal quotations."""

from __future__ import annotations

import re
from datetime import date

from parallax.sample.records import Event, Pair, SampleArticle
from parallax.sample.records import Speaker as SampleSpeaker
from parallax.sample.truth import stories
from parallax.takes import Line, Report
from parallax.telling import Quote, Speaker

DAY = date(2026, 3, 3)


def edition_stories() -> dict[str, tuple[Report, ...]]:
    """Each event's reports by its id, in the edition's order."""
    return {event.id: tuple(report(event, article) for article in event.articles) for event in stories()}


def report(event: Event, article: SampleArticle) -> Report:
    lines = [
        Line(english(pair), -1, pair.original)
        for text in (article.title, article.dek)
        for pair in parts(text)
    ]
    for block, piece in enumerate(article.body):
        for pair in piece.sentences:
            lines += [Line(text, block, pair.original) for text in sentences(english(pair))]
    return Report(
        article_id=article.id,
        outlet=article.newsroom.outlet,
        language=article.language,
        published=article.on(DAY),
        lines=tuple(lines),
        quotes=tuple(quotes(event, article)),
        opinion=article.opinion,
        copy_of=article.wire_of,
        agency=article.agency,
    )


def parts(text: Pair | None) -> tuple[Pair, ...]:
    return () if text is None else text.parts or (text,)


def english(pair: Pair) -> str:
    return pair.english or pair.original


def sentences(text: str) -> list[str]:
    """An untranslated paragraph of the edition is one string; cut it where a sentence ends."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z“])|(?<=[.!?]”)\s+(?=[A-Z“])", text)


def quotes(event: Event, article: SampleArticle) -> list[Quote]:
    found = []
    for quotation in article.quotations:
        for block, piece in enumerate(article.body):
            pair = next((pair for pair in piece.sentences if quotation.text in pair.original), None)
            if pair is not None:
                start = pair.original.index(quotation.text)
                found.append(
                    Quote(
                        article.id, block, start, start + len(quotation.text), quotation.text,
                        english=quoted(pair, quotation.text), speaker=speaker(event.speakers[quotation.speaker]),
                    )
                )  # fmt: skip
                break
    return found


def quoted(pair: Pair, text: str) -> str:
    if pair.english is None:
        return text
    inside = re.findall(r"“([^”]+)”", pair.english)
    return inside[0] if len(inside) == 1 else pair.english


def speaker(said: SampleSpeaker) -> Speaker:
    return Speaker(
        name=said.name or said.role, key=said.key, role=said.role, side=said.side,
        side_basis=said.role if said.side else "", unnamed=not said.name,
    )  # fmt: skip
