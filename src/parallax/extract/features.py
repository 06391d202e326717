"""What is known of each run of text: numbers, in one pass over the page's record."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import log

from parallax.extract.phrases import PHRASES, furniture_in, is_furniture_heading
from parallax.extract.structure import (
    CONTEXT,
    LONG_CHARS,
    LONG_LINKS,
    branches,
    distances,
    heading_at,
    measure,
    subtree_end,
    survey,
    trunk_of,
)
from parallax.extract.vocabulary import BITS, GROUPS
from parallax.extract.walk import Page, Run
from parallax.extract.words import fold

Row = list[float]

_TAGS: dict[str, float] = {
    "p": 0, "li": 1, "div": 2, "section": 2, "article": 2, "main": 2, "h1": 3, "h2": 4, "h3": 5, "h4": 6,
    "h5": 6, "h6": 6, "blockquote": 7, "figcaption": 8, "td": 9, "th": 9, "dt": 10, "dd": 10, "pre": 11,
    "figure": 8, "header": 12, "footer": 13, "aside": 13, "nav": 13, "ul": 1, "ol": 1, "address": 14,
    "summary": 14, "details": 14, "center": 2, "form": 13, "body": 15, "picture": 8,
}  # fmt: skip
_OTHER_TAG = 16.0
_GROUP_MASK = (1 << len(GROUPS)) - 1
_ALL_BITS = len(GROUPS) + len(CONTEXT)

NEAR = tuple(f"near:{group}" for group in GROUPS)
AROUND = tuple(f"around:{group}" for group in GROUPS) + tuple(f"in:{tag}" for tag in CONTEXT)
NAMES: tuple[str, ...] = (
    "chars", "words", "link share", "links per 100", "sentences", "commas", "ends sentence", "digits",
    "capitals", "strong share", "emphasis share", "starts lower", "starts quote", "colon end", "mean word",
    "symbols", "furniture words",
    "is title", "title words", "in description", "phrase",
    "tag", "depth", "position", "before share", "after heading", "from heading",
    "previous chars", "previous links", "next chars", "next links", "second previous chars",
    "second next chars", "same as previous", "same as next", "since long", "until long",
    "since furniture heading",
    "parent share", "parent links", "parent long", "parent long of most", "grand share", "grand links",
    "grand long", "container runs", "articles around", "list links", "itemprop body",
    "signature share", "signature mean", "signature runs", "signature links",
    "copies", "copied long", "size of longest", "page chars", "page long share",
    "in trunk", "above trunk", "branch share", "branch links", "in wide trunk", "parent furniture", "grand furniture",
    *NEAR, *AROUND,
)  # fmt: skip

_SENTENCE_ENDS = (". ", "! ", "? ", "。", "！", "？", "… ", "؟ ", "। ")
_COMMAS = (",", "،", "、", "，", ";")
_ENDS = frozenset(".!?。！？…؟।։።\"”»“’')]」』")
_QUOTES = frozenset("\"“„«»‘'「『–—-")
_SYMBOLS = re.compile("[©|•@→›»/]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f]")
# Enough to tell a date line or a shouted label by.
_OPENING_CHARS = 60
# Of a page, enough to tell its script by.
_SAMPLE_RUNS = 60
# News of a subscription model has such words too, in longer runs than an offer.
_LONGEST_FURNITURE = 700
# One character of these scripts says as much as two or three letters.
_CJK_WEIGHT = 2.5
# Furniture without asking the model: three quarters of all runs, and 0.6% of the article text of the
# development pages. That is a run in a menu; a short one with no prose within eight runs; and a link
# with none within three.
_REMOTE_CHARS, _REMOTE_RUNS = 60.0, 8
_ALL_LINK = 0.9
_REMOTE_LINK_CHARS, _REMOTE_LINK_RUNS = 150.0, 3
_MENUS = BITS["nav"]


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page's metadata says, for comparison with its text."""

    title: str = ""
    description: str = ""


@lru_cache(maxsize=8192)
def _flags(bits: int, count: int) -> tuple[float, ...]:
    return tuple([1.0 if bits >> place & 1 else 0.0 for place in range(count)])


def describe(page: Page, hints: Hints) -> list[Row | None]:
    """A row of ``NAMES`` for each run of the page; None for one that is surely furniture."""
    runs, containers = page.runs, page.containers
    if not runs:
        return []
    total = measure(page) or 1.0
    around = survey(page, total)
    weight = _weight_of(runs)
    weighted = total * weight
    heading = heading_at(page, hints.title)
    title = fold(hints.title)
    title_words = {word for word in title.split() if len(word) > 3}
    description = fold(hints.description)
    copies = Counter([run.text for run in runs])
    sizes = [len(run.text) * weight for run in runs]
    shares = [min(1.0, run.link_chars / len(run.text)) for run in runs]
    logs = [log(1.0 + size) for size in sizes]
    long = [size >= LONG_CHARS and share < LONG_LINKS for size, share in zip(sizes, shares, strict=True)]
    since, until = distances(long), distances(long[::-1])[::-1]
    since_heading = distances([is_furniture_heading(run, containers[run.container]) for run in runs])
    signatures, keys = _signatures(page, sizes)
    prose = [0.0] * len(containers)
    for run, size, is_long in zip(runs, sizes, long, strict=True):
        if is_long:
            prose[run.container] += size
    for box in reversed(containers):
        if box.parent >= 0:
            prose[box.parent] += prose[box.index]
    branch, above = branches(page, trunk_of(page, prose, 0.7))
    wide = trunk_of(page, prose, 0.45)
    wide_end = subtree_end(page, wide)
    longest = max(sizes)
    most_long = max([containers[containers[run.container].parent].long_runs for run in runs]) or 1
    page_log, long_share = log(1.0 + weighted), prose[0] / weighted
    remote = [
        size < _REMOTE_LINK_CHARS
        and _is_remote(size, share, before, after, around.bits[run.container] & _MENUS)
        for run, size, share, before, after in zip(runs, sizes, shares, since, until, strict=True)
    ]
    signs = _signs("\n".join([run.text for run, far in zip(runs, remote, strict=True) if not far]))
    furniture = [
        0 if far else _furniture_words(run.text, signs) for run, far in zip(runs, remote, strict=True)
    ]
    offers = [0] * len(containers)
    for run, count in zip(runs, furniture, strict=True):
        if count:
            offers[run.container] += 1
    for box in reversed(containers):
        if box.parent >= 0 and offers[box.index]:
            offers[box.parent] += offers[box.index]
    rows: list[Row | None] = []
    seen = 0.0
    last = len(runs) - 1
    for index, run in enumerate(runs):
        at = run.container
        size = sizes[index]
        if remote[index]:
            rows.append(None)
            seen += size
            continue
        box = containers[at]
        up = containers[box.parent] if box.parent >= 0 else box
        grand = containers[up.parent] if up.parent >= 0 else up
        limb = containers[branch[at]]
        key = keys[index]
        sums = signatures[key]
        before, after = max(0, index - 1), min(last, index + 1)
        row = _own(run, size, weight, signs, furniture[index])
        row += _compared(run.text, title, title_words, description)
        row += (
            _TAGS.get(box.tag, _OTHER_TAG),
            box.depth,
            index / (last + 1),
            seen / weighted,
            1.0 if 0 <= heading < index else 0.0,
            max(-20.0, min(60.0, index - heading)) if heading >= 0 else -30.0,
            logs[before] if index else 0.0,
            shares[before] if index else 1.0,
            logs[after] if index < last else 0.0,
            shares[after] if index < last else 1.0,
            logs[index - 2] if index > 1 else 0.0,
            logs[index + 2] if index + 1 < last else 0.0,
            1.0 if index and keys[before] == key else 0.0,
            1.0 if index < last and keys[after] == key else 0.0,
            since[index],
            until[index],
            since_heading[index],
            up.chars / total,
            up.link_chars / (up.chars or 1),
            up.long_runs,
            up.long_runs / most_long,
            grand.chars / total,
            grand.link_chars / (grand.chars or 1),
            grand.long_runs,
            box.runs,
            around.articles[at],
            around.list_links[at],
            1.0 if around.body[at] else 0.0,
            sums[0] / weighted,
            log(1.0 + sums[0] / sums[1]),
            sums[1],
            sums[2] * weight / (sums[0] or 1.0),
            copies[run.text],
            1.0 if size > LONG_CHARS and copies[run.text] > 1 else 0.0,
            size / longest,
            page_log,
            long_share,
            1.0 if above[at] == 0 else 0.0,
            above[at],
            limb.chars / total,
            limb.link_chars / (limb.chars or 1),
            1.0 if wide <= at < wide_end else 0.0,
            offers[up.index] / (up.runs or 1),
            offers[grand.index] / (grand.runs or 1),
        )
        row += _flags((box.bits | up.bits | run.bits) & _GROUP_MASK, len(GROUPS))
        row += _flags(around.bits[at] | run.bits, _ALL_BITS)
        rows.append(row)
        seen += size
    return rows


def _weight_of(runs: list[Run]) -> float:
    sample = "".join([run.text for run in runs[:: max(1, len(runs) // _SAMPLE_RUNS)]])
    return _CJK_WEIGHT if not sample.isascii() and len(_CJK.findall(sample)) * 3 > len(sample) else 1.0


def _is_remote(size: float, links: float, since: float, until: float, menu: int) -> bool:
    if size < _REMOTE_CHARS and (menu or (since > _REMOTE_RUNS and until > _REMOTE_RUNS)):
        return True
    return links > _ALL_LINK and since > _REMOTE_LINK_RUNS and until > _REMOTE_LINK_RUNS


_Key = tuple[str, str, int]


def _signatures(page: Page, sizes: list[float]) -> tuple[dict[_Key, list[float]], list[_Key]]:
    """Runs that look alike share tag, class and the kind of parent: their size, count and link text."""
    signatures: dict[_Key, list[float]] = {}
    keys: list[_Key] = []
    for run, size in zip(page.runs, sizes, strict=True):
        box = page.containers[run.container]
        up = page.containers[box.parent] if box.parent >= 0 else box
        key = (box.tag, box.name, up.bits)
        keys.append(key)
        sums = signatures.get(key)
        if sums is None:
            signatures[key] = [size, 1.0, float(run.link_chars)]
        else:
            sums[0] += size
            sums[1] += 1.0
            sums[2] += run.link_chars
    return signatures, keys


@dataclass(frozen=True, slots=True)
class _Signs:
    """The signs and words that occur on a page at all: most pages have few of them."""

    sentence_ends: list[str]
    commas: list[str]
    furniture: list[str]


def _signs(whole: str) -> _Signs:
    return _Signs(
        [end for end in _SENTENCE_ENDS if end in whole],
        [comma for comma in _COMMAS if comma in whole],
        furniture_in(whole.casefold()),
    )


def _furniture_words(text: str, signs: _Signs) -> int:
    if not signs.furniture or len(text) >= _LONGEST_FURNITURE:
        return 0
    folded = text.casefold()
    count = 0
    for stem in signs.furniture:
        if stem in folded:
            count += 1
    return count


def _own(run: Run, size: float, weight: float, signs: _Signs, furniture: int) -> Row:
    text = run.text
    length = len(text)
    words = text.count(" ") + 1
    sentences = commas = 0
    if length > 25:
        for end in signs.sentence_ends:
            sentences += text.count(end)
    for comma in signs.commas:
        commas += text.count(comma)
    first, ends = text[0], text[-1] in _ENDS
    capitals = digits = symbols = 0
    if length < 200:
        opening = text[:_OPENING_CHARS]
        digits = sum(map(str.isdigit, opening))
        capitals = sum(map(str.isupper, opening))
        symbols = 1 if _SYMBOLS.search(text) else 0
    opening_chars = min(length, _OPENING_CHARS)
    return [
        log(1.0 + size),
        min(60.0, words * weight),
        _share(run.link_chars, length),
        min(20.0, run.links * 100.0 / size) if run.links else 0.0,
        min(6, sentences + ends),
        min(8, commas),
        1.0 if ends else 0.0,
        digits / opening_chars,
        capitals / opening_chars,
        _share(run.strong_chars, length),
        _share(run.emphasis_chars, length),
        1.0 if first.islower() else 0.0,
        1.0 if first in _QUOTES else 0.0,
        1.0 if text[-1] in ":：" else 0.0,
        size / words,
        symbols,
        min(4, furniture),
    ]


def _share(part: int, length: int) -> float:
    return min(1.0, part / length) if part else 0.0


def _compared(text: str, title: str, title_words: set[str], description: str) -> Row:
    length = len(text)
    if length > 200:
        return [0.0, 0.0, 1.0 if description and description[:60] in fold(text[:200]) else 0.0, 0.0]
    folded = fold(text)
    is_title = 1.0 if title and (folded == title or (len(folded) > 20 and folded in title)) else 0.0
    shared = 0.0
    if title_words:
        shared = len(title_words.intersection(folded.split())) / len(title_words)
    described = 0.0
    if len(folded) > 25 and description:
        described = 1.0 if folded[:80] in description or description[:80] in folded else 0.0
    phrase = 0.0
    if length < 60:
        bare = text.casefold().rstrip(" :.…»›→")
        phrase = 1.0 if bare in PHRASES else 0.0
        if not phrase and length > 6:
            head = " ".join(bare.split(":")[0].split()[:3])
            phrase = 0.5 if head in PHRASES else 0.0
    return [is_title, shared, described, phrase]
