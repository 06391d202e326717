"""What is known of each run of text, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parallax.extract.phrases import is_furniture_heading
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
    survey,
    trunks_of,
)
from parallax.extract.vocabulary import BITS, GROUPS
from parallax.extract.walk import Page, Run
from parallax.extract.wording import Comparison, Hints, folded_texts, furniture_words, weight_of, wordings

_Line = Floats | Ints | Flags | Sequence[float]

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

# Furniture without asking the model: three quarters of all runs, and 0.6% of the article text of the
# development pages. That is a run in a menu; a short one with no prose within eight runs; and a link
# with none within three.
_REMOTE_CHARS, _REMOTE_RUNS = 60.0, 8
_ALL_LINK = 0.9
_REMOTE_LINK_CHARS, _REMOTE_LINK_RUNS = 150.0, 3
# Of the prose around it, what the element that holds the text has, and what a wider one.
_TRUNK_SHARE, _WIDE_SHARE = 0.7, 0.45
_MENUS = BITS["nav"]


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
    """Of each container: characters, share of links, runs, and long runs."""

    chars: Floats
    links: Floats
    runs: Floats
    long: Floats


def describe(page: Page, shape: Outline, hints: Hints) -> Described:
    """What is known of each run of a page that has any."""
    prose, held = _prose_of(page, shape), _held_by(shape)
    around = survey(page, held.chars, held.links)
    kept = (~_are_remote(prose, (around.bits[shape.at] & _MENUS) != 0)).nonzero()[0]
    if not kept.size:
        return Described(kept, np.empty((len(NAMES), 0)))
    asked = [page.runs[index] for index in kept.tolist()]
    texts = [run.text for run in asked]
    keys = _looks(shape)
    folded = folded_texts(texts)
    furniture = np.array(furniture_words(folded), np.float64)
    lines = [
        *_own(asked, texts, shape, prose, kept, furniture),
        *zip(*map(Comparison(hints).of, folded), strict=True),
        *_placed(page, shape, prose, kept, keys, heading_at(page, shape.tags, hints.title)),
        *_contained(shape, held, around, kept),
        *_likened(page, shape, prose, kept, keys),
        *_branched(shape, prose, held, kept, furniture),
    ]
    columns = np.empty((len(NAMES), kept.size))
    for index, line in enumerate(lines):
        columns[index] = line
    at = shape.at[kept]
    own = np.array([run.bits for run in asked], np.int64)
    near = shape.bits[at] | shape.bits[shape.parent[at]] | own
    columns[len(lines) : -_AROUND_BITS.size] = near >> _NEAR_BITS & 1
    columns[-_AROUND_BITS.size :] = (around.bits[at] | own) >> _AROUND_BITS & 1
    return Described(kept, columns)


def _prose_of(page: Page, shape: Outline) -> _Prose:
    weight = weight_of(page.runs)
    size = shape.length * weight
    share = np.minimum(1.0, shape.link / shape.length)
    long = (size >= LONG_CHARS) & (share < LONG_LINKS)
    return _Prose(weight, size, share, long, distances(long), distances(long[::-1])[::-1])


def _held_by(shape: Outline) -> _Held:
    chars = shape.inside(shape.length)
    links = shape.inside(shape.link) / np.maximum(chars, 1.0)
    long = (shape.length >= LONG_CHARS) & (shape.link * 3 < shape.length)
    return _Held(chars, links, shape.inside(), shape.inside(long))


def _are_remote(prose: _Prose, menu: Flags) -> Flags:
    size, since, until = prose.size, prose.since, prose.until
    short = (size < _REMOTE_CHARS) & (menu | ((since > _REMOTE_RUNS) & (until > _REMOTE_RUNS)))
    alone = (since > _REMOTE_LINK_RUNS) & (until > _REMOTE_LINK_RUNS)
    return short | ((size < _REMOTE_LINK_CHARS) & (prose.share > _ALL_LINK) & alone)


def _own(
    asked: list[Run], texts: list[str], shape: Outline, prose: _Prose, kept: Ints, furniture: Floats
) -> tuple[_Line, ...]:
    """The run's own text, tags and links."""
    words, sentences, commas, ends, digits, capitals, lower, quote, colon, symbols = wordings(texts)
    links = np.array([run.links for run in asked], np.float64)
    strong = np.array([run.strong_chars for run in asked], np.float64)
    emphasis = np.array([run.emphasis_chars for run in asked], np.float64)
    length, size = shape.length[kept], prose.size[kept]
    return (
        np.log(1.0 + size),
        np.minimum(60.0, words * prose.weight),
        prose.share[kept],
        np.minimum(20.0, links * 100.0 / size),
        np.minimum(6.0, sentences),
        np.minimum(8.0, commas),
        ends,
        digits,
        capitals,
        np.minimum(1.0, strong / length),
        np.minimum(1.0, emphasis / length),
        lower,
        quote,
        colon,
        size / words,
        symbols,
        np.minimum(4.0, furniture),
    )


def _placed(
    page: Page, shape: Outline, prose: _Prose, kept: Ints, keys: Ints, heading: int
) -> tuple[_Line, ...]:
    """Where the run stands, and how long its neighbours are."""
    at, total = shape.at[kept], prose.size.sum()
    tags = [_TAGS.get(shape.tags[index], _OTHER_TAG) for index in kept.tolist()]
    depths = [page.containers[index].depth for index in at.tolist()]
    logs = np.zeros(shape.at.size + 4)
    logs[2:-2] = np.log(1.0 + prose.size)
    links = np.ones(shape.at.size + 2)
    links[1:-1] = prose.share
    alike = np.zeros(keys.size + 1)
    alike[1:-1] = keys[1:] == keys[:-1]
    return (
        np.array(tags, np.float64),
        np.array(depths, np.float64),
        kept / shape.at.size,
        (prose.size.cumsum() - prose.size)[kept] / total,
        (kept > heading) & (heading >= 0),
        (kept - heading).clip(-20, 60) if heading >= 0 else np.full(kept.size, -30.0),
        logs[kept + 1],
        links[kept],
        logs[kept + 3],
        links[kept + 2],
        logs[kept],
        logs[kept + 4],
        alike[kept],
        alike[kept + 1],
        prose.since[kept],
        prose.until[kept],
        distances(_furniture_headings(page))[kept],
    )


def _furniture_headings(page: Page) -> Flags:
    containers = page.containers
    return np.array([is_furniture_heading(run, containers[run.container]) for run in page.runs])


def _looks(shape: Outline) -> Ints:
    """A number for each run that those share that look alike: with the same tag, class and kind of parent."""
    keys = shape.looks << _GROUP_BITS | shape.bits[shape.parent[shape.at]]
    return np.unique(keys, return_inverse=True)[1]  # type: ignore[no-any-return]


def _contained(shape: Outline, held: _Held, around: Surroundings, kept: Ints) -> tuple[_Line, ...]:
    """What the elements around the run hold."""
    at = shape.at[kept]
    up = shape.parent[at]
    grand = shape.parent[up]
    shares = held.chars / held.chars[0]
    nested = shape.at[shape.at > 0]
    most_long = held.long[shape.parent[nested]].max(initial=0.0) or 1.0
    return (
        shares[up],
        held.links[up],
        held.long[up],
        held.long[up] / most_long,
        shares[grand],
        held.links[grand],
        held.long[grand],
        held.runs[at],
        around.articles[at],
        around.list_links[at],
        around.body[at],
    )


def _likened(page: Page, shape: Outline, prose: _Prose, kept: Ints, keys: Ints) -> tuple[_Line, ...]:
    """How its look-alikes do, how often its text is on the page, and what page it is."""
    total, size = prose.size.sum(), prose.size[kept]
    key = keys[kept]
    sums, counts = np.bincount(keys, prose.size), np.bincount(keys)
    links = np.bincount(keys, shape.link) * prose.weight / sums
    times = Counter([run.text for run in page.runs])
    copies = np.array([times[page.runs[index].text] for index in kept.tolist()], np.float64)
    page_line = np.ones(kept.size)
    return (
        sums[key] / total,
        np.log(1.0 + sums / counts)[key],
        counts[key],
        links[key],
        copies,
        (size > LONG_CHARS) & (copies > 1),
        size / prose.size.max(),
        page_line * np.log(1.0 + total),
        page_line * (prose.size[prose.long].sum() / total),
    )


def _branched(shape: Outline, prose: _Prose, held: _Held, kept: Ints, furniture: Floats) -> tuple[_Line, ...]:
    """Where the run hangs beside the page's prose, and whether what is around it speaks of subscribing."""
    at = shape.at[kept]
    up = shape.parent[at]
    mass = shape.inside(prose.size * prose.long)
    trunk, wide = trunks_of(shape, mass, _TRUNK_SHARE, _WIDE_SHARE)
    branch, above = branches(shape, trunk)
    limb, levels = branch[at], above[at]
    offers = np.zeros(shape.at.size)
    offers[kept] = furniture > 0
    offered = shape.inside(offers) / np.maximum(held.runs, 1.0)
    return (
        levels == 0,
        levels,
        held.chars[limb] / held.chars[0],
        held.links[limb],
        (at >= wide) & (at < shape.end[wide]),
        offered[up],
        offered[shape.parent[up]],
    )
