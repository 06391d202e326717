"""The quotations of one article, with who says them."""

from __future__ import annotations

from collections.abc import Sequence

from parallax.quotes.cast import gather
from parallax.quotes.dashes import with_dashes
from parallax.quotes.genuine import is_quotation
from parallax.quotes.grammar import base, grammar
from parallax.quotes.indirect import indirect_speech
from parallax.quotes.marks import passages
from parallax.quotes.passes import Attributed, attribute_all
from parallax.quotes.patterned import attribute_patterned
from parallax.quotes.speakers import discounted, speakers
from parallax.quotes.translated import with_english
from parallax.telling import Quote, Speaker


def find_quotes(
    article_id: str, blocks: Sequence[str], language: str, *, english: Sequence[str] | None = None
) -> tuple[Quote, ...]:
    """Quotations of an article in reading order; offsets are into the blocks' original text.

    ``language`` is a BCP 47 tag. ``english`` are the blocks' translations, in the same order: they
    give each quotation its English, its speaker's role where only English states it, and its
    speaker where the original's language has no grammar here. A quotation nobody can be named for
    has no speaker; where a pronoun cannot be resolved, ``mention`` still holds it. Scare quotes
    and titles of works are left out. Pure.
    """
    g = grammar(language)
    found = with_dashes(blocks, passages(blocks, base(language)), g)
    if g is None:
        quotes = [
            _quote(article_id, blocks, Attributed(p, None, p.block), None, False)
            for p in found
            if is_quotation(blocks, p, None, None)
        ]
    else:
        spaced = g.script == "spaced"
        spoken = attribute_all(blocks, found, g) if spaced else attribute_patterned(blocks, found, g)
        cast = gather(blocks, found, g)
        quotes = [
            _quote(article_id, blocks, one, speaker, resolved)
            for one, speaker, resolved in speakers(spoken, cast, g)
            if is_quotation(blocks, one.passage, one.said, g)
        ]
        quotes += indirect_speech(article_id, blocks, found, g, cast)
        quotes.sort(key=lambda quote: (quote.block, quote.start))
    if base(language) == "en":
        return tuple(quotes)
    return with_english(tuple(quotes), found, english, lambda texts: find_quotes(article_id, texts, "en"))


def _quote(
    article_id: str, blocks: Sequence[str], one: Attributed, speaker: Speaker | None, resolved: bool
) -> Quote:
    passage = one.passage
    mention = one.said.mention if one.said else None
    words = blocks[one.at][mention.start : mention.end] if mention else ""
    return Quote(
        article_id,
        passage.block,
        passage.start,
        passage.end,
        blocks[passage.block][passage.start : passage.end],
        speaker=speaker,
        said_to=one.said.said_to if one.said else "",
        confidence=discounted(one, resolved),
        rule=one.said.rule if one.said else "",
        mention=words,
        mention_at=(one.at, mention.start, mention.end) if mention else None,
    )
