"""The whole chain on real events: headlines grouped by the program, silences judged, and looked up in the labels.

    python -m benchmarks.overlooked.endtoend [--shared FOLDER]

Each language is one country's press, its articles dealt to twenty invented outlets that were all read. What
the grouping loses is counted on one half of the events and believed when the other half is judged,
and the other way round; either half is grouped by an embedding model that learned from the other. A story
declared overlooked is wrong if its event is told in that language.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.material import SHARED, needed
from benchmarks.overlooked.hidden import OUTLETS, PRESS
from benchmarks.overlooked.missed import PRESSES, Counts, Labels, of_languages, unseen
from benchmarks.stories.material import half_of

from parallax.overlooked import Count, ListedOutlet, Lost, Matching, StoryTold, Telling, coverages
from parallax.overlooked.chances import wilson


def believed(counts: dict[int, Counts]) -> Matching:
    """What the package would believe of these counts; nobody elsewhere writes in the press's language."""
    rows = tuple(
        Lost(tellers, wilson(its.lost, its.told)[1], wilson(its.untraced, its.told)[1])
        for tellers, its in counts.items()
    )
    return Matching((), rows)


def judged(labels: Labels, language: str, half: int, matching: Matching) -> tuple[int, int, int, int]:
    """Stories, how many were tested, declared, and declared though told."""
    rows = labels.set.articles
    press = [row for row, its in enumerate(labels.set.languages) if its == language]
    order = {row: place % OUTLETS for place, row in enumerate(press)}
    tells = {labels.set.events[row] for row in press}

    def telling(row: int) -> Telling:
        its = labels.set.languages[row]
        outlet = order[row] if its == language else row
        return Telling(f"{PRESS[its]}-{outlet}", PRESS[its], its)

    stories = [
        StoryTold(
            name,
            min(rows[row].published for row in members),
            max(rows[row].published for row in members),
            tuple(map(telling, members)),
        )
        for name, members in labels.stories.items()
    ]
    times = tuple(sorted({told.published for told in rows}))
    outlets = [
        ListedOutlet(f"{PRESS[language]}-{place}", PRESS[language], language, times)
        for place in range(OUTLETS)
    ]

    def traces(one: Count, _: Sequence[Count]) -> bool:
        others = [row for row in labels.stories[one.story.story_id] if labels.set.languages[row] != language]
        return labels.traced(one.story.story_id, others, press)

    tested = declared = wrong = looked = 0
    for found in coverages(PRESS[language], stories, outlets, matching=matching, traces=traces):
        others = [row for row in labels.stories[found.story_id] if labels.set.languages[row] != language]
        event = labels.event(others)
        if half_of(event) == half:
            looked += 1
            tested += found.q_value is not None
            declared += found.verdict == "overlooked"
            wrong += found.verdict == "overlooked" and event in tells
    return looked, tested, declared, wrong


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--shared", type=Path, default=SHARED)
    chosen = arguments.parse_args()
    shared = needed(chosen.shared)
    # The model that learned from the first half groups the second, and the other way round.
    second, first = unseen("olympics", shared, "dev")
    print("press  stories tested declared told after all")
    whole = [0, 0, 0, 0]
    for half, (labels, _), other in ((0, first, second), (1, second, first)):
        matching = believed(of_languages(*other))
        for language in PRESSES:
            found = judged(labels, language, half, matching)
            whole = [a + b for a, b in zip(whole, found, strict=True)]
            print(f"{language} {half}   {found[0]:7} {found[1]:6} {found[2]:8} {found[3]:4}", flush=True)
    print(f"all    {whole[0]:7} {whole[1]:6} {whole[2]:8} {whole[3]:4}")


if __name__ == "__main__":
    main()
