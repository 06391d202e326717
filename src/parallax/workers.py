"""Worker processes that can be killed: a task that hangs or swells never takes the rest with it.

``concurrent.futures.ProcessPoolExecutor`` cannot stop a running task and breaks as a
whole when one of its processes dies, so this small supervisor owns one pipe per process,
holds each task to its limit, and replaces what it had to kill.
"""

from __future__ import annotations

import multiprocessing
import pickle
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Generic, TypeVar

from parallax._worker_loop import serve
from parallax.errors import ParallaxError, WorkerFailed

Key = TypeVar("Key")
Payload = TypeVar("Payload")
Result = TypeVar("Result")

# Loading a large model from a cold disk takes tens of seconds; more than this is a hang.
START_SECONDS = 120.0
# A process that dies this often in a row before it is ready will not get better by trying.
START_ATTEMPTS = 3
# Long enough for a worker to see its pipe close and leave by itself.
GRACE_SECONDS = 0.5


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    deadline: float
    ready: bool = False
    done: int = 0
    task: tuple[Any, Any] | None = field(default=None)

    def stop(self, *, at_once: bool) -> None:
        self.pipe.close()
        if not at_once:
            self.process.join(GRACE_SECONDS)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.process.close()


class Supervisor(Generic[Key, Payload, Result]):
    """Runs tasks in supervised processes, each held to a time and a memory limit.

    ``target`` is ``"package.module:function"`` or a picklable callable. It is called once
    in every new process, without arguments, and returns the callable that handles one
    payload; what it loads (a model) is therefore loaded once per process.

    ``seconds`` is wall-clock time per task. ``memory_mb`` caps the private memory of a
    process (``RLIMIT_DATA``, enforced by the Linux kernel; elsewhere it may not be).
    ``recycle_after`` replaces a process after that many tasks, for libraries that leak.
    Use as a context manager, or call :meth:`close`. As always with new processes, a script that
    starts them needs ``if __name__ == "__main__"`` around what it runs.
    """

    def __init__(
        self,
        target: str | Callable[[], Callable[[Payload], Result]],
        *,
        workers: int = 1,
        seconds: float = 30.0,
        memory_mb: int | None = None,
        recycle_after: int | None = None,
        start_seconds: float = START_SECONDS,
    ) -> None:
        if workers < 1 or seconds <= 0:
            raise ValueError("workers must be at least 1 and seconds above 0")
        self._target = target
        self._count = workers
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._recycle_after = recycle_after
        self._start_seconds = start_seconds
        # 'spawn': a forked child would inherit our sockets, locks and threads.
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._failed_starts = 0
        self._running = False

    def __enter__(self) -> Supervisor[Key, Payload, Result]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends every process: idle ones politely, busy ones at once. May be called twice."""
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.stop(at_once=worker.task is not None or not worker.ready)

    def run(self, tasks: Iterable[tuple[Key, Payload]]) -> Iterator[tuple[Key, Result | ParallaxError]]:
        """Yields each task's result or error, in the order they finish.

        ``tasks`` is read only as fast as processes come free. A task that raises a
        :class:`ParallaxError` yields it; any other exception, a death or a passed limit
        yields :class:`WorkerFailed`. Raises the error of ``target`` itself when no process
        can be started. One run at a time.
        """
        if self._running:
            raise RuntimeError("this supervisor is running another batch")
        self._running = True
        source = iter(tasks)
        pending: list[tuple[Key, Payload]] = []
        exhausted = False
        try:
            while True:
                while not exhausted and len(pending) < self._free():
                    task = next(source, None)
                    if task is None:
                        exhausted = True
                    else:
                        pending.append(task)
                self._hand_out(pending)
                if not pending and not any(worker.task for worker in self._workers):
                    return
                yield from self._collect()
        finally:
            self._running = False
            for worker in [worker for worker in self._workers if worker.task]:
                self._discard(worker)

    def _free(self) -> int:
        return self._count - sum(worker.task is not None for worker in self._workers)

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=serve, args=(theirs, self._target, self._seconds, self._memory_mb), daemon=True
        )
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours, time.monotonic() + self._start_seconds))

    def _discard(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.stop(at_once=True)

    def _hand_out(self, pending: list[tuple[Key, Payload]]) -> None:
        starting = sum(not worker.ready for worker in self._workers)
        idle = [worker for worker in self._workers if worker.ready and worker.task is None]
        for _ in range(min(len(pending) - starting - len(idle), self._count - len(self._workers))):
            self._start()
        for worker in idle:
            if not pending:
                return
            task = pending[0]
            try:
                worker.pipe.send(task[1])
            except OSError:
                # It died while idle, which is no fault of this task: another one takes it.
                self._discard(worker)
                self._start()
                continue
            pending.pop(0)
            worker.task = task
            worker.deadline = time.monotonic() + self._seconds

    def _collect(self) -> Iterator[tuple[Key, Result | ParallaxError]]:
        active = {worker.pipe: worker for worker in self._workers if worker.task or not worker.ready}
        nearest = min(worker.deadline for worker in active.values())
        heard = wait(list(active), max(0.0, nearest - time.monotonic()))
        for pipe in heard:
            assert isinstance(pipe, Connection)
            yield from self._hear(active[pipe])
        now = time.monotonic()
        for pipe, worker in active.items():
            if pipe not in heard and worker.deadline <= now and worker in self._workers and not pipe.poll():
                yield from self._overdue(worker)

    def _hear(self, worker: _Worker) -> Iterator[tuple[Key, Result | ParallaxError]]:
        try:
            message, value = worker.pipe.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            yield from self._died(worker)
            return
        if message == "ready":
            worker.ready = True
            self._failed_starts = 0
            return
        if message == "unusable":
            self._discard(worker)
            raise value
        task, worker.task = worker.task, None
        worker.done += 1
        if message == "broken" or (self._recycle_after and worker.done >= self._recycle_after):
            self._workers.remove(worker)
            worker.stop(at_once=message == "broken")
        assert task is not None
        yield task[0], value

    def _died(self, worker: _Worker) -> Iterator[tuple[Key, Result | ParallaxError]]:
        worker.process.join(GRACE_SECONDS)
        code = worker.process.exitcode
        task = worker.task
        self._discard(worker)
        if task is not None:
            yield (
                task[0],
                WorkerFailed(
                    f"{task[0]}: the worker died (exit code {code})",
                    hint="It crashed or reached its memory limit; the other items went on.",
                ),
            )
            return
        self._failed_starts += 1
        if self._failed_starts >= START_ATTEMPTS:
            self._failed_starts = 0
            raise WorkerFailed(
                f"workers for {self._target} die before they are ready (exit code {code})",
                hint="Raise the memory limit, or look at what the process prints.",
            )

    def _overdue(self, worker: _Worker) -> Iterator[tuple[Key, Result | ParallaxError]]:
        task = worker.task
        self._discard(worker)
        if task is None:
            raise WorkerFailed(f"a worker for {self._target} was not ready after {self._start_seconds:g} s")
        yield task[0], WorkerFailed(f"{task[0]}: killed at its limit of {self._seconds:g} s")
