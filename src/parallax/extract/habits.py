"""What an outlet's pages have in common: blocks, pictures and ends of titles that come back are furniture.

A page leaves a trace; the traces of an outlet's other pages say what comes back. Only what stands on
several pages of *different* articles counts, so that an article published at two addresses, or grown
live, takes nothing away from itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from zlib import crc32

from parallax.extract.record import Page
from parallax.extract.vocabulary import BITS
from parallax.model import PageTrace

Key = TypeVar("Key", int, str)

# Traces kept of an outlet: what its theme shows on a day, and few enough to compare each with each.
MOST_TRACES = 16
# A habit stands on so many other articles, and on at least half of those remembered. A paragraph of
# background that a newsroom puts into several reports on one event stays below the second.
FEWEST = 4
SHARE = 0.5
# Two pages that share more of the shorter one's text than this are one article.
SAME_ARTICLE = 0.5
# More of a page than this is never taken away: then it is the judgement that is wrong.
MOST_TAKEN = 0.34
# Shorter runs (a dateline, three stars, a name) come back in articles too, and do no harm as furniture.
SHORTEST = 30
_MOST_RUNS = 160
_LONGEST_TITLE_END = 60
_NEVER_TEXT = BITS["nav"] | BITS["foot"]


@dataclass(frozen=True, slots=True)
class Habits:
    """An outlet's furniture, by fingerprint. Empty for an outlet of which little is known."""

    blocks: frozenset[int] = frozenset()
    images: frozenset[int] = frozenset()
    title_ends: frozenset[str] = frozenset()

    def without_furniture(self, page: Page, chosen: list[int]) -> list[int]:
        """The chosen runs that do not come back on the outlet's other pages."""
        if not self.blocks:
            return chosen
        kept = [index for index in chosen if fingerprint(page.runs[index].text) not in self.blocks]
        taken = sum(len(page.runs[index].text) for index in set(chosen) - set(kept))
        whole = sum(len(page.runs[index].text) for index in chosen)
        return kept if taken <= MOST_TAKEN * whole else chosen

    def concern(self, trace: PageTrace) -> bool:
        """Whether a page that left this trace would be read otherwise."""
        return (
            any(key in self.blocks for key, _ in trace.body)
            or trace.image in self.images
            or trace.title_end in self.title_ends
        )

    def is_placeholder(self, address: str) -> bool:
        """Whether a picture is one that the outlet shows with any article."""
        return bool(self.images) and _picture(address) in self.images


NO_HABITS = Habits()


def fingerprint(text: str) -> int:
    """32 bits of a text. Among the few hundred of an outlet two alike are one in ten million."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def leave_trace(page: Page, chosen: Sequence[int], image: str, title_end: str) -> PageTrace:
    """What a page leaves behind. ``chosen`` are the runs taken for text before habits took any away."""
    body = {fingerprint(page.runs[index].text): len(page.runs[index].text) for index in chosen}
    others: dict[int, None] = {}
    for run in page.runs:
        if len(run.text) < SHORTEST or run.link_chars * 2 > len(run.text):
            continue
        if page.containers[run.container].bits & _NEVER_TEXT:
            continue
        others[fingerprint(run.text)] = None
        if len(others) == _MOST_RUNS:
            break
    return PageTrace(
        tuple(body.items())[:_MOST_RUNS],
        tuple(key for key in others if key not in body),
        _picture(image) if image else 0,
        title_end if len(title_end) <= _LONGEST_TITLE_END else "",
    )


def _picture(address: str) -> int:
    return fingerprint(address.partition("?")[0])


def learn(traces: Mapping[str, PageTrace], *, reading: str = "", fewest: int = FEWEST) -> Habits:
    """The habits shown by an outlet's traces, by address, the one of the page being read apart.

    What stands on fewer than ``fewest`` articles is no habit. The order of the traces makes no difference.
    """
    known = [traces[url] for url in sorted(traces) if url != reading]
    if len(known) < fewest:
        return NO_HABITS
    articles = list(_articles(known))
    enough = max(fewest, SHARE * len(articles))
    return Habits(
        frozenset(_common((_blocks(article) for article in articles), enough)),
        frozenset(
            _common(({trace.image for trace in article if trace.image} for article in articles), enough)
        ),
        frozenset(
            _common(
                ({trace.title_end for trace in article if trace.title_end} for article in articles), enough
            )
        ),
    )


def _blocks(article: Sequence[PageTrace]) -> set[int]:
    return {
        key
        for trace in article
        for key in (*trace.others, *(run for run, size in trace.body if size >= SHORTEST))
    }


def _common(sets: Iterable[set[Key]], enough: float) -> Iterator[Key]:
    counts = Counter(key for each in sets for key in each)
    return (key for key, count in counts.items() if count >= enough)


def _articles(traces: Sequence[PageTrace]) -> Iterator[list[PageTrace]]:
    """The traces grouped by the article they are of."""
    groups: list[list[PageTrace]] = []
    for trace in traces:
        alike = [group for group in groups if any(_same_article(trace, other) for other in group)]
        groups = [group for group in groups if group not in alike]
        groups.append([trace, *(other for group in alike for other in group)])
    return iter(groups)


def _same_article(one: PageTrace, other: PageTrace) -> bool:
    first, second = dict(one.body), dict(other.body)
    shorter = min(sum(first.values()), sum(second.values()))
    return sum(first[key] for key in first.keys() & second.keys()) > SAME_ARTICLE * shorter
