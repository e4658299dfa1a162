"""Processes that read shards. The page that ends its process, or takes too long, is found, and the others are read.

A process that dies takes with it only what it was working on. Executors of the standard library give up all that is
waiting, and do not say which page it was.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from contextlib import suppress
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.bulk.pages import PAGE_SECONDS
from thread_parsers.bulk.shard import failed, parse_shard
from thread_parsers.bulk.stopping import STOPPING, ignore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from thread_parsers.bulk.pages import Page
    from thread_parsers.bulk.schema import Tables

WAIT_SECONDS = 0.2
"""How long the pool waits for results before it returns to its caller."""
MAX_FAILED_STARTS = 3
"""How many processes may end before they have read anything, one after the other."""
ENDING_SECONDS = 5
"""How long a process that has closed its pipe may take to end."""


class NoWorkers(Exception):
    """There is nothing that reads. The text says why."""


def _serve(requests: Connection, begun: Connection) -> None:
    """The work of a process: a shard in, tables out, until the pipe is closed."""
    ignore()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):  # it has ended
        requests.send(None)  # the imports are done: what ends the process from now on is a page
        while True:
            requests.send(parse_shard(_announced(requests.recv(), begun)))


def _end_with_parent() -> None:
    """End what a page does for ever if the process that would end it has been killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _announced(pages: Iterable[Page], begun: Connection) -> Iterator[Page]:
    """The pages. The parent process is told when each is begun."""
    for page in pages:
        begun.send_bytes(b"")
        yield page


class _Worker(NamedTuple):
    process: SpawnProcess
    pipe: Connection
    begun: Connection
    """An empty message for each page that the process has begun to read."""

    @classmethod
    def started(cls) -> _Worker:
        """Raises OSError."""
        context = get_context("spawn")  # a fork would keep the pipes of the others open
        ours, theirs = context.Pipe()
        begun, tells = context.Pipe(duplex=False)
        process = context.Process(target=_serve, args=(theirs, tells), daemon=True)
        # Ctrl-C goes to all processes of a terminal, and a new one imports for a while before it can ignore that.
        resource_tracker.ensure_running()  # it does not block signals
        before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING) if hasattr(signal, "pthread_sigmask") else None
        try:
            process.start()
        finally:
            if before is not None:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        tells.close()
        return cls(process, ours, begun)

    def pages_begun(self) -> int:
        """How many pages it has begun since the last call."""
        count = 0
        with suppress(EOFError, OSError):
            while self.begun.poll():
                self.begun.recv_bytes()
                count += 1
        return count

    def end(self) -> None:
        self.pipe.close()
        self.begun.close()
        self.process.kill()
        self.process.join()

    def cause_of_end(self) -> str:
        self.process.join(ENDING_SECONDS)
        code = self.process.exitcode
        if code is None:
            return "its reader closed its pipe"
        return f"its reader was ended by signal {-code}" if code < 0 else f"its reader ended with exit status {code}"


class _Reading:
    """A process, and the shard that it reads."""

    def __init__(self, worker: _Worker, shard: Sequence[Page]) -> None:
        self.worker, self.shard = worker, shard
        self._begun, self._seconds = 0, 0.0
        worker.pages_begun()  # those of the shard before

    def seconds_of_page(self, passed: float) -> float:
        """How long the page has been read that is being read. `passed`: seconds since the last call."""
        begun = self.worker.pages_begun()
        self._seconds = 0.0 if begun else self._seconds + passed
        self._begun += begun
        return self._seconds

    def divided(self) -> tuple[Page, list[Sequence[Page]]]:
        """The page that is being read, or was when the process ended, and the others in halves."""
        at = max(self._begun + self.worker.pages_begun() - 1, 0)
        others = [*self.shard[:at], *self.shard[at + 1 :]]
        middle = len(others) // 2
        return self.shard[at], [half for half in (others[:middle], others[middle:]) if half]


class Pool:
    """Some processes, each with at most one shard. They are started when there is something to read."""

    def __init__(self, count: int, page_seconds: float = PAGE_SECONDS) -> None:
        self._count = count
        self.page_seconds = page_seconds
        self._starting: dict[Connection, _Worker] = {}
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Reading] = {}
        self._waiting: deque[Sequence[Page]] = deque()
        """Pieces of shards that are read again."""
        self._failed_starts = 0
        self._looked = monotonic()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()

    def end(self) -> None:
        """End all processes."""
        readers = (reading.worker for reading in self._busy.values())
        for worker in (*self._idle, *self._starting.values(), *readers):
            worker.end()
        self._idle.clear()
        self._starting.clear()
        self._busy.clear()

    def read(self, shards: Iterator[Sequence[Page]]) -> Iterator[Tables | None]:
        """Yield the tables of the shards as they are read, and None now and then. Raises NoWorkers."""
        for first in shards:
            self._waiting.append(first)
            for _ in range(self._count - len(self._idle)):
                self._start()
            break
        while self._starting or self._busy or self._idle:
            while self._idle and (shard := self._waiting.popleft() if self._waiting else next(shards, None)):
                yield from self._give(shard)
            if self._idle and not self._busy and not self._waiting:
                return
            for pipe in wait([*self._busy, *self._starting], WAIT_SECONDS):
                yield from self._take(pipe)  # type: ignore[arg-type]
            yield from self._end_overdue()
            yield None

    def _start(self) -> None:
        try:
            worker = _Worker.started()
        except OSError as error:
            raise NoWorkers(f"the processes that read cannot be started: {error}") from error
        self._starting[worker.pipe] = worker

    def _give(self, shard: Sequence[Page]) -> Iterator[Tables]:
        worker = self._idle.pop()
        if not worker.process.is_alive():  # no page has ended it
            worker.end()
            self._start()
            self._waiting.appendleft(shard)
            return
        self._busy[worker.pipe] = _Reading(worker, shard)
        try:
            worker.pipe.send(shard)
        except OSError:
            yield from self._replace_ended(worker.pipe)

    def _take(self, pipe: Connection) -> Iterator[Tables]:
        try:
            tables: Tables | None = pipe.recv()
        except (EOFError, OSError):
            yield from self._replace_ended(pipe)
            return
        if tables is None:
            self._failed_starts = 0
            self._idle.append(self._starting.pop(pipe))
        else:
            self._idle.append(self._busy.pop(pipe).worker)
            yield tables

    def _replace_ended(self, pipe: Connection) -> Iterator[Tables]:
        """Put another process in place of one that has ended, and read the page alone that it was reading."""
        if (starting := self._starting.pop(pipe, None)) is not None:
            cause = starting.cause_of_end()
            starting.end()
            self._failed_starts += 1
            if self._failed_starts > MAX_FAILED_STARTS:
                raise NoWorkers(f"the processes that read cannot be started: {cause}")
            self._start()
            return
        reading = self._busy[pipe]
        cause = reading.worker.cause_of_end()
        page, others = self._replace(pipe)
        if not others:
            yield failed(page, cause)
        else:  # it may be the memory of all of them
            self._waiting.extendleft((*others, [page]))

    def _end_overdue(self) -> Iterator[Tables]:
        """End what has read the same page for too long."""
        now = monotonic()
        # Not more than that: this process may have been stopped in between, and the others with it.
        passed, self._looked = min(now - self._looked, 2 * WAIT_SECONDS), now
        for pipe, reading in list(self._busy.items()):
            if reading.seconds_of_page(passed) > self.page_seconds:
                page, others = self._replace(pipe)
                self._waiting.extendleft(others)
                yield failed(page, f"took longer than {self.page_seconds:g} s")

    def _replace(self, pipe: Connection) -> tuple[Page, list[Sequence[Page]]]:
        """Put another process in place of one. Returns the page that it was reading, and the others of its shard."""
        reading = self._busy.pop(pipe)
        divided = reading.divided()
        reading.worker.end()
        self._start()
        return divided
