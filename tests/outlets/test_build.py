"""The committed registry is what its build script makes of the tables, to the byte."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "build_registry.py"


@pytest.mark.shared
def test_building_again_gives_the_committed_files(shared: Path, tmp_path: Path) -> None:
    tables = shared / "data" / "outlets"
    run = subprocess.run(
        [sys.executable, SCRIPT, "--tables", tables, "--out", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    committed = {
        file.name: file.read_bytes()
        for file in (files("parallax.outlets") / "data").iterdir()
        if file.name[-5:] == ".json"
    }
    built = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert built.keys() == committed.keys()
    assert [name for name in built if built[name] != committed[name]] == []
