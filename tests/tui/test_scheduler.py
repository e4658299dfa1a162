"""The scheduler: an error in a job reaches the exception handler of the event loop at once, which ends the program."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Any

import pytest

from thread_reader.scheduler import Scheduler

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
async def reported() -> list[dict[str, Any]]:
    """What the exception handler of the event loop is called with."""
    contexts: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: contexts.append(context))
    return contexts


def failing() -> Iterator[bool]:
    """Steps that fail in their second slice: news ends the first one, which runs at once."""
    yield True
    raise ValueError("in a job")


async def test_an_error_in_a_job_is_reported_while_the_scheduler_lives(reported: list[dict[str, Any]]) -> None:
    scheduler = Scheduler()
    scheduler.start("job", failing(), lambda: None)
    while scheduler.running:
        await asyncio.sleep(0)
    await asyncio.sleep(0)  # callbacks of a task run after it
    assert [str(context["exception"]) for context in reported] == ["in a job"]


async def test_a_job_that_is_stopped_reports_nothing(reported: list[dict[str, Any]]) -> None:
    scheduler = Scheduler()
    scheduler.start("job", iter([True, True]), lambda: None)
    scheduler.stop("job")
    await asyncio.sleep(0.01)
    assert (scheduler.running, reported) == ((), [])


async def test_a_job_may_fail_without_ending_the_program(reported: list[dict[str, Any]]) -> None:
    scheduler, errors = Scheduler(), list[str]()
    scheduler.start("job", failing(), lambda: None, foreground=False, failed=lambda error: errors.append(str(error)))
    await scheduler.wait()
    await asyncio.sleep(0)
    assert (errors, reported) == (["in a job"], [])


async def test_no_collection_of_garbage_looks_at_all_that_a_job_has_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Scheduler, "exempts_old_objects", True)
    monkeypatch.setattr("thread_reader.scheduler.SLICE_SECONDS", 0.0)
    seen = [0]

    def collecting(phase: str, about: dict[str, int]) -> None:
        if phase == "start" and about["generation"] == 2:
            seen.append(len(gc.get_objects()))  # all but the exempt ones

    built: list[list[int]] = []

    def building() -> Iterator[bool]:
        for _ in range(50):
            built.extend([number] for number in range(10_000))
            yield False

    scheduler = Scheduler()
    gc.collect()
    gc.freeze()
    gc.callbacks.append(collecting)
    try:
        scheduler.start("job", building(), lambda: None, foreground=False)
        await scheduler.wait()
    finally:
        gc.callbacks.remove(collecting)
        gc.unfreeze()
    assert len(built) == 500_000
    assert max(seen) < 100_000


async def test_garbage_is_collected_after_keys_that_arrived_during_a_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Scheduler, "exempts_old_objects", True)
    monkeypatch.setattr("thread_reader.scheduler.COLLECT_AFTER", 0)
    monkeypatch.setattr("thread_reader.scheduler.SLICE_SECONDS", 0.0)
    told = list[str]()
    monkeypatch.setattr("thread_reader.scheduler.gc.collect", lambda: told.append("collected"))

    def slices() -> Iterator[bool]:
        for _ in range(3):
            asyncio.get_running_loop().call_soon(told.append, "key")
            yield False

    scheduler = Scheduler()
    scheduler.start("job", slices(), lambda: None, foreground=False)
    await scheduler.wait()
    gc.unfreeze()
    assert told[:6] == ["key", "collected"] * 3


async def test_a_background_job_waits_until_no_key_has_arrived_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("thread_reader.scheduler.monotonic", lambda: now)
    scheduler, done = Scheduler(), list[str]()
    for kind, quiet in (("soon", 0.1), ("late", 10.0)):
        scheduler.start(kind, map(done.append, [kind]), lambda: None, foreground=False, quiet=quiet)
    scheduler.key_pressed()
    await asyncio.sleep(0.05)
    assert done == []
    now += 1
    while "soon" in scheduler.running:
        await asyncio.sleep(0.01)
    assert done == ["soon"]
    now += 10
    await scheduler.wait()
    assert done == ["soon", "late"]
