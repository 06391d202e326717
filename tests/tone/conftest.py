"""The invented model beside the tests, and a server that has it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "translate")]
from mirrors import door, mirror  # noqa: E402

__all__ = ["door", "mirror"]
