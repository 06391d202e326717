"""Make sure the browser tests have a Chromium, installing Debian's where we may.

Without one the tests that need it skip and say so; everything else still runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    return os.environ.get("PARALLAX_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Debian's package; quiet, because its hundred lines say nothing a reader wants."""
    print("Installing Chromium for the browser tests …", flush=True)
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        done = subprocess.run(
            command, capture_output=True, text=True, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        )
        if done.returncode:
            print(f"`{' '.join(command)}` failed: {done.stderr.strip()[-300:]}", file=sys.stderr)
            return


if __name__ == "__main__":
    if not found() and shutil.which("apt-get") and os.geteuid() == 0:
        install()
    if not found():
        print("No Chromium here: the browser tests will be skipped. On Debian: apt install chromium")
