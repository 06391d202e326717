"""Quoted passages of a text, in every quoting style, by their marks alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Opening mark → the marks that may close it. Swedish and Finnish open and close with ”, Danish and
# many German books point guillemets inwards, Polish closes „ with ”.
PAIRS = {
    "“": "”“",
    "„": '“”"„',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    '"': '"',
    "”": "”",
    "＂": "＂",
    "‘": "’",
    "‚": "‘’",
}
# 《》 hold titles of works; 『』 do too, outside a 「」 quotation.
TITLE_MARKS = frozenset("《〈『")
CLOSERS = frozenset("".join(PAIRS.values()))
# A passage longer than this with no end mark lost its end mark; nothing in it can be trusted.
LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Passage:
    """Words between marks. ``start`` and ``end`` bound the words, ``outer`` the marks too.

    ``open_end``: the block ended before the closing mark (a quotation over several paragraphs).
    """

    block: int
    start: int
    end: int
    outer_start: int
    outer_end: int
    mark: str
    open_end: bool = False


def passages(blocks: Sequence[str], language: str) -> list[Passage]:
    """Every passage between quotation marks, outermost only, in reading order."""
    found: list[Passage] = []
    for number, text in enumerate(blocks):
        following = next((block for block in blocks[number + 1 : number + 3] if block.strip()), "")
        found.extend(_in_block(number, text, language, following.lstrip()[:1]))
    return found


def _in_block(number: int, text: str, language: str, following: str) -> list[Passage]:
    """``following``: the first character of the next paragraph, where a quotation may go on."""
    found = []
    at = 0
    while at < len(text):
        mark = text[at]
        if mark not in PAIRS or not _opens(text, at, language):
            at += 1
            continue
        close = _closing(text, at, language)
        if close is None:
            if mark in '“«„「"' and (not text[:at].strip() or following == mark):
                found.append(_passage(number, text, at, len(text), mark, True))
                break
            at += 1
            continue
        found.append(_passage(number, text, at, close, mark, False))
        at = close + 1
    return [passage for passage in found if passage.end > passage.start]


def _passage(number: int, text: str, at: int, close: int, mark: str, open_end: bool) -> Passage:
    start, end = at + 1, close
    while start < end and (text[start].isspace() or text[start] in CLOSERS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in PAIRS):
        end -= 1
    return Passage(number, start, end, at, min(len(text), close + 1), mark, open_end)


def _opens(text: str, at: int, language: str) -> bool:
    """Whether the mark at this place begins a passage rather than ends one or is an apostrophe."""
    mark = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "「『《〈„":
        return True
    if mark in "«»‹›":
        # French spaces its marks inside, so the direction decides there; elsewhere the neighbours.
        inward = mark in "»›"
        return (
            (not before.isalnum() and after.isalnum())
            if inward
            else (not before.isalnum() or language == "ar")
        )
    if language in UNSPACED and mark in '“"':
        return True
    if mark in '“"＂':
        return not before.isalnum() or (language in ATTACHING and after.isalnum() and mark == "“")
    return not before.isalnum() and not after.isspace() and before not in ".,!?"


UNSPACED = frozenset({"zh", "ja", "th"})
ATTACHING = frozenset({"ar", "he", "ko"})


def _closing(text: str, at: int, language: str) -> int | None:
    mark = text[at]
    depth = 0
    for place in range(at + 1, min(len(text), at + LONGEST)):
        char = text[place]
        if (
            char == mark
            and mark not in '"”＂'
            and mark in "“«「『《„"
            and not (mark == "“" and _ends(text, place))
        ):
            depth += 1
        elif char in PAIRS[mark]:
            if mark in '‘‚"”' and not _ends(text, place) and language not in UNSPACED | ATTACHING:
                continue
            if mark == "„" and char == "„":
                continue
            if depth == 0:
                return place
            depth -= 1
    return None


def _ends(text: str, at: int) -> bool:
    """Whether the mark here can end a passage: a word or a stop before it, no letter after it."""
    before = text[at - 1]
    after = text[at + 1] if at + 1 < len(text) else " "
    return not before.isspace() and not after.isalnum()


def masked(text: str, inside: Sequence[Passage]) -> str:
    """The text with each passage (marks included) blanked by object characters, offsets kept."""
    letters = list(text)
    for passage in inside:
        for place in range(passage.outer_start, passage.outer_end):
            letters[place] = "\ufffc"
    return "".join(letters)
