"""Known coverage of real events, hidden: does the judgement take the hidden for overlooked?

The articles have a language and no source. Each language is taken as one country's press, and its
articles are dealt to invented outlets; how many reports an event gets, and in which languages, is real.
Then outlets go unread and reports go unmatched, and what is declared overlooked is looked up again in
what was hidden.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from types import MappingProxyType

from benchmarks.overlooked.presses import Made
from benchmarks.overlooked.tally import Tally, judge, total

from parallax.overlooked import ListedOutlet, Matching, StoryTold, Telling

PRESS = MappingProxyType(
    {
        "en": "US",
        "es": "ES",
        "pt": "BR",
        "fr": "FR",
        "ru": "RU",
        "de": "DE",
        "sl": "SI",
        "ar": "EG",
        "zh": "CN",
    }
)
# The languages with enough reports for a press of their own.
LOOKED_AT = ("en", "es", "pt", "fr", "ru")
OUTLETS = 20


@dataclass(frozen=True, slots=True)
class Hiding:
    """How much of the known coverage is taken away."""

    name: str
    read: float
    missed: float
    unnoticed: float = 1.0


HIDINGS = (
    Hiding("nothing hidden", 1.0, 0.0),
    Hiding("one outlet in ten unread", 0.9, 0.0),
    Hiding("one in ten unread, 2% of events unmatched", 0.9, 0.02),
    Hiding("half unread, 2% unmatched", 0.5, 0.02),
    Hiding("one in ten unread, 40% unmatched", 0.9, 0.4),
    Hiding("one in ten unread, 40% unmatched, nine in ten of them leave a trace", 0.9, 0.4, 0.1),
)


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    first: datetime
    last: datetime
    reports: dict[str, int]  # by language


def hide(titles: Path, weeks: int, seed: int) -> dict[str, Tally]:
    """Every hiding, each language's press in turn, ``weeks`` times over."""
    events = _events(titles)
    found = {}
    for hiding in HIDINGS:
        random = Random(f"{seed} {hiding.name}")
        found[f"real events, {hiding.name}"] = total(
            judge(_made(events, language, hiding, random), PRESS[language])
            for language in LOOKED_AT
            for _ in range(weeks)
        )
    return found


def _events(titles: Path) -> list[Event]:
    times: defaultdict[str, list[int]] = defaultdict(list)
    reports: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in titles.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        times[article["cluster"]].append(article["ts"])
        reports[article["cluster"]][article["lang"]] += 1
    return [
        Event(
            name,
            datetime.fromtimestamp(min(at), UTC),
            datetime.fromtimestamp(max(at), UTC),
            dict(reports[name]),
        )
        for name, at in sorted(times.items())
    ]


def _made(events: list[Event], language: str, hiding: Hiding, random: Random) -> Made:
    country = PRESS[language]
    stories, tellers = [], {}
    readings: list[list[datetime]] = [[] for _ in range(OUTLETS)]
    # What is not read is so for the whole fortnight: an outlet that closed its door.
    read = {outlet for outlet in range(OUTLETS) if random.random() < hiding.read}
    for event in events:
        told = set(random.sample(range(OUTLETS), min(OUTLETS, event.reports.get(language, 0))))
        lost = random.random() < hiding.missed
        seen = (
            () if lost else tuple(Telling(f"{country}-{outlet}", country, language) for outlet in told & read)
        )
        others = tuple(
            Telling(f"{PRESS[other]}-{index}", PRESS[other], other)
            for other, count in sorted(event.reports.items())
            if other != language
            for index in range(count)
        )
        # Each event is its own place: what is lost can be found again by it, or not.
        stories.append(StoryTold(event.id, event.first, event.last, seen + others, (event.id,)))
        if lost and told & read:
            place = f"not {event.id}" if random.random() < hiding.unnoticed else event.id
            own = tuple(Telling(f"{country}-{outlet}", country, language) for outlet in told & read)
            stories.append(StoryTold(f"{event.id}-alone", event.first, event.last, own, (place,)))
        for outlet in read:
            readings[outlet].append(event.first + timedelta(hours=1))
        tellers[event.id] = len(told)
    outlets = tuple(
        ListedOutlet(f"{country}-{index}", country, language, tuple(sorted(times)))
        for index, times in enumerate(readings)
    )
    matching = Matching.even(hiding.missed, unnoticed=hiding.unnoticed)
    taken_up = frozenset(name for name, count in tellers.items() if count)
    return Made(tuple(stories), outlets, matching, taken_up, MappingProxyType(tellers))
