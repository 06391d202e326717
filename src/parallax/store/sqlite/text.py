"""What the full-text index sees of a text, and what it is asked."""

from __future__ import annotations

import html
import re

# Scripts written without spaces: FTS5's unicode61 would take a whole clause as one word, so each
# character is its own and a word is asked for as a phrase of them.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_ONE = re.compile(f"([{UNSPACED}])")
_CJK_MARKS = "\u3000-\u303f\uff00-\uff65"
_GAP = re.compile(f"([{UNSPACED}{_CJK_MARKS}][\x02\x03]*) +(?=[\x02\x03]*[{UNSPACED}{_CJK_MARKS}])")
_TERM = re.compile(r'"([^"]*)"?|(\S+)')

# Longer questions say nothing more and cost the index time.
MAX_TERMS = 12

MARK_START, MARK_END = "\x02", "\x03"
# Where a dek or a heading ends without a full stop, what follows would read on as its sentence.
_OPEN_LINE = re.compile('([^\\s.!?…:;。！？”’»"\x02\x03])([\x02\x03]*)\\s*\\n\\s*')


def searchable(text: str) -> str:
    """The text with every character of an unspaced script standing alone."""
    return _ONE.sub(r" \1 ", text).replace("  ", " ")


def match_expression(words: str) -> str:
    """An FTS5 question for all of the words, "quoted" ones as a phrase; empty if there is nothing to ask."""
    terms = []
    for found in list(_TERM.finditer(words.replace("\x00", " ")))[:MAX_TERMS]:
        term = " ".join(searchable(found[1] if found[1] is not None else found[2]).split())
        if any(character.isalnum() for character in term):
            terms.append('"' + term.replace('"', "") + '"')
    return " AND ".join(terms)


def snippet_html(snippet: str) -> str:
    """A snippet for a page: escaped, the words found in <mark>, unspaced scripts closed up again."""
    closed = _OPEN_LINE.sub(r"\1\2 · ", _GAP.sub(r"\1", snippet)).replace(MARK_END + MARK_START, "")
    return html.escape(closed).replace(MARK_START, "<mark>").replace(MARK_END, "</mark>")
