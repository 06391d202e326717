"""Where `parallax` begins. Its commands take half a second to load; Ctrl-C ends that as it ends any of them."""

from __future__ import annotations

import sys

INTERRUPTED = 130  # what a shell reports for SIGINT; Typer ends with it on Ctrl-C


def main() -> None:
    try:
        from parallax.cli.main import main as run
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(INTERRUPTED)
    run()
