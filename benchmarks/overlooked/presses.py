"""Invented presses whose coverage is known: what the calibration hides and then looks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from types import MappingProxyType

from parallax.overlooked import ListedOutlet, Matching, StoryTold, Telling

START = datetime(2026, 3, 2, tzinfo=UTC)
PLACES = ("BR", "KE", "IN", "PL", "JP", "EG", "CL", "AU", "FR", "TR", "NG", "MX")
WEEK = timedelta(days=7)
TOPICS = ("politics", "disaster", "sport", "science")


@dataclass(frozen=True, slots=True)
class World:
    """How a simulated press and its watchers behave. Shares are 0 … 1."""

    name: str
    listed: int  # outlets of the press
    read: float = 1.0  # chance that one was read that week
    silent: float = 0.5  # share of stories the press does not take up
    mean: float = 0.4  # share of outlets that tells a story taken up …
    dispersion: float = 0.1  # … and ρ, how much that varies from story to story
    missed: float = 0.0  # chance that reports of a story were told and not matched
    together: bool = True  # matching fails for all reports at once, or for each by itself
    assumed: float | None = None  # what the judgement believes of ``missed``, if not the truth
    unnoticed: float = 1.0  # chance that unmatched reports share no place with their story
    by_topic: float = 0.0  # how far the usual share differs between topics, up and down
    brief: float = 0.0  # share of outlets that print a line on a story the press leaves out
    stories: int = 100


@dataclass(frozen=True, slots=True)
class Made:
    """What the judgement is given, and the truth: stories taken up, and how many outlets told each."""

    stories: tuple[StoryTold, ...]
    outlets: tuple[ListedOutlet, ...]
    matching: Matching
    taken_up: frozenset[str]
    tellers: Mapping[str, int]


def make(world: World, random: Random) -> Made:
    """One week of news in this world."""
    stories: list[StoryTold] = []
    tellers: dict[str, int] = {}
    taken_up: set[str] = set()
    readings: list[list[datetime]] = [[] for _ in range(world.listed)]
    # An outlet that cannot be read mostly cannot be read all week.
    read = {outlet for outlet in range(world.listed) if random.random() < world.read}
    for number in range(world.stories):
        story_id = f"story-{number}"
        topic = random.choice(TOPICS)
        first = START + WEEK * number / world.stories
        told, up = _tellers(world, topic, random)
        for outlet in read:
            readings[outlet].append(first + timedelta(hours=20))
        at_once = random.random() < world.missed
        lost = {outlet for outlet in told if (at_once if world.together else random.random() < world.missed)}
        about = random.choice(PLACES)
        stories.append(_story(story_id, first, topic, about, (told - lost) & read, _elsewhere(random)))
        if lost & read:
            elsewhere = random.choice(PLACES) if random.random() < world.unnoticed else about
            stories.append(_story(f"{story_id}-alone", first, topic, elsewhere, lost & read, ()))
        tellers[story_id] = len(told)
        if up and told:
            taken_up.add(story_id)
    outlets = tuple(
        ListedOutlet(f"us-{outlet}", "US", "en", tuple(times)) for outlet, times in enumerate(readings)
    )
    missed = _events_missed(world) if world.assumed is None else world.assumed
    matching = Matching.even(missed, unnoticed=world.unnoticed)
    return Made(tuple(stories), outlets, matching, frozenset(taken_up), MappingProxyType(tellers))


@cache
def _events_missed(world: World) -> float:
    """The share of told events of which no report is matched: what a measured recall says."""
    if world.together:
        return world.missed
    random = Random(0)
    told = [len(_tellers(world, random.choice(TOPICS), random)[0]) for _ in range(4000)]
    lost = [world.missed**count for count in told if count]
    return sum(lost) / max(1, len(lost))


def _tellers(world: World, topic: str, random: Random) -> tuple[set[int], bool]:
    """The outlets that tell a story, and whether the press takes it up."""
    up = random.random() >= world.silent
    share = world.brief
    if up:
        slope = (TOPICS.index(topic) / (len(TOPICS) - 1) - 0.5) * 2
        mean = world.mean * (1 + world.by_topic * slope)
        size = (1 - world.dispersion) / world.dispersion
        share = random.betavariate(mean * size, (1 - mean) * size)
    return {outlet for outlet in range(world.listed) if random.random() < share}, up


def _elsewhere(random: Random) -> tuple[Telling, ...]:
    size = 3 + min(25, int(random.expovariate(1 / 5)))
    return tuple(
        Telling(f"other-{index}", PLACES[index % len(PLACES)], random.choice(("en", "fr", "ar")))
        for index in range(size)
    )


def _story(
    story_id: str, first: datetime, topic: str, about: str, told: set[int], elsewhere: tuple[Telling, ...]
) -> StoryTold:
    own = tuple(Telling(f"us-{outlet}", "US", "en") for outlet in sorted(told))
    return StoryTold(story_id, first, first + timedelta(hours=18), own + elsewhere, (about,), topic)
