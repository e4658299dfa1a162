"""Scheduler that takes time, in slices between keys.

Reading, filtering, searching and counting are generators. They run on the event loop, a few milliseconds at a time,
and what nobody asked for steps aside while keys are coming: a thread would fight the screen for the interpreter (a
switch takes 5 ms) and would need every column behind a lock. Of each kind of work only the newest goes on; whatever
was older is dropped where it stands, so no result can come too late.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SLICE = 0.004
"""Seconds of work before the loop gets its turn: well under a frame."""
BREATH = 0.001
"""Seconds of rest between slices, in which keys are answered and the screen is drawn."""
COURTESY = 0.03
"""Seconds after a key in which nothing is done that nobody asked for."""
REPORT = 0.05
"""Seconds between two reports of what was found so far; what a step calls news is reported at once."""


class Scheduler:
    """The work going on, by kind."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._unasked: set[str] = set()
        """The kinds that nobody asked for."""
        self._last_key = 0.0

    def key_pressed(self) -> None:
        """A key came: let it be answered first."""
        self._last_key = monotonic()

    @property
    def running(self) -> tuple[str, ...]:
        """The kinds of work that have not ended."""
        return tuple(kind for kind, task in self._tasks.items() if not task.done())

    def start(self, kind: str, steps: Iterator[object], report: Callable[[], None], *, asked: bool = True) -> None:
        """Do the steps, in place of older work of the same kind. `report` is called now and then, at a step that
        yields True, and at the end. Of what was `asked` for, the first slice is done at once, so that on a page of
        ordinary size nothing has to be waited for; the rest of it does not wait for keys to end either."""
        self.stop(kind)
        (self._unasked.discard if asked else self._unasked.add)(kind)
        if asked:
            done, news = _slice(steps)
            if done or news:
                report()
            if done:
                return
        self._tasks[kind] = asyncio.create_task(self._run(steps, report, asked=asked), name=kind)
        self._tasks[kind].add_done_callback(_report_error)

    def stop(self, *kinds: str) -> None:
        """Drop the work of these kinds, of all without names."""
        for kind in kinds or tuple(self._tasks):
            task = self._tasks.pop(kind, None)
            if task is not None:
                task.cancel()

    async def wait(self) -> None:
        """Until nothing goes on any more."""
        while self.running:
            await asyncio.gather(*(self._tasks[kind] for kind in self.running), return_exceptions=False)

    @property
    def _has_better_to_do(self) -> bool:
        return monotonic() - self._last_key < COURTESY or not self._unasked.issuperset(self.running)

    async def _run(self, steps: Iterator[object], report: Callable[[], None], *, asked: bool) -> None:
        reported = monotonic()
        done = False
        while not done:
            await asyncio.sleep(BREATH)
            while not asked and self._has_better_to_do:
                await asyncio.sleep(COURTESY / 2)
            done, news = _slice(steps)
            if done or news or monotonic() - reported > REPORT:
                report()
                reported = monotonic()


def _report_error(task: asyncio.Task[None]) -> None:
    """Hand an error to the exception handler of the event loop, which otherwise hears of it only once the task is
    garbage: never while the scheduler holds it."""
    error = None if task.cancelled() else task.exception()
    if error is not None:
        task.get_loop().call_exception_handler({"message": "a job failed", "exception": error, "task": task})


def _slice(steps: Iterator[object]) -> tuple[bool, bool]:
    """Do a slice of work. Whether all of it is done, and whether there is news; then the slice ends early."""
    began = monotonic()
    for news in steps:
        if news is True:
            return False, True
        if monotonic() - began >= SLICE:
            return False, False
    return True, True
