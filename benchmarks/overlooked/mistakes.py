"""Each story wrongly declared overlooked in the invented presses, with its cause and what sets it apart.

    python -m benchmarks.overlooked.mistakes [--weeks 20] [--seed 1] [--worst 20]

The worlds, weeks and seeds are those of ``calibrate``. A mistake's name is its world's number there, its week and its
story: ``3/7/story-41``. The worst are those that were held most surely, by q.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import mean

from benchmarks.overlooked.calibrate import WORLDS
from benchmarks.overlooked.presses import World, make

from parallax.overlooked import coverages


@dataclass(frozen=True, slots=True)
class Declared:
    """A story declared overlooked. ``cause`` is empty where that is right."""

    name: str
    world: str
    q: float
    listed: int
    read: int
    expected: float
    elsewhere: int
    tellers: int  # outlets on the list that told it in truth
    cause: str

    @property
    def week(self) -> str:
        return self.name.rpartition("/")[0]


def declared(number: int, world: World, weeks: int, seed: int) -> Iterator[Declared]:
    """Every declaration of one world, right or wrong."""
    random = Random(f"{seed} {world.name}")
    for week in range(weeks):
        made = make(world, random)
        alone = {
            story.story_id.removesuffix("-alone")
            for story in made.stories
            if story.story_id.endswith("-alone")
        }
        for found in coverages("US", made.stories, made.outlets, matching=made.matching):
            if found.verdict != "overlooked" or found.q_value is None:
                continue
            cause = ""
            if found.story_id in made.taken_up:
                cause = "lost in matching" if found.story_id in alone else "told by outlets not read"
            yield Declared(
                f"{number}/{week}/{found.story_id}",
                world.name,
                found.q_value,
                len(made.outlets),
                found.n,
                found.expected,
                found.elsewhere,
                made.tellers[found.story_id],
                cause,
            )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--weeks", type=int, default=20)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--worst", type=int, default=20)
    chosen = arguments.parse_args()
    found = [
        one
        for number, world in enumerate(WORLDS, 1)
        for one in declared(number, world, chosen.weeks, chosen.seed)
    ]
    for name in dict.fromkeys(one.world for one in found):
        _told(name, [one for one in found if one.world == name])
    kept = [one for one in found if "against the rules" not in one.world]
    _told("all that keep the rules", kept)
    wrong = sorted((one for one in kept if one.cause), key=lambda one: (one.q, one.name))
    print(
        "\n| mistake | q | read | expected | told elsewhere | told in truth by | cause |\n|---|---|---|---|---|---|---|"
    )
    for one in wrong[: chosen.worst]:
        print(
            f"| {one.name} | {one.q:.3f} | {one.read} of {one.listed} | {one.expected:.0%} | {one.elsewhere} "
            f"| {one.tellers} | {one.cause} |"
        )


def _told(name: str, found: Sequence[Declared]) -> None:
    wrong = [one for one in found if one.cause]
    print(f"\n{name}: {len(wrong)} of {len(found)} wrong; {dict(Counter(one.cause for one in wrong))}")
    if not wrong:
        return
    weeks = Counter(one.week for one in wrong)
    print(
        f"  in {len(weeks)} of {len({one.week for one in found})} weeks, at most {max(weeks.values())} in one"
    )
    for what in ("q", "read", "expected", "elsewhere"):
        right = mean(getattr(one, what) for one in found if not one.cause)
        print(f"  mean {what}: {mean(getattr(one, what) for one in wrong):.3f} wrong, {right:.3f} right")


if __name__ == "__main__":
    main()
