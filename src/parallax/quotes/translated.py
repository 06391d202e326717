"""Gives quotations the English of a translated article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from parallax.quotes.marks import Passage, passages
from parallax.quotes.names import same_speaker
from parallax.telling import Quote, Speaker

# Attribution read from a machine translation, whose names and clauses may be wrong.
BY_TRANSLATION = 0.85


def with_english(
    quotes: tuple[Quote, ...],
    found: Sequence[Passage],
    english: Sequence[str] | None,
    read: Callable[[Sequence[str]], tuple[Quote, ...]],
) -> tuple[Quote, ...]:
    """The quotations with the passage of the translation that stands in the same place.

    Only where a block and its translation hold equally many passages; ``read`` finds the quotations
    of an English text.
    """
    if not english:
        return quotes
    theirs = passages(english, "en")
    spoken = {(q.block, q.start): q for q in read(english) if q.direct}
    matched = _in_order(found, theirs)
    result = []
    for quote in quotes:
        passage = matched.get((quote.block, quote.start))
        if passage is None or not quote.direct:
            result.append(quote)
            continue
        words = english[passage.block][passage.start : passage.end]
        other = spoken.get((passage.block, passage.start))
        result.append(_joined(replace(quote, english=words), other))
    return tuple(result)


def _in_order(found: Sequence[Passage], theirs: Sequence[Passage]) -> dict[tuple[int, int], Passage]:
    matched: dict[tuple[int, int], Passage] = {}
    for block in {p.block for p in found}:
        ours = [p for p in found if p.block == block]
        other = [p for p in theirs if p.block == block]
        if len(ours) == len(other):
            matched.update({(a.block, a.start): b for a, b in zip(ours, other, strict=True)})
    return matched


def _joined(quote: Quote, other: Quote | None) -> Quote:
    if other is None or other.speaker is None:
        return quote
    if quote.speaker is None:
        return replace(
            quote, speaker=other.speaker, rule="translation", confidence=BY_TRANSLATION, said_to=other.said_to
        )
    if (
        quote.speaker is not None
        and not quote.speaker.side
        and other.speaker.side
        and _agree(quote.speaker, other.speaker)
    ):
        speaker = replace(quote.speaker, side=other.speaker.side, side_basis=other.speaker.side_basis)
        return replace(quote, speaker=speaker)
    return quote


def _agree(a: Speaker, b: Speaker) -> bool:
    return a.key == b.key or same_speaker(a.name, b.name)
