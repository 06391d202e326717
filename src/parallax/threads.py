"""Small matrix products on one processor: several threads spend longer waiting for each other than working."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]


def one_thread() -> AbstractContextManager[object]:
    """While it is open, NumPy's matrix products use one thread; in the whole process, as BLAS knows no other
    way. Beside a busy neighbour two threads took more than twice the processor time of one."""
    limited: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limited


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
