"""Processes that read shards. A shard whose process dies is halved until one page is left, which is then known.

A process that dies takes with it only what it was working on. Executors of the standard library give up all that is
waiting, and do not say which page it was.
"""

from __future__ import annotations

import signal
from collections import deque
from contextlib import suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.bulk.shard import failed, parse_shard
from thread_parsers.bulk.stopping import STOPPING, ignore

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from thread_parsers.bulk.pages import Page
    from thread_parsers.bulk.schema import Tables

WAIT_SECONDS = 0.2
"""How long the pool waits for results before it returns to its caller."""
ENDING_SECONDS = 5
"""How long a process that has closed its pipe may take to end."""


def _serve(requests: Connection) -> None:
    """The work of a process: a shard in, tables out, until the pipe is closed."""
    ignore()
    with suppress(EOFError, OSError):  # it has ended
        requests.send(None)  # the imports are done: what ends the process from now on is a page
        while True:
            requests.send(parse_shard(requests.recv()))


class NoWorkers(Exception):
    """Processes that read cannot be started, or end before they have read anything. The text says why."""


class _Worker(NamedTuple):
    process: SpawnProcess
    pipe: Connection

    @classmethod
    def started(cls) -> _Worker:
        context = get_context("spawn")  # a fork would keep the pipes of the others open
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), daemon=True)
        # Ctrl-C goes to all processes of a terminal, and a new one imports for a while before it can ignore that.
        resource_tracker.ensure_running()  # it does not block signals
        before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING) if hasattr(signal, "pthread_sigmask") else None
        try:
            process.start()
        finally:
            if before is not None:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        return cls(process, ours)

    def end(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()

    def cause_of_death(self) -> str:
        self.process.join(ENDING_SECONDS)
        code = self.process.exitcode
        if code is None:
            return "its reader closed its pipe"
        return f"its reader was ended by signal {-code}" if code < 0 else f"its reader ended with exit status {code}"


class Pool:
    """Some processes, each with at most one shard. They are started when there is something to read."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._starting: dict[Connection, _Worker] = {}
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[_Worker, Sequence[Page]]] = {}
        self._halves: deque[Sequence[Page]] = deque()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_error: object) -> None:
        for worker in (*self._idle, *self._starting.values(), *(worker for worker, _ in self._busy.values())):
            worker.end()

    def read(self, shards: Iterator[Sequence[Page]]) -> Iterator[Tables | None]:
        """Yield the tables of the shards as they are read, and None now and then. Raises NoWorkers."""
        for first in shards:
            self._halves.append(first)
            for _ in range(self._count):
                self._start()
            break
        while self._starting or self._busy or self._idle:
            while self._idle and (shard := self._halves.popleft() if self._halves else next(shards, None)) is not None:
                yield from self._give(shard)
            if self._idle and not self._busy:
                return
            for pipe in wait([*self._busy, *self._starting], WAIT_SECONDS):
                yield from self._take(pipe)  # type: ignore[arg-type]
            yield None

    def _start(self) -> None:
        try:
            worker = _Worker.started()
        except OSError as error:
            raise NoWorkers(str(error)) from error
        self._starting[worker.pipe] = worker

    def _give(self, shard: Sequence[Page]) -> Iterator[Tables]:
        worker = self._idle.pop()
        self._busy[worker.pipe] = worker, shard
        try:
            worker.pipe.send(shard)
        except OSError:
            yield from self._bury(worker.pipe)

    def _take(self, pipe: Connection) -> Iterator[Tables]:
        try:
            tables: Tables | None = pipe.recv()
        except (EOFError, OSError):
            yield from self._bury(pipe)
            return
        if tables is None:
            self._idle.append(self._starting.pop(pipe))
        else:
            self._idle.append(self._busy.pop(pipe)[0])
            yield tables

    def _bury(self, pipe: Connection) -> Iterator[Tables]:
        """Put another process in place of a dead one, and read the halves of its shard."""
        if pipe in self._starting:
            raise NoWorkers(self._starting[pipe].cause_of_death())
        worker, shard = self._busy.pop(pipe)
        cause = worker.cause_of_death()
        worker.end()
        self._start()
        if len(shard) == 1:
            yield failed(shard[0], cause)
        else:
            middle = len(shard) // 2
            self._halves.extendleft((shard[middle:], shard[:middle]))
