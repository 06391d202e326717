"""Tells words somebody said from scare quotes, nicknames and titles of works."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parallax.quotes.attribute import Said
from parallax.quotes.grammar import Grammar
from parallax.quotes.marks import TITLE_MARKS, Passage

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
# A sentence of an unnamed voice has at least so many words; fewer are terms and nicknames.
UNATTRIBUTED_WORDS = 6
# With a speaker found by a verb next to the marks, anything counts; by a verb further off, two
# words or one are mostly the writer's own distance.
FRAGMENT_WORDS = 3
SHORT_NAME = 3
# What stands before a quotation that is a sentence of its own: nothing, a colon or a sentence's end.
OPENING = re.compile(r"(?:^|[:.!?…。：！？\ufffc»”\"“]|[–—―])\s*$")
# Two characters of Chinese or Japanese carry about a word.
CHARACTERS_A_WORD = 2
CLOSE_RULES = frozenset({"verb-speaker", "speaker-verb", "colon", "dash-name", "pattern"})


def word_count(text: str) -> int:
    """Words of a text; in scripts without spaces, two characters are one."""
    dense = len(UNSPACED.findall(text))
    return len(WORD.findall(UNSPACED.sub(" ", text))) + (dense + 1) // CHARACTERS_A_WORD


def is_quotation(blocks: Sequence[str], passage: Passage, found: Said | None, g: Grammar | None) -> bool:
    """Whether the passage holds words somebody said or wrote."""
    text = blocks[passage.block][passage.start : passage.end]
    words = word_count(text)
    if words == 0 or passage.mark in TITLE_MARKS:
        return False
    if found is None:
        return words >= UNATTRIBUTED_WORDS and _sentence_like(text, blocks[passage.block], passage)
    if found.rule in CLOSE_RULES:
        return words > 1 or text[-1] in ",.!?…,，。" or passage.end + 2 >= len(blocks[passage.block])
    if _title_like(text, g):
        return False
    return words >= FRAGMENT_WORDS or found.rule in {"continued", "paragraphs"}


def _sentence_like(text: str, block: str, passage: Passage) -> bool:
    """Starts as a sentence and ends as one: a title in the running text does one at most."""
    first = text[0]
    if not OPENING.search(block[: passage.outer_start]):
        return False
    if UNSPACED.search(text):
        return text[-1] in "。！？…" or passage.outer_start == 0
    begins = first.isupper() or first in "¿¡…[" or not (first.islower() or first.isupper())
    stops = text[-1] in ".,!?…" or block[passage.outer_end : passage.outer_end + 1] in {".", ",", ""}
    return begins and stops and not _title_like(text, None)


def _title_like(text: str, g: Grammar | None) -> bool:
    """Every longer word capitalised, as English titles of works are; German nouns are no sign of it."""
    all_words = WORD.findall(text)
    if g is not None and g.language != "en":
        # A short name of a paper or programme: every word of it capitalised.
        return (
            1 < len(all_words) <= SHORT_NAME
            and text[-1] not in ".,!?"
            and all(w[0].isupper() for w in all_words)
        )
    words = [w for w in all_words if len(w) > 3]
    return (
        len(WORD.findall(text)) > 1
        and text[-1] not in ".,!?"
        and bool(words)
        and all(w[0].isupper() for w in words)
    )
