"""Tone towards a person on the development sets, through the program's own model.

    python -m benchmarks.tone [--first N] [--check] [--worst N] [--larger [FOLDER]]

``macro_f1`` is over against, neither and for; ``told`` the share right of the sentences whose tone would
be told. ``floors.json`` keeps what was reached; ``--check`` fails below it, and is of all sentences. ``--worst`` names the sentences whose right tone was
given the least chance, with what people judged and what was found. ``--larger`` measures the larger model instead, in the
folder named or where it is installed; it has floors of its own.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.material import SHARED, needed

from parallax.config import load
from parallax.tone import LargerModel, ToneModel, packaged_model
from parallax.tone.larger import load_larger
from parallax.tone.reading import MOST_SENTENCES

FLOORS = Path(__file__).with_name("floors.json")
TONES = ("against", "neither", "for")
SETS = ("dev-one-target", "dev-many-targets")


Chances = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence by its id, the tone people judged (0 against, 1 neither, 2 for), and our chances."""

    name: str
    tone: int
    chances: Chances

    @property
    def found(self) -> int:
        return self.chances.index(max(self.chances))


def judged(model: ToneModel, shared: Path, name: str, first: int | None = None) -> list[Judged]:
    path = shared / "data" / "stance" / f"sentiment-{name}.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()][:first]
    named = [(row["sentence"], row["from"], row["to"]) for row in rows]
    chances = [
        chance
        for start in range(0, len(named), MOST_SENTENCES)
        for chance in model.chances(named[start : start + MOST_SENTENCES])
    ]
    return [Judged(row["id"], row["polarity"] + 1, chance) for row, chance in zip(rows, chances, strict=True)]


def measure(
    model: ToneModel, shared: Path, name: str, first: int | None = None, worst: int = 0
) -> dict[str, float]:
    began = time.process_time()
    rows = judged(model, shared, name, first)
    spent = time.process_time() - began
    told = [row for row in rows if row.found != 1 and max(row.chances) >= model.head.sure]
    wrong = sorted((row for row in rows if row.found != row.tone), key=lambda row: row.chances[row.tone])
    for row in wrong[:worst]:
        print(f"  {row.name}: {TONES[row.tone]} read as {TONES[row.found]} ({max(row.chances):.2f})")
    return {
        "macro_f1": round(100 * sum(_f1(rows, tone) for tone in range(3)) / 3, 1),
        "told": len(told),
        "told_right": round(sum(row.found == row.tone for row in told) / max(1, len(told)), 3),
        "ms": round(1000 * spent / len(rows), 1),
    }


def _f1(rows: list[Judged], tone: int) -> float:
    right = sum(row.tone == row.found == tone for row in rows)
    return 2 * right / max(1, sum((row.tone == tone) + (row.found == tone) for row in rows))


def larger_model(folder: str) -> ToneModel | None:
    """The one in the folder; without a name the installed one, None where there is none."""
    if folder:
        return load_larger(Path(folder))
    installed = LargerModel(load().models_dir)
    return None if installed.state() is None else installed.load()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--first", type=int)
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--worst", type=int, default=0)
    arguments.add_argument("--larger", nargs="?", const="", metavar="FOLDER")
    chosen = arguments.parse_args()
    if chosen.check and chosen.first is not None:
        arguments.error("the floors that --check compares with are those of all sentences")
    shared = needed(SHARED)
    floors = json.loads(FLOORS.read_text("utf-8"))
    model = packaged_model() if chosen.larger is None else larger_model(chosen.larger)
    if model is None:
        print("The larger model is not installed, so it is not measured: `parallax models install tone`.")
        return
    least = (floors if chosen.larger is None else floors["larger"])["all"]
    for name in SETS:
        figures = measure(model, shared, name, chosen.first, chosen.worst)
        print(name, figures)
        fallen = [key for key, floor in least[name].items() if figures[key] < floor]
        if chosen.check and fallen:
            raise SystemExit(f"{name}: below the floor: {fallen}")


if __name__ == "__main__":
    main()
