"""Who told a story, who was read while it was news, and who told it elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from parallax.overlooked.records import ListedOutlet, StoryTold, Telling
from parallax.overlooked.settings import Rules

Inside = Callable[[str], bool]
"""Whether a country's outlets belong to the press that is looked at."""


@dataclass(frozen=True, slots=True)
class Count:
    """One story as one press told it.

    ``voices`` are tellers with copies of one text counted once; ``told`` names every outlet that
    printed it. ``elsewhere`` counts voices, ``elsewhere_languages`` those of each language.
    """

    story: StoryTold
    voices: int
    told: tuple[str, ...]
    read: tuple[str, ...]
    read_languages: tuple[str, ...]  # of ``read``, in the same order
    listed: int
    elsewhere: int
    elsewhere_countries: int
    elsewhere_languages: Mapping[str, int]

    @property
    def n(self) -> int:
        return len(self.read)


def count(story: StoryTold, inside: Inside, outlets: Iterable[ListedOutlet], rules: Rules) -> Count:
    """Count one story for the press that ``inside`` selects.

    An outlet whose report we hold was read, whatever the polls say. Times of readings are in order.
    """
    tellers: dict[str, str] = {}
    other: list[Telling] = []
    own: list[Telling] = []
    for telling in story.tellings:
        (own if inside(telling.country) else other).append(telling)
    for telling in own:
        tellers.setdefault(telling.outlet_id, telling.language)
    languages: dict[str, str] = {}
    listed = set(tellers)
    until = max(story.last, story.first + rules.patience)
    for outlet in outlets:
        if not inside(outlet.country):
            continue
        listed.add(outlet.outlet_id)
        if outlet.outlet_id in tellers or _answered(outlet.read_at, story.first, until):
            languages[outlet.outlet_id] = outlet.language
    languages = tellers | languages
    read = tuple(sorted(languages))
    return Count(
        story=story,
        voices=voices(own),
        told=tuple(sorted(tellers)),
        read=read,
        read_languages=tuple(languages[outlet_id] for outlet_id in read),
        listed=len(listed),
        elsewhere=voices(other),
        elsewhere_countries=len({telling.country for telling in other}),
        elsewhere_languages=MappingProxyType(_by_language(other)),
    )


def voices(tellings: Iterable[Telling]) -> int:
    """Independent texts: an outlet counts once, and so do all copies of one agency text."""
    groups: dict[str, str] = {}
    for telling in tellings:
        # An outlet with a report of its own is a voice of its own, whatever it also reprinted.
        if not telling.wire or telling.outlet_id not in groups:
            groups[telling.outlet_id] = telling.wire
    return len({(wire or outlet_id, bool(wire)) for outlet_id, wire in groups.items()})


def _by_language(tellings: Iterable[Telling]) -> dict[str, int]:
    grouped: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        grouped[telling.language].append(telling)
    return {language: voices(members) for language, members in sorted(grouped.items())}


def _answered(times: tuple[datetime, ...], first: datetime, until: datetime) -> bool:
    """Whether any of the sorted times lies in the window."""
    place = bisect_left(times, first)
    return place < len(times) and times[place] <= until
