"""A cooperative scheduler that runs jobs in short slices between keys.

Reading, filtering, searching and counting are generators. They run on the event loop, a few milliseconds at a time,
and background jobs pause while keys arrive. A thread would compete with the screen for the interpreter (a switch takes
5 ms) and every column would need a lock. Per kind of job only the newest runs: an older one is cancelled, so no result
can arrive too late.
"""

from __future__ import annotations

import asyncio
import gc
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SLICE_SECONDS = 0.004
"""Duration of a slice: well under a frame."""
PAUSE_SECONDS = 0.001
"""Pause between slices, in which keys are handled and the screen is drawn."""
QUIET_SECONDS = 0.03
"""Background jobs wait until no key has arrived for this long."""
REPORT_SECONDS = 0.05
"""Interval between progress reports; a step that yields True is reported at once."""

COLLECT_AFTER = 2
"""Collections of the second generation, one for each 7,000 objects, after which the objects that have become old are
collected. Python would wait for 10."""


class Scheduler:
    """The running jobs, by kind."""

    _last_key = 0.0
    exempts_old_objects = False
    """Whether the objects that jobs have built are exempted from garbage collection. Not in a process that does other
    things as well."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._background: set[str] = set()
        """The kinds that run in the background."""
        self.in_background = False
        """Whether all jobs are background jobs: those of a discussion that is open but not on the screen."""

    def key_pressed(self) -> None:
        """A key has arrived: background jobs, also those of other discussions, let it be handled first."""
        Scheduler._last_key = monotonic()

    @property
    def running(self) -> tuple[str, ...]:
        """The kinds of jobs that have not ended."""
        return tuple(kind for kind, task in self._tasks.items() if not task.done())

    def start(
        self,
        kind: str,
        steps: Iterator[object],
        report: Callable[[], None],
        *,
        foreground: bool = True,
        quiet: float | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run the steps, replacing an older job of the same kind.

        `report` is called now and then, after a step that yields True, and at the end. A foreground job runs its first
        slice at once, so that small pages need no waiting at all, and does not pause while keys arrive. A background
        job waits until no key has arrived for `quiet` seconds, by default QUIET_SECONDS. `failed` is called with the
        error that ends the job; without it, an error ends the program.
        """
        self.stop(kind)
        (self._background.discard if foreground else self._background.add)(kind)
        if foreground:
            try:
                done, news = _run_slice(steps)
            except Exception as error:
                if failed is None:
                    raise
                failed(error)
                return
            if done or news:
                report()
            if done:
                return
        run = self._run if failed is None else partial(self._run_or_report, failed)
        self._tasks[kind] = asyncio.create_task(run(steps, report, foreground=foreground, quiet=quiet), name=kind)
        self._tasks[kind].add_done_callback(_report_error)

    def stop(self, *kinds: str) -> None:
        """Cancel the jobs of these kinds, or all jobs."""
        for kind in kinds or tuple(self._tasks):
            task = self._tasks.pop(kind, None)
            if task is not None:
                task.cancel()

    async def wait(self) -> None:
        """Wait until no job is running. A job may start another one when it ends."""
        while self.running:
            await asyncio.gather(*(self._tasks[kind] for kind in self.running), return_exceptions=False)

    def _must_wait(self, quiet: float | None) -> bool:
        """Whether background jobs wait: until no key has arrived for `quiet` seconds, and while a foreground job is
        running."""
        has_foreground = not self.in_background and not self._background.issuperset(self.running)
        return monotonic() - self._last_key < (QUIET_SECONDS if quiet is None else quiet) or has_foreground

    async def _run_or_report(
        self,
        failed: Callable[[Exception], None],
        steps: Iterator[object],
        report: Callable[[], None],
        *,
        foreground: bool,
        quiet: float | None,
    ) -> None:
        """Run a job whose failure does not end the program."""
        try:
            await self._run(steps, report, foreground=foreground, quiet=quiet)
        except Exception as error:
            failed(error)

    async def _run(
        self, steps: Iterator[object], report: Callable[[], None], *, foreground: bool, quiet: float | None
    ) -> None:
        reported = monotonic()
        done = False
        while not done:
            await asyncio.sleep(PAUSE_SECONDS)
            while (self.in_background or not foreground) and self._must_wait(quiet):
                await asyncio.sleep(QUIET_SECONDS / 2)
            done, news = _run_slice(steps)
            if self.exempts_old_objects and gc.get_count()[2] >= COLLECT_AFTER:
                await asyncio.sleep(0)  # it takes ten milliseconds: keys that have arrived are handled before
                _collect()
            if done or news or monotonic() - reported > REPORT_SECONDS:
                report()
                reported = monotonic()


def _report_error(task: asyncio.Task[None]) -> None:
    """Pass an error to the exception handler of the event loop. Otherwise asyncio reports it only when the task is
    collected as garbage, which never happens while the scheduler holds it."""
    error = None if task.cancelled() else task.exception()
    if error is not None:
        task.get_loop().call_exception_handler({"message": "a job failed", "exception": error, "task": task})


def _run_slice(steps: Iterator[object]) -> tuple[bool, bool]:
    """Run a slice. Returns whether all steps are done and whether there is news, which ends the slice early."""
    began = monotonic()
    for news in steps:
        if news is True:
            return False, True
        if monotonic() - began >= SLICE_SECONDS:
            return False, False
    return True, True


def _collect() -> None:
    """Collect garbage among the objects created since the last time, and exempt from the next time those that survive.

    The statistics of a large page are a million objects, which live as long as its screen. Python looks at all of them
    again and again, for 150 ms each time. The few that become garbage later are freed by `trim_memory`.
    """
    gc.collect()
    gc.freeze()
