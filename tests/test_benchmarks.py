"""What a benchmark cannot do it says before it works, not after minutes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


def run(module: str, *options: str, shared: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *options],
        cwd=REPOSITORY,
        env=os.environ | {"PARALLAX_SHARED": str(shared)},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("module", ["stories", "tone", "quotes", "extract", "overlooked.missed"])
def test_without_the_material_it_is_said_what_is_missing(module, tmp_path):
    done = run(module, shared=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"There is no measuring material in {tmp_path}.")


@pytest.mark.parametrize("module", ["stories", "tone"])
def test_floors_of_everything_are_not_compared_with_a_part(module, tmp_path):
    done = run(module, "--check", "--first", "5", shared=tmp_path)
    assert done.returncode == 2
    assert "the floors that --check compares with are those of all" in done.stderr


def test_a_folder_to_write_to_is_made_before_the_work(tmp_path):
    (tmp_path / "data").mkdir()
    folder = tmp_path / "new" / "found"
    done = run("stories", "--cache", str(tmp_path), "--found", str(folder), shared=tmp_path)
    assert done.returncode == 1, "there are no sets"
    assert folder.is_dir()
