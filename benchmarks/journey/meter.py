"""Processor time by step, each step's own: what it calls and is measured too is counted there instead."""

from __future__ import annotations

import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch


class Meter:
    """Counts seconds of this process, all its threads together. For one thread of calls."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._turn()
        self._running.append(name)
        try:
            yield
        finally:
            self._turn()
            self._running.pop()

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            with self.step(name):
                return function(*args, **kwargs)

        return run

    def watch(self, stack: ExitStack, name: str, owner: Any, *attributes: str) -> None:
        """Measure what a module or class calls by these names, until ``stack`` closes."""
        for attribute in attributes:
            stack.enter_context(patch.object(owner, attribute, self.around(name, getattr(owner, attribute))))

    def _turn(self) -> None:
        now = time.process_time()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now


def children() -> float:
    """Seconds of processor time of the worker processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
