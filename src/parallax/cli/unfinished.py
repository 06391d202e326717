"""Work that stands beside its place until it is whole, and leaves nothing if it never is."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from parallax.cli.output import err
from parallax.errors import InputError

TERMINATED = 128 + signal.SIGTERM  # what a shell reports for it


@contextmanager
def unfinished(target: Path, *, folder: bool) -> Iterator[Path]:
    """A place beside the target to write to, moved onto it at the end; gone if there is none.

    Asked to end, it ends like any failure. What a run left that was killed without being asked is
    removed by the next one to the same place, which says so.
    """
    beginning = f".{target.name}.unfinished-"
    part = target.with_name(f"{beginning}{os.getpid()}")
    before = signal.signal(signal.SIGTERM, _end)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear(target.parent, beginning)
        if folder:
            part.mkdir()
        yield part
        if target.is_dir():
            target.rmdir()  # empty, or it would have been refused
        part.replace(target)
    except OSError as error:
        raise InputError(
            f"{target} cannot be written: {error.strerror}.", hint="Choose a place with room that is yours."
        ) from error
    finally:
        _remove(part)
        signal.signal(signal.SIGTERM, before)


def _end(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(TERMINATED)


def _clear(folder: Path, beginning: str) -> None:
    """Remove what runs left that are no longer there."""
    for left in folder.iterdir():
        process = left.name.removeprefix(beginning)
        if left.name != process and process.isdigit() and not _runs(int(process)):
            err().print(f"Removed {left}, which a run that was killed had left.", markup=False)
            _remove(left)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's, so not ours to clear either
    return True


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
