"""The sample edition's events as stories whose truth is known: reports with ideal quotations."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from parallax.quotes import find_quotes
from parallax.sample.records import Event, Pair, SampleArticle, joined
from parallax.sample.records import Speaker as SampleSpeaker
from parallax.sample.truth import stories
from parallax.takes import Line, Report
from parallax.telling import Quote, Speaker

DAY = date(2026, 3, 3)


def edition_stories(*, found: bool = False) -> dict[str, tuple[Report, ...]]:
    """Each event's reports by its id, in the edition's order.

    With ``found`` the quotations are those that reading the texts finds, instead of the known ones.
    """
    return {
        event.id: tuple(
            replace(told, quotes=found_quotes(article)) if found else told
            for article in event.articles
            for told in [report(event, article)]
        )
        for event in stories()
    }


def found_quotes(article: SampleArticle) -> tuple[Quote, ...]:
    blocks = [joined(piece.sentences, article.language) for piece in article.body]
    texts = [" ".join(english(pair) for pair in piece.sentences) for piece in article.body]
    return find_quotes(article.id, blocks, article.language, english=texts)


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
