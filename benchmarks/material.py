"""Where the measuring material is, and where what a benchmark writes goes: asked before it works for minutes."""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(os.environ.get("PARALLAX_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def needed(folder: Path = SHARED) -> Path:
    """The folder of the material. Ends the program, saying so, where it is not."""
    if not (folder / "data").is_dir():
        raise SystemExit(
            f"There is no measuring material in {folder}. "
            "Put the folder `shared` beside the checkout, or name it in PARALLAX_SHARED."
        )
    return folder


def made(folder: Path) -> Path:
    """A folder to write to. Ends the program, saying so, where none can be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SystemExit(f"{folder} cannot be made: {error.strerror}.") from error
    return folder
