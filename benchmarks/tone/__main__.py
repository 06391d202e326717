"""Tone towards a person on the development sets, through the program's own model.

    python -m benchmarks.tone [--first N] [--check]

``macro_f1`` is over against, neither and for; ``told`` the share right of the sentences whose tone would
be told. ``floors.json`` keeps what was reached; ``--check`` fails below it.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path

from parallax.tone import ToneModel, packaged_model
from parallax.tone.reading import MOST_SENTENCES

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("PARALLAX_SHARED", REPOSITORY.parent / "shared"))
FLOORS = Path(__file__).with_name("floors.json")
SETS = ("dev-one-target", "dev-many-targets")


def measure(model: ToneModel, shared: Path, name: str, first: int | None = None) -> dict[str, float]:
    path = shared / "data" / "stance" / f"sentiment-{name}.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()][:first]
    began = time.process_time()
    named = [(row["sentence"], row["from"], row["to"]) for row in rows]
    chances = [
        chance
        for start in range(0, len(named), MOST_SENTENCES)
        for chance in model.chances(named[start : start + MOST_SENTENCES])
    ]
    spent = time.process_time() - began
    judged = [row["polarity"] + 1 for row in rows]
    found = [chance.index(max(chance)) for chance in chances]
    told = [
        (2 if favour > against else 0, label)
        for (against, _, favour), label in zip(chances, judged, strict=True)
        if max(against, favour) >= model.head.sure
    ]
    return {
        "macro_f1": round(100 * sum(_f1(judged, found, label) for label in range(3)) / 3, 1),
        "told": len(told),
        "told_right": round(sum(tone == label for tone, label in told) / max(1, len(told)), 3),
        "ms": round(1000 * spent / len(rows), 1),
    }


def _f1(judged: list[int], found: list[int], label: int) -> float:
    right = sum(a == b == label for a, b in zip(judged, found, strict=True))
    return 2 * right / max(1, judged.count(label) + found.count(label))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--first", type=int)
    arguments.add_argument("--check", action="store_true")
    chosen = arguments.parse_args()
    model, floors = packaged_model(), json.loads(FLOORS.read_text("utf-8"))["all"]
    for name in SETS:
        figures = measure(model, SHARED, name, chosen.first)
        print(name, figures)
        fallen = [key for key, floor in floors[name].items() if figures[key] < floor]
        if chosen.check and fallen:
            raise SystemExit(f"{name}: below the floor: {fallen}")


if __name__ == "__main__":
    main()
