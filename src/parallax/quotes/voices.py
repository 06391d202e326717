"""Whose voices a report carries: the share of its quoted words by the speakers' side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from parallax.quotes.genuine import word_count
from parallax.telling import Quote


@dataclass(frozen=True, slots=True)
class VoiceShare:
    """One side's part of an article's quoted words. ``side`` is empty for speakers of no stated side.

    ``share`` is of all its attributed words in direct quotation, 0 to 1; ``speakers`` are names in
    order of appearance; ``basis`` says what the side rests on.
    """

    article_id: str
    side: str
    words: int
    share: float
    quotes: int
    speakers: tuple[str, ...]
    basis: tuple[str, ...]


def voices(quotes: Sequence[Quote]) -> tuple[VoiceShare, ...]:
    """Shares of each article, articles in order of appearance, the largest share first.

    Words are counted in the language of the article, so shares of articles compare and word counts do
    not. Indirect speech and quotations without a speaker count for nobody.
    """
    by_article: dict[str, dict[str, list[Quote]]] = defaultdict(lambda: defaultdict(list))
    for quote in quotes:
        if quote.direct and quote.speaker is not None:
            by_article[quote.article_id][quote.speaker.side].append(quote)
    result: list[VoiceShare] = []
    for article_id, sides in by_article.items():
        counts = {side: sum(word_count(q.text) for q in said) for side, said in sides.items()}
        total = sum(counts.values())
        for side in sorted(sides, key=lambda s: (-counts[s], s)):
            said = sides[side]
            people = dict.fromkeys(q.speaker.name for q in said if q.speaker)
            basis = dict.fromkeys(q.speaker.side_basis for q in said if q.speaker and q.speaker.side_basis)
            share = counts[side] / total if total else 0.0
            result.append(
                VoiceShare(article_id, side, counts[side], share, len(said), tuple(people), tuple(basis))
            )
    return tuple(result)
