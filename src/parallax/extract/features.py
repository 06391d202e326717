"""What is known of each run of text, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parallax.extract.phrases import is_furniture_heading
from parallax.extract.record import Page, Run
from parallax.extract.structure import (
    CONTEXT,
    LONG_CHARS,
    LONG_LINKS,
    Flags,
    Floats,
    Ints,
    Outline,
    Surroundings,
    branches,
    distances,
    heading_at,
    numbers,
    survey,
    trunks_of,
    whole_numbers,
)
from parallax.extract.vocabulary import BITS, GROUPS
from parallax.extract.wording import Hints, compared, folded_texts, furniture_words, weight_of, wordings

# What is known of runs: a line, a block of some, or one value for all.
_Line = Floats | Ints | Flags | Sequence[float] | float

_TAGS: dict[str, float] = {
    "p": 0, "li": 1, "div": 2, "section": 2, "article": 2, "main": 2, "h1": 3, "h2": 4, "h3": 5, "h4": 6,
    "h5": 6, "h6": 6, "blockquote": 7, "figcaption": 8, "td": 9, "th": 9, "dt": 10, "dd": 10, "pre": 11,
    "figure": 8, "header": 12, "footer": 13, "aside": 13, "nav": 13, "ul": 1, "ol": 1, "address": 14,
    "summary": 14, "details": 14, "center": 2, "form": 13, "body": 15, "picture": 8,
}  # fmt: skip
_OTHER_TAG = 16.0
_NEAR_BITS = np.arange(len(GROUPS))[:, None]
_GROUP_BITS = len(GROUPS)
_AROUND_BITS = np.arange(len(GROUPS) + len(CONTEXT))[:, None]

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

_PLACES = {name: place for place, name in enumerate(NAMES)}
# Of the first, a value above which more says no more.
_MOST = np.full((_PLACES["furniture words"] + 1, 1), np.inf)
for _name, _value in {
    "words": 60, "links per 100": 20, "sentences": 6, "commas": 8, "strong share": 1, "emphasis share": 1, "furniture words": 4,
}.items():  # fmt: skip
    _MOST[_PLACES[_name]] = _value

# Furniture without asking the model: three quarters of all runs, and 0.6% of the article text of the
# development pages. That is a run in a menu; a short one with no prose within eight runs; and a link
# with none within three.
_REMOTE_CHARS, _REMOTE_RUNS = 60.0, 8
_ALL_LINK = 0.9
_REMOTE_LINK_CHARS, _REMOTE_LINK_RUNS = 150.0, 3
# Of the prose around it, what the element that holds the text has, and what a wider one.
_TRUNK_SHARE, _WIDE_SHARE = 0.7, 0.45
_MENUS = BITS["nav"]
# Lines of what containers hold.
_CHARS, _LINKS, _LONG = range(3)
# Of the runs around one: size and links of the previous and the next, size of the second ones, likeness. The
# lines these stand in, and where from the run on in a line with two places before the first.
_NEIGHBOUR_LINES = np.array([[0], [1], [0], [1], [0], [0], [2], [2]])
_NEIGHBOUR_PLACES = np.array([[1], [1], [3], [3], [0], [4], [1], [2]])


@dataclass(frozen=True, slots=True, eq=False)
class Described:
    """What is known of the runs that are not surely furniture: ``kept``, their places on the page, and
    ``columns``, a line for each of ``NAMES`` with a value for each of them."""

    kept: Ints
    columns: Floats

    def of(self, name: str) -> list[float]:
        """The values of one feature, in the order of ``kept``."""
        values: list[float] = self.columns[_PLACES[name]].tolist()
        return values


@dataclass(frozen=True, slots=True, eq=False)
class _Prose:
    """Of each run: its size in weighted characters, the share of its links, whether it is likely prose,
    and how far the last and the next one are that is. ``weight`` is that of a character."""

    weight: float
    size: Floats
    share: Floats
    long: Flags
    since: Floats
    until: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """Of each container: characters, runs, and characters of likely prose; and in lines, the share of the
    page's characters, that of links, and long runs."""

    chars: Floats
    runs: Ints
    prose: Floats
    lines: Floats


def describe(page: Page, shape: Outline, hints: Hints) -> Described:
    """What is known of each run of a page that has any."""
    prose = _prose_of(page, shape)
    held = _held_by(shape, prose)
    around = survey(page, held.chars, held.lines[_LINKS])
    kept = (~_are_remote(prose, (around.bits[shape.at] & _MENUS) != 0)).nonzero()[0]
    if not kept.size:
        return Described(kept, np.empty((len(NAMES), 0)))
    asked = [page.runs[index] for index in kept.tolist()]
    texts = [run.text for run in asked]
    kinds = _kinds(shape)
    folded = folded_texts(texts)
    furniture = furniture_words(folded)
    at = shape.at[kept]
    up = shape.parent[at]
    grand = shape.parent[up]
    own = whole_numbers([run.bits for run in asked])
    lines: list[_Line] = [
        *_own(asked, texts, shape, prose, kept),
        furniture,
        *zip(*compared(folded, hints), strict=True),
        *_placed(page, shape, prose, kept, kinds, heading_at(page, shape.tags, hints.title)),
        *_contained(shape, held, around, at, up, grand),
        *_likened(page, shape, prose, kept, kinds, texts),
        *_branched(shape, held, at),
        *_offered(shape, held, kept, furniture, up, grand),
        (shape.bits[at] | shape.bits[up] | own) >> _NEAR_BITS & 1,
        (around.bits[at] | own) >> _AROUND_BITS & 1,
    ]
    columns = np.empty((len(NAMES), kept.size))
    row = 0
    for line in lines:
        rows = line.shape[0] if isinstance(line, np.ndarray) and line.ndim == 2 else 1
        columns[row : row + rows] = line
        row += rows
    np.minimum(columns[: _MOST.size], _MOST, out=columns[: _MOST.size])
    return Described(kept, columns)


def _prose_of(page: Page, shape: Outline) -> _Prose:
    weight = weight_of(page.runs)
    size = shape.length * weight
    share = np.minimum(1.0, shape.link / shape.length)
    long = (size >= LONG_CHARS) & (share < LONG_LINKS)
    return _Prose(weight, size, share, long, *distances(long))


def _held_by(shape: Outline, prose: _Prose) -> _Held:
    long = (shape.length >= LONG_CHARS) & (shape.link * 3 < shape.length)
    lines = shape.inside(shape.length, shape.link, long, prose.size * prose.long)
    chars = lines[_CHARS].copy()
    lines[_LINKS] /= np.maximum(chars, 1.0)
    lines[_CHARS] /= chars[0]
    return _Held(chars, shape.last - shape.first, lines[-1], lines[:-1])


def _are_remote(prose: _Prose, menu: Flags) -> Flags:
    near = np.minimum(prose.since, prose.until)
    short = (prose.size < _REMOTE_CHARS) & (menu | (near > _REMOTE_RUNS))
    link = (prose.size < _REMOTE_LINK_CHARS) & (prose.share > _ALL_LINK)
    return short | (link & (near > _REMOTE_LINK_RUNS))


def _own(asked: list[Run], texts: list[str], shape: Outline, prose: _Prose, kept: Ints) -> tuple[_Line, ...]:
    """The run's own text, tags and links, but for words of furniture."""
    words, sentences, commas, ends, digits, capitals, lower, quote, colon, symbols = wordings(texts)
    links = numbers([run.links for run in asked])
    strong = numbers([run.strong_chars for run in asked])
    emphasis = numbers([run.emphasis_chars for run in asked])
    length, size = shape.length[kept], prose.size[kept]
    return (
        np.log(1.0 + size),
        words * prose.weight,
        prose.share[kept],
        links * 100.0 / size,
        sentences,
        commas,
        ends,
        digits,
        capitals,
        strong / length,
        emphasis / length,
        lower,
        quote,
        colon,
        size / words,
        symbols,
    )


def _placed(
    page: Page, shape: Outline, prose: _Prose, kept: Ints, kinds: Ints, heading: int
) -> tuple[_Line, ...]:
    """Where the run stands, and how long its neighbours are."""
    runs, containers, places = page.runs, page.containers, kept.tolist()
    # Beyond the page's ends is nothing but links; a run is like the next one where the last line says so.
    around = np.zeros((3, shape.at.size + 4))
    around[0, 2:-2] = np.log(1.0 + prose.size)
    around[1] = 1.0
    around[1, 2:-2] = prose.share
    around[2, 2:-3] = kinds[1:] == kinds[:-1]
    return (
        [_TAGS.get(shape.tags[index], _OTHER_TAG) for index in places],
        [containers[runs[index].container].depth for index in places],
        kept / shape.at.size,
        (prose.size.cumsum() - prose.size)[kept] / prose.size.sum(),
        (kept > heading) if heading >= 0 else 0.0,
        np.minimum(np.maximum(kept - heading, -20), 60) if heading >= 0 else -30.0,
        around[_NEIGHBOUR_LINES, kept + _NEIGHBOUR_PLACES],
        prose.since[kept],
        prose.until[kept],
        distances(_furniture_headings(page))[0][kept],
    )


def _furniture_headings(page: Page) -> Flags:
    containers = page.containers
    return np.array([is_furniture_heading(run, containers[run.container]) for run in page.runs])


def _kinds(shape: Outline) -> Ints:
    """A number for each run that those share that look alike: with the same tag, class and kind of parent."""
    keys = shape.looks << _GROUP_BITS | shape.bits[shape.parent[shape.at]]
    order = keys.argsort()
    ordered = keys[order]
    # What np.unique does, in a third of its time.
    kinds = np.zeros(keys.size, np.int64)
    kinds[order[1:]] = (ordered[1:] != ordered[:-1]).cumsum()
    return kinds


def _contained(
    shape: Outline, held: _Held, around: Surroundings, at: Ints, up: Ints, grand: Ints
) -> tuple[_Line, ...]:
    """What the elements around the run hold."""
    long = held.lines[_LONG]
    nested = shape.at[shape.at > 0]
    most_long = long[shape.parent[nested]].max(initial=0.0) or 1.0
    return (
        held.lines.take(up, axis=1),
        long[up] / most_long,
        held.lines.take(grand, axis=1),
        held.runs[at],
        around.articles[at],
        around.list_links[at],
        around.body[at],
    )


def _likened(
    page: Page, shape: Outline, prose: _Prose, kept: Ints, kinds: Ints, texts: list[str]
) -> tuple[_Line, ...]:
    """How its look-alikes do, how often its text is on the page, and what page it is."""
    total, size = prose.size.sum(), prose.size[kept]
    sums, counts = np.bincount(kinds, prose.size), np.bincount(kinds)
    links = np.bincount(kinds, shape.link) * prose.weight / sums
    alike = np.array((sums / total, np.log(1.0 + sums / counts), counts, links))
    times = Counter([run.text for run in page.runs])
    copies = whole_numbers([times[text] for text in texts])
    return (
        alike.take(kinds[kept], axis=1),
        copies,
        (size > LONG_CHARS) & (copies > 1),
        size / prose.size.max(),
        float(np.log(1.0 + total)),
        float(prose.size[prose.long].sum() / total),
    )


def _branched(shape: Outline, held: _Held, at: Ints) -> tuple[_Line, ...]:
    """Where the run hangs beside the page's prose."""
    trunk, wide = trunks_of(shape, held.prose, _TRUNK_SHARE, _WIDE_SHARE)
    branch, above = branches(shape, trunk)
    limb, levels = branch[at], above[at]
    return (
        levels == 0,
        levels,
        held.lines[: _LINKS + 1].take(limb, axis=1),
        (at >= wide) & (at < shape.end[wide]),
    )


def _offered(
    shape: Outline, held: _Held, kept: Ints, furniture: list[int], up: Ints, grand: Ints
) -> tuple[_Line, ...]:
    """How much of what is around the run speaks of subscribing."""
    offers = np.zeros(shape.at.size)
    offers[kept] = furniture
    offered = shape.inside(offers > 0)[0] / np.maximum(held.runs, 1)
    return offered[up], offered[grand]
