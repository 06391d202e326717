"""What is known of each run of text: numbers, in one pass over the page's record.

``describe`` gives one row per run, in the order of ``NAMES``; ``relate`` adds, once a first
model has spoken, what it said of the neighbours (``RELATED_NAMES``).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import log

from parallax.extract.vocabulary import GROUPS
from parallax.extract.walk import Page, Run

Row = list[float]

_TAGS: dict[str, float] = {
    "p": 0, "li": 1, "div": 2, "section": 2, "article": 2, "main": 2, "h1": 3, "h2": 4, "h3": 5, "h4": 6,
    "h5": 6, "h6": 6, "blockquote": 7, "figcaption": 8, "td": 9, "th": 9, "dt": 10, "dd": 10, "pre": 11,
    "figure": 8, "header": 12, "footer": 13, "aside": 13, "nav": 13, "ul": 1, "ol": 1, "address": 14,
    "summary": 14, "details": 14, "center": 2, "form": 13, "body": 15, "picture": 8,
}  # fmt: skip
_OTHER_TAG = 16.0

# Context that tags give, in bits above those of the names.
_CONTEXT = ("li", "table", "article", "main", "header", "figure", "blockquote", "section", "a")
_CONTEXT_BITS = {tag: 1 << (len(GROUPS) + index) for index, tag in enumerate(_CONTEXT)}
_CONTEXT_BITS["ul"] = _CONTEXT_BITS["ol"] = _CONTEXT_BITS["li"]
_ALL_BITS = len(GROUPS) + len(_CONTEXT)
_GROUP_MASK = (1 << len(GROUPS)) - 1
# A name that covers most of the page (a theme's wrapper, a body class) says nothing about a run.
_WRAPPER_SHARE = 0.6

NEAR = tuple(f"near:{group}" for group in GROUPS)
AROUND = tuple(f"around:{group}" for group in GROUPS) + tuple(f"in:{tag}" for tag in _CONTEXT)
NAMES: tuple[str, ...] = (
    "chars", "words", "link share", "links per 100", "sentences", "commas", "ends sentence", "digits",
    "capitals", "strong share", "emphasis share", "tag", "depth", "starts lower", "starts quote", "colon end",
    "mean word", "symbols",
    "position", "before share", "after heading", "from heading",
    "previous chars", "previous links", "next chars", "next links", "second previous chars",
    "second next chars", "same as previous", "same as next", "since long", "until long",
    "parent share", "parent links", "parent long", "grand share", "grand links", "grand long", "container runs",
    "signature share", "signature mean", "signature runs", "signature links",
    "is title", "title words", "in description", "copies", "phrase", "page chars", "page long share",
    "itemprop body", "size of longest", "in trunk", "above trunk", "branch share", "branch links",
    "in wide trunk", "parent long of most",
    *NEAR, *AROUND,
)  # fmt: skip

RELATED_NAMES: tuple[str, ...] = (
    "own", "previous", "next", "second previous", "second next", "third previous", "third next",
    "signature mean", "signature chars", "parent mean", "grand mean", "best before", "best after",
    "mass before", "mass after", "runs since sure", "runs until sure", "page mass", "window",
    "own of best", "in trunk", "above trunk", "branch mean", "branch mass", "in wide trunk", "branch of best",
)  # fmt: skip

_SENTENCE_END = re.compile(r"[.!?。！？…؟।։።](?=\s|$|[\"”»“’')\]」』])|[。！？]")
_COMMA = re.compile("[,،、，;；]")
_ENDS = frozenset(".!?。！？…؟।։።\"”»“’')]」』")
_QUOTES = frozenset("\"“„«»‘'「『–—-")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f]")
_WORDS = re.compile(r"\w+")
# One character of these scripts says as much as two or three letters.
_CJK_WEIGHT = 2.5
LONG_CHARS = 90


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page's metadata says, for comparison with its text."""

    title: str = ""
    description: str = ""


# Words of the interface, folded, that start or are a short run: a fixed list in the languages
# with most outlets. Each is generic; none is the name of a site.
_PHRASES = frozenset(
    """advertisement|advertising|anzeige|werbung|publicidad|publicité|publicidade|pubblicità|reklama|реклама|
広告|광고|annonce|annons|mainos|ilan|share|share this|teilen|compartir|partager|condividi|compartilhar|
read more|read also|also read|more on this|more|related|related articles|related stories|related topics|
lesen sie auch|lesen sie mehr|mehr zum thema|auch interessant|weiterlesen|mehr dazu|das könnte sie auch
interessieren|lire aussi|à lire aussi|en savoir plus|lee también|lea también|más información|te puede interesar|
leggi anche|approfondisci|leia mais|leia também|veja também|lees ook|læs også|les også|läs mer|läs också|
czytaj także|czytaj też|zobacz także|zobacz też|читайте также|по теме|читайте також|关于|相关阅读|相关新闻|
関連記事|관련기사|xem thêm|baca juga|ayrıca oku|ilgili haberler|recommended|most read|most popular|trending|
newsletter|subscribe|sign up|sign in|log in|register|subscribe now|follow us|follow|comments|comment|kommentare|
leave a reply|post a comment|loading|loading...|advertisement - scroll to continue|continue reading|
article continues below advertisement|story continues below advertisement|play|watch|video|listen|
copy link|print|email|facebook|twitter|whatsapp|linkedin|close|menu|search|home|next|previous|back to top|
tags|topics|themen|temas|by|von|par|por|di|view comments|show more|load more|see also|editor's picks|
share on facebook|share on twitter|photo|photos|image|images|foto|bild|source|quelle|fuente""".replace("\n", "").split("|")
)  # fmt: skip


@lru_cache(maxsize=8192)
def _mask_row(near: int, around: int) -> tuple[float, ...]:
    return tuple(float(near >> bit & 1) for bit in range(len(GROUPS))) + tuple(
        float(around >> bit & 1) for bit in range(_ALL_BITS)
    )


def measure(page: Page) -> float:
    """Fills the containers' sums from the runs; returns the page's length in weighted characters."""
    containers = page.containers
    for run in page.runs:
        box = containers[run.container]
        size = len(run.text)
        box.chars += size
        box.link_chars += run.link_chars
        box.runs += 1
        if size >= LONG_CHARS and run.link_chars * 3 < size:
            box.long_runs += 1
    for box in reversed(containers):
        if box.parent >= 0 and box.chars:
            up = containers[box.parent]
            up.chars += box.chars
            up.link_chars += box.link_chars
            up.runs += box.runs
            up.long_runs += box.long_runs
    return float(containers[0].chars) if containers else 0.0


def _surroundings(page: Page, total: float) -> list[int]:
    """Per container, the groups and tags around it, without those that wrap the whole page."""
    around: list[int] = []
    limit = total * _WRAPPER_SHARE
    for box in page.containers:
        bits = around[box.parent] if box.parent >= 0 else 0
        if box.chars <= limit:
            bits |= box.bits
        context = _CONTEXT_BITS.get(box.tag)
        if context:
            bits |= context
        around.append(bits)
    return around


def fold(text: str) -> str:
    """For comparing texts: letters and digits only, casefolded."""
    return " ".join(_WORDS.findall(text.casefold()))


def _heading_at(page: Page, title: str) -> int:
    """The run that is the headline: the h1 that shares most with the declared title, or -1."""
    wanted = set(fold(title).split())
    best, at = -1.0, -1
    for index, run in enumerate(page.runs):
        if page.containers[run.container].tag == "h1":
            words = fold(run.text).split()
            score = len(wanted.intersection(words)) / (len(words) + 1)
            if score > best:
                best, at = score, index
    if at < 0 and wanted:
        folded = fold(title)
        for index, run in enumerate(page.runs):
            if len(run.text) <= len(title) + 20 and fold(run.text) == folded:
                return index
    return at


def _trunk(page: Page, mass: list[float], share: float) -> int:
    """The innermost container holding at least ``share`` of its parent's mass, all the way down."""
    trunk = 0
    for box in page.containers:
        if box.parent == trunk and mass[box.index] >= share * mass[trunk] and mass[box.index] > 0:
            trunk = box.index
    return trunk


def _branches(page: Page, trunk: int) -> tuple[list[int], list[int]]:
    """Per container: the child of ``trunk`` it lies in (or the trunk itself), and how many levels
    above the trunk the two part (0 inside it)."""
    containers = page.containers
    chain: dict[int, int] = {}
    at, levels = trunk, 0
    while at >= 0:
        chain[at] = levels
        at, levels = containers[at].parent, levels + 1
    branch: list[int] = []
    above: list[int] = []
    for box in containers:
        if box.index in chain:
            branch.append(box.index)
            above.append(chain[box.index])
        elif box.parent in chain:
            branch.append(box.index)
            above.append(above[box.parent])
        else:
            branch.append(branch[box.parent])
            above.append(above[box.parent])
    return branch, above


def describe(page: Page, hints: Hints) -> list[Row]:
    """A row of ``NAMES`` for each run of the page."""
    runs, containers = page.runs, page.containers
    if not runs:
        return []
    total = measure(page) or 1.0
    around = _surroundings(page, total)
    sample = "".join(run.text for run in runs[:: max(1, len(runs) // 60)])
    weight = _CJK_WEIGHT if len(_CJK.findall(sample)) * 3 > len(sample) else 1.0
    heading = _heading_at(page, hints.title)
    title_folded = fold(hints.title)
    title_words = {word for word in title_folded.split() if len(word) > 3}
    description = fold(hints.description)
    copies = Counter(run.text for run in runs)
    sizes = [len(run.text) * weight for run in runs]
    shares = [min(1.0, run.link_chars / max(1, len(run.text))) for run in runs]
    logs = [log(1.0 + size) for size in sizes]
    long = [size >= LONG_CHARS and share < 0.34 for size, share in zip(sizes, shares, strict=True)]
    signatures: dict[tuple[str, str, int], list[float]] = {}
    keys: list[tuple[str, str, int]] = []
    for run, size in zip(runs, sizes, strict=True):
        box = containers[run.container]
        up = containers[box.parent] if box.parent >= 0 else box
        key = (box.tag, box.name, up.bits & _GROUP_MASK)
        keys.append(key)
        sums = signatures.get(key)
        if sums is None:
            signatures[key] = [size, 1.0, float(run.link_chars)]
        else:
            sums[0] += size
            sums[1] += 1.0
            sums[2] += run.link_chars
    since = _distances(long)
    until = _distances(long[::-1])[::-1]
    long_chars = sum(size for size, is_long in zip(sizes, long, strict=True) if is_long)
    page_log, long_share = log(1.0 + total * weight), long_chars / (total * weight)
    rows: list[Row] = []
    seen = 0.0
    last = len(runs) - 1
    prose = [0.0] * len(containers)
    for run, size, is_long in zip(runs, sizes, long, strict=True):
        if is_long:
            prose[run.container] += size
    for box in reversed(containers):
        if box.parent >= 0:
            prose[box.parent] += prose[box.index]
    trunk, wide = _trunk(page, prose, 0.7), _trunk(page, prose, 0.45)
    branch, above = _branches(page, trunk)
    _, wide_above = _branches(page, wide)
    longest = max(sizes)
    most_long = max((containers[containers[run.container].parent].long_runs for run in runs), default=0) or 1
    for index, run in enumerate(runs):
        box = containers[run.container]
        up = containers[box.parent] if box.parent >= 0 else box
        grand = containers[up.parent] if up.parent >= 0 else up
        key = keys[index]
        sums = signatures[key]
        before, after = max(0, index - 1), min(last, index + 1)
        row = _own(run, sizes[index], weight)
        row += (
            _TAGS.get(box.tag, _OTHER_TAG),
            box.depth,
            index / (last + 1),
            seen / (total * weight),
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
            up.chars / total,
            up.link_chars / (up.chars or 1),
            up.long_runs,
            grand.chars / total,
            grand.link_chars / (grand.chars or 1),
            grand.long_runs,
            box.runs,
            sums[0] / (total * weight),
            log(1.0 + sums[0] / sums[1]),
            sums[1],
            sums[2] * weight / (sums[0] or 1.0),
        )
        row += _compared(run.text, title_folded, title_words, description)
        row += (copies[run.text], page_log, long_share, 1.0 if _says_body(page, run) else 0.0)
        limb = containers[branch[run.container]]
        row += (
            sizes[index] / longest,
            1.0 if above[run.container] == 0 else 0.0,
            above[run.container],
            limb.chars / total,
            limb.link_chars / (limb.chars or 1),
            1.0 if wide_above[run.container] == 0 else 0.0,
            up.long_runs / most_long,
        )
        row += _mask_row((box.bits | up.bits | run.bits) & _GROUP_MASK, around[run.container] | run.bits)
        rows.append(row)
        seen += sizes[index]
    return rows


def _own(run: Run, size: float, weight: float) -> Row:
    text = run.text
    length = len(text)
    words = text.count(" ") + 1
    sentences = len(_SENTENCE_END.findall(text)) if length > 25 else 0
    first = text[0]
    capitals = digits = 0
    if length < 200:
        digits = sum(map(str.isdigit, text))
        capitals = sum(map(str.isupper, text))
    return [
        log(1.0 + size),
        min(60.0, words * weight),
        min(1.0, run.link_chars / length),
        min(20.0, run.links * 100.0 / size),
        min(6, sentences),
        min(8, len(_COMMA.findall(text))),
        1.0 if text[-1] in _ENDS else 0.0,
        digits / length,
        capitals / length,
        min(1.0, run.strong_chars / length),
        min(1.0, run.emphasis_chars / length),
        1.0 if first.islower() else 0.0,
        1.0 if first in _QUOTES else 0.0,
        1.0 if text[-1] in ":：" else 0.0,
        size / words,
        1.0 if length < 200 and any(mark in text for mark in "©|•@→›»/") else 0.0,
    ]


def _compared(text: str, title: str, title_words: set[str], description: str) -> Row:
    length = len(text)
    if length > 400:
        return [0.0, 0.0, 1.0 if description and description[:60] in fold(text[:200]) else 0.0, 0.0]
    folded = fold(text)
    is_title = 1.0 if title and (folded == title or (len(folded) > 20 and folded in title)) else 0.0
    shared = 0.0
    if title_words and length < 200:
        words = set(folded.split())
        shared = len(title_words & words) / len(title_words)
    described = 0.0
    if len(folded) > 25 and description:
        described = 1.0 if folded[:80] in description or description[:80] in folded else 0.0
    phrase = 0.0
    if length < 60:
        bare = text.casefold().rstrip(" :.…»›→")
        phrase = 1.0 if bare in _PHRASES else 0.0
        if not phrase and length > 6:
            head = " ".join(bare.split(":")[0].split()[:3])
            phrase = 0.5 if head in _PHRASES else 0.0
    return [is_title, shared, described, phrase]


def _says_body(page: Page, run: Run) -> bool:
    box = page.containers[run.container]
    for _ in range(4):
        if box.attributes.get("itemprop") in ("articleBody", "text"):
            return True
        if box.parent < 0:
            return False
        box = page.containers[box.parent]
    return False


def _distances(marks: list[bool]) -> list[float]:
    """For each place, how many places ago the last mark was, at most 30."""
    out: list[float] = []
    distance = 30.0
    for mark in marks:
        out.append(distance)
        distance = 1.0 if mark else min(30.0, distance + 1.0)
    return out


def relate(page: Page, scores: list[float]) -> list[Row]:
    """What the first model's scores say about each run's surroundings (``RELATED_NAMES``)."""
    runs, containers = page.runs, page.containers
    count = len(runs)
    sizes = [float(len(run.text)) for run in runs]
    mass = [score * size for score, size in zip(scores, sizes, strict=True)]
    total = sum(mass) or 1.0
    up_mass = [0.0] * len(containers)
    up_size = [0.0] * len(containers)
    signatures: dict[tuple[str, str], list[float]] = {}
    keys = []
    for index, run in enumerate(runs):
        up_mass[run.container] += mass[index]
        up_size[run.container] += sizes[index]
        box = containers[run.container]
        key = (box.tag, box.name)
        keys.append(key)
        sums = signatures.setdefault(key, [0.0, 0.0])
        sums[0] += mass[index]
        sums[1] += sizes[index]
    for box in reversed(containers):
        if box.parent >= 0:
            up_mass[box.parent] += up_mass[box.index]
            up_size[box.parent] += up_size[box.index]
    sure = [score > 0.5 and size > 60 for score, size in zip(scores, sizes, strict=True)]
    since = _distances(sure)
    until = _distances(sure[::-1])[::-1]
    padded = [0.0, 0.0, 0.0, *scores, 0.0, 0.0, 0.0]
    best_after = [0.0] * (count + 1)
    for index in range(count - 1, -1, -1):
        best_after[index] = max(best_after[index + 1] * 0.9, scores[index])
    best_before = seen = 0.0
    rows: list[Row] = []
    trunk, wide = _trunk(page, up_mass, 0.8), _trunk(page, up_mass, 0.5)
    branch, above = _branches(page, trunk)
    _, wide_above = _branches(page, wide)
    best = max((score for score, size in zip(scores, sizes, strict=True) if size > 60), default=0.0) or 1.0
    branch_best = [0.0] * len(containers)
    for run, score in zip(runs, scores, strict=True):
        limb = branch[run.container]
        branch_best[limb] = max(branch_best[limb], score)
    for index, run in enumerate(runs):
        limb = branch[run.container]
        box = containers[run.container]
        up = containers[box.parent] if box.parent >= 0 else box
        grand = containers[up.parent] if up.parent >= 0 else up
        sums = signatures[keys[index]]
        window = padded[index : index + 7]
        rows.append(
            [
                scores[index],
                window[2], window[4], window[1], window[5], window[0], window[6],
                sums[0] / sums[1],
                log(1.0 + sums[0]),
                up_mass[up.index] / (up_size[up.index] or 1.0),
                up_mass[grand.index] / (up_size[grand.index] or 1.0),
                best_before,
                best_after[index + 1],
                seen / total,
                1.0 - (seen + mass[index]) / total,
                since[index],
                until[index],
                log(1.0 + total),
                sum(window) / 7.0,
                scores[index] / best,
                1.0 if above[run.container] == 0 else 0.0,
                above[run.container],
                up_mass[limb] / (up_size[limb] or 1.0),
                up_mass[limb] / total,
                1.0 if wide_above[run.container] == 0 else 0.0,
                branch_best[limb] / best,
            ]
        )  # fmt: skip
        best_before = max(best_before * 0.9, scores[index])
        seen += mass[index]
    return rows
