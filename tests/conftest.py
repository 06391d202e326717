"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring material beside the checkout; tests that need it skip without it."""
    folder = Path(os.environ.get("PARALLAX_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("the measuring material (a folder 'shared' beside the checkout) is not here")
    return folder
