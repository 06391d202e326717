"""Supervised processes: limits hold, the rest goes on, nothing is left behind."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from parallax.errors import ModelError, ParallaxError, Unreadable, WorkerFailed
from parallax.workers import Supervisor

TARGET = "worker_targets:obedient"
Pool = Supervisor[str, str, str]


@pytest.fixture(autouse=True)
def _targets_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(Path(__file__).parent), *sys.path])


def outcome(pool: Pool, *payloads: str) -> dict[str, str | ParallaxError]:
    return dict(pool.run((payload, payload) for payload in payloads))


def test_every_task_is_answered_under_its_key() -> None:
    with Pool(TARGET, workers=2) as pool:
        names = [f"page {number}" for number in range(20)]
        assert outcome(pool, *names) == {name: name.upper() for name in names}


def test_a_task_that_hangs_is_killed_and_the_rest_go_on() -> None:
    with Pool(TARGET, workers=1, seconds=0.5) as pool:
        results = outcome(pool, "a", "hang", "b")
    assert isinstance(results["hang"], WorkerFailed)
    assert "0.5 s" in str(results["hang"])
    assert (results["a"], results["b"]) == ("A", "B")


def test_a_worker_that_dies_costs_only_its_own_task() -> None:
    with Pool(TARGET, workers=1) as pool:
        results = outcome(pool, "a", "die", "b")
    assert isinstance(results["die"], WorkerFailed)
    assert results["b"] == "B"


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel enforces RLIMIT_DATA on Linux")
def test_a_task_that_swells_is_stopped_at_its_memory_limit() -> None:
    with Pool(TARGET, workers=1, memory_mb=400) as pool:
        results = outcome(pool, "swell", "b")
    assert isinstance(results["swell"], WorkerFailed)
    assert results["b"] == "B"


def test_our_errors_come_through_with_their_hint_and_others_are_mapped() -> None:
    with Pool(TARGET) as pool:
        results = outcome(pool, "refuse", "stumble")
    refused = results["refuse"]
    assert isinstance(refused, Unreadable)
    assert refused.hint == "look elsewhere"
    assert isinstance(results["stumble"], WorkerFailed)
    assert "KeyError" in str(results["stumble"])


def test_a_target_that_cannot_be_built_raises_its_own_error() -> None:
    with Pool("worker_targets:unusable") as pool, pytest.raises(ModelError):
        outcome(pool, "a")


def test_workers_that_never_get_ready_are_given_up() -> None:
    with (
        Pool("worker_targets:dies_at_start") as pool,
        pytest.raises(WorkerFailed, match="before they are ready"),
    ):
        outcome(pool, "a")


def test_a_worker_is_replaced_after_its_share_of_tasks() -> None:
    with Pool(TARGET, workers=1, recycle_after=2) as pool:
        pids = [value for _, value in pool.run((str(n), "pid") for n in range(4))]
    assert len(set(map(str, pids))) == 2


def test_tasks_are_read_only_as_fast_as_workers_come_free() -> None:
    taken: list[str] = []

    def endless() -> Iterator[tuple[str, str]]:
        while True:
            taken.append("x")
            yield "x", "x"

    with Pool(TARGET, workers=2) as pool:
        batch = pool.run(endless())
        for _ in range(5):
            next(batch)
        batch.close()
    assert len(taken) <= 5 + 2 * 2


def test_closing_leaves_no_process_behind() -> None:
    pool = Pool(TARGET, workers=2)
    pids = {int(str(value)) for _, value in pool.run((str(n), "pid") for n in range(6))}
    pool.close()
    pool.close()
    deadline = time.monotonic() + 5
    while any(alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(alive(pid) for pid in pids)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
