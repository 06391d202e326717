"""The accuracy that the site states is what the benchmarks hold."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from parallax.web.measured import DOUBTS, FLOORS, OVERLOOKED, TAKES, TEXTS, percent

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", FLOORS)
def test_a_stated_floor_is_the_benchmarks(name: str) -> None:
    folder, *path = name.split("/")
    found = json.loads((ROOT / "benchmarks" / folder / "floors.json").read_text(encoding="utf-8"))
    for key in path:
        found = found[key]
    assert FLOORS[name] == found


def test_the_stated_floors_of_takes_are_those_their_tests_hold() -> None:
    tree = ast.parse((ROOT / "tests" / "takes" / "test_takes_floors.py").read_text(encoding="utf-8"))
    held: dict[str, float] = {}
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        (target,) = node.targets
        if isinstance(target, ast.Name) and target.id == "PRECISION":
            held |= ast.literal_eval(node.value)
        elif isinstance(target, ast.Tuple):
            names = [one.id.lower().replace("_", " ") for one in target.elts if isinstance(one, ast.Name)]
            held |= dict(zip(names, ast.literal_eval(node.value), strict=True))
    assert {name: held[name] for name in TAKES} == TAKES


def test_the_stated_reading_of_texts_is_the_cross_validated_one() -> None:
    decision = (ROOT / "docs" / "decisions" / "0005-extraction.md").read_text(encoding="utf-8")
    tables = re.findall(
        r"^\| (news|mixed) \| F1 .*\n(?:\|.*\n)*?\| \*\*parallax, cross-validated\*\* \| ([.\d]+) ",
        decision,
        re.M,
    )
    assert {kind: float(found) for kind, found in tables} == TEXTS


def test_the_stated_doubts_are_the_table_of_the_decision() -> None:
    decision = (ROOT / "docs" / "decisions" / "0006-translation.md").read_text(encoding="utf-8")
    rows = [
        row.strip("| ").split(" | ") for row in re.findall(r"^\| [a-z]{2} \|.*\|$", decision, re.MULTILINE)
    ]
    assert len(rows) == 12
    columns = {"false alarms": 5, "number changed": 6, "name swapped": 7, "negation lost": 8}
    for name, column in columns.items():
        known = [float(row[column]) for row in rows if row[column].strip() != "–"]
        assert DOUBTS[name] == (min(known), max(known)), name


def test_the_stated_mistakes_of_overlooked_are_the_worst_of_the_decisions_table() -> None:
    decision = (ROOT / "docs" / "decisions" / "0014-overlooked.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| \d+ \| \d+ \| ([.\d]+)% \|", decision, re.M)
    assert len(rows) == 24
    real = [float(wrong) for world, wrong in rows if world.startswith("real events")]
    invented = [float(wrong) for world, wrong in rows if not world.startswith(("real", "against the rules"))]
    assert {"invented": max(invented) / 100, "real": max(real) / 100} == pytest.approx(OVERLOOKED)


def test_shares_are_written_as_people_write_them() -> None:
    assert [percent(one) for one in (0.86, 0.988, 0.7)] == ["86%", "98.8%", "70%"]


def test_the_chances_from_which_a_tone_is_told_are_stated_as_they_are() -> None:
    folder = ROOT / "src" / "parallax" / "tone" / "data"
    sure = [json.loads((folder / f"{name}.json").read_text("utf-8"))["sure"] for name in ("head", "larger")]
    stated = re.search(
        r"how sure the model is, from (\.\d+), the larger one from (\.\d+)",
        (ROOT / "docs" / "reference.md").read_text("utf-8"),
    )
    assert stated is not None
    assert [float(one) for one in stated.groups()] == sure


def test_what_is_said_of_told_tones_holds_of_the_larger_model_as_well() -> None:
    floors = json.loads((ROOT / "benchmarks" / "tone" / "floors.json").read_text(encoding="utf-8"))
    for name in ("dev-one-target", "dev-many-targets"):
        assert floors["larger"]["all"][name]["told_right"] >= FLOORS[f"tone/all/{name}/told_right"]
