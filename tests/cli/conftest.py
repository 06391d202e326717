"""The real command, in a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """No home but an empty one, no settings but what a test gives."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARALLAX_", "XDG_"))}
    return kept | {
        "HOME": str(tmp_path / "home"),
        "COLUMNS": "120",
    }


@pytest.fixture
def settings_file(environment: dict[str, str], tmp_path: Path) -> Path:
    """An empty file of settings, which the commands are told to read."""
    file = tmp_path / "parallax.toml"
    file.touch()
    environment["PARALLAX_CONFIG"] = str(file)
    return file


@pytest.fixture
def parallax(environment: dict[str, str]) -> Run:
    def run(*arguments: str, begin: Callable[[], None] | None = None, **extra: str) -> Done:
        command = [str(Path(sys.executable).with_name("parallax")), *arguments]
        done = subprocess.run(
            command, capture_output=True, text=True, env=environment | extra, timeout=280, preexec_fn=begin
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run
