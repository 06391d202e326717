"""Speech reported without marks, where "said that" makes it safe."""

from __future__ import annotations

from collections.abc import Sequence

from parallax.quotes.addressees import told_to
from parallax.quotes.cast import Cast
from parallax.quotes.coreference import resolve
from parallax.quotes.grammar import Grammar
from parallax.quotes.marks import Passage
from parallax.quotes.mentions import phrase, segments
from parallax.quotes.speakers import speaker_of
from parallax.quotes.subjects import subject
from parallax.quotes.tokens import Token, sentences, tokenise
from parallax.telling import Quote, Speaker

# A clause shorter than this is no statement.
WORDS = 4
CONFIDENCE = 0.9


def indirect_speech(
    article_id: str, blocks: Sequence[str], found: Sequence[Passage], g: Grammar, cast: Cast
) -> list[Quote]:
    """Clauses that a speech verb and "that" introduce after a speaker who is named or can be resolved."""
    if g.script != "spaced" or not g.that:
        return []
    quotes = []
    for number, text in enumerate(blocks):
        inside = [p for p in found if p.block == number]
        for sentence in sentences(tokenise(text, inside, 0), text, inside, 0):
            # In a paragraph of dialogue the speaker of a clause may be somebody quoted.
            if not any(t.quote >= 0 for t in sentence) and text.lstrip()[:1] not in "–—―":
                quotes.extend(_in_sentence(article_id, number, text, sentence, g, cast))
    return quotes


def _in_sentence(
    article_id: str, number: int, text: str, sentence: list[Token], g: Grammar, cast: Cast
) -> list[Quote]:
    for index, token in enumerate(sentence):
        if token.low not in g.that or not index:
            continue
        verb = _verb_before(sentence, index, g)
        if verb is None:
            continue
        words = sentence[index + 1 :]
        while words and not words[-1].word:
            words = words[:-1]
        mention = subject(sentence[:verb], text, g)
        if mention is None or len(words) < WORDS or mention.kind == "dropped":
            return []
        person = resolve(mention, number, None, cast, g)
        speaker = speaker_of(mention, person, cast, g)
        if speaker is None or (person is None and mention.kind == "name"):
            return []
        source = _cited(sentence, text, g, cast)
        to = told_to(sentence[verb:index], text, g)
        if source is not None:
            speaker, to = source, speaker.name
        start, end = words[0].start, words[-1].end
        return [
            Quote(
                article_id, number, start, end, text[start:end], speaker=speaker, direct=False,
                said_to=to, confidence=CONFIDENCE, rule="indirect",
                mention=text[mention.start : mention.end], mention_at=(number, mention.start, mention.end),
            )
        ]  # fmt: skip
    return []


def _cited(sentence: list[Token], text: str, g: Grammar, cast: Cast) -> Speaker | None:
    """ "Citing three unnamed sources close to the Kremlin, Reuters reported": the words are the sources'."""
    if sentence[0].low not in g.citing:
        return None
    mention = phrase(segments(sentence[1:])[0], text, g)
    return speaker_of(mention, None, cast, g) if mention and mention.kind != "pronoun" else None


def _verb_before(sentence: list[Token], index: int, g: Grammar) -> int | None:
    """The speech verb that "that" belongs to: right before it, or before whom it was told and when."""
    for at in range(index - 1, max(-1, index - 9), -1):
        token = sentence[at]
        if token.low in g.verbs:
            return at
        if token.text in ";:—–" or token.low in g.that:
            return None
    return None
