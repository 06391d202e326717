"""What is known of articles beyond what the models could learn from few pages."""

from __future__ import annotations

from collections.abc import Sequence

from parallax.extract.features import NAMES, Described
from parallax.extract.lookalikes import pooled
from parallax.extract.phrases import CORRECTION, is_furniture_heading
from parallax.extract.record import Page
from parallax.extract.structure import numbers
from parallax.extract.vocabulary import BITS

# From this score on, a run is the article's.
ARTICLE = 0.5
# A page whose best long run scores less than this is judged on its own scale.
_CONFIDENT = 0.75
_HARDLY = 0.2
_OFFERS = NAMES.index("furniture words")
_LONG_RUN = 60
# Comments and articles inside an article read like it, and before the headline or in a list that the
# page shows twice stand teasers of others. Few development pages have any of these, too few for the
# models to learn what everyone knows.
_COMMENT_FACTOR = 0.2
_BEFORE_HEADLINE_FACTOR = 0.4
_BEFORE_HEADLINE_RUNS = 3
_NESTED_FACTOR = 0.4
_REPEATED_LIST_FACTOR = 0.4

_TABLE_PARTS = frozenset(("table", "thead", "tbody", "tfoot"))
# Themes wrap a table, or the paragraph before it, in an element or two.
_TABLE_REACH = 2
# A heading or a caption may stand between.
_TABLE_HEADING_RUNS = 3

# What stands between two pieces of the article in the same element: of the development pages' 2,500
# such runs, 99% belong.
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_BRIDGED = _HEADINGS | {"p", "blockquote"}
_LONGEST_BRIDGE = 2
_MOSTLY_LINK = 0.5
# A list there belongs if less than a quarter of it is links: all seven of the development pages do.
_LISTS = frozenset(("ul", "ol"))
_LIST_REACH = 3
_FEW_LINKS = 0.25
# Between the text and the next heading there may be a label or a picture's caption. Of the headings that
# stand so and score this, four fifths belong.
_HEADING_REACH = 3
_POSSIBLE = 0.3
_DEK_REACH = 8
_DEK_CHARS = 50
# A shorter one is the label of one, and a footer has a few lines before it.
_CORRECTION_CHARS = 40
_CORRECTION_REACH = 6
# Between a quoted post and the text that goes on there may be a label.
_POST_REACH = 2
# A text this long that is read twice was put on the page twice, for another screen or for machines.
_COPY_CHARS = 60
_DUMP_CHARS = 1000
_DUMP_SHARE = 0.5
_TIME_SHARE = 0.5


def refine(page: Page, described: Described, scores: list[float]) -> list[float]:
    """The models' scores, with look-alikes, comments, teasers, a page's own scale, tables and gaps
    considered."""
    scores = pooled(page, described.kept.tolist(), scores, endings(described, scores))
    scores = with_dek(page, described, temper(page, described, scores))
    scores = with_headings(page, bridge(page, with_tables(page, scores)))
    return with_corrections(page, without_times(page, with_posts(page, scores)))


def endings(described: Described, scores: list[float]) -> frozenset[int]:
    """Runs behind the article's last that hardly belong to it, or speak of signing up: below the text stand
    appeals, addresses and notices in the class of its paragraphs."""
    kept = described.kept
    own = numbers(scores)[kept]
    sure = (own >= ARTICLE).nonzero()[0]
    tail = slice(int(sure[-1]) + 1 if sure.size else kept.size, None)
    offers = described.columns[_OFFERS, tail] > 0
    return frozenset(kept[tail][offers | (own[tail] < _HARDLY)].tolist())


def without_times(page: Page, scores: list[float]) -> list[float]:
    """A line that is a ``<time>`` and a word or two ("updated") says when, and is no text."""
    times: dict[int, int] = {}
    for mark in page.marked:
        if mark.tag == "time":
            times[mark.at] = times.get(mark.at, 0) + len(mark.text.strip())
    for index, chars in times.items():
        if index < len(scores) and chars >= _TIME_SHARE * len(page.runs[index].text):
            scores[index] = 0.0
    return scores


def temper(page: Page, described: Described, scores: list[float]) -> list[float]:
    """What is known beyond the models: comments, text before the headline, a page's own scale."""
    kept = described.kept.tolist()
    titles = zip(kept, described.of("is title"), described.of("from heading"), strict=True)
    headline = next((at for at, is_title, distance in titles if is_title and distance == 0), 0)
    names = ("around:comment", "articles around", "copied long", "list links")
    doubts = [1.0] * len(scores)
    best = 0.0
    for at, comment, articles, copied, linked in zip(kept, *map(described.of, names), strict=True):
        if comment:
            doubts[at] *= _COMMENT_FACTOR
        if articles > 1:
            doubts[at] *= _NESTED_FACTOR
        if copied and linked >= 0:
            doubts[at] *= _REPEATED_LIST_FACTOR
        if at < headline - _BEFORE_HEADLINE_RUNS:
            doubts[at] *= _BEFORE_HEADLINE_FACTOR
        if len(page.runs[at].text) > _LONG_RUN:
            best = max(best, scores[at] * doubts[at])
    scale = _CONFIDENT / best if 0 < best < _CONFIDENT else 1.0
    # What there is something against is not raised by being the page's best.
    return [score * (scale if doubt == 1.0 else doubt) for score, doubt in zip(scores, doubts, strict=True)]


def with_dek(page: Page, described: Described, scores: list[float]) -> list[float]:
    """What stands shortly before the text and is what the page describes itself with is its dek."""
    first = next((index for index, score in enumerate(scores) if score >= ARTICLE), 0)
    names = ("in description", "after heading", "is title", "link share")
    kept = described.kept.tolist()
    for index, stated, after, is_title, linked in zip(kept, *map(described.of, names), strict=True):
        if (
            first - _DEK_REACH <= index < first
            and stated
            and after
            and not is_title
            and linked < _MOSTLY_LINK
            and len(page.runs[index].text) >= _DEK_CHARS
        ):
            scores[index] = max(scores[index], ARTICLE)
    return scores


def with_tables(page: Page, scores: list[float]) -> list[float]:
    """The rows of a table without links belong to the article if its text stands before it and beside
    it: too few articles have tables for the models to learn it."""
    before, since, beside = -1, 0, False
    for index, run in enumerate(page.runs):
        if page.containers[run.container].tag == "tr":
            if before >= 0 and not run.link_chars:
                beside = beside or _stands_beside(page, run.container, before)
                if beside:
                    scores[index] = max(scores[index], scores[before])
            continue
        beside, since = False, since + 1
        if scores[index] >= ARTICLE:
            before, since = index, 0
        elif since >= _TABLE_HEADING_RUNS:
            before = -1
    return scores


def _stands_beside(page: Page, row: int, run: int) -> bool:
    """Whether what is around the table, or around that, is close above the run."""
    containers = page.containers
    home = containers[row].parent
    while home > 0 and containers[home].tag in _TABLE_PARTS:
        home = containers[home].parent
    homes = [home]
    for _ in range(_TABLE_REACH):
        homes.append(containers[homes[-1]].parent)
        if homes[-1] <= 0:
            break
    at = page.runs[run].container
    for _ in range(_TABLE_REACH):
        at = containers[at].parent
        if at < 0 or at in homes:
            break
    return at > 0 and at in homes


def bridge(page: Page, scores: list[float]) -> list[float]:
    """A run or two, not links, or a list with few, between two of the article's runs under the same parent
    are the article's."""
    containers = page.containers
    before, parent = -1, -1
    for index, run in enumerate(page.runs):
        if scores[index] < ARTICLE:
            continue
        here = containers[run.container].parent
        if before >= 0 and here == parent and index > before + 1:
            gap = range(before + 1, index)
            whole = _is_list(page, gap, parent)
            for between in gap:
                if whole or (len(gap) <= _LONGEST_BRIDGE and _is_like(page, between, parent)):
                    scores[between] = max(scores[between], ARTICLE)
        before, parent = index, here
    return scores


def _is_list(page: Page, gap: Sequence[int], parent: int) -> bool:
    """Whether the runs are one list with few links, right under the parent."""
    containers = page.containers
    home = page.runs[gap[0]].container
    for _ in range(_LIST_REACH):
        if containers[home].parent <= parent:
            break
        home = containers[home].parent
    box = containers[home]
    if box.tag not in _LISTS or box.parent != parent or page.runs[gap[-1]].container >= box.end:
        return False
    runs = page.runs[gap[0] : gap[-1] + 1]
    return sum([run.link_chars for run in runs]) < _FEW_LINKS * sum([len(run.text) for run in runs])


def _is_like(page: Page, index: int, parent: int) -> bool:
    run = page.runs[index]
    box = page.containers[run.container]
    is_linked = run.link_chars > _MOSTLY_LINK * len(run.text)
    return box.parent == parent and box.tag in _BRIDGED and not is_linked


def with_headings(page: Page, scores: list[float]) -> list[float]:
    """A heading in the article's course belongs with the article's text that follows it at once."""
    since = _HEADING_REACH + 1
    for index, run in enumerate(page.runs[:-1]):
        box = page.containers[run.container]
        if scores[index] >= ARTICLE:
            since = 0
        elif (
            since < _HEADING_REACH
            and scores[index] >= _POSSIBLE
            and scores[index + 1] >= ARTICLE
            and box.tag in _HEADINGS
            and page.containers[page.runs[index + 1].container].tag not in _HEADINGS
            and run.link_chars <= _MOSTLY_LINK * len(run.text)
            and not is_furniture_heading(run, box)
        ):
            scores[index], since = ARTICLE, 0
            continue
        since += 1
    return scores


def with_posts(page: Page, scores: list[float]) -> list[float]:
    """A post on another network that is quoted in the article's course is a quotation of the article's.

    It stands in the markup that networks give out for quoting, between two of the article's runs. All 32 such
    runs of the mixed development pages belong; the gold of the news pages has none of its seven.
    """
    posts = {box.index for box in page.containers if box.tag == "blockquote" and box.bits & BITS["embed"]}
    if not posts:
        return scores
    begin = -1
    for index, run in enumerate(page.runs):
        if run.container in posts or page.containers[run.container].parent in posts:
            begin = index if begin < 0 else begin
            continue
        if begin > 0 and scores[begin - 1] >= ARTICLE and max(scores[index : index + _POST_REACH]) >= ARTICLE:
            for quoted in range(begin, index):
                post = page.runs[quoted]
                if post.link_chars <= _MOSTLY_LINK * len(post.text):
                    scores[quoted] = max(scores[quoted], ARTICLE)
        begin = -1
    return scores


def with_corrections(page: Page, scores: list[float]) -> list[float]:
    """A note of what was wrong belongs to the article it follows, wherever its theme puts it."""
    since = _CORRECTION_REACH + 1
    for index, run in enumerate(page.runs):
        if scores[index] >= ARTICLE:
            since = 0
        elif since <= _CORRECTION_REACH and len(run.text) >= _CORRECTION_CHARS and CORRECTION.match(run.text):
            scores[index] = ARTICLE
        since += 1
    return scores


def without_copies(page: Page, chosen: list[int]) -> list[int]:
    """The runs without those that say again what others said: the same text, or most of them in one."""
    seen: dict[str, int] = {}
    kept: list[int] = []
    for index in chosen:
        run = page.runs[index]
        parent = page.containers[run.container].parent
        # A question asked of each of twenty people stands twenty times in the same element.
        if len(run.text) < _COPY_CHARS or seen.setdefault(run.text, parent) == parent:
            kept.append(index)
    # Only a few runs can be a fifth of the text, so this stays linear.
    least = max(_DUMP_CHARS, sum([len(page.runs[index].text) for index in kept]) // 5)
    dumps = [
        index for index in kept if len(page.runs[index].text) >= least and _repeats_others(page, index, kept)
    ]
    return [index for index in kept if index not in dumps]


def _repeats_others(page: Page, index: int, chosen: Sequence[int]) -> bool:
    text = page.runs[index].text
    others = (page.runs[other].text for other in chosen if other != index)
    return sum(
        len(other) for other in others if len(other) < len(text) and other in text
    ) > _DUMP_SHARE * len(text)
