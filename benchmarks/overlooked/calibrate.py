"""Of stories declared overlooked, how many are covered? Asked of presses whose truth is known.

    python -m benchmarks.overlooked.calibrate [--weeks 20] [--seed 1] [--titles FILE] [--json]

Invented presses (``presses.py``) break the judgement's assumptions one at a time. With ``--titles``
(articles with the event each belongs to, one JSON object a line), known coverage of real events is
hidden as well: see ``hidden.py``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random

from benchmarks.overlooked.hidden import hide
from benchmarks.overlooked.presses import World, make
from benchmarks.overlooked.tally import Tally, judge, total

WORLDS = (
    World("8 outlets, all read, nothing missed", 8),
    World("8 of 12 outlets read", 12, read=0.67),
    World("30 outlets, 80% read, 2% missed at once", 30, read=0.8, missed=0.02),
    World("the same, 5% missed", 30, read=0.8, missed=0.05),
    World("the same, 40% missed", 30, read=0.8, missed=0.4),
    World("40% missed, but nine in ten of the lost leave a trace", 30, read=0.8, missed=0.4, unnoticed=0.1),
    World("40% missed, nineteen in twenty leave a trace", 30, read=0.8, missed=0.4, unnoticed=0.05),
    World("coverage differs widely (ρ .35)", 30, read=0.8, dispersion=0.35, missed=0.02),
    World("half read", 30, read=0.5, missed=0.02),
    World("half read, seldom told (mean 15%)", 30, read=0.5, mean=0.15, missed=0.02),
    World("each report missed 30%", 30, read=0.8, missed=0.3, together=False),
    World(
        "8 outlets, each report missed 10%, half leave a trace", 8, missed=0.1, together=False, unnoticed=0.5
    ),
    World("8 outlets, each report missed 30%", 8, missed=0.3, together=False),
    World("one story in ten overlooked", 30, read=0.8, silent=0.1, missed=0.02),
    World("nothing overlooked", 30, read=0.8, silent=0.0, missed=0.02),
    World("habits differ by topic (±70%)", 30, read=0.8, missed=0.02, by_topic=0.7),
    World("left out but for briefs (2% of outlets)", 60, read=0.8, missed=0.02, brief=0.02),
    World("against the rules: 15% missed, 2% believed", 30, read=0.8, missed=0.15, assumed=0.02),
)


def simulate(world: World, weeks: int, seed: int) -> Tally:
    """Judge many windows of one world; the same seed gives the same sums."""
    random = Random(f"{seed} {world.name}")
    return total(judge(make(world, random)) for _ in range(weeks))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--weeks", type=int, default=20)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--titles", type=Path, help="articles with their events, for hidden coverage")
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    tallies = {world.name: simulate(world, chosen.weeks, chosen.seed) for world in WORLDS}
    if chosen.titles:
        tallies |= hide(chosen.titles, max(1, chosen.weeks // 4), chosen.seed)
    if chosen.json:
        print(
            json.dumps({name: _row(tally) for name, tally in tallies.items()}, indent=1, ensure_ascii=False)
        )
        return
    print("| world | stories | declared | covered after all | told by anyone | found of the overlooked |")
    print("|---|---|---|---|---|---|")
    for name, tally in tallies.items():
        row = _row(tally)
        print(
            f"| {name} | {row['stories']} | {row['declared']} | {row['false_share']:.1%} "
            f"| {row['told_share']:.1%} | {row['power']:.0%} |"
        )


def _row(tally: Tally) -> dict[str, float]:
    return {
        "stories": tally.stories,
        "declared": tally.declared,
        "false_share": round(tally.false_share, 4),
        "told_share": round(tally.told_share, 4),
        "power": round(tally.power, 4),
    }


if __name__ == "__main__":
    main()
