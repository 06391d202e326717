"""Every quotation of an article with the speaker its own paragraph or the one before gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parallax.quotes.attribute import Said, after, before
from parallax.quotes.grammar import Grammar
from parallax.quotes.marks import Passage
from parallax.quotes.tokens import Token, sentences, tokenise

GLUE = 8


@dataclass(frozen=True, slots=True)
class Attributed:
    """A passage and who says it. ``at`` is the block the mention stands in."""

    passage: Passage
    said: Said | None
    at: int


@dataclass(slots=True)
class _State:
    """What the paragraphs read so far leave to the next."""

    last: Attributed | None = None
    colon: Said | None = None
    block: int = -1  # the last block with words


def attribute_all(blocks: Sequence[str], found: Sequence[Passage], g: Grammar) -> list[Attributed]:
    """One entry a passage, in order."""
    result: list[Attributed] = []
    state = _State()
    by_block: dict[int, list[Passage]] = {}
    for passage in found:
        by_block.setdefault(passage.block, []).append(passage)
    for number, text in enumerate(blocks):
        inside = by_block.get(number, [])
        result.extend(_block(number, text, inside, g, state))
    return _named_later(blocks, result)


def _named_later(blocks: Sequence[str], found: list[Attributed]) -> list[Attributed]:
    """Words that no mark closes go on in the next paragraph: who is named there says them, and not who spoke before."""
    result = list(found)
    for place, (first, second) in enumerate(pairwise(found)):
        said, start = second.said, second.passage.outer_start
        goes_on = first.passage.open_end and second.passage.block > first.passage.block
        if not goes_on or blocks[second.passage.block][:start].strip() or said is None:
            continue
        is_named = said.rule in {"verb-speaker", "speaker-verb"}
        if is_named and (first.said is None or first.said.rule == "continued"):
            result[place] = Attributed(first.passage, replace(said, rule="paragraphs"), second.at)
    return result


def _block(number: int, text: str, inside: list[Passage], g: Grammar, state: _State) -> list[Attributed]:
    tokens = tokenise(text, inside, 0)
    parts = sentences(tokens, text, inside, 0)
    done: dict[int, Attributed] = {}
    previous: Attributed | None = None
    for index, sentence in enumerate(parts):
        for place, token in enumerate(sentence):
            if token.quote < 0:
                continue
            passage = inside[token.quote]
            one = _one(sentence, place, text, passage, g, number, done)
            if one is None and not _words(sentence):
                one = _continued(index, passage, previous, state)
            done[token.quote] = one or Attributed(passage, None, number)
        _share(sentence, done)
        for token in sentence:
            if token.quote >= 0 and done[token.quote].said:
                previous = done[token.quote]
        if _words(sentence) and not any(t.quote >= 0 for t in sentence):
            previous = None if previous is None else _kept(previous, sentence)
    _carry(number, text, parts, done, inside, g, state)
    return [done[index] for index in range(len(inside))]


def _words(sentence: Sequence[Token]) -> bool:
    return any(token.word for token in sentence)


def _kept(previous: Attributed, sentence: Sequence[Token]) -> Attributed | None:
    """A sentence between two quotations that names nobody does not end a speaker's turn."""
    for index, token in enumerate(sentence):
        if token.capital and index and token.word:
            return None
    return previous if len(sentence) < GLUE else None


def _one(
    sentence: list[Token],
    place: int,
    text: str,
    passage: Passage,
    g: Grammar,
    number: int,
    done: dict[int, Attributed],
) -> Attributed | None:
    last = text[passage.end - 1]
    closing = text[passage.end : passage.outer_end + 1]
    ended = last in ",!?…،—–" or "," in closing
    # A colon announces the words, so whoever comes after them speaks of something else.
    announced = place > 0 and sentence[place - 1].text == ":"
    found = before(sentence, place, text, g) if announced else None
    if found is None:
        found = after(sentence, place, text, g, ended=ended) or before(sentence, place, text, g)
    if found is None:
        earlier = [t for t in sentence[:place] if t.quote >= 0]
        if earlier and place - sentence.index(earlier[-1]) <= GLUE:
            one = done.get(earlier[-1].quote)
            if one and one.said and _glued(sentence, sentence.index(earlier[-1]), place, g):
                return Attributed(passage, replace(one.said, rule="same-sentence"), one.at)
    return Attributed(passage, found, number) if found else None


def _glued(sentence: list[Token], start: int, end: int, g: Grammar) -> bool:
    between = sentence[start + 1 : end]
    return not any(t.low in g.verbs or (t.capital and t.low not in g.me) for t in between)


def _share(sentence: list[Token], done: dict[int, Attributed]) -> None:
    """ "“A,” X said, “b.”" and "“A” and “b,” X said": one sentence, one speaker where one is missing."""
    places = [t for t in sentence if t.quote >= 0]
    for first, second in pairwise(places):
        a, b = done[first.quote], done[second.quote]
        if a.said and not b.said and a.said.rule in {"verb-speaker", "speaker-verb", "according"}:
            done[second.quote] = Attributed(b.passage, replace(a.said, rule="same-sentence"), a.at)
    for second, first in pairwise(reversed(places)):
        a, b = done[first.quote], done[second.quote]
        gap = sentence[sentence.index(first) + 1 : sentence.index(second)]
        if b.said and not a.said and b.said.rule in {"verb-speaker", "speaker-verb"} and len(gap) <= 3:
            done[first.quote] = Attributed(a.passage, replace(b.said, rule="same-sentence"), b.at)


def _continued(index: int, passage: Passage, previous: Attributed | None, state: _State) -> Attributed | None:
    if previous is not None and previous.said is not None:
        return Attributed(passage, replace(previous.said, rule="continued"), previous.at)
    if index:
        return None
    last = state.last
    if state.colon is not None:
        return Attributed(passage, replace(state.colon, rule="colon-before"), state.block)
    if (
        last is not None
        and last.said is not None
        and last.passage.block == state.block
        and last.passage.open_end
    ):
        return Attributed(passage, replace(last.said, rule="paragraphs"), last.at)
    return None


def _carry(
    number: int,
    text: str,
    parts: list[list[Token]],
    done: dict[int, Attributed],
    inside: list[Passage],
    g: Grammar,
    state: _State,
) -> None:
    if not text.strip():
        return
    final = parts[-1] if parts else []
    state.last = done[len(inside) - 1] if inside and final and any(t.quote >= 0 for t in final) else None
    state.colon, state.block = None, number
    if final and final[-1].text == ":":
        found = before([*final, Token("\ufffc", len(text), len(text), 0)], len(final), text, g)
        state.colon = found
