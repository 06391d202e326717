"""Python's search for cycles, put off while a batch is grouped."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """While it is open, no cycles are looked for, in the whole process; what holds no cycle is freed as ever.

    A batch makes thousands of small things and no cycle. Looking through them again and again, and now and then
    through all live articles, took a twelfth of the time that linking takes in a window of 100,000.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
