"""Everything CI runs, in the order in which it is quickest to fail; stops at the first failure."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
    ("lint", [str(BIN / "ruff"), "check", "--quiet", "."]),
    ("import rules", [str(BIN / "lint-imports"), "--no-cache"]),
    ("types", [str(BIN / "mypy"), "--no-error-summary"]),
    ("front end", [sys.executable, "scripts/build_frontend.py", "--check"]),
    ("tests", [str(BIN / "pytest"), "-n", "2", "--dist", "worksteal", "-m", "not browser"]),
    # One at a time: two browsers on two cores make each other's frames late.
    ("browser tests", [str(BIN / "pytest"), "-m", "browser"]),
)


def main() -> int:
    for name, command in CHECKS:
        print(f"── {name}", flush=True)
        started = time.monotonic()
        done = subprocess.run(command, cwd=ROOT)
        print(f"   {time.monotonic() - started:.0f} s", flush=True)
        if done.returncode:
            print(f"{name} failed: {' '.join(command)}", file=sys.stderr)
            return 1
    print("Everything passed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
